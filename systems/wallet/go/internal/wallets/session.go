package wallets

import (
	"encoding/binary"
	"encoding/hex"

	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/store"
)

// A session is the open folder and the wallets that are unlocked in it. Where each operation has a process of its own, the
// session goes from one to the next: as bytes that are as secret as the wallets, and lie in locked memory all the way.

const (
	sessionVersion = 1
	sessionHead    = 1 + 8 + 8 + 32 + 8 + 2
	handleName     = 16
	walletName     = 16
	// What a handle takes beside its secret.
	handleFixed = handleName + 8 + walletName + 3 + 4 + 32 + 32 + 1 + 64
)

// Suspend writes the session. make is called once, with its size and what fills it.
func (c *Core) Suspend(make func(n int, fill func(into []byte))) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	size := sessionHead
	for _, h := range c.handles {
		size += handleFixed + len(h.content.Secret)
	}
	make(size, func(into []byte) {
		w := &writer{into}
		known := c.folder.Identity()
		w.byte(sessionVersion)
		w.word(known.Device)
		w.word(known.Inode)
		w.bytes(known.Key[:])
		w.word(uint64(c.newest))
		w.byte(byte(len(c.handles) >> 8))
		w.byte(byte(len(c.handles)))
		for name, h := range c.handles {
			h.write(w, name)
		}
	})
}

func (h *handle) write(w *writer, name string) {
	// Handles are digits that the core has made.
	_, _ = hex.Decode(w.next(handleName), []byte(name))
	w.word(uint64(h.expires))
	copy(w.next(walletName), h.wallet)
	w.byte(byte(h.content.Kind))
	w.byte(h.content.Language)
	w.byte(byte(len(h.content.Secret)))
	w.bytes(h.content.Secret)
	w.bytes(h.content.Fingerprint[:])
	w.bytes(h.key)
	w.bytes(h.sealed[:])
	secret, chain := w.next(1), w.next(64)
	if h.master != nil {
		secret[0] = 1
		private, code := h.master.Raw()
		copy(chain, private)
		copy(chain[32:], code)
	}
}

// Resume goes on with a session. The folder is the caller's to close.
func Resume(path string, session []byte) (*Core, *store.Folder, error) {
	r := &reader{rest: session}
	if r.byte() != sessionVersion {
		return nil, nil, notASession()
	}
	known := store.Identity{Device: r.word(), Inode: r.word(), Key: [32]byte(r.next(32))}
	folder := store.Reopen(path, known)
	c := New(folder)
	c.newest = int64(r.word())
	for range int(r.byte())<<8 | int(r.byte()) {
		if err := c.take(r); err != nil {
			c.Close()
			return nil, nil, err
		}
	}
	if r.short || len(r.rest) > 0 {
		c.Close()
		return nil, nil, notASession()
	}
	return c, folder, nil
}

// take reads a handle into a scratch of its own.
func (c *Core) take(r *reader) error {
	own, err := page.Acquire(page.Size)
	if err != nil {
		return err
	}
	name := hex.EncodeToString(r.next(handleName))
	h := &handle{expires: int64(r.word()), wallet: walletText(r.next(walletName)), scratch: own}
	h.content = &arc1.Content{Kind: arc1.Kind(r.byte()), Language: r.byte()}
	h.content.Secret = own.Copy(r.next(int(r.byte())))
	h.content.Fingerprint = [4]byte(r.next(4))
	h.key = own.Copy(r.next(32))
	h.sealed = [32]byte(r.next(32))
	hasMaster := r.byte() == 1
	if both := own.Copy(r.next(64)); hasMaster {
		h.master = hd.OfRaw(both[:32:32], both[32:])
	}
	if r.short {
		own.Close()
		return notASession()
	}
	c.handles[name] = h
	return nil
}

// walletText is a wallet's name, which is not secret.
func walletText(digits []byte) string { return string(digits) }

func notASession() error {
	return fault.New(fault.Panic, "what was passed on is not a session of this version")
}

// writer fills memory of the right size.
type writer struct{ rest []byte }

func (w *writer) next(n int) []byte {
	taken := w.rest[:n:n]
	w.rest = w.rest[n:]
	return taken
}

func (w *writer) byte(b byte)        { w.next(1)[0] = b }
func (w *writer) bytes(b []byte)     { copy(w.next(len(b)), b) }
func (w *writer) word(number uint64) { binary.BigEndian.PutUint64(w.next(8), number) }

// reader answers zeros once there is nothing more.
type reader struct {
	rest  []byte
	short bool
}

var zeros [256]byte

func (r *reader) next(n int) []byte {
	if n > len(r.rest) {
		r.short, r.rest = true, nil
		return zeros[:n]
	}
	taken := r.rest[:n:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) byte() byte   { return r.next(1)[0] }
func (r *reader) word() uint64 { return binary.BigEndian.Uint64(r.next(8)) }
