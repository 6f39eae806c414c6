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

// Another error of the same message is news; the same with another port is
// not, and many that somebody chose are bounded.
func TestIssueAnErrorThatChangesIsNotARepeat(t *testing.T) {
	var text bytes.Buffer
	repeats := logs.NewRepeats(slog.NewTextHandler(&text, nil), logs.Limits{First: 3, Interval: 10 * time.Second, Total: 100})
	failed := func(cause string) {
		record := slog.NewRecord(time.Unix(1000, 0), slog.LevelWarn, "the source failed", 0)
		record.AddAttrs(slog.String("error", cause))
		if err := repeats.WithAttrs([]slog.Attr{slog.String("stream", "one")}).Handle(context.Background(), record); err != nil {
			t.Fatal(err)
		}
	}
	for port := range 20 {
		failed(fmt.Sprintf("dial tcp 127.0.0.1:%d: connection refused", port))
	}
	if n := strings.Count(text.String(), "refused"); n != 3 {
		t.Errorf("%d lines of one error", n)
	}
	failed("http://127.0.0.1:8080/… answered 404 Not Found")
	if n := strings.Count(text.String(), "Not Found"); n != 1 || strings.Contains(text.String(), "repeated") {
		t.Errorf("the other error: %s", text.String())
	}
	for i := range 1000 {
		failed(fmt.Sprintf("odd %c%c", 'a'+i%26, 'a'+i/26%26))
	}
	if n := strings.Count(text.String(), "odd"); n == 0 || n > 3*17 {
		t.Errorf("%d lines of texts that somebody chose", n)
	}
}
