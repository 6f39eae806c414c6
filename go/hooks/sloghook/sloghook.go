// Package sloghook logs the calls of a core with log/slog.
package sloghook

import (
	"context"
	"log/slog"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/hooks"
)

// Options say what is logged. The zero value logs calls at debug level, and errors at error level.
type Options struct {
	// Level is that of calls without an error.
	Level slog.Level
	// ErrorLevel is that of calls with an error. The zero value stands for [slog.LevelError].
	ErrorLevel slog.Leveler
	// Slow is how long a call may take before it is logged at warning level; 0 for any time.
	Slow time.Duration
}

// New returns a hook that logs each call when it ends: function, outcome, duration, error, and the items of a stream. Arguments
// and answers are not logged.
//
// Calls that could not be logged at the level of the logger are not looked at, unless errors or slow calls can be.
func New(logger *slog.Logger, options Options) spandrel.Hook {
	if options.ErrorLevel == nil {
		options.ErrorLevel = slog.LevelError
	}
	return &hook{logger, options}
}

type hook struct {
	logger  *slog.Logger
	options Options
}

func (h *hook) Begin(ctx context.Context, _ *spandrel.Function) bool {
	least := min(h.options.Level, h.options.ErrorLevel.Level())
	if h.logger.Enabled(ctx, least) {
		return true
	}
	return h.logger.Enabled(ctx, max(h.options.Level, h.options.ErrorLevel.Level())) ||
		h.options.Slow > 0 && h.logger.Enabled(ctx, slog.LevelWarn)
}

func (h *hook) Around(call spandrel.Call) {
	start := time.Now()
	items := 0
	stream, streams := call.(spandrel.StreamCall)
	if streams {
		stream.OnItem(func(func([]byte) []byte) { items++ })
	}
	err := call.Proceed()
	taken := time.Since(start)
	level := h.options.Level
	switch {
	case err != nil:
		level = h.options.ErrorLevel.Level()
	case h.options.Slow > 0 && taken > h.options.Slow:
		level = max(level, slog.LevelWarn)
	}
	attributes := []slog.Attr{
		slog.String("function", call.Function().Name),
		slog.String("outcome", hooks.Outcome(err)),
		slog.Duration("duration", taken),
	}
	if streams {
		attributes = append(attributes, slog.Int("items", items))
	}
	if err != nil {
		attributes = append(attributes, slog.Any("error", err))
	}
	h.logger.LogAttrs(call.Context(), level, "call", attributes...)
}
