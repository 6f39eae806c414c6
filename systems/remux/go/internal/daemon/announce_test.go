package daemon

import (
	"strings"
	"testing"

	"spandrel.dev/remux/internal/stats"
)

// A stream of thousands of tracks has a few of them named.
func TestIssueTheTracksThatAreNamedAreBounded(t *testing.T) {
	programs := make([]stats.Program, 256)
	for i := range programs {
		programs[i] = stats.Program{Number: uint16(i), Tracks: make([]stats.Track, 32)}
	}
	var text strings.Builder
	writeTracks(&text, programs)
	if n := strings.Count(text.String(), "\n"); n != announceTracks+1 || !strings.HasSuffix(text.String(), "  and 8160 more\n") {
		t.Errorf("%d lines: %s", n, text.String())
	}
	text.Reset()
	writeTracks(&text, programs[:1])
	if n := strings.Count(text.String(), "\n"); n != 32 || strings.Contains(text.String(), "more") {
		t.Errorf("%d lines of 32 tracks: %s", n, text.String())
	}
}
