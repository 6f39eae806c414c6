package typed

import (
	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/amount"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/intent"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/strictjson"
)

// Data is typed data that was read and judged.
type Data struct {
	PrimaryType string
	// ChainID is nil where the domain has none.
	ChainID *amount.Amount

	domain, message [32]byte
}

// Parse reads typed data: exactly the fields that its types name, each in range.
func Parse(scratch *page.Scratch, value *strictjson.Value) (*Data, error) {
	if !value.Is(strictjson.Object) || len(value.Members) != 4 {
		return nil, invalid("it has types, primaryType, domain and message")
	}
	all, err := parseTypes(value.Get("types"))
	if err != nil {
		return nil, err
	}
	primary := value.Get("primaryType")
	if !primary.Is(strictjson.Text) || primary.Text == domainType {
		return nil, invalid("primaryType is none of the types")
	}
	if _, known := all[primary.Text]; !known {
		return nil, invalid("primaryType is none of the types")
	}
	e := &encoder{scratch: scratch, types: all, typeHashes: map[string][32]byte{}}
	d := &Data{PrimaryType: primary.Text}
	if d.domain, err = e.hashStruct(domainType, value.Get("domain")); err != nil {
		return nil, err
	}
	if d.message, err = e.hashStruct(primary.Text, value.Get("message")); err != nil {
		return nil, err
	}
	if id := value.Get("domain").Get("chainId"); id != nil {
		number, err := integer(id, 256, false)
		if err != nil {
			return nil, err
		}
		word := amount.FromBytes(number[:])
		d.ChainID = &word
	}
	return d, nil
}

// Digest returns the hash that is signed.
func (d *Data) Digest() [32]byte {
	whole := append([]byte("\x19\x01"), d.domain[:]...)
	return crypt.Keccak256(append(whole, d.message[:]...))
}

// Intent names the data, however its numbers are spelled and its keys are ordered.
func (d *Data) Intent(scratch *page.Scratch) intent.Intent {
	return intent.Of(scratch, "typed", d.domain[:], d.message[:])
}

// Allow judges the data by the chain that it is signed for.
func (d *Data) Allow(chainID uint64) error {
	if d.ChainID != nil && *d.ChainID != amount.Of(chainID) {
		return fault.New(fault.ChainMismatch, "the typed data is for another chain")
	}
	return nil
}

type encoder struct {
	scratch    *page.Scratch
	types      types
	typeHashes map[string][32]byte
}

func (e *encoder) typeHash(name string) [32]byte {
	hash, known := e.typeHashes[name]
	if !known {
		hash = crypt.Keccak256([]byte(e.types.encodeType(name)))
		e.typeHashes[name] = hash
	}
	return hash
}

func (e *encoder) hashStruct(name string, value *strictjson.Value) (hash [32]byte, err error) {
	fields := e.types[name]
	if !value.Is(strictjson.Object) || len(value.Members) != len(fields) {
		return hash, invalid(name + " has not exactly its fields")
	}
	typeHash := e.typeHash(name)
	out := append([]byte{}, typeHash[:]...)
	for _, field := range fields {
		member := value.Get(field.name)
		if member == nil {
			return hash, invalid(name + " has no " + field.name)
		}
		base, lengths, err := arrays(field.kind)
		if err != nil {
			return hash, err
		}
		word, err := e.word(base, lengths, member)
		if err != nil {
			return hash, err
		}
		out = append(out, word[:]...)
	}
	return crypt.Keccak256(out), nil
}

// word returns the 32 bytes that stand for a value in its struct.
func (e *encoder) word(base string, lengths []int, value *strictjson.Value) ([32]byte, error) {
	if len(lengths) > 0 {
		return e.array(base, lengths, value)
	}
	if _, isStruct := e.types[base]; isStruct {
		return e.hashStruct(base, value)
	}
	return e.atom(base, value)
}

// array hashes the words of its items, one behind the other: those of structs are their hashes, like everywhere.
func (e *encoder) array(base string, lengths []int, value *strictjson.Value) (word [32]byte, err error) {
	if !value.Is(strictjson.List) || lengths[0] >= 0 && len(value.Items) != lengths[0] {
		return word, invalid("an array has another length than its type")
	}
	out := make([]byte, 0, 32*len(value.Items))
	for _, item := range value.Items {
		word, err := e.word(base, lengths[1:], item)
		if err != nil {
			return word, err
		}
		out = append(out, word[:]...)
	}
	return crypt.Keccak256(out), nil
}
