package main

import (
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
)

// generator makes request lines. Some it makes from the table of operations,
// some from the requests of the vectors, and most of them it then spoils.
type generator struct {
	*rand.Rand
	corpus [][]byte
}

// next returns a request line: never blank, and without a line end.
func (g *generator) next() []byte {
	var line []byte
	switch g.IntN(8) {
	case 0, 1, 2:
		line = g.request(0)
	case 3:
		line = g.request(4)
	case 4:
		line = g.spoiltJSON(g.pick())
	case 5:
		line = g.spoiltBytes(g.pick())
	case 6:
		line = g.spoiltHex(g.pick())
	default:
		line = g.spoiltJSON(g.request(0))
	}
	return usable(line)
}

func (g *generator) pick() []byte { return g.corpus[g.IntN(len(g.corpus))] }

// usable makes a line out of any bytes: exactly one that gets an answer.
func usable(line []byte) []byte {
	for i, c := range line {
		if c == '\n' {
			line[i] = ' '
		}
	}
	if len(line) > 0 && line[len(line)-1] == '\r' {
		line[len(line)-1] = ' '
	}
	if strings.Trim(string(line), " \t") == "" {
		return []byte("?")
	}
	return line
}

// oneIn reports true once in n times; never for 0.
func (g *generator) oneIn(n int) bool { return n > 0 && g.IntN(n) == 0 }

// request returns a request of a random operation. Once in wrong inputs is not
// what it should be.
func (g *generator) request(wrong int) []byte {
	operations := jsonl.Operations()
	operation := operations[g.IntN(len(operations))]
	if questions := structured[operation.Name]; questions != nil && g.IntN(2) == 0 {
		return questions(g)
	}
	rule := g.ruleName()
	entries := []string{`"op":` + quoted(operation.Name)}
	if id := g.id(wrong); id != "" {
		entries = append(entries, `"id":`+id)
	}
	for _, input := range operation.Inputs {
		value := g.input(input, rule)
		if g.oneIn(wrong) {
			value = g.anything(2)
		}
		if !g.oneIn(wrong * 4) {
			entries = append(entries, quoted(input.Name)+":"+value)
		}
	}
	if g.oneIn(wrong * 6) {
		entries = append(entries, `"more":`+g.anything(3))
	}
	g.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return []byte("{" + strings.Join(entries, ",") + "}")
}

func (g *generator) id(wrong int) string {
	switch {
	case g.IntN(4) == 0:
		return ""
	case g.oneIn(wrong):
		return g.anything(1)
	case g.IntN(3) == 0:
		return quoted(g.word())
	case g.IntN(3) == 0:
		return strconv.FormatInt(g.int64(), 10)
	}
	return strconv.FormatUint(g.uint64(), 10)
}

// input returns a right value for an input.
func (g *generator) input(input jsonl.Input, rule string) string {
	switch input.Kind {
	case jsonl.KindB32:
		return g.hex(32)
	case jsonl.KindB64:
		return g.hex(64)
	case jsonl.KindU64:
		return g.integer(strconv.FormatUint(g.uint64(), 10))
	case jsonl.KindI64:
		return g.integer(strconv.FormatInt(g.int64(), 10))
	case jsonl.KindI64s:
		return g.list(g.length(40), func() string { return g.integer(strconv.FormatInt(g.int64(), 10)) })
	case jsonl.KindU32s:
		return g.list(g.length(20), func() string { return g.integer(strconv.FormatUint(g.uint64()>>32, 10)) })
	case jsonl.KindLeaves:
		return g.list(g.length(40), func() string { return g.leaf(rule) })
	case jsonl.KindProof:
		return g.list(g.length(8), func() string { return fmt.Sprintf(`{"sibling":%s,"is_right":%t}`, g.hex(32), g.IntN(2) == 0) })
	case jsonl.KindRule:
		return quoted(rule)
	case jsonl.KindTier:
		if tier := hash.Tier(g.IntN(5)); g.IntN(2) == 0 {
			return quoted(tier.String())
		}
		return strconv.Itoa(g.IntN(6))
	case jsonl.KindTxType:
		return quoted(hash.TxType(1 + g.IntN(3)).String())
	case jsonl.KindVersion:
		return g.integer("1")
	case jsonl.KindProblem:
		return `"SubsetSum"`
	case jsonl.KindRecord:
		return quoted([]string{"header_v1", "tx", "problem", "solution"}[g.IntN(4)])
	}
	if input.Name == "leaf" {
		return g.leaf(rule)
	}
	if input.Max == hash.MaxExtraData {
		return g.hex(g.length(260))
	}
	return g.hex(g.length(300))
}

func (g *generator) ruleName() string { return hash.Rule(g.IntN(3)).String() }

func (g *generator) leaf(rule string) string {
	if rule == hash.RFC6962.String() {
		return g.hex(g.length(80))
	}
	return g.hex(32)
}

func (g *generator) list(n int, element func() string) string {
	elements := make([]string, n)
	for i := range elements {
		elements[i] = element()
	}
	return "[" + strings.Join(elements, ",") + "]"
}

// length returns a number up to most, and small ones more often.
func (g *generator) length(most int) int { return g.IntN(1 + g.IntN(most+1)) }

func (g *generator) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(g.Uint32())
	}
	return b
}

func (g *generator) hex(n int) string { return quoted(hex.EncodeToString(g.bytes(n))) }

// integer returns digits as a number or, sometimes, as a string.
func (g *generator) integer(digits string) string {
	if g.IntN(5) == 0 {
		return quoted(digits)
	}
	return digits
}

// uint64 returns a number of any width, and often one at an edge.
func (g *generator) uint64() uint64 {
	if g.IntN(4) == 0 {
		return 1<<g.IntN(64) + uint64(g.IntN(3)) - 1
	}
	if g.IntN(16) == 0 {
		return math.MaxUint64
	}
	return g.Uint64() >> g.IntN(64)
}

func (g *generator) int64() int64 {
	v := int64(g.uint64())
	if g.IntN(2) == 0 {
		v = -v
	}
	return v
}

func (g *generator) word() string {
	words := []string{"", "a", "op", "id", "é", "😀", "\u2028", "x y", "null", "7", "promote", "Mobile", "Transfer", "tx", "leaves"}
	return words[g.IntN(len(words))]
}

// anything returns JSON of any kind, nested up to depth.
func (g *generator) anything(depth int) string {
	fixed := []string{
		"null", "true", "false", "0", "-0", "1", "-1", "1.0", "1e3", "1e400", "-1E-400", "18446744073709551615", "18446744073709551616",
		"9223372036854775808", "-9223372036854775809", "4294967296", "256", `""`, `"0"`, `"-0"`, `"01"`, `"+1"`, `" 1"`, `"1.0"`, `"-1"`,
		`"\u0031"`, `"\u0661"`, `"ab"`, `"AB"`, `"abc"`, `"0xab"`, `"\ud83d\ude00"`, `"\u0000"`, `[]`, `{}`, strings.Repeat("9", 30), quoted(strings.Repeat("9", 30)),
	}
	switch g.IntN(6) {
	case 0:
		return g.hex(g.length(70))
	case 1:
		return quoted(g.word())
	case 2:
		if depth > 0 {
			return g.list(g.length(3), func() string { return g.anything(depth - 1) })
		}
	case 3:
		if depth > 0 {
			return "{" + quoted(g.word()) + ":" + g.anything(depth-1) + "}"
		}
	}
	return fixed[g.IntN(len(fixed))]
}

func quoted(s string) string { return `"` + s + `"` }
