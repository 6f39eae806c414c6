package native

import (
	"crypto/sha256"
	"math"
	"math/bits"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/msgpack"
)

const problemType = "SubsetSum" // the only problem type there is

// ProblemHash implements hash.Backend.
func (Backend) ProblemHash(p *hash.Problem) (hash.Hash, error) {
	if !p.Tier.Valid() {
		return hash.Hash{}, hash.Errorf(hash.InvalidInput, "tier: %d does not exist", p.Tier)
	}
	return sha256.Sum256(appendProblem(make([]byte, 0, 96+9*len(p.Elements)), p)), nil
}

func appendProblem(b []byte, p *hash.Problem) []byte {
	b = msgpack.AppendMap(b, 5)
	b = appendName(b, "problem_type", problemType)
	b = appendName(b, "tier", p.Tier.String())
	b = msgpack.AppendArray(msgpack.AppendString(b, "elements"), len(p.Elements))
	for _, element := range p.Elements {
		b = msgpack.AppendInt(b, element)
	}
	b = appendInt(b, "target", p.Target)
	return appendInt(b, "timestamp", p.Timestamp)
}

// SolutionHash implements hash.Backend.
func (Backend) SolutionHash(s *hash.Solution) (hash.Hash, error) {
	return sha256.Sum256(appendSolution(make([]byte, 0, 48+5*len(s.Indices)), s)), nil
}

func appendSolution(b []byte, s *hash.Solution) []byte {
	b = msgpack.AppendMap(b, 2)
	b = msgpack.AppendArray(msgpack.AppendString(b, "indices"), len(s.Indices))
	for _, index := range s.Indices {
		b = msgpack.AppendUint(b, uint64(index))
	}
	return appendInt(b, "timestamp", s.Timestamp)
}

// DecodeProblem implements hash.Backend.
func (Backend) DecodeProblem(encoded []byte) (hash.Problem, error) {
	var p hash.Problem
	d := record{msgpack.NewDecoder(encoded)}
	d.Map(5)
	kind := d.name("problem_type")
	tierName := d.name("tier")
	d.Key("elements")
	p.Elements = make([]int64, 0, d.Array())
	for range cap(p.Elements) {
		p.Elements = append(p.Elements, d.Int())
	}
	d.int("target", &p.Target)
	d.int("timestamp", &p.Timestamp)
	if err := d.end("problem"); err != nil {
		return hash.Problem{}, err
	}
	if kind != problemType {
		return hash.Problem{}, encodingFault("problem", "problem_type", kind)
	}
	tier, ok := hash.ParseTier(tierName)
	if !ok {
		return hash.Problem{}, encodingFault("problem", "tier", tierName)
	}
	p.Tier = tier
	return p, nil
}

// DecodeSolution implements hash.Backend.
func (Backend) DecodeSolution(encoded []byte) (hash.Solution, error) {
	var s hash.Solution
	d := record{msgpack.NewDecoder(encoded)}
	d.Map(2)
	d.Key("indices")
	s.Indices = make([]uint32, 0, d.Array())
	for range cap(s.Indices) {
		s.Indices = append(s.Indices, uint32(d.Uint(math.MaxUint32)))
	}
	d.int("timestamp", &s.Timestamp)
	if err := d.end("solution"); err != nil {
		return hash.Solution{}, err
	}
	return s, nil
}

// VerifySubsetSum implements hash.Backend. The checks stand in the order the
// rules give them, and the operations are counted as the rules count them: one
// for looking at an index for the first time, one for adding its element.
func (Backend) VerifySubsetSum(q *hash.SubsetSum) error {
	if !q.Tier.Valid() {
		return hash.Errorf(hash.InvalidInput, "tier: %d does not exist", q.Tier)
	}
	least, greatest := q.Tier.Elements()
	if n := len(q.Elements); n < least || n > greatest {
		return no("elements: %d of them, tier %s has %d to %d", n, q.Tier, least, greatest)
	}
	if len(q.Indices) > len(q.Elements) {
		return no("indices: %d of them for %d elements", len(q.Indices), len(q.Elements))
	}
	var ops uint64
	for i, index := range q.Indices {
		if ops++; ops > q.MaxOps {
			return no("max_ops: %d is too few", q.MaxOps)
		}
		for _, earlier := range q.Indices[:i] {
			if earlier == index {
				return no("indices[%d]: %d for the second time", i, index)
			}
		}
	}
	var sum int128
	for i, index := range q.Indices {
		if ops++; ops > q.MaxOps {
			return no("max_ops: %d is too few", q.MaxOps)
		}
		if uint64(index) >= uint64(len(q.Elements)) {
			return no("indices[%d]: %d, there are %d elements", i, index, len(q.Elements))
		}
		sum = sum.add(q.Elements[index])
	}
	if sum != (int128{}).add(q.Target) {
		return no("target: the elements do not add up to %d", q.Target)
	}
	if need := 8 * uint64(len(q.Indices)); need > q.MaxMemory {
		return no("max_memory: %d bytes, %d are needed", q.MaxMemory, need)
	}
	return nil
}

func no(format string, args ...any) error {
	return hash.Errorf(hash.VerificationFailed, format, args...)
}

// int128 is a two's complement integer of 128 bits: at most 32 elements of 64
// bits are added, so it never overflows.
type int128 struct{ high, low uint64 }

func (s int128) add(v int64) int128 {
	low, carry := bits.Add64(s.low, uint64(v), 0)
	high, _ := bits.Add64(s.high, uint64(v>>63), carry)
	return int128{high, low}
}
