package logs_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/logs"
)

// at logs a message as if at so many seconds.
func at(t *testing.T, handler slog.Handler, second float64, text string) {
	t.Helper()
	when := time.Unix(1000, 0).Add(time.Duration(second * float64(time.Second)))
	if err := handler.Handle(context.Background(), slog.NewRecord(when, slog.LevelWarn, text, 0)); err != nil {
		t.Fatal(err)
	}
}

func TestIssueMessagesThatRepeatAreCounted(t *testing.T) {
	var text bytes.Buffer
	repeats := logs.NewRepeats(slog.NewTextHandler(&text, nil), logs.Limits{First: 3, Interval: 10 * time.Second, Total: 100})
	one := repeats.WithAttrs([]slog.Attr{slog.String("stream", "one")})
	other := repeats.WithAttrs([]slog.Attr{slog.String("stream", "other")})
	lines := func() int { return strings.Count(text.String(), "\n") }
	for i := range 1000 {
		at(t, one, float64(i)/100, "failed") // within ten seconds
	}
	if lines() != 3 {
		t.Errorf("%d lines of a thousand", lines())
	}
	at(t, one, 10.5, "failed")
	if lines() != 4 || !strings.HasSuffix(text.String(), "stream=one repeated=997\n") {
		t.Errorf("got %s", text.String())
	}
	at(t, other, 10.5, "failed")
	at(t, one, 10.5, "worked")
	at(t, one, 11, "failed")
	if lines() != 6 {
		t.Errorf("another stream or message was counted with the first: %s", text.String())
	}
	for range 3 {
		at(t, one, 30, "failed") // after a pause it is news again
	}
	if lines() != 9 {
		t.Errorf("got %s", text.String())
	}
	at(t, one, 30, "failed")
	if err := repeats.Flush(); err != nil || !strings.HasSuffix(text.String(), "repeated=1\n") {
		t.Errorf("%v, got %s", err, text.String())
	}
}

func TestIssueAThousandStreamsWriteABoundedLog(t *testing.T) {
	var text bytes.Buffer
	repeats := logs.NewRepeats(slog.NewTextHandler(&text, nil), logs.Limits{First: 3, Interval: 10 * time.Second, Total: 100})
	for i := range 1000 {
		handler := repeats.WithAttrs([]slog.Attr{slog.String("stream", fmt.Sprint(i))})
		for range 10 {
			at(t, handler, 1, "failed")
		}
	}
	for i := range 10_000 { // messages that somebody chose
		at(t, repeats, 1, fmt.Sprint("odd ", i))
		at(t, repeats, 1, fmt.Sprintf("%c%c%c any", 'a'+i%26, 'a'+i/26%26, 'a'+i/676))
	}
	for word, most := range map[string]int{"failed": 100, "odd": 3, "any": 4096} {
		if lines := strings.Count(text.String(), word); lines == 0 || lines > most {
			t.Errorf("%d lines of 10,000 with %q", lines, word)
		}
	}
}

// Messages that are over make room: later ones are told apart again, and what
// was not said of the old ones is not lost.
func TestIssueOldMessagesMakeRoomForNewOnes(t *testing.T) {
	var text bytes.Buffer
	repeats := logs.NewRepeats(slog.NewTextHandler(&text, nil), logs.Limits{First: 1, Interval: 10 * time.Second, Total: 100_000})
	for i := range 10_000 {
		at(t, repeats, 1, fmt.Sprintf("%c%c%c old", 'a'+i%26, 'a'+i/26%26, 'a'+i/676))
	}
	old := strings.Count(text.String(), "old")
	for i := range 100 {
		at(t, repeats, 20, fmt.Sprintf("%c%c new", 'a'+i%10, 'a'+i/10))
	}
	if n := strings.Count(text.String(), "new"); n != 100 {
		t.Errorf("%d of 100 new messages are written", n)
	}
	text.Reset()
	if err := repeats.Flush(); err != nil || !strings.Contains(text.String(), fmt.Sprintf("repeated=%d\n", 10_000-old)) {
		t.Errorf("%v: %d old messages were written, then %s", err, old, text.String())
	}
}
