package fault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The table of the protocol's page is this one.
func TestProtocolHasTheSameTable(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "PROTOCOL.md"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	inside := false
	for line := range strings.Lines(string(page)) {
		if strings.HasPrefix(line, "## ") {
			inside = strings.HasPrefix(line, "## Errors")
		}
		cells := strings.Split(line, "|")
		if !inside || len(cells) != 4 {
			continue
		}
		first, err := strconv.Atoi(strings.TrimSpace(cells[1]))
		if err != nil {
			continue // the head of the table
		}
		for i, name := range strings.Fields(cells[2]) {
			want = append(want, fmt.Sprint(first+i, " ", name))
		}
	}
	var got []string
	for _, code := range Codes() {
		got = append(got, fmt.Sprint(int(code), " ", code))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the core has\n%v\nPROTOCOL.md\n%v", got, want)
	}
	if len(got) != 30 || NoEntropy.String() != "NO_ENTROPY" || KDFOutOfRange.String() != "KDF_OUT_OF_RANGE" || PolicyDenied.String() != "POLICY_DENIED" {
		t.Errorf("%d codes", len(got))
	}
}

func TestCodes(t *testing.T) {
	wrapped := fmt.Errorf("outside: %w", New(Busy, "inside"))
	if Of(wrapped) != Busy || !errors.Is(wrapped, New(Busy, "")) || errors.Is(wrapped, New(Locked, "")) {
		t.Error("a wrapped error lost its code")
	}
	if Of(errors.New("anything")) != Panic || Of(nil) != 0 || Code(99).String() != "UNKNOWN" || Code(199).String() != "UNKNOWN" {
		t.Error("what is no error of ours")
	}
}
