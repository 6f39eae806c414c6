package wallets

import (
	"bytes"
	"crypto/subtle"
	"slices"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/store"
)

// Rename gives a wallet another name.
func (c *Core) Rename(handle, name string, now int64) error {
	return c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		name, err := checkName(name)
		if err != nil {
			return err
		}
		if err := c.folder.CheckName(scratch, w.wallet, name); err != nil {
			return err
		}
		w.state.Name = name
		return w.save()
	})
}

// protected does an operation that takes a wallet's password.
func (c *Core) protected(wallet string, password []byte, now int64, work func(scratch *page.Scratch, o *opened) error, texts ...[]byte) error {
	if err := store.CheckID(wallet); err != nil {
		return err
	}
	return run(func(scratch *page.Scratch) error {
		normal, err := arc1.Password(scratch, password)
		if err != nil {
			return err
		}
		c.mutex.Lock()
		defer c.mutex.Unlock()
		o, err := c.open(scratch, wallet, normal, now)
		if err != nil {
			return err
		}
		return work(scratch, o)
	}, append(texts, password)...)
}

// Delete removes a wallet for good. confirm repeats its name.
func (c *Core) Delete(wallet, confirm string, password []byte, now int64) error {
	if confirm != wallet {
		return fault.New(fault.InvalidInput, "confirm repeats the wallet")
	}
	return c.protected(wallet, password, now, func(*page.Scratch, *opened) error {
		c.endAll(wallet)
		return c.folder.Do(func() error { return c.folder.Remove(wallet) })
	})
}

// ChangePassword seals a wallet anew and ends its handles. Without a kdf it keeps the one it has.
func (c *Core) ChangePassword(wallet string, kdf *arc1.KDF, password, fresh []byte, now int64) error {
	if kdf != nil {
		if err := kdf.Check(); err != nil {
			return err
		}
	}
	return c.protected(wallet, password, now, func(scratch *page.Scratch, o *opened) error {
		normal, err := arc1.Password(scratch, fresh)
		if err != nil {
			return err
		}
		if kdf == nil {
			kdf = &o.kdf
		}
		return c.seal(scratch, wallet, o, normal, *kdf)
	}, fresh)
}

// UpgradeKDF seals a wallet anew with a key derivation that is not cheaper.
func (c *Core) UpgradeKDF(wallet string, kdf arc1.KDF, password []byte, now int64) error {
	if err := kdf.Check(); err != nil {
		return err
	}
	return c.protected(wallet, password, now, func(scratch *page.Scratch, o *opened) error {
		if kdf.T < o.kdf.T || kdf.MKiB < o.kdf.MKiB {
			return fault.New(fault.KDFOutOfRange, "the key derivation would become cheaper")
		}
		normal, err := arc1.Password(scratch, password)
		if err != nil {
			return err
		}
		return c.seal(scratch, wallet, o, normal, kdf)
	})
}

func (c *Core) seal(scratch *page.Scratch, wallet string, o *opened, password []byte, kdf arc1.KDF) error {
	file, err := arc1.Seal(scratch, o.content, password, kdf)
	if err != nil {
		return err
	}
	c.endAll(wallet)
	return c.folder.Do(func() error { return c.folder.SaveSecret(wallet, file) })
}

// ExportArc1 returns a backup: the sealed file.
func (c *Core) ExportArc1(wallet string, password []byte, now int64) (backup []byte, err error) {
	err = c.protected(wallet, password, now, func(_ *page.Scratch, o *opened) error {
		backup = o.file
		return nil
	})
	return backup, err
}

// ConfirmBackup compares words that a person has written down, by their places from 0.
func (c *Core) ConfirmBackup(handle string, indices []int, typed []byte, now int64) error {
	return c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		if w.master == nil {
			return denied()
		}
		text := mnemonic.Encode(scratch, w.content.Secret, mnemonic.Language(w.content.Language))
		list := bytes.Split(text, []byte(" "))
		given, err := object.Secret(crypt.Words(typed)).Into(scratch)
		if err != nil {
			return err
		}
		words := bytes.Split(given, []byte(" "))
		if len(indices) < 3 || len(words) != len(indices) {
			return fault.New(fault.InvalidInput, "a backup is confirmed by three words or more, and as many places")
		}
		for i, at := range indices {
			if at < 0 || at >= len(list) || slices.Contains(indices[:i], at) {
				return fault.New(fault.InvalidInput, "a place is none of the mnemonic's, or comes twice")
			}
		}
		for i, at := range indices {
			if subtle.ConstantTimeCompare(list[at], words[i]) != 1 {
				return &fault.Error{Code: fault.InvalidMnemonic, Message: "a word is another one than that of the wallet", Word: i}
			}
		}
		w.state.BackedUp = true
		return w.save()
	}, typed)
}

// denied is for wallets of one key, which have no accounts.
func denied() error {
	return fault.New(fault.PolicyDenied, "a wallet of a single key has no accounts")
}
