package logs_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/logs"
)

// Readers that come from different addresses are no repeats of each other; how
// many lines there are is bounded all the same.
func TestIssueReadersOfDifferentAddressesAreToldApart(t *testing.T) {
	limits := logs.Limits{First: 3, Interval: time.Hour, Total: 100}
	come := func(readers int, address func(int) string) (lines []string) {
		var text bytes.Buffer
		log := slog.New(logs.NewRepeats(slog.NewTextHandler(&text, nil), limits))
		for i := range readers {
			log.With("stream", "a", "reader", address(i)).Info("a reader came")
		}
		return strings.Split(strings.TrimSpace(text.String()), "\n")
	}
	different := come(40, func(i int) string { return fmt.Sprintf("192.0.2.%d:%d", i, 50_000+i) })
	if len(different) != 40 || !strings.Contains(different[39], "192.0.2.39") {
		t.Errorf("%d lines of 40 addresses: %s", len(different), different[len(different)-1])
	}
	if same := come(40, func(i int) string { return fmt.Sprintf("[2001:db8::7]:%d", 50_000+i) }); len(same) != limits.First {
		t.Errorf("%d lines of one address", len(same))
	}
	if many := come(10_000, func(i int) string { return fmt.Sprintf("10.0.%d.%d:1", i/250, i%250) }); len(many) != limits.Total {
		t.Errorf("%d lines of 10,000 addresses", len(many))
	}
}

// However many readers come, other messages keep counts of their own.
func TestIssueReadersLeaveRoomForOtherMessages(t *testing.T) {
	var text bytes.Buffer
	log := slog.New(logs.NewRepeats(slog.NewTextHandler(&text, nil), logs.Limits{First: 1, Interval: time.Hour, Total: 100_000}))
	for i := range 100_000 {
		log.With("stream", fmt.Sprint("s", i%64), "reader", fmt.Sprintf("10.%d.%d.%d:1", i>>16, i>>8&255, i&255)).Info("a reader came")
	}
	text.Reset()
	for i := range 100 {
		log.Warn("the source failed", "stream", "a", "error", strings.Repeat("x", i%10+1))
		log.Warn(strings.Repeat("y", i%10+1))
	}
	if n := strings.Count(text.String(), "\n"); n != 20 {
		t.Errorf("%d lines of 20 different messages", n)
	}
}
