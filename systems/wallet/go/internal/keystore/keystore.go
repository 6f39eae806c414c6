// Package keystore reads and writes keys as other wallets keep them: version 3 of Web3 Secret Storage.
package keystore

import (
	"crypto/subtle"
	"encoding/hex"
	"math/bits"
	"strconv"
	"strings"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/strictjson"
)

// What is written.
const (
	version   = 3
	keySize   = 32
	writtenR  = 8
	writtenP  = 1
	DefaultN  = 1 << 18
	MinN      = 1 << 12
	MaxN      = 1 << 20
	maxMemory = 1 << 30 // r·n·128
	maxP      = 64
	maxRounds = 10_000_000
)

func invalid(message string) error { return fault.New(fault.InvalidInput, message) }

func beyondBounds() error {
	return fault.New(fault.KDFOutOfRange, "the keystore's key derivation takes more than is allowed")
}

// file is a keystore that was read.
type file struct {
	address    []byte // empty, or 20
	ciphertext []byte
	iv         [16]byte
	mac        []byte
	derive     func(password []byte) object.Answer
}

// Import returns the key of a keystore, in the scratch, and its account. The password is used as it is.
func Import(scratch *page.Scratch, keystore *strictjson.Value, password []byte) (key []byte, account [20]byte, err error) {
	f, err := read(keystore)
	if err != nil {
		return nil, account, err
	}
	derived, err := f.derive(password).Into(scratch)
	if err != nil {
		return nil, account, err
	}
	mac, err := crypt.KeystoreMac(derived, f.ciphertext)
	if err != nil {
		return nil, account, object.Error(err)
	}
	if subtle.ConstantTimeCompare(mac[:], f.mac) != 1 {
		return nil, account, fault.New(fault.WrongPasswordOrCorrupt, "the password is wrong, or the keystore is damaged")
	}
	// Old versions of geth left leading zeros out.
	key = scratch.Take(keySize)
	short, err := object.Secret(crypt.Aes128Ctr(derived, f.iv, f.ciphertext)).Into(scratch)
	if err != nil {
		return nil, account, err
	}
	copy(key[keySize-len(short):], short)
	account, err = accountOf(key)
	if err != nil {
		return nil, account, err
	}
	if len(f.address) > 0 && subtle.ConstantTimeCompare(f.address, account[:]) != 1 {
		return nil, account, fault.New(fault.Tampered, "the keystore's address is not that of its key")
	}
	return key, account, nil
}

func accountOf(key []byte) (account [20]byte, err error) {
	public, err := crypt.PublicKey(key)
	if err != nil {
		return account, object.Error(err)
	}
	raw, err := crypt.EvmAddresses(public[:])
	if err != nil {
		return account, object.Error(err)
	}
	return [20]byte(raw), nil
}

// Export returns the keystore of a key as JSON. The password is used as it is.
func Export(scratch *page.Scratch, key, password []byte, n int) ([]byte, error) {
	if n < MinN || n > MaxN || n&(n-1) != 0 {
		return nil, fault.New(fault.KDFOutOfRange, "scrypt_n is a power of two from 2^12 to 2^20")
	}
	account, err := accountOf(key)
	if err != nil {
		return nil, err
	}
	var drawn [32 + 16 + 16]byte // salt, iv, id
	if err := page.Random(drawn[:]); err != nil {
		return nil, err
	}
	salt, iv, id := drawn[:32], [16]byte(drawn[32:]), drawn[48:]
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80 // a random UUID, RFC 9562
	mark := scratch.Mark()
	defer scratch.Release(mark)
	derived, err := object.Secret(crypt.Scrypt(password, salt, uint8(bits.TrailingZeros(uint(n))), writtenR, writtenP)).Into(scratch)
	if err != nil {
		return nil, err
	}
	ciphertext, err := object.Secret(crypt.Aes128Ctr(derived, iv, key)).Into(scratch)
	if err != nil {
		return nil, err
	}
	mac, err := crypt.KeystoreMac(derived, ciphertext)
	if err != nil {
		return nil, object.Error(err)
	}
	digits := hex.EncodeToString
	name := digits(id)
	return []byte(`{"version":3,"id":"` + strings.Join([]string{name[:8], name[8:12], name[12:16], name[16:20], name[20:]}, "-") +
		`","address":"` + digits(account[:]) + `","crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"` + digits(iv[:]) +
		`"},"ciphertext":"` + digits(ciphertext) + `","kdf":"scrypt","kdfparams":{"dklen":32,"n":` + strconv.Itoa(n) +
		`,"p":1,"r":8,"salt":"` + digits(salt) + `"},"mac":"` + digits(mac[:]) + `"}}`), nil
}
