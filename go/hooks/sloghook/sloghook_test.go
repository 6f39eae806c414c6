package sloghook_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel/hooks/sloghook"
	"spandrel.dev/spandrel/internal/hooktest"
)

func calls(level slog.Level, options sloghook.Options) []string {
	var out bytes.Buffer
	plain := func(_ []string, attribute slog.Attr) slog.Attr {
		if attribute.Key == slog.TimeKey || attribute.Key == "duration" {
			return slog.Attr{}
		}
		return attribute
	}
	logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: level, ReplaceAttr: plain}))
	var answer error
	core := hooktest.New(sloghook.New(logger, options), func(context.Context) (uint64, error) {
		time.Sleep(time.Millisecond)
		return 3, answer
	})
	_, _ = core.Get(context.Background())
	answer = errors.New("no luck")
	_, _ = core.Get(context.Background())
	for range core.Watch(context.Background()) {
	}
	return strings.Split(strings.TrimSpace(out.String()), "\n")
}

func TestLog(t *testing.T) {
	ok := "level=INFO msg=call function=test.Get outcome=ok"
	failed := `level=ERROR msg=call function=test.Get outcome=error error="no luck"`
	stream := `level=ERROR msg=call function=test.Watch outcome=error items=3 error="no luck"`
	for name, test := range map[string]struct {
		level   slog.Level
		options sloghook.Options
		want    []string
	}{
		"all":    {slog.LevelInfo, sloghook.Options{Level: slog.LevelInfo}, []string{ok, failed, stream}},
		"errors": {slog.LevelInfo, sloghook.Options{Level: slog.LevelDebug}, []string{failed, stream}},
		"slow": {slog.LevelWarn, sloghook.Options{Slow: time.Nanosecond}, []string{
			strings.Replace(ok, "INFO", "WARN", 1), failed, stream}},
		"nothing": {slog.LevelError + 1, sloghook.Options{}, []string{""}},
	} {
		got := calls(test.level, test.options)
		if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, test.want)
		}
	}
}
