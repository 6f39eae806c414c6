package wallets

import (
	"encoding/hex"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/store"
)

// opened is a wallet whose password was right.
type opened struct {
	content *arc1.Content
	kdf     arc1.KDF
	file    []byte
	key     []byte
}

// open judges a password. A try is on the disk before the key derivation begins, so that ending the process does not make
// it undone; a right password clears the tries. The folder is free while the key is derived.
func (c *Core) open(scratch *page.Scratch, wallet string, password []byte, now int64) (*opened, error) {
	var file []byte
	err := c.folder.Do(func() error {
		state, err := c.folder.Load(scratch, wallet)
		if err != nil {
			return err
		}
		if file, err = c.folder.Secret(wallet); err != nil {
			return err
		}
		if _, err := arc1.Inspect(file); err != nil {
			return err
		}
		if err := state.Tries.Count(now); err != nil {
			return err
		}
		return c.folder.Save(scratch, state, nil)
	})
	if err != nil {
		return nil, err
	}
	content, err := arc1.Open(scratch, file, password)
	if err != nil {
		return nil, err
	}
	kdf, err := arc1.Inspect(file)
	if err != nil {
		return nil, err
	}
	o := &opened{content: content, kdf: kdf, file: file, key: stateKey(scratch, content, wallet)}
	return o, c.change(scratch, wallet, o, func(state *store.State) error {
		state.Tries.Clear()
		return nil
	})
}

// change changes the state of a wallet whose password was right.
func (c *Core) change(scratch *page.Scratch, wallet string, o *opened, work func(state *store.State) error) error {
	return c.folder.Do(func() error {
		state, err := c.folder.Load(scratch, wallet)
		if err != nil {
			return err
		}
		if err := state.Authentic(scratch, o.key); err != nil {
			return err
		}
		if state.Fingerprint != o.content.Fingerprint {
			return fault.New(fault.Tampered, "the wallet's files do not go together")
		}
		if err := work(state); err != nil {
			return err
		}
		return c.folder.Save(scratch, state, o.key)
	})
}

// Unlocked is a wallet that was unlocked.
type Unlocked struct {
	Handle, Fingerprint string
	Expires             int64
}

// Bounds of the time for which a wallet stays unlocked, in milliseconds.
const (
	minTTL = 1000
	maxTTL = 3_600_000
)

// Unlock opens a wallet for a time. The password is judged before the passphrase.
func (c *Core) Unlock(wallet string, ttl int64, password, passphrase []byte, now int64) (*Unlocked, error) {
	if err := store.CheckID(wallet); err != nil {
		return nil, err
	}
	if ttl < minTTL || ttl > maxTTL {
		return nil, fault.New(fault.InvalidInput, "ttl_ms is from 1000 to 3600000")
	}
	var result *Unlocked
	err := run(func(scratch *page.Scratch) error {
		normal, err := arc1.Password(scratch, password)
		if err != nil {
			return err
		}
		c.mutex.Lock()
		defer c.mutex.Unlock()
		c.newest = max(c.newest, now)
		o, err := c.open(scratch, wallet, normal, now)
		if err != nil {
			return err
		}
		h, err := unlock(scratch, wallet, o, passphrase)
		if err != nil {
			return err
		}
		err = c.change(scratch, wallet, o, func(state *store.State) error {
			state.Record(scratch, o.key, now, store.Unlocked)
			return nil
		})
		var name [16]byte
		if err == nil {
			err = page.Random(name[:])
		}
		if err != nil {
			h.scratch.Close()
			return err
		}
		h.expires = c.newest + ttl
		result = &Unlocked{Handle: hex.EncodeToString(name[:]), Fingerprint: digits(o.content.Fingerprint), Expires: h.expires}
		c.handles[result.Handle] = h
		return nil
	}, password, passphrase)
	return result, err
}

// unlock moves what a handle needs into a scratch that stays.
func unlock(scratch *page.Scratch, wallet string, o *opened, passphrase []byte) (h *handle, err error) {
	own, err := page.Acquire(page.Size)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			own.Close()
		}
	}()
	content := *o.content
	content.Secret = own.Copy(o.content.Secret)
	h = &handle{wallet: wallet, content: &content, key: own.Copy(o.key), sealed: sumOf(scratch, o.file), scratch: own}
	if content.Kind == arc1.EVMKey {
		return h, nil
	}
	h.master, err = masterOf(scratch, own, &content, passphrase)
	if err != nil {
		return nil, err
	}
	fingerprint, err := fingerprintOf(h.master)
	if err != nil {
		return nil, err
	}
	if fingerprint != content.Fingerprint {
		return nil, fault.New(fault.PassphraseMismatch, "the passphrase is not the one that the wallet was made with")
	}
	return h, nil
}

// masterOf derives the master key of a mnemonic, into a scratch that may be another one.
func masterOf(scratch, into *page.Scratch, content *arc1.Content, passphrase []byte) (*hd.Key, error) {
	mark := scratch.Mark()
	text := mnemonic.Encode(scratch, content.Secret, mnemonic.Language(content.Language))
	seed, err := mnemonic.Seed(scratch, text, passphrase)
	if err != nil {
		return nil, err
	}
	master, err := hd.Master(into, seed)
	if scratch != into {
		scratch.Release(mark)
	}
	return master, err
}

func fingerprintOf(master *hd.Key) ([4]byte, error) {
	public, err := master.Public()
	if err != nil {
		return [4]byte{}, err
	}
	return public.Fingerprint()
}

// fingerprintOfKey is that of a single key.
func fingerprintOfKey(key []byte) ([4]byte, error) {
	public, err := crypt.PublicKey(key)
	if err != nil {
		return [4]byte{}, object.Error(err)
	}
	own, err := crypt.Hash160Keys(public[:])
	if err != nil {
		return [4]byte{}, object.Error(err)
	}
	return [4]byte(own), nil
}
