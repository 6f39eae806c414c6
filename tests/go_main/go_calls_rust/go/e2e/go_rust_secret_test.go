package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/borrowing"
)

// content copies a secret out, as no program should.
func content(t *testing.T, secret *spandrel.Secret) []byte {
	t.Helper()
	var v []byte
	if err := secret.Use(func(content []byte) { v = append([]byte{}, content...) }); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestGoRustSecretEcho(t *testing.T) {
	noBlocksLeft(t)
	for _, size := range []int{0, 1, 32, 4095, 4096, 4097, 1 << 20} {
		source := bytes.Repeat([]byte{0xA5}, size)
		key := spandrel.NewSecret(source)
		if bytes.Count(source, []byte{0}) != size {
			t.Errorf("the source of %d bytes was not wiped", size)
		}
		back, err := borrowing.EchoKey(key)
		if err != nil {
			t.Fatal(err)
		}
		if got := content(t, back); len(got) != size || bytes.Count(got, []byte{0xA5}) != size {
			t.Errorf("%d bytes came back as %d", size, len(got))
		}
		made := borrowing.MakeKey(uint64(size), 0xA5)
		for _, other := range []*spandrel.Secret{back, made} {
			if same, err := borrowing.SameKey(key, other); err != nil || !same {
				t.Errorf("%d bytes: same is %v, %v", size, same, err)
			}
		}
		for _, secret := range []*spandrel.Secret{key, back, made, made} {
			if err := secret.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	password, err := borrowing.EchoPassword(spandrel.NewSecret([]byte("wörd")))
	if err != nil || string(content(t, password)) != "wörd" {
		t.Errorf("the password came back otherwise: %v", err)
	}
	if text, err := borrowing.Print(password); err != nil || text != "Secret(…)" {
		t.Errorf("Rust prints %q, %v", text, err)
	}
}

func TestGoRustSecretLocked(t *testing.T) {
	key := borrowing.MakeKey(32, 1)
	defer key.Close()
	inRust, err := borrowing.IsLocked(key)
	if err != nil {
		t.Fatal(err)
	}
	if !key.Locked() || !inRust {
		t.Errorf("locked in Go: %v, in Rust: %v; the limit should allow some pages", key.Locked(), inRust)
	}
}

func TestGoRustSecretErrors(t *testing.T) {
	noBlocksLeft(t)
	var input *spandrel.InputError
	for _, none := range []*spandrel.Secret{nil, new(spandrel.Secret)} {
		if _, err := borrowing.EchoKey(none); !errors.As(err, &input) || input.Parameter != "key" {
			t.Errorf("no secret: %v", err)
		}
		if err := none.Use(func([]byte) { t.Error("no secret was shown") }); !errors.Is(err, spandrel.ErrClosed) {
			t.Error(err)
		}
		if none.Locked() || none.Close() != nil {
			t.Error("no secret is locked")
		}
	}
	if _, err := borrowing.EchoPassword(spandrel.NewSecret([]byte{'a', 0xff})); !errors.As(err, &input) || input.Parameter != "password" {
		t.Errorf("no UTF-8: %v", err)
	} else if strings.Contains(err.Error(), "\xff") {
		t.Errorf("the error shows the secret: %v", err)
	}
	if _, err := borrowing.MaybeKey(0); !errors.Is(err, borrowing.ErrTold) {
		t.Error(err)
	}
	var panicked *spandrel.PanicError
	if _, err := borrowing.MaybeKey(1); !errors.As(err, &panicked) {
		t.Error(err)
	}
	key, err := borrowing.MaybeKey(9)
	if err != nil || string(content(t, key)) != "\x09" {
		t.Errorf("%v", err)
	}
	key.Close()
	if _, err := borrowing.EchoKey(key); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
	if err := key.Use(func([]byte) { t.Error("a closed secret was shown") }); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
}

// No way of printing shows a secret, by pointer or by value, alone or inside something.
func TestGoRustSecretIsNotShown(t *testing.T) {
	key := spandrel.NewSecret([]byte("correct horse"))
	defer key.Close()
	type login struct {
		User string
		Key  *spandrel.Secret
		Raw  spandrel.Secret
	}
	inside := login{"ada", key, *key}
	var shown []string
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T", "%p"} {
		shown = append(shown, fmt.Sprintf(verb, key), fmt.Sprintf(verb, *key), fmt.Sprintf(verb, inside), fmt.Sprintf(verb, &inside))
	}
	asJSON, err := json.Marshal(inside)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(handler).Info("login", "key", key, "value", *key, "inside", inside)
	}
	shown = append(shown, fmt.Sprint(key), fmt.Sprintln(inside), string(asJSON), log.String())
	if !strings.Contains(string(asJSON), "Secret(…)") || fmt.Sprint(key) != "Secret(…)" || !strings.Contains(log.String(), "Secret(…)") {
		t.Errorf("JSON %s, printed %v, logged %s", asJSON, key, log.String())
	}
	for _, text := range shown {
		for _, trace := range []string{"horse", "686f727365", "104 111 114 115 101"} {
			if strings.Contains(strings.ToLower(text), trace) {
				t.Errorf("shown: %s", text)
			}
		}
	}
}
