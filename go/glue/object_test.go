package glue

import (
	"context"
	"errors"
	"testing"

	"spandrel.dev/spandrel/internal/abi"
)

func TestAWaitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	whole := &Object{handle: 7, bridge: new(Bridge)}
	object := new(Object)
	object.InitWith(ctx, whole)
	again := new(Object)
	again.InitWith(ctx, object)
	if again.whole != whole {
		t.Error("an object with a context stands for another one with a context; want the object itself")
	}
	frame := Frame{Status: abi.CodeBusy | abi.StatusExclusive | 7<<32}
	// It looks once more, as somebody may have held it back who is gone.
	turn := object.Retry(frame, nil)
	object.Handle(turn)
	if turn = object.Retry(frame, turn); turn != nil {
		t.Error("a call whose context is done waits")
	}
	if err := object.Fail("pkg.F", frame, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if !whole.queue.Empty() {
		t.Error("the call is still in the queue")
	}
}
