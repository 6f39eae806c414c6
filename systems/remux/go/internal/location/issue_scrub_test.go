package location_test

import (
	"strings"
	"testing"

	"spandrel.dev/remux/internal/location"
)

// A server may repeat a secret as it was sent, escaped, or in another case.
func TestIssueASecretInAnotherFormIsScrubbed(t *testing.T) {
	location, err := location.Parse("http://user:pass%2Fw%3Frd%3E%3E@h.example/live/Tok%2Ben-1.ts?key=a%20b%26c%2Fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{
		"dXNlcjpwYXNzL3c/cmQ+Pg==", "dXNlcjpwYXNzL3c/cmQ+Pg", "dXNlcjpwYXNzL3c_cmQ-Pg==",
		"pass/w?rd>>", "PASS/W?RD>>", "pass%2Fw%3Frd%3E%3E", "pass%2fw%3frd%3e%3e",
		"Tok+en-1.ts", "TOK+EN-1.TS", "Tok%2ben-1.ts", "a b&c/d", "a+b%26c%2Fd", "A%20B%26C%2fD",
	} {
		got := location.Scrub("\xffno \u212a " + form + " here")
		if !strings.HasPrefix(got, "\xffno \u212a …") || !strings.HasSuffix(got, " here") || len(got) > len("\xffno \u212a …== here") {
			t.Errorf("%q: %q", form, got)
		}
	}
}
