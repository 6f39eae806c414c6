package e2e

import (
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
)

// stowed is what Go keeps of what it was given.
var stowed struct {
	sync.Mutex
	bytes []*spandrel.Bytes
}

func (implementation) Weigh(data *spandrel.Bytes) uint64 {
	defer data.Close()
	return uint64(data.Len())
}

func (implementation) Echo(data *spandrel.Bytes) (*spandrel.Bytes, error) { return data, nil }

func (implementation) Stow(data *spandrel.Bytes) error {
	stowed.Lock()
	defer stowed.Unlock()
	stowed.bytes = append(stowed.bytes, data)
	return nil
}

// cached are bytes that Go owns and hands out again and again.
var cached = spandrel.NewBytes([]byte{1, 2, 3})

func (implementation) Pour(how string) (*spandrel.Bytes, error) {
	switch how {
	case "own":
		return spandrel.NewBytes(make([]byte, 5000)), nil
	case "cached":
		return cached.Clone(), nil
	case "stowed":
		stowed.Lock()
		defer stowed.Unlock()
		return stowed.bytes[0].Clone(), nil
	case "nil":
		return nil, nil
	case "closed":
		closed := spandrel.NewBytes([]byte{1})
		closed.Close()
		return closed, nil
	case "error":
		return spandrel.NewBytes([]byte{1}), io.ErrUnexpectedEOF
	}
	panic("spilled")
}

func (implementation) Label(s supplied.Sink, tags []string, data *spandrel.Bytes) (uint32, error) {
	defer data.Close()
	return uint32(data.Len() + len(tags)), nil
}

func (implementation) Sign(key *spandrel.Secret, message []byte) (uint64, error) {
	defer key.Close()
	var sum uint64
	err := key.Use(func(content []byte) {
		for _, part := range [][]byte{content, message} {
			for _, b := range part {
				sum += uint64(b)
			}
		}
	})
	return sum, err
}

func (implementation) IsStrong(password *spandrel.Secret) bool {
	defer password.Close()
	strong := false
	_ = password.Use(func(content []byte) { strong = len(content) > 12 })
	return strong
}

func (implementation) Renew(key *spandrel.Secret) (*spandrel.Secret, error) {
	defer key.Close()
	return key.Clone(), nil
}

// kept is a secret that Go keeps, returned one that it gives away.
var kept, returned = spandrel.NewSecret([]byte("kept")), (*spandrel.Secret)(nil)

func (implementation) MakeKey(how string) (*spandrel.Secret, error) {
	switch how {
	case "fresh":
		return spandrel.NewSecret([]byte{1, 2, 250}), nil
	case "kept":
		return kept.Clone(), nil
	case "returned":
		return returned, nil
	case "long":
		return spandrel.NewSecret(make([]byte, 10_000)), nil
	case "empty":
		return spandrel.NewSecret(nil), nil
	case "nil":
		return nil, nil
	case "zero":
		return new(spandrel.Secret), nil
	case "closed":
		closed := spandrel.NewSecret([]byte{1})
		closed.Close()
		return closed, nil
	case "error":
		return nil, io.ErrUnexpectedEOF
	}
	panic("no entropy")
}

func (implementation) Passphrase(how string) (*spandrel.Secret, error) {
	if how == "wrong" {
		how = "ab\xff"
	}
	return spandrel.NewSecret([]byte(how)), nil
}

func (implementation) EchoLater(ctx context.Context, data *spandrel.Bytes, pause time.Duration) (*spandrel.Bytes, error) {
	time.Sleep(pause)
	return data, nil
}

func (i implementation) PourLater(ctx context.Context, how string) (*spandrel.Bytes, error) {
	return i.Pour(how)
}

func (i implementation) MakeKeyLater(ctx context.Context, how string, pause time.Duration) (*spandrel.Secret, error) {
	time.Sleep(pause)
	return i.MakeKey(how)
}

func (i implementation) PassphraseLater(ctx context.Context, how string) (*spandrel.Secret, error) {
	return i.Passphrase(how)
}

func (i implementation) OpenLater(ctx context.Context, name string, pause time.Duration) (supplied.Sink, error) {
	time.Sleep(pause)
	return i.Open(name)
}

func (s *sink) Splice(data *spandrel.Bytes) (*spandrel.Bytes, error) {
	_, err := data.WriteTo(&s.written)
	return data, err
}

func (s *sink) Seal(ctx context.Context, key *spandrel.Secret) (*spandrel.Secret, error) {
	return key, nil
}

func TestMemoryIsHandedOver(t *testing.T) {
	if n, err := supplied.HandOver(true); n != 29 || err != nil {
		t.Errorf("%d answers compared, %v", n, err)
	}
	if n, err := supplied.HandOverLater(context.Background(), true); n != 8 || err != nil {
		t.Errorf("%d answers compared, %v", n, err)
	}
	settled(t, 0)
	nothingLeft(t)
}

func TestWhatGoHandsOver(t *testing.T) {
	for _, asked := range []struct{ what, how, want string }{
		{"bytes", "own", "5000 bytes, sum 0"},
		{"bytes", "cached", "3 bytes, sum 6"},
		{"bytes", "cached", "3 bytes, sum 6"},
		{"bytes", "nil", "0 bytes, sum 0"},
		{"bytes", "closed", "! supplied.Pour: result: is closed"},
		{"bytes", "error", "! supplied.Pour: unexpected EOF"},
		{"bytes", "panic", "! supplied.Pour panicked in Go: spilled"},
		{"key", "fresh", "3 bytes, sum 253"},
		{"key", "kept", "4 bytes, sum 436"},
		{"key", "kept", "4 bytes, sum 436"},
		{"key", "long", "10000 bytes, sum 0"},
		{"key", "empty", "0 bytes, sum 0"},
		{"key", "nil", "! supplied.MakeKey: result: is nil; an empty secret is made on purpose"},
		{"key", "zero", "! supplied.MakeKey: result: is nil; an empty secret is made on purpose"},
		{"key", "closed", "! supplied.MakeKey: result: is closed"},
		{"key", "error", "! supplied.MakeKey: unexpected EOF"},
		{"key", "panic", "! supplied.MakeKey panicked in Go: no entropy"},
		{"text", "grün", "grün"},
		{"text", "", ""},
		{"text", "wrong", "! supplied.Passphrase: result: text is not UTF-8 at byte 2"},
		{"sink", "drain", "drain"},
		{"sink", "nil", "! supplied.Open: result: is nil"},
		{"sink", "none", "! supplied.Open: unexpected EOF"},
	} {
		got, err := supplied.Ask(asked.what, asked.how)
		if err != nil || got != asked.want {
			t.Errorf("%s %s: %q, %v", asked.what, asked.how, got, err)
		}
		late := strings.NewReplacer("Pour", "PourLater", "MakeKey", "MakeKeyLater", "Passphrase", "PassphraseLater", "Open", "OpenLater").Replace(asked.want)
		got, err = supplied.AskLater(context.Background(), asked.what, asked.how)
		if err != nil || got != late {
			t.Errorf("%s %s later: %q, %v", asked.what, asked.how, got, err)
		}
	}
	settled(t, 0)
	nothingLeft(t)
}

// What Go was given is Go's until it closes it, and Rust's memory is freed then.
func TestGoKeepsWhatItWasGiven(t *testing.T) {
	before := supplied.Freed()
	const count = 10
	for range count {
		if err := supplied.StowAway(70_000); err != nil {
			t.Fatal(err)
		}
	}
	if told, err := supplied.Ask("bytes", "stowed"); err != nil || told != "70000 bytes, sum 8916936" {
		t.Error(told, err)
	}
	stowed.Lock()
	defer stowed.Unlock()
	for _, data := range stowed.bytes {
		clone := data.Clone()
		data.Close()
		if data.Clone().Len() != 0 || clone.Len() != 70_000 {
			t.Error("a clone hangs on what it was made of, or closed bytes show something")
		}
		clone.Close()
	}
	stowed.bytes = nil
	nothingLeft(t)
	if freed := supplied.Freed() - before; freed != count {
		t.Errorf("%d of %d freed", freed, count)
	}
}

// Whoever gives up waiting for an answer that hands something over frees what comes too late.
func TestWhatIsHandedOverTooLate(t *testing.T) {
	const rounds = 200
	before := supplied.Freed()
	inTime, err := supplied.GiveUpHanded(context.Background(), rounds, time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d answers came in time", inTime, 3*rounds)
	settled(t, 0)
	nothingLeft(t)
	if freed := supplied.Freed() - before; freed != rounds {
		t.Errorf("%d of %d freed", freed, rounds)
	}
}

// The two hold their memory in the same way. A conversion would show the secret.
func TestSecretsAreNoBytes(t *testing.T) {
	if reflect.TypeFor[*spandrel.Secret]().ConvertibleTo(reflect.TypeFor[*spandrel.Bytes]()) {
		t.Error("a secret can be made bytes")
	}
}

func TestWhatGoHasGivenAwayIsClosed(t *testing.T) {
	returned = spandrel.NewSecret([]byte("given away"))
	if told, err := supplied.Ask("key", "returned"); err != nil || told != "10 bytes, sum 1003" {
		t.Error(told, err)
	}
	if err := returned.Use(func([]byte) {}); !errors.Is(err, spandrel.ErrClosed) {
		t.Error("it is not closed:", err)
	}
}
