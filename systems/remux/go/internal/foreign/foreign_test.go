package foreign_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"spandrel.dev/remux/internal/foreign"
)

func TestIssueForeignTextIsShortAndPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"404 Not Found":             "404 Not Found",
		"d\x1bc":                    "d\uFFFDc",
		"a\r\nb\x00":                "a\uFFFD\uFFFDb\uFFFD",
		"\xffx":                     "\uFFFDx",
		"right\u202Eleft":           "right\uFFFDleft",
		"c1 \u009b31m":              "c1 \uFFFD31m",
		"žluťoučký":                 "žluťoučký",
		strings.Repeat("A", 20):     strings.Repeat("A", 20),
		strings.Repeat("A", 21):     strings.Repeat("A", 17) + "…",
		strings.Repeat("é", 11):     strings.Repeat("é", 8) + "…",
		strings.Repeat("A", 9<<20):  strings.Repeat("A", 17) + "…",
		strings.Repeat("\x1b", 100): strings.Repeat("\uFFFD", 5) + "…",
	} {
		if got := foreign.Clean(text, 20); got != want {
			t.Errorf("%.40q became %q, want %q", text, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("404 \x1b[31m", 16)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = max(0, min(limit, 1<<16))
		got := foreign.Clean(text, limit)
		if len(got) > limit || !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return !unicode.IsPrint(r) && r != utf8.RuneError }) {
			t.Errorf("%q became %q", text, got)
		}
		if again := foreign.Clean(got, limit); again != got {
			t.Errorf("%q is not clean: %q", got, again)
		}
	})
}

func TestACleanErrorKeepsItsCause(t *testing.T) {
	err := foreign.CleanError(errors.Join(errors.New("bad\x1b[2J"), io.ErrUnexpectedEOF), 100)
	if !errors.Is(err, io.ErrUnexpectedEOF) || strings.ContainsAny(err.Error(), "\x1b\n") {
		t.Errorf("got %q", err)
	}
	if foreign.CleanError(nil, 10) != nil {
		t.Error("no error became one")
	}
}
