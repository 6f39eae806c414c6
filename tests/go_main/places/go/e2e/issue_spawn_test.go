package e2e

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/places/places"
)

// The function that makes a stream may spawn the task that feeds it.
func TestIssueSpawnInStream(t *testing.T) {
	worker, err := places.StartWorker()
	if err != nil {
		t.Fatal(err)
	}
	defer worker.Close()
	for name, stream := range map[string]func(context.Context, uint64) func(func(uint64, error) bool){
		"function": func(ctx context.Context, count uint64) func(func(uint64, error) bool) { return places.Feed(ctx, count) },
		"method":   func(ctx context.Context, count uint64) func(func(uint64, error) bool) { return worker.Feed(ctx, count) },
	} {
		var sum uint64
		for number, err := range stream(t.Context(), 100) {
			if err != nil {
				t.Fatal(name, err)
			}
			sum += number
		}
		if sum != 4950 {
			t.Errorf("%s: got %d, want 4950", name, sum)
		}
	}
}

func TestIssueSpawnInConstructorAndDestructor(t *testing.T) {
	before := places.TasksRun()
	worker, err := places.StartWorker()
	if err != nil {
		t.Fatal(err)
	}
	if err := worker.Close(); err != nil {
		t.Fatal(err)
	}
	for places.TasksRun() < before+2 {
		time.Sleep(time.Millisecond)
	}
}

// An ordinary function is not in the executor's context: the error says what to do, and that works.
func TestIssueSpawnInFunction(t *testing.T) {
	_, err := places.SpawnHere()
	var caught *spandrel.PanicError
	if !errors.As(err, &caught) || !strings.Contains(caught.Message, "use spandrel::runtime().spawn") {
		t.Error(err)
	}
	if got := places.SpawnByHandle(); got != 7 {
		t.Errorf("got %d, want 7", got)
	}
}
