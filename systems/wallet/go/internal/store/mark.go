package store

import (
	"crypto/subtle"
	"encoding/binary"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/page"
)

// Clock is where a folder's times come from: a folder that has seen one must not see the other.
type Clock uint8

// The clocks.
const (
	System Clock = iota + 1
	Given
)

// RefusedError says why a folder cannot be used at all: no request can be answered in it.
type RefusedError struct{ Reason string }

// Error returns the reason.
func (e *RefusedError) Error() string { return e.Reason }

// The mark of a folder: magic, version, clock, key, and a checksum. The key authenticates what is known of wallets
// without their passwords; everyone who can read the folder can read it.
const (
	markMagic   = "ARCF"
	markVersion = 1
	markSize    = 4 + 2 + 1 + 32 + 32
	markKey     = 7
	markSum     = 39
)

// mark reads the folder's mark, and makes one in a folder without wallets.
func (f *Folder) mark(clock Clock) error {
	content, err := f.read(folderName, markSize)
	if fault.Of(err) == fault.NotFound {
		return f.newMark(clock)
	}
	if fault.Of(err) == fault.Tampered {
		return &RefusedError{"the mark of the folder is damaged"}
	}
	if err != nil {
		return err
	}
	if len(content) != markSize || string(content[:4]) != markMagic || !sumIsRight(content) {
		return &RefusedError{"the mark of the folder is damaged"}
	}
	if binary.BigEndian.Uint16(content[4:]) != markVersion {
		return &RefusedError{"the folder was made by a later version"}
	}
	if Clock(content[6]) != clock {
		return &RefusedError{"the folder goes by another clock"}
	}
	copy(f.identity.Key[:], content[markKey:markSum])
	return nil
}

func (f *Folder) newMark(clock Clock) error {
	for _, ending := range []string{secretEnding, stateEnding} {
		names, err := f.names(ending)
		if err != nil {
			return err
		}
		if len(names) > 0 {
			return &RefusedError{"the folder has wallets and lost its mark"}
		}
	}
	content := binary.BigEndian.AppendUint16([]byte(markMagic), markVersion)
	content = append(append(content, byte(clock)), make([]byte, 32)...)
	if err := page.Random(content[markKey:]); err != nil {
		return err
	}
	sum := sumOf(content)
	if err := f.write(folderName, append(content, sum[:]...)); err != nil {
		return err
	}
	copy(f.identity.Key[:], content[markKey:])
	return nil
}

func sumOf(content []byte) (sum [32]byte) {
	// The mark is not a secret of a wallet; the scratch is only where the hash works.
	_ = page.Run(page.Size, func(scratch *page.Scratch) error {
		hash.Sum256(scratch, sum[:], content)
		return nil
	})
	return sum
}

func sumIsRight(content []byte) bool {
	sum := sumOf(content[:markSum])
	return subtle.ConstantTimeCompare(sum[:], content[markSum:]) == 1
}
