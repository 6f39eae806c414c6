package e2e

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/misuse"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
	"spandrel.dev/tests/go_main/rust_calls_go/wallet"
)

// fmt.Println of an object printed its inside.
func TestIssuePrintingShowsANameAndNothingElse(t *testing.T) {
	scale := newScale(t, 1)
	content := spandrel.NewBytes([]byte("hidden"))
	closed := spandrel.NewBytes(nil)
	closed.Close()
	secret := spandrel.NewSecret([]byte("hidden"))
	defer secret.Close()
	wrapped, err := misuse.Embedded().NewScale(1)
	if err != nil {
		t.Fatal(err)
	}
	defer wrapped.Close()
	var none *misuse.Scale
	var noBytes *spandrel.Bytes
	for _, test := range []struct {
		value any
		want  string
	}{
		{scale, "misuse.Scale"},
		{wrapped, "misuse.Scale"},
		{none, "<nil>"},
		{content, "spandrel.Bytes(6)"},
		{closed, "spandrel.Bytes(closed)"},
		{noBytes, "<nil>"},
		{secret, "Secret(…)"},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x", "%q"} {
			if got := fmt.Sprintf(verb, test.value); got != test.want {
				t.Errorf("%s of %T prints %s, want %s", verb, test.value, got, test.want)
			}
		}
	}
	if got := fmt.Sprint(misuse.Embedded(), supplied.Embedded()); got != "misuse.Core supplied.Core" {
		t.Errorf("cores print %s", got)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("made", "scale", scale)
	if !strings.Contains(log.String(), "scale=misuse.Scale\n") {
		t.Errorf("slog writes %s", log.String())
	}
}

// Enums print their names, and with %d the number that Go calls them by.
func TestIssuePrintingEnums(t *testing.T) {
	for _, test := range []struct {
		value        any
		name, number string
	}{
		{supplied.LevelHigh, "High", "5"},
		{supplied.Level(9), "Level(9)", "9"},
		{wallet.ErrorKindLocked, "Locked", "2"},
	} {
		got := fmt.Sprintf("%v %+v %s %d", test.value, test.value, test.value, test.value)
		if want := fmt.Sprintf("%s %[1]s %[1]s %s", test.name, test.number); got != want {
			t.Errorf("%T prints %s, want %s", test.value, got, want)
		}
	}
	if got := fmt.Sprint(errors.Join(wallet.ErrLocked)); got != "locked" {
		t.Errorf("an error prints %s", got)
	}
}
