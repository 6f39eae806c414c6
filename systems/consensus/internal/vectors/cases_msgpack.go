package vectors

import (
	"encoding/hex"
	"fmt"
	"strings"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/msgpack"
)

// encoding is a record in the making: a head and the bytes of every entry's
// value by its key.
type encoding struct {
	head    []byte
	entries []encoded
}

type encoded struct {
	key   string
	value []byte
}

// with returns a copy whose entry key has the given value.
func (e encoding) with(key string, value ...byte) encoding {
	entries := append([]encoded(nil), e.entries...)
	for i := range entries {
		if entries[i].key == key {
			entries[i].value = value
		}
	}
	return encoding{e.head, entries}
}

// withHead returns a copy with other bytes before the first entry.
func (e encoding) withHead(head ...byte) encoding { return encoding{head, e.entries} }

// swapped returns a copy with entries i and j in each other's place.
func (e encoding) swapped(i, j int) encoding {
	entries := append([]encoded(nil), e.entries...)
	entries[i], entries[j] = entries[j], entries[i]
	return encoding{e.head, entries}
}

// renamed returns a copy with another key in an entry's place.
func (e encoding) renamed(i int, key string) encoding {
	entries := append([]encoded(nil), e.entries...)
	entries[i].key = key
	return encoding{e.head, entries}
}

func (e encoding) bytes() []byte {
	b := append([]byte(nil), e.head...)
	for _, entry := range e.entries {
		b = append(msgpack.AppendString(b, entry.key), entry.value...)
	}
	return b
}

func fixed(first byte, n int) []byte { return msgpack.AppendFixed(nil, run(first, n)) }
func number(n uint64) []byte         { return msgpack.AppendUint(nil, n) }
func signedNumber(n int64) []byte    { return msgpack.AppendInt(nil, n) }
func name(s string) []byte           { return msgpack.AppendString(nil, s) }
func byteArray(b []byte) []byte      { return msgpack.AppendByteArray(nil, b) }

func array(elements ...[]byte) []byte {
	b := msgpack.AppendArray(nil, len(elements))
	for _, element := range elements {
		b = append(b, element...)
	}
	return b
}

func encodedV1() encoding {
	return encoding{[]byte{0x8a}, []encoded{
		{"codec_version", number(1)}, {"block_index", number(258)}, {"timestamp", signedNumber(1704067200)},
		{"parent_hash", fixed(0, 32)}, {"merkle_root", fixed(32, 32)}, {"miner_address", fixed(64, 32)}, {"commitment", fixed(96, 32)},
		{"difficulty_target", number(65536)}, {"nonce", number(1 << 32)}, {"extra_data", byteArray([]byte{0, 0x7f, 0x80, 0xff})},
	}}
}

func encodedTx() encoding {
	return encoding{[]byte{0x8b}, []encoded{
		{"codec_version", number(1)}, {"tx_type", name("Transfer")}, {"from", fixed(0, 32)}, {"to", fixed(32, 32)},
		{"amount", number(1000000)}, {"nonce", number(7)}, {"gas_limit", number(21000)}, {"gas_price", number(300)},
		{"signature", fixed(64, 64)}, {"data", byteArray([]byte{0, 0xff, 0x80})}, {"timestamp", signedNumber(-1)},
	}}
}

func encodedProblem() encoding {
	return encoding{[]byte{0x85}, []encoded{
		{"problem_type", name("SubsetSum")}, {"tier", name("Desktop")},
		{"elements", array(signedNumber(1), signedNumber(-1), signedNumber(200), signedNumber(-40), signedNumber(70000), signedNumber(-5000000000))},
		{"target", signedNumber(9)}, {"timestamp", signedNumber(1000)},
	}}
}

func encodedSolution() encoding {
	return encoding{[]byte{0x82}, []encoded{{"indices", array(number(1), number(3), number(300))}, {"timestamp", signedNumber(-1)}}}
}

func decode(kind string, data []byte) fields {
	return fields{{"type", text(kind)}, {"data", hexText(data)}}
}

func msgpackCases() []testCase {
	var cases []testCase
	yes := func(name, kind string, e encoding) {
		cases = append(cases, ok("decode_"+name, "msgpack_decode_strict", decode(kind, e.bytes())))
	}
	yes("header_v1", "header_v1", encodedV1())
	yes("header_v1_no_extra", "header_v1", encodedV1().with("extra_data", 0x90))
	yes("header_v1_extra_max", "header_v1", encodedV1().with("extra_data", byteArray(run(0, 256))...))
	yes("header_v1_timestamp_min", "header_v1", encodedV1().with("timestamp", signedNumber(-1<<63)...))
	yes("tx", "tx", encodedTx())
	yes("tx_amount_max", "tx", encodedTx().with("amount", number(1<<64-1)...))
	yes("tx_data_16", "tx", encodedTx().with("data", byteArray(run(200, 16))...))
	yes("tx_submission", "tx", encodedTx().with("tx_type", name("ProblemSubmission")...))
	yes("tx_bounty", "tx", encodedTx().with("tx_type", name("BountyPayment")...))
	yes("problem", "problem", encodedProblem())
	yes("problem_no_elements", "problem", encodedProblem().with("elements", 0x90))
	yes("problem_cluster", "problem", encodedProblem().with("tier", name("Cluster")...))
	yes("solution", "solution", encodedSolution())
	yes("solution_no_indices", "solution", encodedSolution().with("indices", 0x90))
	yes("solution_index_max", "solution", encodedSolution().with("indices", array(number(1<<32-1))...))
	var widths [][]byte
	for shift := 0; shift < 63; shift += 7 {
		widths = append(widths, signedNumber(1<<shift), signedNumber(-1<<shift))
	}
	yes("problem_elements_all_widths", "problem", encodedProblem().with("elements", array(widths...)...))
	return cases
}

func refusedCases() []testCase {
	var cases []testCase
	no := func(name, kind string, data []byte) {
		cases = append(cases, fails("refuse_"+name, "msgpack_decode_strict", decode(kind, data), hash.Encoding))
	}
	whole := map[string]encoding{"header_v1": encodedV1(), "tx": encodedTx(), "problem": encodedProblem(), "solution": encodedSolution()}
	for _, kind := range []string{"header_v1", "tx", "problem", "solution"} {
		e := whole[kind]
		data, n := e.bytes(), byte(len(e.entries))
		no(kind+"_nothing", kind, nil)
		no(kind+"_nil", kind, []byte{0xc0})
		no(kind+"_one_byte_more", kind, append(data, 0))
		no(kind+"_twice", kind, append(e.bytes(), data...))
		no(kind+"_one_byte_less", kind, data[:len(data)-1])
		no(kind+"_half", kind, data[:len(data)/2])
		no(kind+"_head_alone", kind, data[:1])
		no(kind+"_map16", kind, e.withHead(0xde, 0, n).bytes())
		no(kind+"_map32", kind, e.withHead(0xdf, 0, 0, 0, n).bytes())
		no(kind+"_array", kind, e.withHead(0x90|n).bytes())
		no(kind+"_one_entry_less", kind, encoding{[]byte{0x80 | (n - 1)}, e.entries[:n-1]}.bytes())
		no(kind+"_one_entry_more", kind, encoding{[]byte{0x80 | (n + 1)}, append(e.entries[:n:n], encoded{"more", []byte{0}})}.bytes())
		no(kind+"_entry_twice", kind, encoding{[]byte{0x80 | (n + 1)}, append(e.entries[:n:n], e.entries[n-1])}.bytes())
		no(kind+"_entries_swapped", kind, e.swapped(0, 1).bytes())
		no(kind+"_other_key", kind, e.renamed(0, strings.ToUpper(e.entries[0].key)).bytes())
		no(kind+"_timestamp_none", kind, e.with("timestamp", 0xc0).bytes())
		no(kind+"_timestamp_true", kind, e.with("timestamp", 0xc3).bytes())
		no(kind+"_timestamp_float", kind, e.with("timestamp", 0xcb, 0x41, 0xd9, 0x64, 0x80, 0, 0, 0, 0).bytes())
		no(kind+"_timestamp_over_i64", kind, e.with("timestamp", 0xcf, 0x80, 0, 0, 0, 0, 0, 0, 0).bytes())
		no(kind+"_timestamp_text", kind, e.with("timestamp", 0xa1, '0').bytes())
	}
	// A key as str8 in place of a fixstr, in the last entry.
	key := encodedSolution().bytes()
	no("solution_key_str8", "solution", append(append(key[:len(key)-11:len(key)-11], 0xd9, 9), key[len(key)-10:]...))

	longer := []struct {
		name string
		form []byte
	}{
		{"uint8", []byte{0xcc, 0x7f}}, {"uint16", []byte{0xcd, 0, 0xff}}, {"uint32", []byte{0xce, 0, 0, 0xff, 0xff}},
		{"uint64", []byte{0xcf, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff}},
		{"int8_positive", []byte{0xd0, 1}}, {"int8_minus_32", []byte{0xd0, 0xe0}}, {"int16_minus_128", []byte{0xd1, 0xff, 0x80}},
		{"int32_minus_32768", []byte{0xd2, 0xff, 0xff, 0x80, 0}}, {"int64_minus_2147483648", []byte{0xd3, 0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 0}},
		{"int16_positive", []byte{0xd1, 1, 0}}, {"int32_positive", []byte{0xd2, 0, 1, 0, 0}}, {"int64_positive", []byte{0xd3, 0, 0, 0, 1, 0, 0, 0, 0}},
	}
	for _, l := range longer {
		no("target_longer_"+l.name, "problem", encodedProblem().with("target", l.form...).bytes())
	}
	for _, l := range longer[:4] {
		no("nonce_longer_"+l.name, "tx", encodedTx().with("nonce", l.form...).bytes())
		no("index_longer_"+l.name, "solution", encodedSolution().with("indices", array(l.form)...).bytes())
	}
	no("extra_byte_longer", "header_v1", encodedV1().with("extra_data", 0x91, 0xcc, 0x05).bytes())
	no("extra_byte_256", "header_v1", encodedV1().with("extra_data", 0x91, 0xcd, 1, 0).bytes())
	no("extra_byte_negative", "header_v1", encodedV1().with("extra_data", 0x91, 0xff).bytes())
	no("extra_byte_none", "header_v1", encodedV1().with("extra_data", 0x91, 0xc0).bytes())
	no("extra_as_bin8", "header_v1", encodedV1().with("extra_data", 0xc4, 1, 5).bytes())
	no("extra_257", "header_v1", encodedV1().with("extra_data", byteArray(run(0, 257))...).bytes())
	no("extra_array16_of_1", "header_v1", encodedV1().with("extra_data", 0xdc, 0, 1, 5).bytes())
	no("extra_array32_of_1", "header_v1", encodedV1().with("extra_data", 0xdd, 0, 0, 0, 1, 5).bytes())
	no("data_array16_of_15", "tx", encodedTx().with("data", append([]byte{0xdc, 0, 15}, run(0, 15)...)...).bytes())
	no("data_array32_of_16", "tx", encodedTx().with("data", append([]byte{0xdd, 0, 0, 0, 16}, run(0, 16)...)...).bytes())
	no("data_array_of_4_billion", "tx", encodedTx().with("data", 0xdd, 0xff, 0xff, 0xff, 0xff).bytes())
	no("elements_array_of_4_billion", "problem", encodedProblem().with("elements", 0xdd, 0xff, 0xff, 0xff, 0xff).bytes())
	no("elements_array16_of_0", "problem", encodedProblem().with("elements", 0xdc, 0, 0).bytes())
	no("elements_as_map", "problem", encodedProblem().with("elements", 0x80).bytes())
	no("element_over_i64", "problem", encodedProblem().with("elements", array([]byte{0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})...).bytes())
	no("index_over_u32", "solution", encodedSolution().with("indices", array(number(1<<32))...).bytes())
	no("index_negative", "solution", encodedSolution().with("indices", array(signedNumber(-1))...).bytes())
	no("hash_of_31", "header_v1", encodedV1().with("parent_hash", fixed(0, 31)...).bytes())
	no("hash_of_33", "header_v1", encodedV1().with("parent_hash", fixed(0, 33)...).bytes())
	no("hash_as_bin16", "header_v1", encodedV1().with("parent_hash", append([]byte{0xc5, 0, 32}, run(0, 32)...)...).bytes())
	no("hash_as_array", "header_v1", encodedV1().with("parent_hash", byteArray(run(0, 32))...).bytes())
	no("hash_as_str8", "header_v1", encodedV1().with("parent_hash", append([]byte{0xd9, 32}, run(0, 32)...)...).bytes())
	no("hash_as_ext", "header_v1", encodedV1().with("parent_hash", append([]byte{0xc7, 32, 0}, run(0, 32)...)...).bytes())
	no("hash_none", "header_v1", encodedV1().with("parent_hash", 0xc0).bytes())
	no("signature_of_63", "tx", encodedTx().with("signature", fixed(0, 63)...).bytes())
	no("signature_of_65", "tx", encodedTx().with("signature", fixed(0, 65)...).bytes())
	for _, v := range []uint64{0, 2, 257} {
		no(fmt.Sprintf("header_v1_version_%d", v), "header_v1", encodedV1().with("codec_version", number(v)...).bytes())
		no(fmt.Sprintf("tx_version_%d", v), "tx", encodedTx().with("codec_version", number(v)...).bytes())
	}
	no("nonce_negative", "tx", encodedTx().with("nonce", signedNumber(-1)...).bytes())
	no("block_index_negative", "header_v1", encodedV1().with("block_index", signedNumber(-5)...).bytes())
	no("tx_type_lowercase", "tx", encodedTx().with("tx_type", name("transfer")...).bytes())
	no("tx_type_number", "tx", encodedTx().with("tx_type", 1).bytes())
	no("tx_type_empty", "tx", encodedTx().with("tx_type", 0xa0).bytes())
	no("tx_type_str8", "tx", encodedTx().with("tx_type", append([]byte{0xd9, 8}, "Transfer"...)...).bytes())
	no("tier_number", "problem", encodedProblem().with("tier", 1).bytes())
	no("tier_unknown", "problem", encodedProblem().with("tier", name("Laptop")...).bytes())
	no("problem_type_unknown", "problem", encodedProblem().with("problem_type", name("Knapsack")...).bytes())
	no("reserved_c1", "solution", []byte{0xc1})
	no("tx_as_header", "header_v1", encodedTx().bytes())
	no("solution_as_problem", "problem", encodedSolution().bytes())
	return cases
}

// v1CheckValue is the encoding of v1Check, spelled out; its digest is the one
// the rules give.
func v1CheckValue() string {
	zeros := "c420" + strings.Repeat("00", 32)
	parts := []string{
		"8a", "ad", hexName("codec_version"), "01", "ab", hexName("block_index"), "00", "a9", hexName("timestamp"), "ce65920080",
		"ab", hexName("parent_hash"), zeros, "ab", hexName("merkle_root"), zeros, "ad", hexName("miner_address"), zeros,
		"aa", hexName("commitment"), zeros, "b1", hexName("difficulty_target"), "64", "a5", hexName("nonce"), "00", "aa", hexName("extra_data"), "90",
	}
	return `{"encoded":"` + strings.Join(parts, "") + `","hash":"9e28bebb26c909a59795061a5e1f71abfe29874a4e8e7afedfba453cf87285dc"}`
}

func hexName(s string) string { return hex.EncodeToString([]byte(s)) }
