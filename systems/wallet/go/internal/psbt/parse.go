package psbt

import (
	"encoding/base64"
	"slices"
)

// Types of records, by map. BIP-174 and BIP-371.
const (
	globalTx      = 0x00
	globalXpub    = 0x01
	globalVersion = 0xfb

	inNonWitness   = 0x00
	inWitness      = 0x01
	inPartial      = 0x02
	inSighash      = 0x03
	inRedeem       = 0x04
	inWitnessCode  = 0x05
	inDerivation   = 0x06
	inFinalScript  = 0x07
	inFinalWitness = 0x08
	inTapSignature = 0x13
	inTapScriptSig = 0x14
	inTapLeaf      = 0x15
	inTapPath      = 0x16
	inTapInternal  = 0x17
	inTapRoot      = 0x18

	outRedeem      = 0x00
	outWitnessCode = 0x01
	outDerivation  = 0x02
	outTapInternal = 0x05
	outTapTree     = 0x06
	outTapPath     = 0x07
)

var magic = []byte("psbt\xff")

// record is a key and its value; the first byte of the key is its type.
type record struct{ key, value []byte }

// Map is the records of the transaction, an input or an output, in their order.
type recordMap []record

// get returns the value of a key that is its type alone.
func (m recordMap) get(kind byte) ([]byte, bool) {
	for _, one := range m {
		if len(one.key) == 1 && one.key[0] == kind {
			return one.value, true
		}
	}
	return nil, false
}

// all returns the records of a type.
func (m recordMap) all(kind byte) (found recordMap) {
	for _, one := range m {
		if one.key[0] == kind {
			found = append(found, one)
		}
	}
	return found
}

// set replaces a record, or adds it at the end.
func (m *recordMap) set(key, value []byte) {
	for i, one := range *m {
		if slices.Equal(one.key, key) {
			(*m)[i].value = value
			return
		}
	}
	*m = append(*m, record{key, value})
}

// Packet is a PSBT: its form is right, what it says is not judged yet.
type Packet struct {
	global          recordMap
	inputs, outputs []recordMap
	tx              *transaction
}

// Parse reads base64.
func Parse(text string) (*Packet, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, invalid("it is not base64")
	}
	return parse(raw)
}

func parse(raw []byte) (*Packet, error) {
	r := &reader{rest: raw}
	if !slices.Equal(r.bytes(uint64(len(magic))), magic) {
		return nil, invalid("it does not begin like one")
	}
	p := &Packet{}
	var err error
	if p.global, err = r.records(globalKeys); err != nil {
		return nil, err
	}
	content, found := p.global.get(globalTx)
	if !found {
		return nil, invalid("the transaction is missing")
	}
	if version, found := p.global.get(globalVersion); found && !slices.Equal(version, make([]byte, 4)) {
		return nil, invalid("it is not of version 0")
	}
	if p.tx, err = parseTransaction(content, false); err != nil {
		return nil, err
	}
	for _, in := range p.tx.inputs {
		if len(in.script) > 0 {
			return nil, invalid("the transaction is signed already")
		}
		records, err := r.records(inputKeys)
		if err != nil {
			return nil, err
		}
		p.inputs = append(p.inputs, records)
	}
	for range p.tx.outputs {
		records, err := r.records(outputKeys)
		if err != nil {
			return nil, err
		}
		p.outputs = append(p.outputs, records)
	}
	if r.failed || len(r.rest) > 0 {
		return nil, invalid("it does not end where it should")
	}
	return p, nil
}

// lengths are those that keys and values of a type may have; a nil list is any.
type lengths struct{ key, value []int }

var (
	alone      = []int{1}
	publicKey  = []int{34, 66}
	globalKeys = map[byte]lengths{globalTx: {key: alone}, globalXpub: {key: []int{79}}, globalVersion: {key: alone, value: []int{4}}}
	inputKeys  = map[byte]lengths{
		inNonWitness: {key: alone}, inWitness: {key: alone}, inPartial: {key: publicKey}, inSighash: {key: alone, value: []int{4}},
		inRedeem: {key: alone}, inWitnessCode: {key: alone}, inDerivation: {key: publicKey}, inFinalScript: {key: alone}, inFinalWitness: {key: alone},
		inTapSignature: {key: alone, value: []int{64, 65}}, inTapScriptSig: {key: []int{65}, value: []int{64, 65}}, inTapLeaf: {}, inTapPath: {key: []int{33}},
		inTapInternal: {key: alone, value: []int{32}}, inTapRoot: {key: alone, value: []int{32}},
	}
	outputKeys = map[byte]lengths{
		outRedeem: {key: alone}, outWitnessCode: {key: alone}, outDerivation: {key: publicKey}, outTapInternal: {key: alone, value: []int{32}},
		outTapTree: {key: alone}, outTapPath: {key: []int{33}},
	}
)

// records reads a map up to its end. Records of unknown types stay as they are.
func (r *reader) records(known map[byte]lengths) (found recordMap, err error) {
	seen := map[string]bool{}
	for {
		key := r.sized()
		if r.failed {
			return nil, invalid("a map does not end")
		}
		if len(key) == 0 {
			return found, nil
		}
		value := r.sized()
		if r.failed || seen[string(key)] {
			return nil, invalid("a record is cut short, or comes twice")
		}
		seen[string(key)] = true
		if want, ok := known[key[0]]; ok {
			if want.key != nil && !slices.Contains(want.key, len(key)) || want.value != nil && !slices.Contains(want.value, len(value)) {
				return nil, invalid("a record has a wrong length")
			}
		}
		found = append(found, record{key, value})
	}
}

// Text writes the packet in base64.
func (p *Packet) Text() string {
	out := slices.Clone(magic)
	for _, records := range slices.Concat([]recordMap{p.global}, p.inputs, p.outputs) {
		for _, one := range records {
			out = appendSized(appendSized(out, one.key), one.value)
		}
		out = append(out, 0)
	}
	return base64.StdEncoding.EncodeToString(out)
}
