package vectors

import (
	"fmt"
	"strings"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
)

// wrong is a value that an input of some kind must not have.
type wrong struct{ name, json string }

var (
	digits32 = strings.Repeat("ab", 32)

	wrongAny  = []wrong{{"null", "null"}, {"object", "{}"}}
	wrongText = append([]wrong{{"number", "7"}, {"true", "true"}, {"array", "[]"}}, wrongAny...)

	wrongBytes = append([]wrong{
		{"odd_digits", text("abc")}, {"uppercase", text("AB")}, {"prefix", text("0xab")}, {"space", text("ab ")},
		{"no_digit", text("zz")}, {"escaped_uppercase", `"\u0041b"`},
	}, wrongText...)
	wrongB32 = append([]wrong{
		{"31_bytes", text(digits32[2:])}, {"33_bytes", text(digits32 + "ab")}, {"empty", `""`}, {"odd_digits", text(digits32[1:])},
		{"uppercase", text(strings.ToUpper(digits32))}, {"prefix", text("0x" + digits32[2:])}, {"no_digit", text("g" + digits32[1:])},
	}, wrongText...)
	wrongB64 = append([]wrong{
		{"63_bytes", text(strings.Repeat("ab", 63))}, {"65_bytes", text(strings.Repeat("ab", 65))}, {"32_bytes", text(digits32)},
		{"empty", `""`}, {"uppercase", text(strings.Repeat("AB", 64))},
	}, wrongText...)

	wrongInteger = append([]wrong{
		{"decimal", "1.0"}, {"exponent", "1e3"}, {"big_exponent", "1e400"}, {"minus_zero", "-0"}, {"minus_zero_text", `"-0"`},
		{"plus_text", `"+1"`}, {"zero_padded_text", `"01"`}, {"space_text", `" 1"`}, {"space_after_text", `"1 "`}, {"empty_text", `""`},
		{"minus_text", `"-"`}, {"hex_text", `"0x1"`}, {"underscore_text", `"1_0"`}, {"decimal_text", `"1.0"`}, {"name_text", text("one")},
		{"other_digits_text", `"\u0661"`}, {"true", "true"}, {"array", "[1]"}, {"40_digits", strings.Repeat("9", 40)},
	}, wrongAny...)
	wrongU64 = append([]wrong{{"minus_1", "-1"}, {"minus_1_text", `"-1"`}, {"over", "18446744073709551616"}, {"over_text", `"18446744073709551616"`}}, wrongInteger...)
	wrongI64 = append([]wrong{{"under", "-9223372036854775809"}, {"over", "9223372036854775808"}, {"over_text", `"9223372036854775808"`}}, wrongInteger...)
	wrongU32 = append([]wrong{{"minus_1", "-1"}, {"over", "4294967296"}, {"over_text", `"4294967296"`}}, wrongInteger...)

	wrongRule    = append([]wrong{{"uppercase", text("PROMOTE")}, {"unknown", text("bitcoin")}, {"empty", `""`}, {"space", text("promote ")}}, wrongText...)
	wrongTier    = []wrong{{"5", "5"}, {"minus_1", "-1"}, {"number_text", `"1"`}, {"decimal", "1.0"}, {"lowercase", text("desktop")}, {"unknown", text("Laptop")}, {"empty", `""`}, {"true", "true"}, {"null", "null"}, {"over", maxU64}, {"256", "256"}}
	wrongTxType  = append([]wrong{{"lowercase", text("transfer")}, {"unknown", text("Burn")}, {"number_text", `"1"`}, {"empty", `""`}}, wrongText...)
	wrongVersion = []wrong{{"0", "0"}, {"2", "2"}, {"257", "257"}, {"over_u64", "18446744073709551617"}, {"minus_1", "-1"}, {"decimal", "1.0"}, {"true", "true"}, {"null", "null"}, {"zero_padded_text", `"01"`}}
	wrongProblem = append([]wrong{{"unknown", text("Knapsack")}, {"lowercase", text("subsetsum")}}, wrongText...)
	wrongRecord  = append([]wrong{{"unknown", text("block")}, {"go208", text("header_go208")}, {"uppercase", text("TX")}}, wrongText...)
	wrongList    = append([]wrong{{"text", text("ab")}, {"number", "1"}, {"true", "true"}}, wrongAny...)

	goodStep   = entry(text(digits32), true)
	wrongProof = append([]wrong{
		{"entry_number", "[1]"}, {"entry_null", "[null]"}, {"entry_array", "[[]]"}, {"entry_empty", "[{}]"},
		{"sibling_missing", `[{"is_right":true}]`}, {"is_right_missing", `[{"sibling":` + text(digits32) + `}]`},
		{"sibling_short", "[" + entry(text("ab"), true) + "]"}, {"sibling_null", "[" + entry("null", true) + "]"},
		{"is_right_number", `[{"sibling":` + text(digits32) + `,"is_right":1}]`}, {"is_right_text", `[{"sibling":` + text(digits32) + `,"is_right":"true"}]`},
		{"is_right_null", `[{"sibling":` + text(digits32) + `,"is_right":null}]`},
		{"entry_key_more", `[{"sibling":` + text(digits32) + `,"is_right":true,"index":0}]`},
		{"entry_key_uppercase", `[{"Sibling":` + text(digits32) + `,"is_right":true}]`},
		{"second_entry_wrong", "[" + goodStep + ",{}]"}, {"whole_proof_object", `{"proof":[` + goodStep + `]}`},
	}, wrongList...)
)

// wrongs returns what an input must not be.
func wrongs(kind jsonl.Kind) []wrong {
	switch kind {
	case jsonl.KindB32:
		return wrongB32
	case jsonl.KindB64:
		return wrongB64
	case jsonl.KindU64:
		return wrongU64
	case jsonl.KindI64:
		return wrongI64
	case jsonl.KindI64s:
		return append(inList(wrongI64), wrongList...)
	case jsonl.KindU32s:
		return append(inList(wrongU32), wrongList...)
	case jsonl.KindLeaves:
		return append(inList(wrongBytes), wrongList...)
	case jsonl.KindProof:
		return wrongProof
	case jsonl.KindRule:
		return wrongRule
	case jsonl.KindTier:
		return wrongTier
	case jsonl.KindTxType:
		return wrongTxType
	case jsonl.KindVersion:
		return wrongVersion
	case jsonl.KindProblem:
		return wrongProblem
	case jsonl.KindRecord:
		return wrongRecord
	}
	return wrongBytes
}

// inList puts each wrong value behind a right one for any list.
func inList(values []wrong) []wrong {
	lists := make([]wrong, len(values))
	for i, w := range values {
		lists[i] = wrong{"element_" + w.name, "[" + w.json + "]"}
	}
	return lists
}

// rightInputs are inputs that every operation answers with a value.
func rightInputs() map[string]fields {
	verify := merkleProof("promote", 3, 1)
	return map[string]fields{
		"sha256":        {{"data", text("616263")}},
		"merkle_root":   rootOf("promote", rep32(1), rep32(2)),
		"merkle_proof":  append(rootOf("promote", rep32(1), rep32(2)), field{"index", "1"}),
		"merkle_verify": verify.question(),
		"header_v1":     v1(), "header_go208": go208(),
		"tx_hash": tx(), "tx_signing_message": tx().without("signature"),
		"problem_hash": problem(), "solution_hash": solution(),
		"subset_sum_verify": subset("Mobile", 8, 1, 2),
		"epoch_salt":        {{"parent", rep32(7)}, {"index", "258"}},
		"miner_salt":        {{"key", rep32(1)}, {"epoch_salt", rep32(2)}, {"parent", rep32(3)}, {"index", "258"}},
		"commitment":        {{"epoch_salt", rep32(1)}, {"problem_hash", rep32(2)}, {"solution_hash", rep32(3)}, {"miner_salt", rep32(4)}},
		"escrow_id":         {{"submitter", rep32(1)}, {"problem_hash", rep32(2)}, {"block", "258"}},
		"address":           {{"pubkey", rep32(1)}}, "ed25519_verify": goodSignature(), "msgpack_decode_strict": decode("solution", encodedSolution().bytes()),
	}
}

// badKindCases try every wrong value of every kind, each kind at the first
// input in the table that has it.
func badKindCases() []testCase {
	right := rightInputs()
	var cases []testCase
	seen := map[jsonl.Kind]bool{}
	for _, operation := range jsonl.Operations() {
		for _, input := range operation.Inputs {
			if seen[input.Kind] {
				continue
			}
			seen[input.Kind] = true
			for _, w := range wrongs(input.Kind) {
				name := fmt.Sprintf("bad_%s_%s_%s", operation.Name, input.Name, w.name)
				cases = append(cases, fails(name, operation.Name, right[operation.Name].with(input.Name, w.json), hash.InvalidInput))
			}
		}
	}
	return cases
}

// badInputCases try, at every input of every operation, that it is missing,
// that it is null and the first wrong value of its kind; and at every operation
// an input too many.
func badInputCases() []testCase {
	right := rightInputs()
	var cases []testCase
	bad := func(operation, name string, inputs fields) {
		cases = append(cases, fails("bad_"+operation+"_"+name, operation, inputs, hash.InvalidInput))
	}
	for _, operation := range jsonl.Operations() {
		good := right[operation.Name]
		bad(operation.Name, "no_inputs", nil)
		bad(operation.Name, "input_more", good.with("more", "0"))
		bad(operation.Name, "input_uppercase", good.without(good[0].name).with(strings.ToUpper(good[0].name), good[0].json))
		for _, input := range operation.Inputs {
			first := wrongs(input.Kind)[0]
			bad(operation.Name, "without_"+input.Name, good.without(input.Name))
			bad(operation.Name, "none_as_"+input.Name, good.with(input.Name, "null"))
			bad(operation.Name, "wrong_"+input.Name+"_"+first.name, good.with(input.Name, first.json))
		}
	}
	leaf31 := text(digits32[2:])
	for _, rule := range []string{"promote", "duplicate"} {
		bad("merkle_root", rule+"_leaf_31", rootOf(rule, rep32(1), leaf31))
		bad("merkle_root", rule+"_leaf_empty", rootOf(rule, `""`))
		bad("merkle_proof", rule+"_leaf_33", append(rootOf(rule, text(digits32+"ab")), field{"index", "0"}))
		bad("merkle_verify", rule+"_leaf_31", right["merkle_verify"].with("rule", text(rule)).with("leaf", leaf31))
	}
	for _, rule := range []string{"promote", "duplicate", "rfc6962"} {
		bad("merkle_proof", rule+"_no_leaves", append(rootOf(rule), field{"index", "0"}))
		bad("merkle_proof", rule+"_index_is_count", append(rootOf(rule, rep32(1), rep32(2)), field{"index", "2"}))
		bad("merkle_proof", rule+"_index_max", append(rootOf(rule, rep32(1), rep32(2)), field{"index", maxU64}))
		q := merkleProof(rule, 3, 2).question()
		bad("merkle_verify", rule+"_count_zero", q.with("leaf_count", "0").with("index", "0"))
		bad("merkle_verify", rule+"_index_is_count", q.with("index", "3"))
		bad("merkle_verify", rule+"_index_max", q.with("index", maxU64).with("leaf_count", maxU64))
	}
	// A fault of the inputs comes before a verdict on them.
	bad("subset_sum_verify", "tier_5_and_too_few_elements", subset("Mobile", 3, 0).with("tier", "5"))
	bad("subset_sum_verify", "wrong_sum_and_no_memory", subset("Mobile", 8, 0).with("target", "1").without("max_memory"))
	bad("merkle_verify", "wrong_root_and_index_text", merkleProof("promote", 3, 2).question().with("root", rep32(0)).with("index", `"two"`))
	bad("msgpack_decode_strict", "unknown_type_and_bad_bytes", decode("solution", []byte{0xc1}).with("type", text("block")))
	bad("msgpack_decode_strict", "bad_bytes_and_input_more", decode("solution", []byte{0xc1}).with("more", "0"))
	return cases
}
