package spandrel_test

import (
	"bytes"
	"errors"
	"testing"

	"spandrel.dev/spandrel"
)

func TestIssueSecretsAreMadeWhereTheyStay(t *testing.T) {
	var made []byte
	secret := spandrel.FillSecret(5, func(content []byte) {
		if !bytes.Equal(content, make([]byte, 5)) {
			t.Errorf("got %v to fill, want zeros", content)
		}
		copy(content, "horse")
		made = content
	})
	err := secret.Use(func(content []byte) {
		if string(content) != "horse" || &content[0] != &made[0] {
			t.Errorf("got %q at %p, want what was filled at %p", content, content, made)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := secret.Close(); err != nil {
		t.Fatal(err)
	}
	if err := secret.Use(func([]byte) {}); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("got %v after Close, want ErrClosed", err)
	}
	empty := spandrel.FillSecret(0, func(content []byte) {
		if len(content) != 0 {
			t.Errorf("got %d bytes to fill, want none", len(content))
		}
	})
	if err := empty.Use(func(content []byte) { made = content }); err != nil || len(made) != 0 {
		t.Errorf("got %v and %v of an empty secret, want no bytes", err, made)
	}
}
