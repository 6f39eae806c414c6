package core

import (
	"spandrel.dev/spandrel"

	"spandrel.dev/wallet/host/arcsign"
	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/keystore"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/wallets"
)

// What people do with wallets as a whole.

// with runs work with the content of secrets, in a thread that leaves no copies of them, and closes them.
func with(work func(contents [][]byte) error, secrets ...*spandrel.Secret) error {
	contents := make([][]byte, 0, len(secrets))
	var enter func(rest []*spandrel.Secret) error
	enter = func(rest []*spandrel.Secret) error {
		if len(rest) == 0 {
			return page.Run(page.Size, func(*page.Scratch) error { return work(contents) })
		}
		var inner error
		err := rest[0].Use(func(content []byte) {
			contents = append(contents, content)
			inner = enter(rest[1:])
		})
		if err == nil {
			err = inner
		}
		return err
	}
	err := enter(secrets)
	for _, secret := range secrets {
		_ = secret.Close()
	}
	return told(err)
}

func made(of *wallets.Made) arcsign.Made {
	out := arcsign.Made{Wallet: of.Wallet, Fingerprint: of.Fingerprint}
	if of.Address != "" {
		out.Address = &of.Address
	}
	return out
}

func kdfOf(k arcsign.Kdf) arc1.KDF { return arc1.KDF{T: k.T, MKiB: k.MKib, P: k.P} }

// Wallets returns the wallets of the folder.
func (s *session) Wallets() ([]arcsign.Listed, error) {
	all, err := s.server.Core.List()
	if err != nil {
		return nil, told(err)
	}
	listed := make([]arcsign.Listed, len(all))
	for i, one := range all {
		listed[i] = arcsign.Listed{Wallet: one.Wallet, Name: one.Name, Kind: one.Kind, Fingerprint: one.Fingerprint, BackedUp: one.BackedUp}
	}
	return listed, nil
}

// Create makes a wallet of fresh words.
func (s *session) Create(name string, words uint32, language string, kdf arcsign.Kdf, password, passphrase *spandrel.Secret) (out arcsign.Made, err error) {
	err = with(func(given [][]byte) error {
		list, err := mnemonic.ParseLanguage(language)
		if err != nil {
			return err
		}
		wallet, err := s.server.Core.Create(name, int(min(words, 1<<16)), list, kdfOf(kdf), given[0], given[1], s.show)
		if err == nil {
			out = made(wallet)
		}
		return err
	}, password, passphrase)
	return out, err
}

// Import makes a wallet of words that exist.
func (s *session) Import(name string, language *string, kdf arcsign.Kdf, typed, password, passphrase *spandrel.Secret) (out arcsign.Made, err error) {
	err = with(func(given [][]byte) error {
		var list *mnemonic.Language
		if language != nil {
			parsed, err := mnemonic.ParseLanguage(*language)
			if err != nil {
				return err
			}
			list = &parsed
		}
		wallet, err := s.server.Core.Import(name, list, kdfOf(kdf), given[0], given[1], given[2])
		if err == nil {
			out = made(wallet)
		}
		return err
	}, typed, password, passphrase)
	return out, err
}

// RestoreBackup makes a wallet of a sealed backup.
func (s *session) RestoreBackup(name string, backup []byte, password, passphrase *spandrel.Secret) (out arcsign.Made, err error) {
	err = with(func(given [][]byte) error {
		wallet, err := s.server.Core.RestoreArc1(name, backup, given[0], given[1])
		if err == nil {
			out = made(wallet)
		}
		return err
	}, password, passphrase)
	return out, err
}

// RestoreKeystore makes a wallet of one key.
func (s *session) RestoreKeystore(name, file string, kdf arcsign.Kdf, password, fresh *spandrel.Secret) (out arcsign.Made, err error) {
	err = with(func(given [][]byte) error {
		value, err := strictjson.Parse([]byte(file))
		if err != nil {
			return err
		}
		wallet, err := s.server.Core.RestoreKeystore(name, value, kdfOf(kdf), given[0], given[1])
		if err == nil {
			out = made(wallet)
		}
		return err
	}, password, fresh)
	return out, err
}

// RestoreDescriptor makes a wallet that can only watch.
func (s *session) RestoreDescriptor(name, descriptor string) (arcsign.Made, error) {
	wallet, err := s.server.Core.RestoreDescriptor(name, descriptor)
	if err != nil {
		return arcsign.Made{}, told(err)
	}
	return made(wallet), nil
}

// Unlock unlocks a wallet for a time.
func (s *session) Unlock(wallet string, ttl int64, password, passphrase *spandrel.Secret, at int64) (out arcsign.Unlocked, err error) {
	err = with(func(given [][]byte) error {
		unlocked, err := s.server.Core.Unlock(wallet, ttl, given[0], given[1], at)
		if err == nil {
			out = arcsign.Unlocked{Handle: unlocked.Handle, ExpiresMs: unlocked.Expires, Fingerprint: unlocked.Fingerprint}
		}
		return err
	}, password, passphrase)
	return out, err
}

// Lock locks a wallet.
func (s *session) Lock(handle string, at int64) error { return told(s.server.Core.Lock(handle, at)) }

// Rename gives a wallet another name.
func (s *session) Rename(handle, name string, at int64) error {
	return told(s.server.Core.Rename(handle, name, at))
}

// Delete removes a wallet for good.
func (s *session) Delete(wallet string, password *spandrel.Secret, at int64) error {
	return with(func(given [][]byte) error { return s.server.Core.Delete(wallet, wallet, given[0], at) }, password)
}

// ChangePassword seals a wallet with another password.
func (s *session) ChangePassword(wallet string, password, fresh *spandrel.Secret, at int64) error {
	return with(func(given [][]byte) error {
		return s.server.Core.ChangePassword(wallet, nil, given[0], given[1], at)
	}, password, fresh)
}

// ConfirmBackup compares words that were written down.
func (s *session) ConfirmBackup(handle string, places []uint32, typed *spandrel.Secret, at int64) error {
	indices := make([]int, len(places))
	for i, place := range places {
		indices[i] = int(place)
	}
	return with(func(given [][]byte) error { return s.server.Core.ConfirmBackup(handle, indices, given[0], at) }, typed)
}

// Backup returns the sealed backup.
func (s *session) Backup(wallet string, password *spandrel.Secret, at int64) (out []byte, err error) {
	err = with(func(given [][]byte) (err error) {
		out, err = s.server.Core.ExportArc1(wallet, given[0], at)
		return err
	}, password)
	return out, err
}

// Keystore returns the key of an EVM account as other wallets keep it.
func (s *session) Keystore(handle, path string, password *spandrel.Secret, at int64) (out string, err error) {
	err = with(func(given [][]byte) error {
		file, err := s.server.Core.ExportKeystore(handle, path, keystore.DefaultN, given[0], at)
		out = string(file)
		return err
	}, password)
	return out, err
}
