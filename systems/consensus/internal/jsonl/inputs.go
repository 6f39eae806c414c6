package jsonl

import (
	"math"
	"unicode/utf8"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/strictjson"
)

// inputs reads the inputs of one request as the types the backend takes. The
// first fault stays and later reads return zero values, so that an operation
// reads all it needs and looks at err once.
type inputs struct {
	members []strictjson.Member
	err     error
	missing func(name string) // told of every input that is not there; may be nil
}

func (in *inputs) fail(name, format string, args ...any) {
	if in.err == nil {
		e := hash.Errorf(hash.InvalidInput, format, args...)
		e.Message = name + ": " + e.Message
		in.err = e
	}
}

func (in *inputs) value(name string) strictjson.Value {
	for i := range in.members {
		if in.members[i].Key == name {
			return in.members[i].Value
		}
	}
	if in.missing != nil {
		in.missing(name)
	}
	in.fail(name, "missing")
	return strictjson.Value("null")
}

func (in *inputs) uint(name string) uint64 {
	v := in.value(name)
	n, ok := v.Uint(math.MaxUint64)
	if !ok {
		in.fail(name, "%s is not a u64", excerpt(v))
	}
	return n
}

func (in *inputs) int(name string) int64 {
	v := in.value(name)
	n, ok := v.Int()
	if !ok {
		in.fail(name, "%s is not an i64", excerpt(v))
	}
	return n
}

func (in *inputs) version() uint8 {
	v := in.value("codec_version")
	if n, ok := v.Uint(hash.CodecVersion); !ok || n != hash.CodecVersion {
		in.fail("codec_version", "%s, only %d exists", excerpt(v), hash.CodecVersion)
	}
	return hash.CodecVersion
}

// bytes reads a byte field of any length up to limit; 0 sets no limit.
func (in *inputs) bytes(name string, limit int) []byte {
	v := in.value(name)
	digits, ok := v.Text()
	if !ok {
		in.fail(name, "%s is not a string of hexadecimal digits", excerpt(v))
		return nil
	}
	if limit > 0 && len(digits) > 2*limit {
		in.fail(name, "%d digits, the limit is %d bytes", len(digits), limit)
		return nil
	}
	b, reason := appendHex(make([]byte, 0, len(digits)/2), digits)
	if reason != "" {
		in.fail(name, "%s", reason)
		return nil
	}
	return b
}

func (in *inputs) b32(name string) (h hash.Hash) {
	in.fixed(name, h[:])
	return h
}

func (in *inputs) fixed(name string, into []byte) {
	v := in.value(name)
	digits, ok := v.Text()
	if !ok {
		in.fail(name, "%s is not a string of hexadecimal digits", excerpt(v))
		return
	}
	if len(digits) != 2*len(into) {
		in.fail(name, "%d digits, %d bytes have %d", len(digits), len(into), 2*len(into))
		return
	}
	if _, reason := appendHex(into[:0], digits); reason != "" {
		in.fail(name, "%s", reason)
	}
}

// name reads one of a list of names.
func (in *inputs) name(name string, names ...string) string {
	v := in.value(name)
	text, ok := v.Text()
	for _, n := range names {
		if ok && string(text) == n {
			return n
		}
	}
	in.fail(name, "%s is none of %q", excerpt(v), names)
	return ""
}

func (in *inputs) rule() hash.Rule {
	rule, _ := hash.ParseRule(in.name("rule", "promote", "duplicate", "rfc6962"))
	return rule
}

func (in *inputs) txType() hash.TxType {
	kind, _ := hash.ParseTxType(in.name("tx_type", "Transfer", "ProblemSubmission", "BountyPayment"))
	return kind
}

// tier reads a name, or the number of the C ABI; a number as a string is
// neither.
func (in *inputs) tier() hash.Tier {
	v := in.value("tier")
	if v.Kind() == strictjson.Number {
		if n, ok := v.Uint(uint64(hash.Cluster)); ok {
			return hash.Tier(n)
		}
	} else if text, ok := v.Text(); ok {
		if tier, ok := hash.ParseTier(string(text)); ok {
			return tier
		}
	}
	in.fail("tier", "%s is not a tier", excerpt(v))
	return 0
}

func (in *inputs) int64s(name string) []int64 {
	v := in.array(name)
	list := make([]int64, 0, 16)
	for i, element := range v.Elements() {
		n, ok := element.Int()
		if !ok {
			in.fail(name, "[%d]: %s is not an i64", i, excerpt(element))
			return nil
		}
		list = append(list, n)
	}
	return list
}

func (in *inputs) uint32s(name string) []uint32 {
	v := in.array(name)
	list := make([]uint32, 0, 16)
	for i, element := range v.Elements() {
		n, ok := element.Uint(math.MaxUint32)
		if !ok {
			in.fail(name, "[%d]: %s is not a u32", i, excerpt(element))
			return nil
		}
		list = append(list, uint32(n))
	}
	return list
}

// leaves reads the leaves of a tree: 32 bytes each, but of any length under
// RFC 6962.
func (in *inputs) leaves(rule hash.Rule) hash.Leaves {
	var data []byte
	var ends []int
	anyLength := rule == hash.RFC6962
	for i, element := range in.array("leaves").Elements() {
		digits, ok := element.Text()
		if !ok {
			in.fail("leaves", "[%d]: %s is not a string of hexadecimal digits", i, excerpt(element))
			return hash.Leaves{}
		}
		if !anyLength && len(digits) != 64 {
			in.fail("leaves", "[%d]: %d digits, a %s leaf has 64", i, len(digits), rule)
			return hash.Leaves{}
		}
		var reason string
		if data, reason = appendHex(data, digits); reason != "" {
			in.fail("leaves", "[%d]: %s", i, reason)
			return hash.Leaves{}
		}
		if anyLength {
			ends = append(ends, len(data))
		}
	}
	var leaves hash.Leaves
	var err error
	if anyLength {
		leaves, err = hash.DataLeaves(data, ends)
	} else {
		leaves, err = hash.FixedLeaves(data)
	}
	if err != nil && in.err == nil {
		in.err = err
	}
	return leaves
}

// leaf reads the one leaf of a proof.
func (in *inputs) leaf(rule hash.Rule) []byte {
	if rule == hash.RFC6962 {
		return in.bytes("leaf", 0)
	}
	leaf := in.b32("leaf")
	return leaf[:]
}

func (in *inputs) proof() []hash.ProofStep {
	var steps []hash.ProofStep
	for i, element := range in.array("proof").Elements() {
		members := element.Members()
		if element.Kind() != strictjson.Object || len(members) != 2 {
			in.fail("proof", "[%d]: not an object of sibling and is_right", i)
			return nil
		}
		entry := inputs{members: members}
		step := hash.ProofStep{Sibling: entry.b32("sibling"), IsRight: entry.bool("is_right")}
		if entry.err != nil {
			in.fail("proof", "[%d]: %s", i, hash.MessageOf(entry.err))
			return nil
		}
		steps = append(steps, step)
	}
	return steps
}

func (in *inputs) bool(name string) bool {
	v := in.value(name)
	if v.Kind() != strictjson.Bool {
		in.fail(name, "%s is not true or false", excerpt(v))
	}
	return v[0] == 't'
}

func (in *inputs) array(name string) strictjson.Value {
	v := in.value(name)
	if v.Kind() != strictjson.Array {
		in.fail(name, "%s is not an array", excerpt(v))
	}
	return v
}

// excerpt returns v for a message, cut when it is long.
func excerpt(v strictjson.Value) string {
	const most = 48
	if len(v) <= most {
		return string(v)
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(v[cut]) {
		cut--
	}
	return string(v[:cut]) + "…"
}

// hexValues maps a lowercase digit to its value and all else to 16.
var hexValues = func() (values [256]byte) {
	for i := range values {
		values[i] = 16
	}
	for i, c := range "0123456789abcdef" {
		values[c] = byte(i)
	}
	return values
}()

// appendHex appends the bytes that lowercase digits stand for, or says why
// they stand for none.
func appendHex(b, digits []byte) (out []byte, reason string) {
	if len(digits)%2 != 0 {
		return b, "an odd number of digits"
	}
	for i := 0; i < len(digits); i += 2 {
		high, low := hexValues[digits[i]], hexValues[digits[i+1]]
		if high|low > 15 {
			return b, "not lowercase hexadecimal"
		}
		b = append(b, high<<4|low)
	}
	return b, ""
}
