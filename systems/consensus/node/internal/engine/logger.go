package engine

import (
	"fmt"
	"log/slog"
	"strings"

	cmtlog "github.com/cometbft/cometbft/libs/log"
)

// failure is how the engine's log line begins when consensus has failed. The
// engine then stays alive and answers with the old height, so the line is the
// only sign.
const failure = "CONSENSUS FAILURE"

// gone is in the engine's log line when it has lost an application in another
// process. The engine then sends this process SIGTERM, and stopping it can wait
// for ever for an answer of the application.
const gone = "connection terminated"

// logger writes the engine's log lines into ours, from warnings on, and hears
// when the engine fails.
type logger struct {
	to     *slog.Logger
	failed func(error)
}

var _ cmtlog.Logger = logger{}

func (l logger) Debug(string, ...any) {}

func (l logger) Info(string, ...any) {}

func (l logger) Warn(msg string, pairs ...any) { l.to.Warn("engine: "+msg, printable(pairs)...) }

func (l logger) Error(msg string, pairs ...any) {
	l.to.Error("engine: "+msg, printable(pairs)...)
	switch {
	case strings.HasPrefix(msg, failure):
		l.failed(fmt.Errorf("the engine has failed: %s", cause(pairs)))
	case strings.Contains(msg, gone):
		l.failed(fmt.Errorf("the application has gone (%s); start it again, then this node", cause(pairs)))
	}
}

func (l logger) With(pairs ...any) cmtlog.Logger {
	return logger{l.to.With(printable(pairs)...), l.failed}
}

// printable leaves out the stack, which is hundreds of lines.
func printable(pairs []any) []any {
	var out []any
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] != "stack" {
			out = append(out, pairs[i], pairs[i+1])
		}
	}
	return out
}

func cause(pairs []any) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == "err" {
			if text, ok := pairs[i+1].(string); ok {
				return text
			}
			if err, ok := pairs[i+1].(error); ok {
				return err.Error()
			}
		}
	}
	return "see the lines before"
}
