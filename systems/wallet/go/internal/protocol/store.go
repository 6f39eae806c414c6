package protocol

import (
	"encoding/base64"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/keystore"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/wallets"
)

// The operations on wallets as a whole.

func made(made *wallets.Made, err error) (*Answer, error) {
	if err != nil {
		return nil, err
	}
	out := new(members).string("wallet", made.Wallet).string("fingerprint", made.Fingerprint)
	if made.Address != "" {
		out.string("address", made.Address)
	}
	return out.answer()
}

func nothing(err error) (*Answer, error) {
	if err != nil {
		return nil, err
	}
	return new(members).answer()
}

func create(s *Server, a *arguments) (*Answer, error) {
	name, words, languageName, numbers := a.text("name"), a.integer("words"), a.text("language"), a.kdf()
	password := a.secret("password")
	passphrase, _ := a.optionalSecret("passphrase")
	if err := a.form(); err != nil {
		return nil, err
	}
	language, err := parseLanguage(&languageName)
	if err != nil {
		return nil, err
	}
	kdf, err := parseKDF(numbers)
	if err != nil {
		return nil, err
	}
	var shown Answer
	var showing error
	wallet, err := s.Core.Create(name, int(words), *language, kdf, password, passphrase, func(words []byte) { showing = shown.show("mnemonic", words) })
	if err == nil {
		err = showing
	}
	answer, err := made(wallet, err)
	if err != nil {
		shown.Close()
		return nil, err
	}
	shown.Data = answer.Data
	return &shown, nil
}

func importWords(s *Server, a *arguments) (*Answer, error) {
	name, languageName, numbers := a.text("name"), a.language(), a.kdf()
	words, password := a.secret("mnemonic"), a.secret("password")
	passphrase, _ := a.optionalSecret("passphrase")
	if err := a.form(); err != nil {
		return nil, err
	}
	language, err := parseLanguage(languageName)
	if err != nil {
		return nil, err
	}
	kdf, err := parseKDF(numbers)
	if err != nil {
		return nil, err
	}
	return made(s.Core.Import(name, language, kdf, words, password, passphrase))
}

func unlock(s *Server, a *arguments) (*Answer, error) {
	wallet, ttl, password := a.text("wallet"), a.integer("ttl_ms"), a.secret("password")
	passphrase, _ := a.optionalSecret("passphrase")
	if err := a.form(); err != nil {
		return nil, err
	}
	u, err := s.Core.Unlock(wallet, ttl, password, passphrase, a.request.At)
	if err != nil {
		return nil, err
	}
	return new(members).string("handle", u.Handle).integer("expires_ms", u.Expires).string("fingerprint", u.Fingerprint).answer()
}

func lock(s *Server, a *arguments) (*Answer, error) {
	handle := a.handle()
	if err := a.form(); err != nil {
		return nil, err
	}
	return nothing(s.Core.Lock(handle, a.request.At))
}

func list(s *Server, a *arguments) (*Answer, error) {
	if err := a.form(); err != nil {
		return nil, err
	}
	all, err := s.Core.List()
	if err != nil {
		return nil, err
	}
	return new(members).list("wallets", len(all), func(i int) []byte {
		one := all[i]
		return new(members).string("wallet", one.Wallet).string("name", one.Name).string("kind", one.Kind).
			string("fingerprint", one.Fingerprint).flag("backed_up", one.BackedUp).bytes()
	}).answer()
}

func rename(s *Server, a *arguments) (*Answer, error) {
	handle, name := a.handle(), a.text("name")
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	return nothing(s.Core.Rename(handle, name, a.request.At))
}

func remove(s *Server, a *arguments) (*Answer, error) {
	wallet, confirm, password := a.text("wallet"), a.text("confirm"), a.secret("password")
	if err := a.form(); err != nil {
		return nil, err
	}
	return nothing(s.Core.Delete(wallet, confirm, password, a.request.At))
}

func changePassword(s *Server, a *arguments) (*Answer, error) {
	wallet, numbers := a.text("wallet"), a.kdf()
	password, fresh := a.secret("password"), a.secret("new_password")
	if err := a.form(); err != nil {
		return nil, err
	}
	if numbers == nil {
		return nothing(s.Core.ChangePassword(wallet, nil, password, fresh, a.request.At))
	}
	kdf, err := parseKDF(numbers)
	if err != nil {
		return nil, err
	}
	return nothing(s.Core.ChangePassword(wallet, &kdf, password, fresh, a.request.At))
}

func upgradeKDF(s *Server, a *arguments) (*Answer, error) {
	wallet, numbers, password := a.text("wallet"), a.kdf(), a.secret("password")
	if numbers == nil {
		a.fail("kdf is missing")
	}
	if err := a.form(); err != nil {
		return nil, err
	}
	kdf, err := parseKDF(numbers)
	if err != nil {
		return nil, err
	}
	if err := s.Core.UpgradeKDF(wallet, kdf, password, a.request.At); err != nil {
		return nil, err
	}
	written := new(members).integer("t", int64(kdf.T)).integer("m_kib", int64(kdf.MKiB)).integer("p", int64(kdf.P)).bytes()
	return new(members).raw("kdf", written).answer()
}

func confirmBackup(s *Server, a *arguments) (*Answer, error) {
	handle, words := a.handle(), a.secret("words")
	var indices []int
	for _, item := range a.value("indices", strictjson.List).Items {
		indices = append(indices, int(a.number("indices", item)))
	}
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	if err := s.Core.ConfirmBackup(handle, indices, words, a.request.At); err != nil {
		return nil, err
	}
	return new(members).flag("backed_up", true).answer()
}

func export(s *Server, a *arguments) (*Answer, error) {
	switch format := a.text("format"); format {
	case "arc1":
		wallet, password := a.text("wallet"), a.secret("password")
		if err := a.form(); err != nil {
			return nil, err
		}
		backup, err := s.Core.ExportArc1(wallet, password, a.request.At)
		if err != nil {
			return nil, err
		}
		return new(members).string("backup", base64.StdEncoding.EncodeToString(backup)).answer()
	case "descriptor":
		handle, which := a.handle(), a.account()
		if err := a.unlocked(handle); err != nil {
			return nil, err
		}
		account, err := which.parse()
		if err != nil {
			return nil, err
		}
		out, err := s.Core.ExportDescriptor(handle, account, a.request.At)
		if err != nil {
			return nil, err
		}
		written := new(members).string("xpub", out.XPub)
		if out.Receive != "" {
			written.string("descriptor", out.Receive).string("change_descriptor", out.Change)
		}
		return written.answer()
	case "keystore-v3":
		handle, path, password := a.handle(), a.text("path"), a.secret("export_password")
		n := int64(keystore.DefaultN)
		if a.optional("scrypt_n") != nil {
			n = a.integer("scrypt_n")
		}
		if err := a.unlocked(handle); err != nil {
			return nil, err
		}
		file, err := s.Core.ExportKeystore(handle, path, int(n), password, a.request.At)
		if err != nil {
			return nil, err
		}
		return new(members).raw("keystore", file).answer()
	}
	a.fail("format is arc1, descriptor or keystore-v3")
	return nil, a.err
}

func restore(s *Server, a *arguments) (*Answer, error) {
	name := a.text("name")
	switch format := a.text("format"); format {
	case "arc1":
		written, password := a.text("backup"), a.secret("password")
		passphrase, _ := a.optionalSecret("passphrase")
		if err := a.form(); err != nil {
			return nil, err
		}
		backup, err := base64.StdEncoding.Strict().DecodeString(written)
		if err != nil {
			return nil, fault.New(fault.InvalidInput, "backup is not base64")
		}
		return made(s.Core.RestoreArc1(name, backup, password, passphrase))
	case "keystore-v3":
		file, numbers := a.value("keystore", strictjson.Object), a.kdf()
		password, fresh := a.secret("password"), a.secret("new_password")
		if err := a.form(); err != nil {
			return nil, err
		}
		kdf, err := parseKDF(numbers)
		if err != nil {
			return nil, err
		}
		return made(s.Core.RestoreKeystore(name, file, kdf, password, fresh))
	case "descriptor":
		written := a.text("descriptor")
		if err := a.form(); err != nil {
			return nil, err
		}
		return made(s.Core.RestoreDescriptor(name, written))
	}
	a.fail("format is arc1, descriptor or keystore-v3")
	return nil, a.err
}
