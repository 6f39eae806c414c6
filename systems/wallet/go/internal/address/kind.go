// Package address turns public keys into addresses and judges addresses that came from elsewhere.
package address

import (
	"slices"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
)

// Chain is a network.
type Chain uint8

// The networks.
const (
	Bitcoin Chain = iota
	Testnet
	EVM
)

var chainNames = []string{"bitcoin", "testnet", "evm"}

// ParseChain returns the network of a name.
func ParseChain(name string) (Chain, error) {
	at := slices.Index(chainNames, name)
	if at < 0 {
		return 0, fault.New(fault.UnsupportedChain, "no such chain: "+name)
	}
	return Chain(at), nil
}

// String returns the name of the network.
func (c Chain) String() string { return chainNames[c] }

// coin is the registered number of the network: the second step of a path.
func (c Chain) coin() uint32 { return [...]uint32{0, 1, 60}[c] }

// witness is the part of bech32 addresses in front of the separator.
func (c Chain) witness() string { return [...]string{"bc", "tb", ""}[c] }

// Kind is a purpose: which keys, and which addresses of them.
type Kind uint8

// The kinds.
const (
	BIP44 Kind = iota
	BIP49
	BIP84
	BIP86
	KindEVM
)

var kindNames = []string{"bip44", "bip49", "bip84", "bip86", "evm"}

// ParseKind returns the kind of a name.
func ParseKind(name string) (Kind, error) {
	at := slices.Index(kindNames, name)
	if at < 0 {
		return 0, fault.New(fault.InvalidInput, "no such kind: "+name)
	}
	return Kind(at), nil
}

// String returns the name of the kind.
func (k Kind) String() string { return kindNames[k] }

// Purpose is the first step of the kind's paths.
func (k Kind) Purpose() uint32 { return [...]uint32{44, 49, 84, 86, 44}[k] }

// Check refuses a network that does not go with the kind.
func (k Kind) Check(chain Chain) error {
	if (k == KindEVM) != (chain == EVM) {
		return fault.New(fault.UnsupportedChain, k.String()+" has no addresses of "+chain.String())
	}
	return nil
}

// AccountPath returns the path of an account.
func AccountPath(kind Kind, chain Chain, account uint32) (hd.Path, error) {
	if err := kind.Check(chain); err != nil {
		return nil, err
	}
	if account >= hd.Hardened {
		return nil, fault.New(fault.InvalidPath, "an account is a number below 2^31")
	}
	return hd.Path{kind.Purpose() | hd.Hardened, chain.coin() | hd.Hardened, account | hd.Hardened}, nil
}
