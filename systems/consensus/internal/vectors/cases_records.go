package vectors

import (
	"fmt"
	"strings"

	"spandrel.dev/consensus/hash"
)

// v1 is a header with every field different; v1Check the one whose hash the
// rules give.
func v1() fields {
	return fields{
		{"codec_version", "1"}, {"block_index", "258"}, {"timestamp", "1704067200"},
		{"parent_hash", run32(0)}, {"merkle_root", run32(32)}, {"miner_address", run32(64)}, {"commitment", run32(96)},
		{"difficulty_target", "65536"}, {"nonce", "4294967296"}, {"extra_data", text("007f80ff")},
	}
}

func v1Check() fields {
	f := v1().with("block_index", "0").with("difficulty_target", "100").with("nonce", "0").with("extra_data", `""`)
	for _, name := range []string{"parent_hash", "merkle_root", "miner_address", "commitment"} {
		f = f.with(name, rep32(0))
	}
	return f
}

func go208() fields {
	return fields{
		{"number", "258"}, {"parent", run32(0)}, {"state_root", run32(32)}, {"tx_root", run32(64)},
		{"timestamp", "1704067200"}, {"validator", run32(96)}, {"difficulty", "100"}, {"nonce", "4294967296"},
		{"gas_limit", "30000000"}, {"gas_used", "21000"}, {"extra", run32(128)},
	}
}

// unsigned are the edges of the shortest forms of an unsigned integer, signed
// those of a negative one.
var (
	unsigned = []string{"0", "1", "127", "128", "255", "256", "65535", "65536", maxU32, "4294967296", maxI64, maxU64}
	signed   = []string{"-1", "-32", "-33", "-128", "-129", "-32768", "-32769", "-2147483648", "-2147483649", minI64}
)

// nameOfInt turns a number into a part of a name.
func nameOfInt(n string) string { return strings.ReplaceAll(n, "-", "minus_") }

func headerCases() []testCase {
	cases := []testCase{
		ok("header_v1_all_fields", "header_v1", v1()),
		ok("header_v1_extra_max", "header_v1", v1().with("extra_data", hexText(run(0, 256)))),
		ok("header_v1_extra_15", "header_v1", v1().with("extra_data", hexText(run(0, 15)))),
		ok("header_v1_extra_16", "header_v1", v1().with("extra_data", hexText(run(0, 16)))),
		ok("header_v1_version_as_text", "header_v1", v1().with("codec_version", `"1"`)),
		fails("header_v1_extra_257", "header_v1", v1().with("extra_data", hexText(run(0, 257))), hash.InvalidInput),
		ok("header_go208_all_fields", "header_go208", go208()),
	}
	cases = append(cases, known("header_v1_check", "header_v1", v1Check(), v1CheckValue(), fromSpec))
	for _, n := range unsigned {
		cases = append(cases, ok("header_v1_nonce_"+n, "header_v1", v1().with("nonce", n)))
	}
	for _, n := range signed {
		cases = append(cases, ok("header_v1_timestamp_"+nameOfInt(n), "header_v1", v1().with("timestamp", n)))
	}
	for _, name := range []string{"number", "difficulty", "nonce", "gas_limit", "gas_used"} {
		cases = append(cases, ok("header_go208_"+name+"_max", "header_go208", go208().with(name, maxU64)))
	}
	zero := go208()
	for _, f := range zero {
		if len(f.json) > 60 {
			zero = zero.with(f.name, rep32(0))
		} else {
			zero = zero.with(f.name, "0")
		}
	}
	return append(cases,
		ok("header_go208_zero", "header_go208", zero),
		ok("header_go208_timestamp_min", "header_go208", go208().with("timestamp", minI64)),
		ok("header_go208_timestamp_max", "header_go208", go208().with("timestamp", text(maxI64))))
}

func tx() fields {
	return fields{
		{"codec_version", "1"}, {"tx_type", `"Transfer"`}, {"from", run32(0)}, {"to", run32(32)}, {"amount", "1000000"},
		{"nonce", "7"}, {"gas_limit", "21000"}, {"gas_price", "300"}, {"signature", hexText(run(64, 64))},
		{"data", text("00ff80")}, {"timestamp", "1704067200"},
	}
}

func txCases() []testCase {
	var cases []testCase
	both := func(name string, inputs fields) {
		cases = append(cases, ok("tx_"+name, "tx_hash", inputs), ok("signing_"+name, "tx_signing_message", inputs.without("signature")))
	}
	for _, kind := range []string{"Transfer", "ProblemSubmission", "BountyPayment"} {
		both(strings.ToLower(kind), tx().with("tx_type", text(kind)))
	}
	for _, n := range []int{0, 1, 15, 16, 255, 256, 1000} {
		both(fmt.Sprintf("data_%d", n), tx().with("data", hexText(run(120, n))))
	}
	for _, name := range []string{"amount", "nonce", "gas_limit", "gas_price"} {
		both(name+"_max", tx().with(name, maxU64))
	}
	both("timestamp_min", tx().with("timestamp", minI64))
	both("timestamp_minus_1", tx().with("timestamp", "-1"))
	// More than 65535 entries need the longest head of an array.
	cases = append(cases, ok("tx_data_65536", "tx_hash", tx().with("data", hexText(make([]byte, 65536)))))
	return append(cases,
		fails("signing_with_signature", "tx_signing_message", tx(), hash.InvalidInput),
		fails("tx_without_signature", "tx_hash", tx().without("signature"), hash.InvalidInput))
}

func problem() fields {
	return fields{
		{"problem_type", `"SubsetSum"`}, {"tier", `"Desktop"`}, {"elements", "[1,-1,200,-40,70000,-5000000000]"},
		{"target", "9"}, {"timestamp", "1000"},
	}
}

func solution() fields { return fields{{"indices", "[1,3,300]"}, {"timestamp", "-1"}} }

func problemCases() []testCase {
	cases := []testCase{
		known("problem_check", "problem_hash", problem(), text("77b73c37868fb2b371e8727b3ee421a0ddf35fa4d0829030bb03bc4691c3c763"), fromSpec),
		known("solution_check", "solution_hash", solution(), text("2f284db71af59b472810c0cf365d7e67184907d33b7f677eedaf54440e5d472b"), fromSpec),
		ok("problem_no_elements", "problem_hash", problem().with("elements", "[]")),
		ok("problem_elements_all_widths", "problem_hash", problem().with("elements", list(append(unsigned[:11:11], signed...)...))),
		ok("problem_elements_as_text", "problem_hash", problem().with("elements", `["-5","9007199254740993",0]`)),
		ok("problem_40_elements", "problem_hash", problem().with("elements", "["+strings.TrimSuffix(strings.Repeat("-7,", 40), ",")+"]")),
		ok("problem_target_min", "problem_hash", problem().with("target", minI64)),
		ok("problem_target_max", "problem_hash", problem().with("target", maxI64)),
		ok("solution_no_indices", "solution_hash", solution().with("indices", "[]")),
		ok("solution_indices_all_widths", "solution_hash", solution().with("indices", list(unsigned[:9]...))),
		ok("solution_16_indices", "solution_hash", solution().with("indices", "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]")),
		ok("solution_index_twice", "solution_hash", solution().with("indices", "[4,4]")),
		fails("solution_index_over", "solution_hash", solution().with("indices", "[4294967296]"), hash.InvalidInput),
	}
	for number, name := range []string{"Mobile", "Desktop", "Workstation", "Server", "Cluster"} {
		lower := strings.ToLower(name)
		cases = append(cases,
			ok("problem_tier_"+lower, "problem_hash", problem().with("tier", text(name))),
			ok("problem_tier_number_"+lower, "problem_hash", problem().with("tier", fmt.Sprint(number))))
	}
	return cases
}

// subset returns a question with n elements i·10, the given indices and their
// sum as target, and just enough of both limits.
func subset(tier string, n int, indices ...int) fields {
	elements, chosen, sum := make([]string, n), make([]string, len(indices)), 0
	for i := range elements {
		elements[i] = fmt.Sprint(10 * (i + 1))
	}
	for i, index := range indices {
		chosen[i] = fmt.Sprint(index)
		sum += 10 * (index + 1)
	}
	return fields{
		{"tier", text(tier)}, {"elements", list(elements...)}, {"target", fmt.Sprint(sum)}, {"indices", list(chosen...)},
		{"max_ops", fmt.Sprint(2 * len(indices))}, {"max_memory", fmt.Sprint(8 * len(indices))},
	}
}

func subsetSumCases() []testCase {
	var cases []testCase
	yes := func(name string, inputs fields) {
		cases = append(cases, known("subset_"+name, "subset_sum_verify", inputs, "true", fromTwo))
	}
	no := func(name string, inputs fields) {
		cases = append(cases, fails("subset_"+name, "subset_sum_verify", inputs, hash.VerificationFailed))
	}
	tiers := []struct {
		name            string
		least, greatest int
	}{{"Mobile", 8, 12}, {"Desktop", 12, 16}, {"Workstation", 16, 20}, {"Server", 20, 24}, {"Cluster", 24, 32}}
	for number, tier := range tiers {
		lower := strings.ToLower(tier.name)
		yes(lower+"_least", subset(tier.name, tier.least, 0, 3, 7))
		yes(lower+"_greatest", subset(tier.name, tier.greatest, 7, 0).with("tier", fmt.Sprint(number)))
		no(lower+"_too_few", subset(tier.name, tier.least-1, 0))
		no(lower+"_too_many", subset(tier.name, tier.greatest+1, 0))
	}
	five := subset("Desktop", 14, 1, 3, 5, 7, 13)
	yes("14_of_5", five)
	yes("no_indices", subset("Mobile", 8))
	yes("all_indices", subset("Mobile", 8, 7, 6, 5, 4, 3, 2, 1, 0))
	yes("limits_max", five.with("max_ops", maxU64).with("max_memory", text(maxU64)))
	no("no_indices_target_1", subset("Mobile", 8).with("target", "1"))
	no("ops_one_too_few", five.with("max_ops", "9"))
	no("ops_for_first_pass_only", five.with("max_ops", "5"))
	no("ops_zero", five.with("max_ops", "0"))
	no("memory_one_too_few", five.with("max_memory", "39"))
	no("memory_zero", five.with("max_memory", "0"))
	no("other_sum", five.with("target", "341"))
	no("index_twice", subset("Mobile", 8, 2, 2))
	no("index_out_of_bounds", subset("Mobile", 8, 2).with("indices", "[8]"))
	no("index_max", subset("Mobile", 8, 2).with("indices", "["+maxU32+"]"))
	no("more_indices_than_elements", subset("Mobile", 8, 0, 1, 2, 3, 4, 5, 6, 7).with("indices", "[0,1,2,3,4,5,6,7,0]").with("max_ops", "100").with("max_memory", "100"))
	cases = append(cases, fails("subset_index_over_u32", "subset_sum_verify", subset("Mobile", 8, 2).with("indices", "[4294967296]"), hash.InvalidInput))

	extremes := subset("Mobile", 8).with("elements", list(maxI64, maxI64, minI64, minI64, "1", "1", "-1", "0")).with("max_ops", "100").with("max_memory", "100")
	yes("sum_passes_i64_and_returns", extremes.with("indices", "[0,1,2,3]").with("target", "-2"))
	yes("sum_passes_i64_from_below", extremes.with("indices", "[2,3,0,1]").with("target", "-2"))
	no("sum_wraps_i64", extremes.with("indices", "[0,4]").with("target", minI64))
	no("sum_wraps_twice", extremes.with("indices", "[0,1]").with("target", "-2"))
	no("sum_wraps_below", extremes.with("indices", "[2,6]").with("target", maxI64))
	yes("target_min", extremes.with("indices", "[2]").with("target", minI64))
	yes("target_max", extremes.with("indices", "[0]").with("target", maxI64))
	return cases
}
