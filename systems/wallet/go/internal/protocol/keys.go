package protocol

import (
	"encoding/hex"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/page"
)

// The operations without a store.

func info(s *Server, a *arguments) (*Answer, error) {
	if err := a.form(); err != nil {
		return nil, err
	}
	none := func(int) []byte { return nil }
	return new(members).string("name", "arcsign").string("version", Version).integer("abi", ABI).list("features", 0, none).
		string("mode", s.Mode).string("build", s.Build()).answer()
}

func generate(_ *Server, a *arguments) (answer *Answer, err error) {
	words, name := a.integer("words"), a.text("language")
	if err := a.form(); err != nil {
		return nil, err
	}
	language, err := mnemonic.ParseLanguage(name)
	if err != nil {
		return nil, err
	}
	answer, _ = new(members).integer("words", words).string("language", name).answer()
	err = page.Run(page.Size, func(scratch *page.Scratch) error {
		text, _, err := mnemonic.Generate(scratch, int(words), language)
		if err != nil {
			return err
		}
		return answer.show("mnemonic", text)
	})
	return answer, err
}

func check(_ *Server, a *arguments) (answer *Answer, err error) {
	name, typed := a.language(), a.secret("mnemonic")
	if err := a.form(); err != nil {
		return nil, err
	}
	language, err := parseLanguage(name)
	if err != nil {
		return nil, err
	}
	err = page.Run(4*page.Size, func(scratch *page.Scratch) error {
		parsed, err := mnemonic.Parse(scratch, typed, language)
		if err != nil {
			return err
		}
		languages := func(i int) []byte { return text(parsed.Languages[i].String()) }
		answer, err = new(members).list("languages", len(parsed.Languages), languages).integer("words", int64(parsed.Words)).answer()
		return err
	})
	return answer, err
}

// derive takes one of three secrets.
func derive(_ *Server, a *arguments) (answer *Answer, err error) {
	text, name := a.text("path"), a.language()
	words, hasWords := a.optionalSecret("mnemonic")
	passphrase, hasPassphrase := a.optionalSecret("passphrase")
	seed, hasSeed := a.optionalSecret("seed")
	xprv, hasXPrv := a.optionalSecret("xprv")
	if count(hasWords, hasSeed, hasXPrv) != 1 || (hasPassphrase || name != nil) && !hasWords {
		a.fail("a key comes from a mnemonic, which may have a passphrase and a language, or from a seed, or from an xprv")
	}
	if err := a.form(); err != nil {
		return nil, err
	}
	language, err := parseLanguage(name)
	if err != nil {
		return nil, err
	}
	path, err := hd.ParsePath(text)
	if err != nil {
		return nil, err
	}
	err = page.Run(4*page.Size+12*len(passphrase), func(scratch *page.Scratch) error {
		var master *hd.Key
		testnet := false
		switch {
		case hasXPrv:
			read, err := hd.Parse(scratch, xprv)
			if err != nil {
				return err
			}
			if read.Private == nil {
				return invalid("an xpub is not an xprv")
			}
			master, testnet = read.Private, read.Version.Testnet
		case hasWords:
			parsed, err := mnemonic.Parse(scratch, words, language)
			if err != nil {
				return err
			}
			whole, err := mnemonic.Seed(scratch, parsed.Text, passphrase)
			if err != nil {
				return err
			}
			if master, err = hd.Master(scratch, whole); err != nil {
				return err
			}
		default:
			raw, err := decodeSeed(scratch, seed)
			if err != nil {
				return err
			}
			if master, err = hd.Master(scratch, raw); err != nil {
				return err
			}
		}
		key, err := master.Derive(scratch, path)
		if err != nil {
			return err
		}
		public, err := key.Public()
		if err != nil {
			return err
		}
		answer, err = describe(scratch, public, testnet)
		return err
	})
	return answer, err
}

func count(flags ...bool) (n int) {
	for _, flag := range flags {
		if flag {
			n++
		}
	}
	return n
}

// decodeSeed reads lower-case digits, two a byte, into the scratch.
func decodeSeed(scratch *page.Scratch, digits []byte) ([]byte, error) {
	if len(digits)%2 != 0 || len(digits) > 128 {
		return nil, invalid("a seed has 16 to 64 bytes, in lower-case digits")
	}
	raw := scratch.Take(len(digits) / 2)
	for i, digit := range digits {
		switch {
		case digit >= '0' && digit <= '9':
			digit -= '0'
		case digit >= 'a' && digit <= 'f':
			digit -= 'a' - 10
		default:
			return nil, invalid("a seed has 16 to 64 bytes, in lower-case digits")
		}
		raw[i/2] = raw[i/2]<<4 | digit
	}
	return raw, nil
}

func describe(scratch *page.Scratch, key *hd.PublicKey, testnet bool) (*Answer, error) {
	fingerprint, err := key.Fingerprint()
	if err != nil {
		return nil, err
	}
	return new(members).string("xpub", key.Text(scratch, testnet)).string("fingerprint", hex.EncodeToString(fingerprint[:])).
		string("public_key", hex.EncodeToString(key.Point[:])).integer("depth", int64(key.Depth())).answer()
}

// readXPub refuses private keys.
func readXPub(scratch *page.Scratch, text string) (*hd.Extended, error) {
	read, err := hd.Parse(scratch, []byte(text))
	if err != nil {
		return nil, err
	}
	if read.Public == nil {
		return nil, invalid("an xprv does not belong here")
	}
	return read, nil
}

func derivePublic(_ *Server, a *arguments) (answer *Answer, err error) {
	xpub, text := a.text("xpub"), a.text("path")
	if err := a.form(); err != nil {
		return nil, err
	}
	path, err := hd.ParsePath(text)
	if err != nil {
		return nil, err
	}
	err = page.Run(page.Size, func(scratch *page.Scratch) error {
		read, err := readXPub(scratch, xpub)
		if err != nil {
			return err
		}
		key, err := read.Public.Derive(scratch, path)
		if err != nil {
			return err
		}
		answer, err = describe(scratch, key, read.Version.Testnet)
		return err
	})
	return answer, err
}

func fromXPub(_ *Server, a *arguments) (answer *Answer, err error) {
	xpub, kindName, chainName := a.text("xpub"), a.text("kind"), a.text("chain")
	change, start, count := a.integer("change"), a.integer("start"), a.integer("count")
	if err := a.form(); err != nil {
		return nil, err
	}
	kind, chain, err := kindAndChain(kindName, chainName)
	if err != nil {
		return nil, err
	}
	if err := address.CheckRange(kind, change, start, count); err != nil {
		return nil, err
	}
	err = page.Run(page.Size, func(scratch *page.Scratch) error {
		read, err := readXPub(scratch, xpub)
		if err != nil {
			return err
		}
		if read.Version.Testnet != (chain == address.Testnet) {
			return fault.New(fault.ChainMismatch, "the key belongs to another network")
		}
		// An account's key: the letters y, z, u and v stand for one kind, in which unauthenticated data has no say.
		if read.Version.Purpose != 0 && read.Version.Purpose != kind.Purpose() || read.Public.Depth() != 3 || read.Public.Number() < hd.Hardened {
			return invalid("the key is not that of an account of this kind")
		}
		path, err := address.AccountPath(kind, chain, read.Public.Number()&^hd.Hardened)
		if err != nil {
			return err
		}
		list, err := address.Range(scratch, read.Public, kind, chain, uint32(change), uint32(start), uint32(count))
		if err != nil {
			return err
		}
		answer, err = new(members).list("addresses", len(list), func(i int) []byte {
			full := append(path[:3:3], uint32(change), uint32(start)+uint32(i))
			return new(members).string("path", full.String()).string("address", list[i]).bytes()
		}).answer()
		return err
	})
	return answer, err
}

func checkAddress(_ *Server, a *arguments) (answer *Answer, err error) {
	given, chainName := a.text("address"), a.text("chain")
	if err := a.form(); err != nil {
		return nil, err
	}
	chain, err := address.ParseChain(chainName)
	if err != nil {
		return nil, err
	}
	err = page.Run(page.Size, func(scratch *page.Scratch) error {
		checked, err := address.Check(scratch, given, chain)
		if err != nil {
			return err
		}
		answer, err = new(members).string("kind", string(checked.Form)).string("canonical", checked.Canonical).answer()
		return err
	})
	return answer, err
}
