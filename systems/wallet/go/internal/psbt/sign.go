package psbt

import (
	"bytes"
	"encoding/binary"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
)

// Sign adds our signatures and returns the inputs that they are for. Ours are inputs that name the fingerprint of the
// master key; each of them is judged before the first is signed.
func (j *Judged) Sign(scratch *page.Scratch, master *hd.Key) ([]int, error) {
	public, err := master.Public()
	if err != nil {
		return nil, err
	}
	fingerprint, err := public.Fingerprint()
	if err != nil {
		return nil, err
	}
	var ours []own
	for at := range j.inputs {
		claim, found, err := j.claimOf(at, fingerprint)
		if err != nil {
			return nil, err
		}
		if !found || j.final(at) {
			continue
		}
		mark := scratch.Mark()
		_, err = j.keyOf(scratch, master, claim)
		scratch.Release(mark)
		if err != nil {
			return nil, err
		}
		ours = append(ours, claim)
	}
	if len(ours) == 0 {
		return nil, fault.New(fault.NotFound, "no input of the transaction is this wallet's")
	}
	signed := make([]int, 0, len(ours))
	for _, claim := range ours {
		mark := scratch.Mark()
		err := j.signOne(scratch, master, claim)
		scratch.Release(mark)
		if err != nil {
			return nil, err
		}
		signed = append(signed, claim.at)
	}
	return signed, nil
}

// own is an input that says it is ours.
type own struct {
	at   int
	kind address.Kind
	path hd.Path
	key  []byte // 33 bytes, or 32 for taproot
}

// final reports whether an input is signed for good.
func (j *Judged) final(at int) bool {
	_, script := j.inputs[at].get(inFinalScript)
	_, witness := j.inputs[at].get(inFinalWitness)
	return script || witness
}

// claimOf returns the first record of an input that names our fingerprint.
func (j *Judged) claimOf(at int, fingerprint [4]byte) (claim own, found bool, err error) {
	for _, one := range j.inputs[at].all(inDerivation) {
		if claim, found, err = j.claim(at, fingerprint, one.key[1:], one.value, false); found || err != nil {
			return claim, found, err
		}
	}
	for _, one := range j.inputs[at].all(inTapPath) {
		r := &reader{rest: one.value}
		leaves := r.size()
		r.bytes(32 * min(leaves, 1<<16))
		if r.failed {
			return claim, false, invalid("a taproot path is malformed")
		}
		if claim, found, err = j.claim(at, fingerprint, one.key[1:], r.rest, true); found || err != nil {
			return claim, found, err
		}
	}
	return claim, false, nil
}

func (j *Judged) claim(at int, fingerprint [4]byte, key, value []byte, tap bool) (own, bool, error) {
	if len(value) < 4 || len(value)%4 != 0 {
		return own{}, false, invalid("a path is malformed")
	}
	if !bytes.Equal(value[:4], fingerprint[:]) {
		return own{}, false, nil
	}
	claim := own{at: at, key: key}
	for rest := value[4:]; len(rest) > 0; rest = rest[4:] {
		claim.path = append(claim.path, binary.LittleEndian.Uint32(rest))
	}
	kind, err := kindOf(claim.path, j.Chain)
	if err != nil {
		return claim, false, err
	}
	claim.kind = kind
	if tap != (kind == address.BIP86) {
		return claim, false, fault.New(fault.InvalidPath, "the path of an input is not one of its kind of keys")
	}
	want := uint32(sighashAll)
	if tap {
		want = sighashDefault
	}
	if j.sighash(at) != want {
		return claim, false, fault.New(fault.PolicyDenied, "an input asks for a signature that leaves parts of the transaction open")
	}
	return claim, true, nil
}

// kindOf refuses paths other than purpose, coin, account, and two levels of addresses.
func kindOf(path hd.Path, chain address.Chain) (address.Kind, error) {
	if len(path) == 5 && path[3] < hd.Hardened && path[4] < hd.Hardened {
		for kind := address.BIP44; kind <= address.BIP86; kind++ {
			account, err := address.AccountPath(kind, chain, path[2]&^hd.Hardened)
			if err == nil && path[:3].String() == account.String() {
				return kind, nil
			}
		}
	}
	return 0, fault.New(fault.InvalidPath, "the path of an input is not one of this chain's accounts")
}

// keyOf derives the key of an input and refuses it when its output is not the one that is spent.
func (j *Judged) keyOf(scratch *page.Scratch, master *hd.Key, claim own) (*hd.Key, error) {
	key, err := master.Derive(scratch, claim.path)
	if err != nil {
		return nil, err
	}
	public, err := key.Public()
	if err != nil {
		return nil, err
	}
	named := public.Point[:]
	if claim.kind == address.BIP86 {
		named = public.Point[1:]
	}
	script, err := scriptOf(public.Point[:], claim.kind)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(named, claim.key) || !bytes.Equal(script, j.spent[claim.at].script) {
		return nil, fault.New(fault.Tampered, "an input says that it is this wallet's, and is not")
	}
	return key, nil
}

// scriptOf returns the output script of a key.
func scriptOf(point []byte, kind address.Kind) ([]byte, error) {
	if kind == address.BIP86 {
		output, err := crypt.TaprootOutputs(point, nil)
		return taproot(output), object.Error(err)
	}
	hash := crypt.Hash160(point)
	switch kind {
	case address.BIP49:
		return scriptHash(witnessKeyHash(hash[:])), nil
	case address.BIP84:
		return witnessKeyHash(hash[:]), nil
	}
	return keyHash(hash[:]), nil
}

func (j *Judged) signOne(scratch *page.Scratch, master *hd.Key, claim own) error {
	key, err := j.keyOf(scratch, master, claim)
	if err != nil {
		return err
	}
	records := &j.inputs[claim.at]
	if claim.kind == address.BIP86 {
		secret, err := object.Secret(crypt.TaprootSecret(key.Secret(), nil)).Into(scratch)
		if err != nil {
			return err
		}
		digest := j.taprootDigest(scratch, claim.at)
		signature, err := crypt.SchnorrSign(secret, digest[:], [32]byte{})
		if err != nil {
			return object.Error(err)
		}
		records.set([]byte{inTapSignature}, signature[:])
		return nil
	}
	hash := crypt.Hash160(claim.key)
	var digest [32]byte
	switch claim.kind {
	case address.BIP44:
		digest = j.legacyDigest(scratch, claim.at)
	case address.BIP49:
		// Those who put the transaction together need the script; it is not always there.
		records.set([]byte{inRedeem}, witnessKeyHash(hash[:]))
		digest = j.witnessDigest(scratch, claim.at, keyHash(hash[:]))
	default:
		digest = j.witnessDigest(scratch, claim.at, keyHash(hash[:]))
	}
	signature, err := crypt.EcdsaSign(key.Secret(), digest)
	if err != nil {
		return object.Error(err)
	}
	records.set(append([]byte{inPartial}, claim.key...), append(der(signature), sighashAll))
	return nil
}

// der writes r and s as numbers of ASN.1, without leading zeros but for the sign.
func der(signature [65]byte) []byte {
	var numbers []byte
	for _, number := range [][]byte{signature[:32], signature[32:64]} {
		number = bytes.TrimLeft(number, "\x00")
		if len(number) == 0 || number[0] >= 0x80 {
			number = append([]byte{0}, number...)
		}
		numbers = append(append(numbers, 0x02, byte(len(number))), number...)
	}
	return append([]byte{0x30, byte(len(numbers))}, numbers...)
}
