// Package otelhook makes an OpenTelemetry span of each call of a core.
package otelhook

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/hooks"
)

// scope names this package to the provider.
const scope = "spandrel.dev/spandrel/hooks/otelhook"

// New returns a hook whose spans are children of the span in the context of the call: for a function that takes none they
// begin a trace of their own. The core gets a context with the span, so that a core that is elsewhere, and hooks below
// this one, continue the trace.
func New(provider trace.TracerProvider) spandrel.Hook {
	return &hook{provider.Tracer(scope)}
}

type hook struct {
	tracer trace.Tracer
}

func (h *hook) Begin(context.Context, *spandrel.Function) bool { return true }

func (h *hook) Around(call spandrel.Call) {
	function := call.Function()
	ctx, span := h.tracer.Start(call.Context(), function.Name, trace.WithSpanKind(trace.SpanKindInternal),
		trace.WithAttributes(attribute.String("code.function.name", function.Name)))
	// Also when a core in Go panics.
	defer span.End()
	call.SetContext(ctx)
	items := 0
	stream, streams := call.(spandrel.StreamCall)
	if streams {
		stream.OnItem(func(func([]byte) []byte) { items++ })
	}
	err := call.Proceed()
	if streams {
		span.SetAttributes(attribute.Int("spandrel.items", items))
	}
	if err != nil {
		span.RecordError(err)
		span.SetStatus(codes.Error, err.Error())
		span.SetAttributes(attribute.String("spandrel.outcome", hooks.Outcome(err)))
	}
}
