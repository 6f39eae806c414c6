package otelhook_test

import (
	"context"
	"errors"
	"testing"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	api "go.opentelemetry.io/otel/trace"

	"spandrel.dev/spandrel/hooks/otelhook"
	"spandrel.dev/spandrel/internal/hooktest"
)

func TestSpans(t *testing.T) {
	recorder := tracetest.NewSpanRecorder()
	provider := trace.NewTracerProvider(trace.WithSpanProcessor(recorder))
	var answer error
	var inner []api.SpanContext
	core := hooktest.New(otelhook.New(provider), func(ctx context.Context) (uint64, error) {
		inner = append(inner, api.SpanContextFromContext(ctx))
		return 2, answer
	})
	ctx, parent := provider.Tracer("test").Start(context.Background(), "parent")
	_, _ = core.Get(ctx)
	answer = errors.New("no luck")
	for range core.Watch(ctx) {
	}
	_, _ = core.Get(context.Background())
	parent.End()

	spans := recorder.Ended()
	if len(spans) != 4 || len(inner) != 3 {
		t.Fatalf("%d spans, %d calls", len(spans), len(inner))
	}
	for i, want := range []struct {
		name   string
		code   codes.Code
		child  bool
		events int
	}{
		{"test.Get", codes.Unset, true, 0},
		{"test.Watch", codes.Error, true, 1},
		{"test.Get", codes.Error, false, 1},
	} {
		span := spans[i]
		isChild := span.Parent().SpanID() == parent.SpanContext().SpanID()
		if span.Name() != want.name || span.Status().Code != want.code || isChild != want.child || len(span.Events()) != want.events {
			t.Errorf("span %d: %s %v child=%v %d events", i, span.Name(), span.Status(), isChild, len(span.Events()))
		}
		// The core is called in the span.
		if inner[i].SpanID() != span.SpanContext().SpanID() {
			t.Errorf("span %d: the core has another", i)
		}
	}
	items := int64(-1)
	for _, attribute := range spans[1].Attributes() {
		if attribute.Key == "spandrel.items" {
			items = attribute.Value.AsInt64()
		}
	}
	if items != 2 {
		t.Errorf("%d items", items)
	}
}
