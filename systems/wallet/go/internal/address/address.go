package address

import (
	"encoding/hex"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/encoding"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
)

// MaxCount is the largest number of addresses of one call.
const MaxCount = 1000

// The bytes in front of base58 addresses, by network.
var (
	keyHashVersion    = [...]byte{Bitcoin: 0x00, Testnet: 0x6f}
	scriptHashVersion = [...]byte{Bitcoin: 0x05, Testnet: 0xc4}
)

// CheckRange refuses what no account has: change other than 0 and 1 (for EVM other than 0), numbers from 2^31 on, no
// address or too many.
func CheckRange(kind Kind, change, start, count int64) error {
	switch {
	case change < 0 || change > 1 || kind == KindEVM && change != 0:
		return fault.New(fault.InvalidPath, "change is 0 or 1, and 0 for evm")
	case count < 1:
		return fault.New(fault.InvalidInput, "count is at least 1")
	case count > MaxCount:
		return fault.New(fault.TooLarge, "count is at most 1000")
	case start < 0 || start > int64(hd.Hardened)-count:
		return fault.New(fault.InvalidPath, "the numbers of addresses are below 2^31")
	}
	return nil
}

// Range returns the addresses of an account key from start on. All curve work of the range is one call of the object.
func Range(scratch *page.Scratch, account *hd.PublicKey, kind Kind, chain Chain, change, start, count uint32) ([]string, error) {
	branch, err := account.Child(scratch, change)
	if err != nil {
		return nil, err
	}
	keys, err := branch.Children(scratch, start, count)
	if err != nil {
		return nil, err
	}
	return ofKeys(scratch, keys, kind, chain)
}

// Of returns the address of one compressed key.
func Of(scratch *page.Scratch, key [33]byte, kind Kind, chain Chain) (string, error) {
	addresses, err := ofKeys(scratch, key[:], kind, chain)
	if err != nil {
		return "", err
	}
	return addresses[0], nil
}

func ofKeys(scratch *page.Scratch, keys []byte, kind Kind, chain Chain) ([]string, error) {
	var parts []byte
	var err error
	size := 20
	switch kind {
	case KindEVM:
		parts, err = crypt.EvmAddresses(keys)
	case BIP86:
		parts, err = crypt.TaprootOutputs(keys, nil)
		size = 32
	default:
		parts, err = crypt.Hash160Keys(keys)
	}
	if err != nil {
		return nil, object.Error(err)
	}
	addresses := make([]string, 0, len(parts)/size)
	for ; len(parts) > 0; parts = parts[size:] {
		addresses = append(addresses, write(scratch, parts[:size], kind, chain))
	}
	return addresses, nil
}

// write spells what stands for a key: its hash, or its output key.
func write(scratch *page.Scratch, part []byte, kind Kind, chain Chain) string {
	switch kind {
	case KindEVM:
		return Checksummed([20]byte(part))
	case BIP84:
		return encoding.EncodeWitness(chain.witness(), 0, part)
	case BIP86:
		return encoding.EncodeWitness(chain.witness(), 1, part)
	case BIP49:
		hash := crypt.Hash160(append([]byte{0, 20}, part...))
		return encoding.EncodeBase58(scratch, append([]byte{scriptHashVersion[chain]}, hash[:]...))
	}
	return encoding.EncodeBase58(scratch, append([]byte{keyHashVersion[chain]}, part...))
}

// Checksummed writes an account address as EIP-55 does.
func Checksummed(account [20]byte) string {
	digits := hex.AppendEncode(nil, account[:])
	hash := crypt.Keccak256(digits)
	for i, digit := range digits {
		if digit >= 'a' && hash[i/2]>>(4*(1-i%2))&8 != 0 {
			digits[i] -= 'a' - 'A'
		}
	}
	return "0x" + string(digits)
}
