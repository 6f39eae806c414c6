package e2e

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/wallet"
)

// signer returns this error, as does the wallet's check while it is set.
type signer struct{ err error }

func (s signer) Sign() error                         { return s.err }
func (s signer) SignLater(ctx context.Context) error { return s.err }

var checkResult error

type checker struct{}

func (checker) Check(mnemonic *spandrel.Secret) (uint32, error) {
	mnemonic.Close()
	return 0, checkResult
}

func init() {
	wallet.Implement(checker{})
}

// An #[error] value that Go made had an empty message.
func TestIssueErrorMadeInGoHasItsMessage(t *testing.T) {
	bad := wallet.NewBadSectorError(7)
	for _, test := range []struct {
		made          error
		text, arrived string
	}{
		{
			&wallet.Error{Kind: wallet.ErrorKindInvalidMnemonic, Index: 3},
			"word 3 is not in the list",
			"*contract.Error | word 3 is not in the list | InvalidMnemonic { index: 3 }",
		},
		{
			wallet.NewInvalidMnemonicError(4),
			"word 4 is not in the list",
			"*contract.Error | word 4 is not in the list | InvalidMnemonic { index: 4 }",
		},
		{wallet.ErrLocked, "locked", "*contract.Error | locked | Locked"},
		{&wallet.Error{Kind: wallet.ErrorKindLocked}, "locked", "*contract.Error | locked | Locked"},
		{
			wallet.NewUnreadableError(bad, 2),
			"cannot read: sector 7 is bad",
			"*contract.Error | cannot read: sector 7 is bad | Unreadable { source: BadSector { sector: 7 }, tries: 2 }",
		},
		{
			fmt.Errorf("signing: %w", wallet.NewSaidError("no")),
			"signing: no",
			`*fmt.wrapError | signing: no | Said { reason: "no" }`,
		},
		{
			errors.Join(errors.New("first"), wallet.ErrGone),
			"first\ngone",
			"*errors.joinError | first\ngone | Gone",
		},
		// The sentinel of an error with a source has none, and Rust cannot make one up.
		{wallet.ErrUnreadable, "cannot read: {source}", "*contract.Error | cannot read: {source} | none"},
		{
			&wallet.Error{},
			"wallet.Error without a known kind: ErrorKind(0)",
			"*contract.Error | wallet.Error without a known kind: ErrorKind(0) | none",
		},
	} {
		if test.made.Error() != test.text {
			t.Errorf("%#v says %q, want %q", test.made, test.made, test.text)
		}
		want := "Returned | " + test.arrived
		if got, err := wallet.ReportSign(signer{test.made}); got != want || err != nil {
			t.Errorf("sign: %s %v, want %s", got, err, want)
		}
		if got, err := wallet.ReportSignLater(context.Background(), signer{test.made}); got != want || err != nil {
			t.Errorf("sign later: %s %v, want %s", got, err, want)
		}
		checkResult = test.made
		if got := wallet.ReportCheck(); got != want {
			t.Errorf("check: %s, want %s", got, want)
		}
	}
}

func TestIssueErrorMadeInGoIsFoundByErrors(t *testing.T) {
	made := wallet.NewUnreadableError(wallet.NewBadSectorError(7), 2)
	err := fmt.Errorf("opening: %w", made)
	var failure *wallet.Error
	if !errors.Is(err, wallet.ErrUnreadable) || errors.Is(err, wallet.ErrLocked) || !errors.As(err, &failure) || failure.Tries != 2 {
		t.Errorf("%v is not found as Unreadable", err)
	}
	var disk *wallet.DiskError
	if !errors.Is(err, wallet.ErrBadSector) || !errors.As(err, &disk) || disk.Sector != 7 {
		t.Errorf("the source of %v is not found", err)
	}
	if sourceless := wallet.NewUnreadableError(nil, 1); errors.Unwrap(sourceless) != nil {
		t.Errorf("a nil source is %v", errors.Unwrap(sourceless))
	}
	for kind, want := range map[fmt.Stringer]string{
		wallet.ErrorKindInvalidMnemonic: "InvalidMnemonic",
		wallet.DiskErrorKindGone:        "Gone",
		wallet.ErrorKind(0):             "ErrorKind(0)",
	} {
		if kind.String() != want {
			t.Errorf("kind %d is called %s, want %s", kind, kind, want)
		}
	}
}

// The message that Go makes is the one that Rust makes of the same fields.
func TestIssueErrorMadeInGoReadsAsInRust(t *testing.T) {
	inf := math.Inf(1)
	var made []*wallet.Error
	for _, v := range []float64{0, 1, -1.5, math.Copysign(0, -1), 0.1, 1e-4, 9.9e-5, 1e-7, 1e15, 1e16, 1.25e300, 5e-324, inf, -inf, math.NaN()} {
		made = append(made, wallet.NewScalarsError(v > 1, 'ß', -8, math.MaxUint64, spandrel.Uint128{Lo: 1, Hi: 1},
			spandrel.Int128{Lo: 5, Hi: -1}, float32(v), v))
		made = append(made, wallet.NewDataError(wallet.CoinHTTPCoin, wallet.Entry{Name: "a"},
			[]wallet.Shape{wallet.ShapeDot{}, wallet.ShapeCircle{V0: float32(v)}}, nil, nil, [3]byte{1, 2, 255},
			spandrel.Tuple2[bool, string]{V0: true, V1: "x"}, []float64{v}))
	}
	limit, at, half := uint32(9), uint8(3), float32(0.5)
	for _, text := range []string{"", "plain", "it's \"quoted\" \\", "\t\r\n\x00\x7f\u200b", "e\u0301 日本 \U0001F600 \u00a0"} {
		made = append(made, wallet.NewSaidError(text))
		made = append(made, wallet.NewDataError(wallet.CoinBit, wallet.Entry{Name: text, At: &at},
			[]wallet.Shape{wallet.ShapeLine{From: spandrel.Tuple2[int8, int8]{V0: -1, V1: 2}, Names: []string{text, "b"}}},
			&limit, []rune(text+"'\""), [3]byte{}, spandrel.Tuple2[bool, string]{V1: text}, nil))
	}
	for _, pause := range []time.Duration{0, 1, 999, 1500, 1_000_000, 2_500_001, time.Second, 61*time.Second + 50} {
		made = append(made, wallet.NewKeyedError(map[string]*float32{"b": nil, "a": &half},
			map[int16]struct{}{10: {}, 9: {}, -3: {}}, pause, time.Unix(1700000000, 5)))
	}
	made = append(made, wallet.NewKeyedError(nil, nil, 0, time.Unix(-1, 0)))
	for _, err := range made {
		echoed := wallet.Echo(signer{err})
		if echoed == nil || echoed.Error() != err.Error() {
			t.Errorf("Go:   %v\nRust: %v", err, echoed)
		}
		if strings.Contains(fmt.Sprint(echoed), "not declared") {
			t.Errorf("%v did not arrive as an error of the bridge", err)
		}
	}
}
