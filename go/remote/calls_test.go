package remote_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/remote"
)

var background = context.Background()

// check makes every kind of call, with results that are known.
func check(t *testing.T, c client) {
	t.Helper()
	split, err := c.Split("two words")
	if err != nil || fmt.Sprint(split) != "[two words]" {
		t.Errorf("Split: got %v, %v", split, err)
	}
	var line *LineError
	if _, err := c.Split(strings.Repeat("x", 1<<21)); !errors.As(err, &line) || line.Length != 1<<21 {
		t.Errorf("Split of a long line: got %v", err)
	}
	var other *remote.Error
	if _, err := c.Do("fail"); !errors.As(err, &other) || !errors.As(err, &line) || line.Length != 3 || other.Type != "*fmt.wrapError" {
		t.Errorf("Do fail: got %#v", err)
	}
	var panicked *spandrel.PanicError
	if _, err := c.Do("panic"); !errors.As(err, &panicked) || panicked.Message != "told to panic" || panicked.Function != "words.Do" {
		t.Errorf("Do panic: got %v", err)
	}
	if _, err := c.Do("goexit"); !errors.As(err, &panicked) {
		t.Errorf("Do goexit: got %v", err)
	}
	var input *spandrel.InputError
	if _, err := c.Do("size 17000000"); !errors.As(err, &input) || input.Parameter != "result" {
		t.Errorf("an answer beyond the limit: got %v", err)
	}
	a, err := c.Open(40)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := c.Open(2)
	if n, err := c.Add(a, b); n != 42 || err != nil {
		t.Errorf("Add: got %d, %v", n, err)
	}
	if _, err := c.Add(a, nil); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Errorf("Add of nil: got %v", err)
	}
	if n, err := a.Count(2); n != 42 || err != nil {
		t.Errorf("Count: got %d, %v", n, err)
	}
	if err := errors.Join(b.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	if _, err := b.Count(1); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("Count of a closed tally: got %v", err)
	}
	if _, err := c.Add(a, b); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("Add of a closed tally: got %v", err)
	}
	count := 0
	for item, err := range a.Items(background, 10000, 0) {
		if err != nil || item != fmt.Sprint(count) {
			t.Fatalf("item %d: got %s, %v", count, item, err)
		}
		count++
	}
	if count != 10000 {
		t.Errorf("got %d items", count)
	}
	seen := uint64(0)
	if n, err := c.Each(10, func(n uint64) (bool, error) { seen += n; return n < 5, nil }); n != 5 || err != nil || seen != 15 {
		t.Errorf("Each: got %d, %v, saw %d", n, err, seen)
	}
	if _, err := c.Each(10, func(n uint64) (bool, error) { return false, &LineError{Length: 9} }); !errors.As(err, &line) || line.Length != 9 {
		t.Errorf("Each with an error: got %v", err)
	}
	if _, err := c.Each(1, func(n uint64) (bool, error) { panic("in the client") }); !errors.As(err, &panicked) ||
		panicked.Message != "in the client" {
		t.Errorf("Each with a panic: got %v", err)
	}
	// A call back that calls.
	if n, err := c.Each(3, func(n uint64) (bool, error) { _, err := a.Count(1); return true, err }); n != 3 || err != nil {
		t.Errorf("Each with calls: got %d, %v", n, err)
	}
	sink := &sink{}
	if err := c.Keep(sink); err != nil {
		t.Fatal(err)
	}
	if n, err := c.Publish("hello"); n != 5 || err != nil || sink.text != "hello" {
		t.Errorf("Publish: got %d, %v, %q", n, err, sink.text)
	}
	if got, err := c.Sink(); err != nil || got != Sink(sink) {
		t.Errorf("Sink: got %v, %v", got, err)
	}
	data, err := c.Echo(spandrel.NewBytes([]byte("bytes")))
	if err != nil || string(data.Copy()) != "bytes" {
		t.Errorf("Echo: got %v, %v", data, err)
	}
	closed := spandrel.NewBytes([]byte("bytes"))
	closed.Close()
	if _, err := c.Echo(closed); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("Echo of closed bytes: got %v", err)
	}
	key, err := c.Renew(spandrel.NewSecret([]byte{1, 2, 3}))
	if err != nil {
		t.Fatal(err)
	}
	_ = key.Use(func(content []byte) {
		if string(content) != "\x02\x03\x04" {
			t.Errorf("Renew: got %v", content)
		}
	})
	if _, err := c.Renew(nil); !errors.Is(err, spandrel.ErrInvalidInput) {
		t.Errorf("Renew of nil: got %v", err)
	}
	ctx, cancel := context.WithTimeout(background, 20*time.Millisecond)
	defer cancel()
	if _, err := c.Wait(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Wait: got %v", err)
	}
	if _, err := c.Wait(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Wait with a context that is done: got %v", err)
	}
	var wait sync.WaitGroup
	for i := range 64 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			if got, err := c.Do(fmt.Sprint(i)); got != fmt.Sprint(i) || err != nil {
				t.Errorf("Do %d: got %s, %v", i, got, err)
			}
		}()
	}
	wait.Wait()
}

type sink struct{ text string }

func (s *sink) Write(text string) (uint64, error) {
	s.text += text
	return uint64(len(text)), nil
}

// state is what Do says of objects and streams once it is this, or after a while.
func state(t testing.TB, c client, want string) {
	t.Helper()
	got := ""
	for range 1000 {
		runtime.GC()
		if got, _ = c.Do("open"); got == want {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("open objects and streams: got %s, want %s", got, want)
}
