package hd

import (
	"encoding/binary"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/encoding"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
)

// Version is what the first four bytes of an extended key say: SLIP-132.
type Version struct {
	Testnet bool
	// Purpose is 49 or 84 for the letters that promise it, and 0 for x and t, which go with every purpose.
	Purpose uint32
	Private bool
}

var versions = map[uint32]Version{
	0x0488b21e: {},                                          // xpub
	0x0488ade4: {Private: true},                             // xprv
	0x049d7cb2: {Purpose: 49},                               // ypub
	0x049d7878: {Purpose: 49, Private: true},                // yprv
	0x04b24746: {Purpose: 84},                               // zpub
	0x04b2430c: {Purpose: 84, Private: true},                // zprv
	0x043587cf: {Testnet: true},                             // tpub
	0x04358394: {Testnet: true, Private: true},              // tprv
	0x044a5262: {Testnet: true, Purpose: 49},                // upub
	0x044a4e28: {Testnet: true, Purpose: 49, Private: true}, // uprv
	0x045f1cf6: {Testnet: true, Purpose: 84},                // vpub
	0x045f18bc: {Testnet: true, Purpose: 84, Private: true}, // vprv
}

// What an extended key is made of, by offset.
const (
	extendedSize = 78
	atDepth      = 4
	atParent     = 5
	atNumber     = 9
	atChain      = 13
	atKey        = 45
)

// Extended is an extended key that was read: one of the two is there.
type Extended struct {
	Version Version
	Private *Key
	Public  *PublicKey
}

// Parse reads an extended key of either kind. What it holds lies in the scratch.
func Parse(scratch *page.Scratch, text []byte) (*Extended, error) {
	raw, err := encoding.DecodeBase58(scratch, text)
	if err != nil {
		return nil, err
	}
	if len(raw) != extendedSize {
		return nil, fault.New(fault.InvalidInput, "an extended key has 78 bytes")
	}
	version, known := versions[binary.BigEndian.Uint32(raw)]
	if !known {
		return nil, fault.New(fault.InvalidInput, "the version of the extended key is unknown")
	}
	at := position{depth: raw[atDepth], parent: [4]byte(raw[atParent:]), number: binary.BigEndian.Uint32(raw[atNumber:])}
	if at.depth == 0 && (at.parent != [4]byte{} || at.number != 0) {
		return nil, fault.New(fault.InvalidInput, "an extended key without a parent names one")
	}
	if !version.Private {
		if raw[atKey] != 2 && raw[atKey] != 3 {
			return nil, fault.New(fault.InvalidInput, "the extended key holds no compressed public key")
		}
		point, err := crypt.CheckPublic(raw[atKey:])
		if err != nil {
			return nil, object.Error(err)
		}
		return &Extended{Version: version, Public: &PublicKey{Point: point, chain: [32]byte(raw[atChain:]), at: at}}, nil
	}
	if raw[atKey] != 0 {
		return nil, fault.New(fault.InvalidInput, "the extended key holds no private key")
	}
	key := &Key{secret: raw[atKey+1:], chain: raw[atChain:atKey:atKey], at: at}
	if _, err := key.public(); err != nil {
		return nil, err
	}
	return &Extended{Version: version, Private: key}, nil
}

// Text writes the key as xpub, or as tpub for a test network.
func (k *PublicKey) Text(scratch *page.Scratch, testnet bool) string {
	version := uint32(0x0488b21e)
	if testnet {
		version = 0x043587cf
	}
	raw := make([]byte, 0, extendedSize)
	raw = append(binary.BigEndian.AppendUint32(raw, version), k.at.depth)
	raw = binary.BigEndian.AppendUint32(append(raw, k.at.parent[:]...), k.at.number)
	raw = append(append(raw, k.chain[:]...), k.Point[:]...)
	return encoding.EncodeBase58(scratch, raw)
}
