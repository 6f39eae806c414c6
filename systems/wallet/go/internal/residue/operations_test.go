package residue

import (
	"bytes"
	"os"

	"golang.org/x/sys/unix"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/evm"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/keystore"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/protocol"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/wallets"
)

// operation does its work in a scratch that is closed behind it, and returns what must not be found afterwards.
type operation struct {
	name string
	run  func(scratch *page.Scratch) []needle
	// left says that the operation leaves copies on purpose: the control.
	left bool
	// bare says that it runs without page.Run around it.
	bare bool
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// refused asserts that an operation failed as it should.
func refused(err error, code fault.Code) {
	if fault.Of(err) != code {
		panic(err)
	}
}

// third returns the error of three results.
func third[A, B any](_ A, _ B, err error) error { return err }

func random(scratch *page.Scratch, n int) []byte {
	secret := scratch.Take(n)
	if err := page.Random(secret); err != nil {
		panic(err)
	}
	return secret
}

// letters returns a secret that is text.
func letters(scratch *page.Scratch, n int) []byte {
	secret := random(scratch, n)
	for i := range secret {
		secret[i] = 'a' + secret[i]%26
	}
	return secret
}

func words(scratch *page.Scratch, language mnemonic.Language) []byte {
	text, _, err := mnemonic.Generate(scratch, 24, language)
	if err != nil {
		panic(err)
	}
	return text
}

// interrupted copies and sends this thread the signal by which Go preempts.
func interrupted(to, from []byte) {
	pid, thread := unix.Getpid(), unix.Gettid()
	copy(to, from)
	if err := unix.Tgkill(pid, thread, unix.SIGURG); err != nil {
		panic(err)
	}
}

var digest = [32]byte{1, 2, 3}

var operations = []operation{
	{name: "control", left: true, run: func(scratch *page.Scratch) []needle {
		secret := random(scratch, 32)
		leak = append(leak, bytes.Clone(secret))
		return needlesOf("secret", secret)
	}},
	{name: "control hmac", left: true, run: func(scratch *page.Scratch) []needle {
		// What a careless implementation leaves: the key with the pads.
		secret := random(scratch, 64)
		padded := bytes.Clone(secret)
		for i := range padded {
			padded[i] ^= 0x36
		}
		leak = append(leak, padded)
		return needlesOf("secret", secret)
	}},
	{name: "control signal", left: true, bare: true, run: func(scratch *page.Scratch) []needle {
		// Without page.Run, a signal that comes after a copy takes the registers to the signal stack.
		secret := random(scratch, 32)
		needles := needlesOf("secret", secret)
		interrupted(scratch.Take(32), secret)
		return needles
	}},
	{name: "signal", run: func(scratch *page.Scratch) []needle {
		secret := random(scratch, 32)
		needles := needlesOf("secret", secret)
		interrupted(scratch.Take(32), secret)
		return needles
	}},
	{name: "generate", run: func(scratch *page.Scratch) []needle {
		text, entropy, err := mnemonic.Generate(scratch, 24, mnemonic.English)
		if err != nil {
			panic(err)
		}
		return append(needlesOf("mnemonic", text), needlesOf("entropy", entropy)...)
	}},
	{name: "check in all languages", run: func(scratch *page.Scratch) (all []needle) {
		for _, language := range mnemonic.Languages() {
			parsed := must(mnemonic.Parse(scratch, words(scratch, language), nil))
			all = append(append(all, needlesOf("mnemonic", parsed.Text)...), needlesOf("entropy", parsed.Entropy)...)
		}
		return all
	}},
	{name: "check refused", run: func(scratch *page.Scratch) []needle {
		text := words(scratch, mnemonic.English)
		text = text[:bytes.LastIndexByte(text, ' ')]
		_, err := mnemonic.Parse(scratch, text, nil)
		refused(err, fault.InvalidMnemonic)
		typed := scratch.Take(len(text) + 11)
		copy(typed[copy(typed, text):], " nosuchword")
		language := mnemonic.English
		_, err = mnemonic.Parse(scratch, typed, &language)
		refused(err, fault.InvalidMnemonic)
		return needlesOf("mnemonic", text)
	}},
	{name: "seed", run: func(scratch *page.Scratch) []needle {
		text, passphrase := words(scratch, mnemonic.Japanese), letters(scratch, 32)
		seed := must(mnemonic.Seed(scratch, text, passphrase))
		return append(append(needlesOf("seed", seed), needlesOf("passphrase", passphrase)...), needlesOf("mnemonic", text)...)
	}},
	{name: "derive", run: func(scratch *page.Scratch) []needle {
		seed := random(scratch, 64)
		master := must(hd.Master(scratch, seed))
		key := must(master.Derive(scratch, must(hd.ParsePath("m/84'/0'/0'/1/7"))))
		must(key.Public())
		return append(append(needlesOf("seed", seed), needlesOf("master", master.Secret())...), needlesOf("key", key.Secret())...)
	}},
	{name: "sign", run: func(scratch *page.Scratch) []needle {
		key := random(scratch, 32)
		must(crypt.PublicKey(key))
		must(crypt.EcdsaSign(key, digest))
		must(crypt.SchnorrSign(key, digest[:], digest))
		tweaked := must(object.Secret(crypt.TaprootSecret(key, nil)).Into(scratch))
		must(crypt.SchnorrSign(tweaked, digest[:], digest))
		return append(needlesOf("key", key), needlesOf("tweaked", tweaked)...)
	}},
	{name: "password", run: func(scratch *page.Scratch) []needle {
		password := letters(scratch, 32)
		derived := must(object.Secret(crypt.Argon2id(password, digest[:16], 1, 19456, 4)).Into(scratch))
		return append(needlesOf("password", password), needlesOf("derived", derived)...)
	}},
	{name: "seal and open", run: func(scratch *page.Scratch) []needle {
		key, plain := random(scratch, 32), random(scratch, 40)
		sealed := must(crypt.Seal(key, [24]byte{1}, []byte("header"), plain))
		opened := must(object.Secret(crypt.Open(key, [24]byte{1}, []byte("header"), sealed)).Into(scratch))
		if !bytes.Equal(opened, plain) {
			panic("opened something else")
		}
		return append(needlesOf("key", key), needlesOf("plain", plain)...)
	}},
	{name: "open refused", run: func(scratch *page.Scratch) []needle {
		key, plain := random(scratch, 32), random(scratch, 40)
		sealed := must(crypt.Seal(key, [24]byte{1}, []byte("header"), plain))
		_, err := object.Secret(crypt.Open(key, [24]byte{1}, []byte("another"), sealed)).Into(scratch)
		refused(err, fault.WrongPasswordOrCorrupt)
		return append(needlesOf("key", key), needlesOf("plain", plain)...)
	}},
	{name: "keystore", run: func(scratch *page.Scratch) []needle {
		password, key := letters(scratch, 32), random(scratch, 32)
		derived := must(object.Secret(crypt.Scrypt(password, digest[:], 12, 8, 1)).Into(scratch))
		other := must(object.Secret(crypt.Pbkdf2Sha256(password, digest[:], 1000)).Into(scratch))
		sealed := must(object.Secret(crypt.Aes128Ctr(derived, [16]byte{1}, key)).Into(scratch))
		must(object.Secret(crypt.Aes128Ctr(derived, [16]byte{1}, sealed)).Into(scratch))
		must(crypt.KeystoreMac(derived, sealed))
		return append(append(append(needlesOf("password", password), needlesOf("key", key)...), needlesOf("derived", derived)...), needlesOf("derived by PBKDF2", other)...)
	}},
	{name: "arc1", run: func(scratch *page.Scratch) []needle {
		password := must(arc1.Password(scratch, letters(scratch, 32)))
		content := &arc1.Content{Kind: arc1.Mnemonic, Secret: random(scratch, 32)}
		file := must(arc1.Seal(scratch, content, password, arc1.KDF{T: 1, MKiB: 19456, P: 2}))
		opened := must(arc1.Open(scratch, file, password))
		wrong := letters(scratch, 32)
		_, err := arc1.Open(scratch, file, wrong)
		refused(err, fault.WrongPasswordOrCorrupt)
		return append(append(needlesOf("password", password), needlesOf("entropy", opened.Secret)...), needlesOf("wrong password", wrong)...)
	}},
	{name: "keystore in and out", run: func(scratch *page.Scratch) []needle {
		key, password, wrong := random(scratch, 32), letters(scratch, 32), letters(scratch, 32)
		value := must(strictjson.Parse(must(keystore.Export(scratch, key, password, keystore.MinN))))
		must(0, third(keystore.Import(scratch, value, password)))
		_, _, err := keystore.Import(scratch, value, wrong)
		refused(err, fault.WrongPasswordOrCorrupt)
		return append(append(needlesOf("key", key), needlesOf("password", password)...), needlesOf("wrong password", wrong)...)
	}},
	{name: "sign for an EVM chain", run: func(scratch *page.Scratch) []needle {
		key := random(scratch, 32)
		tx := &evm.Tx{Type: evm.FeeMarket, ChainID: 1, Gas: 21000, To: &[20]byte{1}}
		must(0, third(tx.Sign(key)))
		must(evm.SignDigest(key, evm.Message("hello").Digest()))
		_, err := evm.SignDigest(key[:31], digest)
		refused(err, fault.InvalidInput)
		return needlesOf("key", key)
	}},
	{name: "a wallet's life", run: func(scratch *page.Scratch) []needle {
		folder := must(os.MkdirTemp("", "wallet-residue"))
		defer func() { _ = os.RemoveAll(folder) }()
		open := must(store.Open(folder, store.Given))
		defer func() { _ = open.Close() }()
		core := wallets.New(open)
		text, password, wrong, passphrase := words(scratch, mnemonic.Spanish), letters(scratch, 32), letters(scratch, 32), letters(scratch, 32)
		kdf := arc1.KDF{T: 1, MKiB: 19456, P: 1}
		made := must(core.Import("residue", nil, kdf, text, password, passphrase))
		_, err := core.Unlock(made.Wallet, 60_000, wrong, passphrase, 1)
		refused(err, fault.WrongPasswordOrCorrupt)
		_, err = core.Unlock(made.Wallet, 60_000, password, wrong, 2)
		refused(err, fault.PassphraseMismatch)
		handle := must(core.Unlock(made.Wallet, 60_000, password, passphrase, 3)).Handle
		account := wallets.Account{Kind: address.BIP86, Chain: address.Bitcoin}
		must(core.AddAccount(handle, account, 4))
		must(core.Next(handle, account, 0, 5))
		message := evm.Message("hello")
		must(core.SignMessage(handle, "m/44'/60'/0'/0/0", message, message.Intent(scratch).String(), 6))
		must(core.ExportKeystore(handle, "m/44'/60'/0'/0/0", keystore.MinN, wrong, 7))
		must(0, core.ChangePassword(made.Wallet, nil, password, wrong, 8))
		core.Close()
		// What was derived on the way, derived again.
		parsed := must(mnemonic.Parse(scratch, text, nil))
		seed := must(mnemonic.Seed(scratch, parsed.Text, passphrase))
		master := must(hd.Master(scratch, seed))
		key := must(master.Derive(scratch, must(hd.ParsePath("m/44'/60'/0'/0/0"))))
		all := append(needlesOf("mnemonic", parsed.Text), needlesOf("entropy", parsed.Entropy)...)
		all = append(append(all, needlesOf("seed", seed)...), needlesOf("master", master.Secret())...)
		all = append(append(all, needlesOf("key", key.Secret())...), needlesOf("password", password)...)
		return append(append(all, needlesOf("other password", wrong)...), needlesOf("passphrase", passphrase)...)
	}},
	{name: "requests", run: func(scratch *page.Scratch) []needle {
		folder := must(os.MkdirTemp("", "wallet-residue"))
		defer func() { _ = os.RemoveAll(folder) }()
		open := must(store.Open(folder, store.System))
		defer func() { _ = open.Close() }()
		core := wallets.New(open)
		defer core.Close()
		text, password := words(scratch, mnemonic.English), letters(scratch, 32)
		server := &protocol.Server{Core: core}
		ask := func(op, args string, secrets map[string][]byte) error {
			answer, err := server.Do(protocol.Request{Op: op, Args: must(strictjson.Parse([]byte(args))), Secrets: secrets, At: 1})
			if err == nil {
				answer.Close()
			}
			return err
		}
		must(0, ask("mnemonic.check", "{}", map[string][]byte{"mnemonic": text}))
		must(0, ask("wallet.import", `{"name":"a","kdf":{"t":1,"m_kib":19456,"p":1}}`, map[string][]byte{"mnemonic": text, "password": password}))
		refused(ask("nosuch", "{}", map[string][]byte{"mnemonic": text}), fault.InvalidInput)
		refused(ask("hd.derive", "{}", map[string][]byte{"mnemonic": text}), fault.InvalidInput)
		return append(needlesOf("mnemonic", text), needlesOf("password", password)...)
	}},
	{name: "a session that is passed on", run: func(scratch *page.Scratch) []needle {
		folder := must(os.MkdirTemp("", "wallet-residue"))
		defer func() { _ = os.RemoveAll(folder) }()
		open := must(store.Open(folder, store.Given))
		defer func() { _ = open.Close() }()
		core := wallets.New(open)
		text, password := words(scratch, mnemonic.English), letters(scratch, 32)
		made := must(core.Import("residue", nil, arc1.KDF{T: 1, MKiB: 19456, P: 1}, text, password, nil))
		handle := must(core.Unlock(made.Wallet, 60_000, password, nil, 1)).Handle
		var suspended []byte
		core.Suspend(func(n int, fill func(into []byte)) {
			suspended = scratch.Take(n)
			fill(suspended)
		})
		core.Close()
		resumed, again, err := wallets.Resume(folder, suspended)
		must(0, err)
		message := evm.Message("hello")
		must(resumed.SignMessage(handle, "m/44'/60'/0'/0/0", message, message.Intent(scratch).String(), 2))
		resumed.Close()
		must(0, again.Close())
		parsed := must(mnemonic.Parse(scratch, text, nil))
		master := must(hd.Master(scratch, must(mnemonic.Seed(scratch, parsed.Text, nil))))
		return append(append(needlesOf("mnemonic", parsed.Text), needlesOf("entropy", parsed.Entropy)...), needlesOf("master", master.Secret())...)
	}},
	{name: "hash", run: func(scratch *page.Scratch) []needle {
		secret, out := random(scratch, 64), scratch.Take(64)
		hash.Sum256(scratch, out, secret)
		hash.Sum512(scratch, out, secret)
		hash.HMAC512(scratch, out, secret, secret)
		return append(needlesOf("secret", secret), needlesOf("code", out)...)
	}},
}

var leak [][]byte
