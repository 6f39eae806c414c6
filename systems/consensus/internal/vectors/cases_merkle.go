package vectors

import (
	"encoding/hex"
	"fmt"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/native"
)

func rootOf(rule string, leaves ...string) fields {
	return fields{{"rule", text(rule)}, {"leaves", list(leaves...)}}
}

// ctLeaves are the eight entries of the reference tree that Certificate
// Transparency implementations test with, and ctRoots its roots after 1…8.
var (
	ctLeaves = []string{`""`, `"00"`, `"10"`, `"2021"`, `"3031"`, `"40414243"`, `"5051525354555657"`, `"606162636465666768696a6b6c6d6e6f"`}
	ctRoots  = []string{
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	}
)

func merkleCases() []testCase {
	cases := []testCase{
		known("merkle_promote_none", "merkle_root", rootOf("promote"), rep32(0), fromSpec),
		known("merkle_duplicate_none", "merkle_root", rootOf("duplicate"), rep32(0), fromSpec),
		known("merkle_rfc6962_none", "merkle_root", rootOf("rfc6962"), text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), fromSpec),
		known("merkle_promote_one", "merkle_root", rootOf("promote", rep32(0x11)), rep32(0x11), fromSpec),
		known("merkle_duplicate_one", "merkle_root", rootOf("duplicate", rep32(0x11)), rep32(0x11), fromSpec),
		known("merkle_promote_one_zero", "merkle_root", rootOf("promote", rep32(0)), rep32(0), fromSpec),
		ok("merkle_rfc6962_one_hash", "merkle_root", rootOf("rfc6962", rep32(0x11))),
		ok("merkle_rfc6962_empty_leaves", "merkle_root", rootOf("rfc6962", `""`, `""`, `""`)),
		ok("merkle_rfc6962_long_leaf", "merkle_root", rootOf("rfc6962", hexText(run(0, 300)), hexText(run(1, 55)), hexText(run(2, 64)))),
	}
	leaves := txLeaves(1000)
	for _, rule := range []string{"promote", "duplicate", "rfc6962"} {
		// Every size up to 17 walks all the shapes of odd levels; 33 and 100
		// have several of them.
		for _, n := range []int{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 31, 33, 100} {
			cases = append(cases, ok(fmt.Sprintf("merkle_%s_%d", rule, n), "merkle_root", rootOf(rule, leaves[:n]...)))
		}
		// The tree that ends in the odd leaf twice has the root of duplicate
		// whatever the rule.
		cases = append(cases, ok("merkle_"+rule+"_3_and_last_again", "merkle_root", rootOf(rule, leaves[0], leaves[1], leaves[2], leaves[2])))
	}
	for i := range ctLeaves {
		cases = append(cases, known(fmt.Sprintf("merkle_ct_%d", i+1), "merkle_root", rootOf("rfc6962", ctLeaves[:i+1]...), text(ctRoots[i]), fromCT))
	}
	return append(cases,
		known("merkle_promote_1000", "merkle_root", rootOf("promote", leaves...), text("4bce718601d6c6a2544cd997fe48f26e636eb54c4d6bd3866281cacadf66e584"), fromSpec))
}

// proven is a tree with a proof for one of its leaves.
type proven struct {
	rule   string
	leaves []string
	index  int
	proof  hash.Proof
}

func merkleProof(rule string, n, index int) proven {
	p := proven{rule: rule, leaves: txLeaves(n), index: index}
	kind, _ := hash.ParseRule(rule)
	var data []byte
	for _, leaf := range p.leaves {
		b, _ := hex.DecodeString(leaf[1:65])
		data = append(data, b...)
	}
	leaves, _ := hash.FixedLeaves(data)
	p.proof, _ = native.Backend{}.MerkleProof(kind, leaves, uint64(index))
	return p
}

func (p proven) steps() []string {
	steps := make([]string, len(p.proof.Steps))
	for i, step := range p.proof.Steps {
		steps[i] = entry(hexText(step.Sibling[:]), step.IsRight)
	}
	return steps
}

func entry(sibling string, isRight bool) string {
	return fmt.Sprintf(`{"sibling":%s,"is_right":%t}`, sibling, isRight)
}

// question returns the inputs that merkle_verify says yes to.
func (p proven) question() fields {
	return fields{
		{"rule", text(p.rule)}, {"leaf", p.leaves[p.index]}, {"index", fmt.Sprint(p.index)},
		{"leaf_count", fmt.Sprint(len(p.leaves))}, {"proof", list(p.steps()...)}, {"root", hexText(p.proof.Root[:])},
	}
}

func proofCases() []testCase {
	var cases []testCase
	yes := func(name string, inputs fields) {
		cases = append(cases, known(name, "merkle_verify", inputs, "true", fromTwo))
	}
	no := func(name string, inputs fields) {
		cases = append(cases, fails(name, "merkle_verify", inputs, hash.VerificationFailed))
	}
	for _, rule := range []string{"promote", "duplicate", "rfc6962"} {
		for _, at := range [][2]int{{1, 0}, {2, 0}, {2, 1}, {3, 2}, {5, 4}, {6, 5}, {7, 0}, {7, 6}, {11, 9}, {13, 12}} {
			name := fmt.Sprintf("%s_leaf_%d_of_%d", rule, at[1], at[0])
			p := merkleProof(rule, at[0], at[1])
			inputs := append(rootOf(rule, p.leaves...), field{"index", fmt.Sprint(at[1])})
			cases = append(cases, ok("proof_"+name, "merkle_proof", inputs))
			yes("verify_"+name, p.question())
		}
		q, steps := merkleProof(rule, 7, 6).question(), merkleProof(rule, 7, 6).steps()
		no("verify_"+rule+"_other_root", q.with("root", rep32(0)))
		no("verify_"+rule+"_other_leaf", q.with("leaf", rep32(1)))
		no("verify_"+rule+"_other_index", q.with("index", "5"))
		no("verify_"+rule+"_other_count", q.with("leaf_count", "9"))
		no("verify_"+rule+"_entry_missing", q.with("proof", list(steps[1:]...)))
		no("verify_"+rule+"_entry_more", q.with("proof", list(append(steps, steps[0])...)))
		no("verify_"+rule+"_no_entries", q.with("proof", "[]"))
		no("verify_"+rule+"_count_max", q.with("leaf_count", maxU64))
		no("verify_"+rule+"_index_and_count_max", q.with("leaf_count", maxU64).with("index", "18446744073709551614"))
		r := merkleProof(rule, 8, 3)
		no("verify_"+rule+"_side_swapped", r.question().with("proof", list(entry(hexText(r.proof.Steps[0].Sibling[:]), true), r.steps()[1], r.steps()[2])))
	}
	// Duplicate cannot tell seven leaves from eight of which the last is there
	// twice: that is why a block commits to the count.
	yes("verify_duplicate_7_as_8", merkleProof("duplicate", 7, 6).question().with("leaf_count", "8"))
	no("verify_promote_7_as_8", merkleProof("promote", 7, 6).question().with("leaf_count", "8"))
	odd := merkleProof("duplicate", 3, 2)
	other := odd.question().with("proof", list(entry(rep32(9), true), odd.steps()[1]))
	no("verify_duplicate_odd_sibling_not_itself", other)
	no("verify_duplicate_odd_sibling_on_the_left", odd.question().with("proof", list(entry(hexText(odd.proof.Steps[0].Sibling[:]), false), odd.steps()[1])))
	no("verify_promote_proof_of_duplicate", merkleProof("promote", 3, 2).question().with("proof", odd.question()[4].json))
	no("verify_duplicate_proof_of_promote", odd.question().with("proof", merkleProof("promote", 3, 2).question()[4].json))
	// The fourth leaf of a tree of three: duplicate gives both trees one root,
	// and only the leaf count tells them apart.
	ghost := merkleProof("duplicate", 4, 2).question()
	ghost = ghost.with("leaf_count", "3").with("index", "3")
	cases = append(cases, fails("verify_duplicate_ghost_leaf", "merkle_verify", ghost, hash.InvalidInput))
	return append(cases, hugeTreeCases()...)
}

// hugeTreeCases prove the first and the last leaf of trees that no memory
// holds: every sibling is made up, so the root follows from the entries alone.
func hugeTreeCases() []testCase {
	var cases []testCase
	for _, count := range []struct {
		name   string
		number uint64
	}{{"2_to_63", 1 << 63}, {"2_to_63_plus_1", 1<<63 + 1}, {"max", 1<<64 - 1}} {
		for _, rule := range []hash.Rule{hash.Promote, hash.Duplicate, hash.RFC6962} {
			for _, index := range []uint64{0, count.number - 1} {
				place := "first"
				if index > 0 {
					place = "last"
				}
				name := fmt.Sprintf("verify_%s_%s_of_%s", rule, place, count.name)
				cases = append(cases, known(name, "merkle_verify", hugeTree(rule, index, count.number), "true", fromTwo))
			}
		}
	}
	return cases
}

// hugeTree returns the question for leaf index of count with made-up siblings.
func hugeTree(rule hash.Rule, index, count uint64) fields {
	sum := func(b []byte) hash.Hash { h, _ := native.Backend{}.SHA256(b); return h }
	join := func(l, r hash.Hash) hash.Hash {
		pair := append(append([]byte{1}, l[:]...), r[:]...)
		if rule != hash.RFC6962 {
			pair = pair[1:]
		}
		return sum(pair)
	}
	leaf := hash.Hash(run(0x40, 32))
	at := leaf
	if rule == hash.RFC6962 {
		at = sum(append([]byte{0}, leaf[:]...))
	}
	var steps []string
	for i, n := index, count; n > 1; i, n = i/2, n/2+n%2 {
		sibling := hash.Hash(run(byte(len(steps)), 32))
		switch {
		case i%2 == 1:
			steps = append(steps, entry(hexText(sibling[:]), false))
			at = join(sibling, at)
		case i+1 < n:
			steps = append(steps, entry(hexText(sibling[:]), true))
			at = join(at, sibling)
		case rule == hash.Duplicate:
			steps = append(steps, entry(hexText(at[:]), true))
			at = join(at, at)
		}
	}
	return fields{
		{"rule", text(rule.String())}, {"leaf", hexText(leaf[:])}, {"index", fmt.Sprint(index)},
		{"leaf_count", fmt.Sprint(count)}, {"proof", list(steps...)}, {"root", hexText(at[:])},
	}
}
