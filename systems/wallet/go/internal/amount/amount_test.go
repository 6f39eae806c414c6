package amount

import (
	"bytes"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/fault"
)

func TestParse(t *testing.T) {
	largest := "115792089237316195423570985008687907853269984665640564039457584007913129639935"
	for _, text := range []string{"0", "1", "10", "21000", "18446744073709551615", "18446744073709551616", "500000000000000000", largest} {
		if a, err := Parse(text); err != nil || a.String() != text {
			t.Errorf("%s: %v, %v", text, a, err)
		}
	}
	for _, text := range []string{
		"", "00", "01", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "a", "１", strings.Repeat("9", 78), strings.Repeat("9", 79),
		"115792089237316195423570985008687907853269984665640564039457584007913129639936",
	} {
		if a, err := Parse(text); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%q: %v, %v", text, a, err)
		}
	}
}

// Beside math/big, which the core may not use.
func TestArithmetic(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	limit := new(big.Int).Lsh(big.NewInt(1), 256)
	draw := func() (Amount, *big.Int) {
		raw := make([]byte, random.IntN(33))
		for i := range raw {
			raw[i] = byte(random.Uint32())
		}
		return FromBytes(raw), new(big.Int).SetBytes(raw)
	}
	for range 20_000 {
		a, wantA := draw()
		b, wantB := draw()
		factor := random.Uint64() >> random.IntN(64)
		if a.String() != wantA.String() || !bytes.Equal(a.Bytes(), wantA.Bytes()) || a.Len() != wantA.BitLen() || a.Compare(b) != wantA.Cmp(wantB) {
			t.Fatalf("%v and %v", a, wantA)
		}
		sum, overflow := a.Add(b)
		wantSum := new(big.Int).Add(wantA, wantB)
		if overflow != (wantSum.Cmp(limit) >= 0) || !overflow && sum.String() != wantSum.String() {
			t.Fatalf("%v + %v: %v, %v", a, b, sum, overflow)
		}
		product, overflow := a.Times(factor)
		wantProduct := new(big.Int).Mul(wantA, new(big.Int).SetUint64(factor))
		if overflow != (wantProduct.Cmp(limit) >= 0) || !overflow && product.String() != wantProduct.String() {
			t.Fatalf("%v × %d: %v, %v", a, factor, product, overflow)
		}
		if word, fits := a.Word(); fits != wantA.IsUint64() || fits && word != wantA.Uint64() {
			t.Fatalf("%v as a word", a)
		}
	}
}
