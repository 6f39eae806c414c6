package matrix

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"spandrel.dev/spandrel"
)

// trip is a type of the matrix with its round trips. Any bytes make a value.
type trip struct {
	name string
	// there takes a value of Go's to Rust and back.
	there func(*source) error
	// back takes a value of Rust's to Go and back. It is nil for nested types.
	back func(seed []byte) error
	// rust has Rust make a value and give it to Go. It is nil for nested types.
	rust func(seed []byte) (bool, error)
}

func (t trip) run(seed []byte) error {
	if err := t.fromGo(seed); err != nil {
		return err
	}
	return t.fromRust(seed)
}

func (t trip) fromGo(seed []byte) error {
	if err := t.there(&source{seed}); err != nil {
		return fmt.Errorf("%s, Go to Rust and back: %w", t.name, err)
	}
	return nil
}

func (t trip) fromRust(seed []byte) error {
	if t.back == nil {
		return nil
	}
	if err := t.back(seed); err != nil {
		return fmt.Errorf("%s, returned by Rust and handed back: %w", t.name, err)
	}
	ok, err := t.rust(seed)
	if err == nil && !ok {
		err = errors.New("another value came back")
	}
	if err != nil {
		return fmt.Errorf("%s, Rust to Go and back: %w", t.name, err)
	}
	return nil
}

func there[T any](sent T, echo func(T) (T, error)) error {
	got, err := echo(sent)
	if err != nil {
		return err
	}
	if !same(got, sent) {
		return fmt.Errorf("sent %s, got %s", brief(sent), brief(got))
	}
	return nil
}

func back[T any](seed []byte, made func([]byte) (T, error), isMade func([]byte, T) (bool, error)) error {
	got, err := made(seed)
	if err != nil {
		return err
	}
	ok, err := isMade(seed, got)
	if err == nil && !ok {
		err = fmt.Errorf("Rust does not know its own: Go saw %s", brief(got))
	}
	return err
}

// FuzzRoundTrip sends values of every type both ways: go test -fuzz RoundTrip.
func FuzzRoundTrip(f *testing.F) {
	random := rand.New(rand.NewPCG(1, 2))
	for index := range trips {
		f.Add(uint16(index), []byte{})
		f.Add(uint16(index), randomSeed(random))
	}
	f.Fuzz(func(t *testing.T, index uint16, seed []byte) {
		if len(seed) > 1<<16 {
			return
		}
		if err := trips[int(index)%len(trips)].run(seed); err != nil {
			t.Error(err)
		}
	})
}

// randomSeed returns up to 400 bytes; one in four seeds asks for a long list first.
func randomSeed(random *rand.Rand) []byte {
	seed := make([]byte, random.IntN(400))
	for i := range seed {
		seed[i] = byte(random.Uint32())
	}
	if len(seed) > 0 && random.IntN(4) == 0 {
		seed[0] = 255
	}
	return seed
}

// source makes values of bytes, and of zeros after their end.
type source struct {
	rest []byte
}

func (s *source) take(n int) []byte {
	taken := make([]byte, n)
	s.rest = s.rest[copy(taken, s.rest):]
	return taken
}

// size is a length: short mostly, now and then longer than the scratch block.
func (s *source) size() int {
	if n := s.u8(); n == 255 {
		return 700
	} else {
		return int(n % 5)
	}
}

func (s *source) bool() bool             { return s.u8()%2 == 1 }
func (s *source) u8() uint8              { return s.take(1)[0] }
func (s *source) u16() uint16            { return binary.LittleEndian.Uint16(s.take(2)) }
func (s *source) u32() uint32            { return binary.LittleEndian.Uint32(s.take(4)) }
func (s *source) u64() uint64            { return binary.LittleEndian.Uint64(s.take(8)) }
func (s *source) usize() uint            { return uint(s.u64()) }
func (s *source) i8() int8               { return int8(s.u8()) }
func (s *source) i16() int16             { return int16(s.u16()) }
func (s *source) i32() int32             { return int32(s.u32()) }
func (s *source) i64() int64             { return int64(s.u64()) }
func (s *source) isize() int             { return int(s.u64()) }
func (s *source) f32() float32           { return math.Float32frombits(s.u32()) }
func (s *source) f64() float64           { return math.Float64frombits(s.u64()) }
func (s *source) u128() spandrel.Uint128 { return spandrel.Uint128{Lo: s.u64(), Hi: s.u64()} }
func (s *source) i128() spandrel.Int128  { return spandrel.Int128{Lo: s.u64(), Hi: s.i64()} }

func (s *source) char() rune {
	r := rune(s.u32() % 0x110000)
	if r >= 0xd800 && r < 0xe000 {
		return 0xfffd
	}
	return r
}

func (s *source) text() string {
	letters := make([]rune, s.size())
	fill(letters, s.char)
	return string(letters)
}

func (s *source) bytes() []byte {
	return s.take(s.size())
}

func (s *source) duration() time.Duration {
	return time.Duration(s.u64() >> 1)
}

func (s *source) time() time.Time {
	return time.Unix(s.i64()>>24, int64(s.u32()%1_000_000_000)).UTC()
}

func fill[T any](list []T, item func() T) {
	for i := range list {
		list[i] = item()
	}
}

func list[T any](s *source, item func() T) []T {
	v := make([]T, s.size())
	fill(v, item)
	return v
}

func dict[K comparable, V any](s *source, key func() K, value func() V) map[K]V {
	v := map[K]V{}
	for range s.size() {
		v[key()] = value()
	}
	return v
}

func set[K comparable](s *source, item func() K) map[K]struct{} {
	v := map[K]struct{}{}
	for range s.size() {
		v[item()] = struct{}{}
	}
	return v
}

// option makes nil or the address of a value.
func option[T any](s *source, value func() T) *T {
	if !s.bool() {
		return nil
	}
	return to(value())
}

// maybe makes nil or a value, for types that have a nil of their own.
func maybe[T any](s *source, value func() T) (v T) {
	if s.bool() {
		v = value()
	}
	return v
}
