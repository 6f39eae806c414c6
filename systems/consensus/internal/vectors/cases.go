package vectors

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"spandrel.dev/consensus/hash"
)

// Building blocks of inputs, as JSON.

const (
	maxU64 = "18446744073709551615"
	maxI64 = "9223372036854775807"
	minI64 = "-9223372036854775808"
	maxU32 = "4294967295"
)

// text returns s as a JSON string; s needs no escape.
func text(s string) string { return `"` + s + `"` }

func hexText(b []byte) string { return text(hex.EncodeToString(b)) }

// rep32 returns a b32 of one byte over and over.
func rep32(b byte) string { return text(strings.Repeat(fmt.Sprintf("%02x", b), 32)) }

// run returns n bytes that count up from first.
func run(first byte, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = first + byte(i)
	}
	return b
}

func run32(first byte) string { return hexText(run(first, 32)) }

// txLeaves returns the digests of the texts tx_0000, tx_0001, … as b32.
func txLeaves(n int) []string {
	leaves := make([]string, n)
	for i := range leaves {
		digest := sha256.Sum256(fmt.Appendf(nil, "tx_%04d", i))
		leaves[i] = hexText(digest[:])
	}
	return leaves
}

func list(elements ...string) string { return "[" + strings.Join(elements, ",") + "]" }

// ok is a case whose value the reference gives.
func ok(name, op string, inputs fields) testCase {
	return testCase{name: name, op: op, inputs: inputs, code: hash.OK, source: fromTwo}
}

// known is a case whose value source gives.
func known(name, op string, inputs fields, value, source string) testCase {
	return testCase{name: name, op: op, inputs: inputs, code: hash.OK, value: value, source: source}
}

// fails is a case without a value.
func fails(name, op string, inputs fields, code hash.Code) testCase {
	return testCase{name: name, op: op, inputs: inputs, code: code, source: fromTwo}
}

func sha256Cases() []testCase {
	data := func(b []byte) fields { return fields{{"data", hexText(b)}} }
	cases := []testCase{
		known("sha256_empty", "sha256", data(nil), text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), fromSpec),
		known("sha256_abc", "sha256", data([]byte("abc")), text("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), fromSpec),
		known("sha256_two_blocks", "sha256", data([]byte("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
			text("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"), fromSpec),
		ok("sha256_escaped_digits", "sha256", fields{{"data", `"\u0036\u0031b\u0063"`}}),
	}
	// Around the padding boundaries of one and two blocks, a node, a header.
	for _, n := range []int{1, 31, 32, 33, 54, 55, 56, 57, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129, 208, 1000, 4096} {
		cases = append(cases, ok(fmt.Sprintf("sha256_length_%d", n), "sha256", data(run(byte(n), n))))
	}
	return cases
}

func saltCases() []testCase {
	epoch := func(parent, index string) fields { return fields{{"parent", parent}, {"index", index}} }
	miner := func(key, salt, parent, index string) fields {
		return fields{{"key", key}, {"epoch_salt", salt}, {"parent", parent}, {"index", index}}
	}
	commitment := func(a, b, c, d string) fields {
		return fields{{"epoch_salt", a}, {"problem_hash", b}, {"solution_hash", c}, {"miner_salt", d}}
	}
	escrow := func(a, b, block string) fields {
		return fields{{"submitter", a}, {"problem_hash", b}, {"block", block}}
	}
	return []testCase{
		known("epoch_salt_check", "epoch_salt", epoch(rep32(7), "258"), text("e0b19e3a684a5305975ef70aee6c93cb7d241f5dae9aa27f22d0f3eb137f76b3"), fromSpec),
		ok("epoch_salt_zero", "epoch_salt", epoch(rep32(0), "0")),
		ok("epoch_salt_index_max", "epoch_salt", epoch(run32(0), maxU64)),
		ok("epoch_salt_index_as_text", "epoch_salt", epoch(run32(0), text(maxU64))),
		ok("epoch_salt_index_beyond_float", "epoch_salt", epoch(run32(3), "9007199254740993")),
		known("miner_salt_check", "miner_salt", miner(rep32(1), rep32(2), rep32(3), "258"), text("223300135b5c75372f3aa6619573d467b4712c7cc1c0a0e6d77498a841537bfd"), fromSpec),
		ok("miner_salt_zero_key", "miner_salt", miner(rep32(0), rep32(0), rep32(0), "0")),
		ok("miner_salt_index_max", "miner_salt", miner(run32(1), run32(2), run32(3), maxU64)),
		known("commitment_check", "commitment", commitment(rep32(1), rep32(2), rep32(3), rep32(4)), text("fefe0b60760d09ad6bc1add63edfb27b3fd077d1237a807c768a8e20416d1151"), fromSpec),
		ok("commitment_distinct_fields", "commitment", commitment(run32(0), run32(32), run32(64), run32(96))),
		ok("escrow_id_zero", "escrow_id", escrow(rep32(0), rep32(0), "0")),
		ok("escrow_id_block_258", "escrow_id", escrow(run32(10), run32(50), "258")),
		ok("escrow_id_block_max", "escrow_id", escrow(run32(10), run32(50), maxU64)),
		ok("address_zero", "address", fields{{"pubkey", rep32(0)}}),
		ok("address_run", "address", fields{{"pubkey", run32(0)}}),
		ok("address_ff", "address", fields{{"pubkey", rep32(0xff)}}),
	}
}
