package remote

import (
	"encoding/binary"
	"fmt"
	"strings"

	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/remote/internal/peer"
)

// version is that of the frames and of what is in them beside the values of the bridge.
const version = 1

// magic is how a greeting begins.
const magic = "spandrel"

// Contract is what both sides must agree on. It is for generated code.
type Contract struct {
	// Package is the bridge's name.
	Package string
	// Hash is that of the manifest.
	Hash string
	// Manifest is the contract as text, a line an item.
	Manifest string
}

// ContractError says that the other side was built from another bridge.
type ContractError struct {
	// Package is the bridge of this side.
	Package string
	// Here and There are the first items that differ, empty where one side has no more.
	Here, There string
}

// Error names the first items that differ, and what to do.
func (e *ContractError) Error() string {
	item := func(text string) string {
		if text == "" {
			return "nothing"
		}
		return "`" + text + "`"
	}
	return fmt.Sprintf("spandrel: %s: the other side has another contract: first difference: here %s, there %s\n"+
		"hint: build both sides from the same bridge: run `spandrel build` for the older one", e.Package, item(e.Here), item(e.There))
}

// compare returns the first items in which two contracts differ.
func (c Contract) compare(hash, manifest string) error {
	if hash == c.Hash {
		return nil
	}
	here, there := strings.Split(c.Manifest, "\n"), strings.Split(manifest, "\n")
	for i := range max(len(here), len(there)) {
		var ours, theirs string
		if i < len(here) {
			ours = here[i]
		}
		if i < len(there) {
			theirs = there[i]
		}
		if ours != theirs {
			return &ContractError{Package: c.Package, Here: ours, There: theirs}
		}
	}
	return &ContractError{Package: c.Package, Here: "contract " + c.Hash, There: "contract " + hash}
}

// hello is this side's greeting.
func (c Contract) hello(limits Limits) []byte {
	b := append([]byte(magic), binary.LittleEndian.AppendUint32(nil, version)...)
	b = wire.AppendUint32(b, uint32(limits.Frame))
	b = wire.AppendUint32(b, uint32(limits.Calls))
	b = wire.AppendUint64(b, uint64(limits.Bytes))
	b = wire.AppendString(b, c.Hash)
	return wire.AppendString(b, c.Manifest)
}

// greet reads the greeting of the other side.
func (c Contract) greet(hello []byte) (peer.Limits, error) {
	if !strings.HasPrefix(string(hello[:min(len(hello), len(magic))]), magic) {
		return peer.Limits{}, fmt.Errorf("%w: its greeting is not one of Spandrel", peer.ErrViolation)
	}
	reader := wire.NewReader(hello[len(magic):])
	if theirs := reader.Uint32(); theirs != version && !reader.Failed() {
		return peer.Limits{}, fmt.Errorf("spandrel: %s: the other side speaks version %d of the protocol, this side %d\n"+
			"hint: build both sides with the same version of Spandrel", c.Package, theirs, version)
	}
	limits := peer.Limits{Frame: reader.Uint32(), Calls: int(reader.Uint32()), Bytes: int(min(reader.Uint64(), 1<<40))}
	hash, manifest := reader.String(), reader.String()
	if reader.Failed() {
		return peer.Limits{}, fmt.Errorf("%w: its greeting is incomplete", peer.ErrViolation)
	}
	if limits.Calls < 1 || limits.Calls > 1<<20 {
		return peer.Limits{}, fmt.Errorf("%w: it accepts %d calls", peer.ErrViolation, limits.Calls)
	}
	return limits, c.compare(hash, manifest)
}
