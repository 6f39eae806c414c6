// Package wallets is what can be done with the wallets of a folder: make, open, show, sign. It ties the other packages
// together and decides who may do what; PROTOCOL.md says what each operation answers.
package wallets

import (
	"encoding/hex"
	"sync"

	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/store"
)

// Core is the wallets of one folder, and those of them that are unlocked. It is safe for concurrent use.
type Core struct {
	folder *store.Folder

	mutex   sync.Mutex
	handles map[string]*handle
	newest  int64
}

// New returns a core over a folder, which stays the caller's to close.
func New(folder *store.Folder) *Core {
	return &Core{folder: folder, handles: map[string]*handle{}}
}

// Close locks all wallets.
func (c *Core) Close() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for name, h := range c.handles {
		h.scratch.Close()
		delete(c.handles, name)
	}
}

// handle is an unlocked wallet. Its secrets lie in a scratch of its own until it is locked.
type handle struct {
	wallet  string
	expires int64
	content *arc1.Content
	master  *hd.Key // of a seed
	key     []byte  // what authenticates the wallet's state
	sealed  [32]byte
	scratch *page.Scratch
}

// room is what an operation has for its secrets: passwords and passphrases may be long, and grow in NFKD.
func room(texts ...[]byte) int {
	n := 4 * page.Size
	for _, text := range texts {
		n += 12 * len(text)
	}
	return n
}

// run does an operation in a scratch.
func run(work func(scratch *page.Scratch) error, texts ...[]byte) error {
	return page.Run(room(texts...), work)
}

// find returns an unlocked wallet. The caller has the mutex.
func (c *Core) find(name string, now int64) (*handle, error) {
	c.newest = max(c.newest, now)
	if name == "" {
		return nil, fault.New(fault.Locked, "this needs an unlocked wallet")
	}
	h, known := c.handles[name]
	if !known {
		return nil, expired()
	}
	if c.newest >= h.expires {
		c.end(name)
		return nil, expired()
	}
	return h, nil
}

func expired() error {
	return fault.New(fault.HandleExpired, "the wallet was locked again: unlock it")
}

// end locks a wallet. The caller has the mutex.
func (c *Core) end(name string) {
	c.handles[name].scratch.Close()
	delete(c.handles, name)
}

// endAll locks all handles of a wallet. The caller has the mutex.
func (c *Core) endAll(wallet string) {
	for name, h := range c.handles {
		if h.wallet == wallet {
			c.end(name)
		}
	}
}

// Check refuses a handle that cannot be used. An empty name is that of no wallet.
func (c *Core) Check(name string, now int64) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	_, err := c.find(name, now)
	return err
}

// Lock locks a wallet.
func (c *Core) Lock(name string, now int64) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if _, err := c.find(name, now); err != nil {
		return err
	}
	c.end(name)
	return nil
}

// unlocked is what an operation on an unlocked wallet works with.
type unlocked struct {
	*handle
	state *store.State
	save  func() error
}

// with does an operation on an unlocked wallet: nobody else is in the folder, and the state is authentic.
func (c *Core) with(name string, now int64, work func(scratch *page.Scratch, w *unlocked) error, texts ...[]byte) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	h, err := c.find(name, now)
	if err != nil {
		return err
	}
	return run(func(scratch *page.Scratch) error {
		return c.folder.Do(func() error {
			state, err := c.folder.Load(scratch, h.wallet)
			if err != nil {
				return err
			}
			// Another process may have changed the password or made the wallet anew.
			file, err := c.folder.Secret(h.wallet)
			if err != nil {
				return err
			}
			if sumOf(scratch, file) != h.sealed {
				c.end(name)
				return expired()
			}
			if err := state.Authentic(scratch, h.key); err != nil {
				return err
			}
			return work(scratch, &unlocked{h, state, func() error { return c.folder.Save(scratch, state, h.key) }})
		})
	}, texts...)
}

func sumOf(scratch *page.Scratch, file []byte) (sum [32]byte) {
	hash.Sum256(scratch, sum[:], file)
	return sum
}

var stateSalt = []byte("arcsign state")

// stateKey returns what authenticates a wallet's state: a key that only its secret gives.
func stateKey(scratch *page.Scratch, content *arc1.Content, wallet string) []byte {
	key := scratch.Take(64)
	hash.HMAC512(scratch, key, stateSalt, content.Secret, content.Fingerprint[:], []byte(wallet))
	return key[:32]
}

func digits(fingerprint [4]byte) string { return hex.EncodeToString(fingerprint[:]) }
