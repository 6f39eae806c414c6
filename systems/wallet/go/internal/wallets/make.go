package wallets

import (
	"encoding/hex"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/descriptor"
	"spandrel.dev/wallet/internal/keystore"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/strictjson"
)

// Made is a new wallet.
type Made struct {
	Wallet, Fingerprint string
	// Address is that of a single key.
	Address string
}

// Create makes a wallet of fresh words. show is given them, and must not retain them.
func (c *Core) Create(name string, words int, language mnemonic.Language, kdf arc1.KDF, password, passphrase []byte, show func(words []byte)) (*Made, error) {
	var made *Made
	err := run(func(scratch *page.Scratch) error {
		name, normal, err := checkNew(scratch, name, kdf, password)
		if err != nil {
			return err
		}
		text, entropy, err := mnemonic.Generate(scratch, words, language)
		if err != nil {
			return err
		}
		made, err = c.addSeed(scratch, name, &arc1.Content{Language: uint8(language), Secret: entropy}, passphrase, normal, kdf)
		if err == nil {
			show(text)
		}
		return err
	}, password, passphrase)
	return made, err
}

// Import makes a wallet of words that are there already.
func (c *Core) Import(name string, language *mnemonic.Language, kdf arc1.KDF, words, password, passphrase []byte) (*Made, error) {
	var made *Made
	err := run(func(scratch *page.Scratch) error {
		name, normal, err := checkNew(scratch, name, kdf, password)
		if err != nil {
			return err
		}
		parsed, err := mnemonic.Parse(scratch, words, language)
		if err != nil {
			return err
		}
		made, err = c.addSeed(scratch, name, &arc1.Content{Language: uint8(parsed.Language()), Secret: parsed.Entropy}, passphrase, normal, kdf)
		return err
	}, words, password, passphrase)
	return made, err
}

func checkNew(scratch *page.Scratch, name string, kdf arc1.KDF, password []byte) (string, []byte, error) {
	name, err := checkName(name)
	if err != nil {
		return "", nil, err
	}
	if err := kdf.Check(); err != nil {
		return "", nil, err
	}
	normal, err := arc1.Password(scratch, password)
	return name, normal, err
}

func (c *Core) addSeed(scratch *page.Scratch, name string, content *arc1.Content, passphrase, password []byte, kdf arc1.KDF) (*Made, error) {
	master, err := masterOf(scratch, scratch, content, passphrase)
	if err != nil {
		return nil, err
	}
	if content.Fingerprint, err = fingerprintOf(master); err != nil {
		return nil, err
	}
	file, err := arc1.Seal(scratch, content, password, kdf)
	if err != nil {
		return nil, err
	}
	return c.add(scratch, name, store.Seed, content, file)
}

// add writes a wallet whose secret is sealed.
func (c *Core) add(scratch *page.Scratch, name string, kind store.Kind, content *arc1.Content, file []byte) (*Made, error) {
	wallet, err := store.NewID()
	if err != nil {
		return nil, err
	}
	state := &store.State{Wallet: wallet, Kind: kind, Name: name, Fingerprint: content.Fingerprint, Policy: store.DefaultPolicy()}
	key := stateKey(scratch, content, wallet)
	err = c.folder.Do(func() error { return c.folder.Add(scratch, state, key, file) })
	return &Made{Wallet: wallet, Fingerprint: digits(content.Fingerprint)}, err
}

// RestoreArc1 makes a wallet of a backup; its password stays that of the file.
func (c *Core) RestoreArc1(name string, backup, password, passphrase []byte) (*Made, error) {
	var made *Made
	err := run(func(scratch *page.Scratch) error {
		name, err := checkName(name)
		if err != nil {
			return err
		}
		normal, err := arc1.Password(scratch, password)
		if err != nil {
			return err
		}
		content, err := arc1.Open(scratch, backup, normal)
		if err != nil {
			return err
		}
		kind := store.Seed
		if content.Kind == arc1.EVMKey {
			kind = store.Key
		}
		h, err := unlock(scratch, "", &opened{content: content, file: backup}, passphrase)
		if err != nil {
			return err
		}
		h.scratch.Close()
		made, err = c.add(scratch, name, kind, content, backup)
		return err
	}, password, passphrase)
	return made, err
}

// RestoreKeystore makes a wallet of one key.
func (c *Core) RestoreKeystore(name string, file *strictjson.Value, kdf arc1.KDF, password, fresh []byte) (*Made, error) {
	var made *Made
	err := run(func(scratch *page.Scratch) error {
		name, normal, err := checkNew(scratch, name, kdf, fresh)
		if err != nil {
			return err
		}
		key, account, err := keystore.Import(scratch, file, password)
		if err != nil {
			return err
		}
		content := &arc1.Content{Kind: arc1.EVMKey, Secret: key}
		if content.Fingerprint, err = fingerprintOfKey(key); err != nil {
			return err
		}
		sealed, err := arc1.Seal(scratch, content, normal, kdf)
		if err != nil {
			return err
		}
		if made, err = c.add(scratch, name, store.Key, content, sealed); err == nil {
			made.Address = address.Checksummed(account)
		}
		return err
	}, password, fresh)
	return made, err
}

// RestoreDescriptor makes a wallet that can only watch.
func (c *Core) RestoreDescriptor(name, text string) (*Made, error) {
	var made *Made
	err := run(func(scratch *page.Scratch) error {
		name, err := checkName(name)
		if err != nil {
			return err
		}
		read, err := descriptor.Parse(scratch, text)
		if err != nil {
			return err
		}
		wallet, err := store.NewID()
		if err != nil {
			return err
		}
		state := &store.State{Wallet: wallet, Kind: store.Watch, Name: name, Fingerprint: read.Fingerprint, Policy: store.DefaultPolicy(), Descriptor: text}
		made = &Made{Wallet: wallet, Fingerprint: hex.EncodeToString(read.Fingerprint[:])}
		return c.folder.Do(func() error { return c.folder.Add(scratch, state, nil, nil) })
	})
	return made, err
}

// List returns all wallets.
func (c *Core) List() (all []store.Listed, err error) {
	err = run(func(scratch *page.Scratch) error {
		return c.folder.Do(func() error {
			all, err = c.folder.List(scratch)
			return err
		})
	})
	return all, err
}
