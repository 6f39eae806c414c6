// Package e2e runs what Go implements and Rust calls, end to end.
package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/big"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
)

// implementation is the Go side of the supplied.
type implementation struct{}

func init() {
	supplied.Implement(implementation{})
}

func (implementation) Add(a int64, b int32, c uint8) int64 { return a + int64(b) + int64(c) }

func (implementation) Scale(v float64, by float32, up bool) float64 {
	if up {
		return v * float64(by)
	}
	return v / float64(by)
}

func (implementation) Mirror(p supplied.Point) supplied.Point {
	return supplied.Point{X: p.Y, Y: p.X, Visible: !p.Visible}
}

func (implementation) Upper(text string) string { return strings.ToUpper(text) }

func (implementation) Join(parts []string, separator string) (string, error) {
	if parts[0] == "wrong" {
		return "ab\xff", nil
	}
	return strings.Join(parts, separator), nil
}

func (implementation) Relabel(jar supplied.Jar, label string) (supplied.Jar, error) {
	jar.Label = label
	return jar, nil
}

func (implementation) Find(label string) (*supplied.Jar, error) {
	if label != "jam" {
		return nil, nil
	}
	grams := uint32(250)
	return &supplied.Jar{Label: label, Grams: &grams, Tags: []string{"sweet", ""}, At: supplied.Point{X: -7, Y: 9, Visible: true}}, nil
}

func (implementation) Reverse(data []byte) ([]byte, error) {
	slices.Reverse(data)
	return data, nil
}

func (implementation) Sum(values []uint64) uint64 {
	var sum uint64
	for _, value := range values {
		sum += value
	}
	return sum
}

func (implementation) SumWide(values []spandrel.Uint128) spandrel.Uint128 {
	sum := new(big.Int)
	for _, value := range values {
		sum.Add(sum, value.Big())
	}
	wide, _ := spandrel.NewUint128(sum)
	return wide
}

func (implementation) Points(points []supplied.Point) ([]supplied.Point, error) { return points, nil }

func (implementation) Level(level supplied.Level) supplied.Level {
	if level == supplied.LevelLow {
		return supplied.LevelHigh
	}
	return supplied.LevelLow
}

func (implementation) Wait(d time.Duration) (time.Duration, error) {
	if d == 0 {
		return -1, nil
	}
	return 2 * d, nil
}

func (implementation) Letter(letter rune) (rune, error) {
	if letter == 'x' {
		return 0xd800, nil
	}
	return letter + 1, nil
}

func (implementation) Length(text string, data []byte, values []uint32) uint64 {
	return uint64(len(text) + len(data) + len(values))
}

// closedError is an error with fields of its own.
type closedError struct{ name string }

func (e *closedError) Error() string { return e.name + " is closed" }

func (implementation) Fail(how string) error {
	switch how {
	case "ok":
		return nil
	case "typed":
		return &closedError{name: "door"}
	case "eof":
		return fmt.Errorf("read: %w", io.EOF)
	case "missing", "locked", "broken":
		how := map[string]uint8{"missing": 0, "locked": 1, "broken": 9}[how]
		return fmt.Errorf("while cooking: %w", supplied.FailDeclared(how))
	case "wood":
		return errors.Join(errors.New("first"), errors.Unwrap(supplied.FailDeclared(7)))
	case "sentinel":
		return supplied.ErrLocked
	case "own":
		return &supplied.Error{Kind: supplied.ErrorKindMissing, What: "pepper", Left: 1}
	case "ownless":
		return &supplied.Error{Kind: supplied.ErrorKindBroken}
	case "rust panic":
		return supplied.PanicInRust("three deep")
	}
	explode(how)
	return nil
}

func (implementation) Explode(how string) { explode(how) }

func explode(how string) {
	switch how {
	case "panic text":
		panic("overboiled")
	case "panic error":
		panic(&closedError{name: "lid"})
	case "panic value":
		panic(42)
	case "panic nil":
		panic(nil)
	case "panic runtime":
		var none map[string]int
		none["x"] = 1
	case "panic deferred":
		defer func() { panic("second") }()
		panic("first")
	case "goexit":
		runtime.Goexit()
	case "goexit deferred":
		defer runtime.Goexit()
		panic("before")
	case "goexit then panic":
		defer func() { panic("after") }()
		runtime.Goexit()
	case "goexit then recover":
		defer func() {
			defer func() { recover() }()
			panic("after")
		}()
		runtime.Goexit()
	case "goexit in message":
		panic(exitingError{})
	}
}

// exitingError is an error whose message cannot be had.
type exitingError struct{}

func (exitingError) Error() string {
	runtime.Goexit()
	return ""
}

// sink is where packets go: a Go value that Rust holds.
type sink struct {
	name    string
	written bytes.Buffer
	closed  atomic.Bool
}

func (s *sink) Write(packet []byte) (uint32, error) {
	if s.closed.Load() {
		return 0, &closedError{name: s.name}
	}
	n, err := s.written.Write(packet)
	return uint32(n), err
}

func (s *sink) Name() string { return s.name }

func (s *sink) Close() error {
	s.closed.Store(true)
	return nil
}

func (implementation) Open(name string) (supplied.Sink, error) {
	switch name {
	case "nil":
		return nil, nil
	case "none":
		return nil, io.ErrUnexpectedEOF
	}
	return &sink{name: name}, nil
}

func (implementation) IsOpen(s supplied.Sink) bool { return !s.(*sink).closed.Load() }
