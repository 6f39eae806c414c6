package pubsub_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"spandrel.dev/pubsub"
)

// long is a wait for what must happen.
const long = time.Minute

func open(t *testing.T, config pubsub.Config) *pubsub.Hub {
	t.Helper()
	hub, err := pubsub.Open(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := hub.Close(long); err != nil && !errors.Is(err, pubsub.ErrClosed) {
			t.Error(err)
		}
	})
	return hub
}

func must[T any](t *testing.T) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func check(t *testing.T, sub *pubsub.Subscription, want pubsub.SubscriptionStats) {
	t.Helper()
	got := must[pubsub.SubscriptionStats](t)(sub.Stats())
	if got.Matched != got.Received+got.Pending+got.Dropped+got.Discarded {
		t.Errorf("%+v does not add up", got)
	}
	got.Busy, got.PendingBytes = nil, 0
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func Example() {
	hub, err := pubsub.Open(pubsub.Config{})
	if err != nil {
		panic(err)
	}
	defer hub.Close(time.Second)
	_, err = hub.Subscribe("orders.*", func(m pubsub.Msg) {
		fmt.Printf("%s: %s\n", m.Subject, m.Payload)
	})
	if err != nil {
		panic(err)
	}
	if err := hub.Publish("orders.eu", []byte("two pears")); err != nil {
		panic(err)
	}
	if err := hub.WaitIdle(time.Minute); err != nil {
		panic(err)
	}
	// Output: orders.eu: two pears
}

func TestHandlerGetsEverythingInOrder(t *testing.T) {
	hub := open(t, pubsub.Config{})
	var got []string
	sub := must[*pubsub.Subscription](t)(hub.Subscribe("n.*", func(m pubsub.Msg) {
		got = append(got, string(m.Payload))
	}, pubsub.Messages(10_000), pubsub.WhenFull(pubsub.Block)))
	var want []string
	for i := range 1000 {
		want = append(want, strconv.Itoa(i))
		if err := hub.Publish("n.x", []byte(want[i])); err != nil {
			t.Fatal(err)
		}
	}
	if err := hub.WaitIdle(long); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %d messages, first %v", len(got), got[:min(len(got), 5)])
	}
	check(t, sub, pubsub.SubscriptionStats{State: pubsub.StateOpen, Matched: 1000, Received: 1000})
}

func TestPull(t *testing.T) {
	hub := open(t, pubsub.Config{History: 1})
	draft := pubsub.Draft{
		Subject: "a.b", Payload: []byte{0, 1, 255}, Headers: []pubsub.Header{{Name: "h", Value: "1"}, {Name: "h", Value: "2"}},
		Reply: "r",
	}
	if err := hub.Send(t.Context(), draft); err != nil {
		t.Fatal(err)
	}
	sub := must[*pubsub.Subscription](t)(hub.Pull(">", pubsub.Named("all"), pubsub.Replay(1), pubsub.Messages(2)))
	m := must[pubsub.Msg](t)(sub.Next(t.Context()))
	if m.Subject != "a.b" || string(m.Payload) != "\x00\x01\xff" || m.Header("h") != "1" || len(m.Headers) != 2 || m.Reply != "r" || !m.Replayed {
		t.Errorf("got %+v", m)
	}
	for i := range 4 {
		if err := hub.Publish("x", []byte{byte(i)}); err != nil {
			t.Fatal(err)
		}
	}
	batch := must[pubsub.Batch](t)(sub.Batch(t.Context(), 10))
	if len(batch.Messages) != 2 || batch.Messages[0].Payload[0] != 2 || batch.Lost != 2 || batch.State != pubsub.StateOpen {
		t.Errorf("got %+v", batch)
	}
	if sub.Name() != "all" {
		t.Errorf("got name %q", sub.Name())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sub.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the context was cancelled", err)
	}
	if err := sub.Drain(long); err != nil {
		t.Error(err)
	}
	if _, err := sub.Next(t.Context()); !errors.Is(err, pubsub.ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

func TestContextEndsAWaitForRoom(t *testing.T) {
	hub := open(t, pubsub.Config{})
	sub := must[*pubsub.Subscription](t)(hub.Pull("s", pubsub.Messages(1), pubsub.WhenFull(pubsub.Block), pubsub.Timeout(long)))
	publisher := must[*pubsub.Publisher](t)(hub.Publisher("s"))
	if err := publisher.Publish([]byte("1")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	sent := make(chan error)
	for _, send := range []func() error{
		func() error { return hub.Send(ctx, pubsub.Draft{Subject: "s", Payload: []byte("2")}) },
		func() error { return publisher.Send(ctx, pubsub.Draft{Payload: []byte("3")}) },
	} {
		go func() { sent <- send() }()
	}
	// Both wait: their bytes are counted.
	for stats := must[pubsub.Stats](t)(hub.Stats()); stats.Bytes != 6; stats = must[pubsub.Stats](t)(hub.Stats()) {
		runtime.Gosched()
	}
	cancel()
	for range 2 {
		if err := <-sent; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want that the context was cancelled", err)
		}
	}
	check(t, sub, pubsub.SubscriptionStats{State: pubsub.StateOpen, Matched: 3, Pending: 1, Dropped: 2})
	if err := hub.Send(ctx, pubsub.Draft{Subject: "s"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the context was cancelled", err)
	}
	check(t, sub, pubsub.SubscriptionStats{State: pubsub.StateOpen, Matched: 3, Pending: 1, Dropped: 2})
}

func TestRequest(t *testing.T) {
	hub := open(t, pubsub.Config{})
	if _, err := hub.Request("ask", nil, long); !errors.Is(err, pubsub.ErrNoResponders) {
		t.Errorf("got %v, want ErrNoResponders", err)
	}
	must[*pubsub.Subscription](t)(hub.Subscribe("ask", func(m pubsub.Msg) {
		if err := m.Respond(append(m.Payload, '!')); err != nil {
			t.Error(err)
		}
	}))
	answer := must[pubsub.Msg](t)(hub.Request("ask", []byte("hi"), long))
	if string(answer.Payload) != "hi!" {
		t.Errorf("got %q", answer.Payload)
	}
	must[*pubsub.Subscription](t)(hub.Pull("silent"))
	if _, err := hub.Request("silent", nil, 0); !errors.Is(err, pubsub.ErrTimeout) {
		t.Errorf("got %v, want ErrTimeout", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	answered := make(chan error)
	go func() {
		_, err := hub.RequestContext(ctx, pubsub.Draft{Subject: "silent"})
		answered <- err
	}()
	cancel()
	if err := <-answered; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the context was cancelled", err)
	}
}

// TestErrors checks that each error is found by errors.Is and says what was being done.
func TestErrors(t *testing.T) {
	hub := open(t, pubsub.Config{MaxPayload: 4, MaxBytes: 10})
	sub := must[*pubsub.Subscription](t)(hub.Pull("s", pubsub.Named("slow"), pubsub.Messages(1), pubsub.WhenFull(pubsub.Block), pubsub.Timeout(0)))
	if err := hub.Publish("s", nil); err != nil {
		t.Fatal(err)
	}
	_, noMessages := hub.Pull("s", pubsub.Messages(0))
	_, usedName := hub.Pull("s", pubsub.Named("slow"))
	_, notFound := hub.Find("none")
	filled := must[*pubsub.Subscription](t)(hub.Pull("fill"))
	if err := hub.Publish("fill", []byte("1234")); err != nil {
		t.Fatal(err)
	}
	noMemory := hub.Publish("fill", []byte("1234"))
	must[uint64](t)(filled.Unsubscribe())
	for _, c := range []struct {
		got, want error
		text      string
	}{
		{hub.Publish("a..b", nil), pubsub.ErrBadSubject, "pubsub: publish on a..b: subject a..b: token 2 is empty"},
		{hub.Publish("a", make([]byte, 5)), pubsub.ErrTooLarge, "pubsub: publish on a: the payload has 5 bytes, and the hub takes 4"},
		{hub.Publish("s", nil), pubsub.ErrFull, "pubsub: publish on s: subscription slow is full"},
		{noMessages, pubsub.ErrInvalidInput, "pubsub: subscribe to s: a queue has room for at least one message"},
		{usedName, pubsub.ErrInvalidInput, "pubsub: subscribe to s: the name slow is used"},
		{notFound, pubsub.ErrNotFound, "pubsub: find none: there is no subscription none"},
		{noMemory, pubsub.ErrNoMemory, "pubsub: publish on fill: the hub may use 10 bytes, and they are used"},
	} {
		if !errors.Is(c.got, c.want) || c.got.Error() != c.text {
			t.Errorf("got %v, want %s", c.got, c.text)
		}
	}
	must[uint64](t)(sub.Unsubscribe())
	if _, err := sub.Unsubscribe(); !errors.Is(err, pubsub.ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
	must[uint64](t)(hub.Close(long))
	if err := hub.Publish("s", nil); !errors.Is(err, pubsub.ErrClosed) || !strings.HasSuffix(err.Error(), "the hub is closed") {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

func TestPanicCostsOneMessage(t *testing.T) {
	panics := make(chan pubsub.Panic, 1)
	hub := open(t, pubsub.Config{OnPanic: func(p pubsub.Panic) { panics <- p }})
	var got []string
	sub := must[*pubsub.Subscription](t)(hub.Subscribe("s", func(m pubsub.Msg) {
		switch string(m.Payload) {
		case "2":
			panic("planted")
		case "3":
			runtime.Goexit()
		}
		got = append(got, string(m.Payload))
	}, pubsub.Named("panics")))
	for _, payload := range []string{"1", "2", "3", "4"} {
		if err := hub.Publish("s", []byte(payload)); err != nil {
			t.Fatal(err)
		}
	}
	if err := hub.WaitIdle(long); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []string{"1", "4"}) {
		t.Errorf("got %v", got)
	}
	check(t, sub, pubsub.SubscriptionStats{State: pubsub.StateOpen, Matched: 4, Received: 4, Panics: 2})
	if p := <-panics; p.Subscription != "panics" || p.Subject != "s" || p.Value != "planted" || len(p.Stack) == 0 {
		t.Errorf("got %+v", p)
	}
}

func TestEverythingInAHandler(t *testing.T) {
	hub := open(t, pubsub.Config{})
	var errs []error
	done := make(chan struct{})
	publisher := must[*pubsub.Publisher](t)(hub.Publisher("s"))
	must[*pubsub.Subscription](t)(hub.Subscribe("s", func(m pubsub.Msg) {
		defer close(done)
		own := m.Hub()
		_, err := own.Request("s", nil, long)
		errs = append(errs, err)
		// The request waits in the queue, which is full.
		errs = append(errs, own.Publish("s", nil))
		errs = append(errs, publisher.Send(m.Context(), pubsub.Draft{}))
		errs = append(errs, m.Subscription().Drain(long))
		errs = append(errs, own.WaitIdle(long))
		_, err = own.Subscribe("new", func(pubsub.Msg) {})
		errs = append(errs, err)
		discarded, err := m.Subscription().Unsubscribe()
		errs = append(errs, err)
		if discarded != 1 {
			t.Errorf("got %d discarded, want 1", discarded)
		}
		_, err = own.Close(long)
		errs = append(errs, err)
		errs = append(errs, own.Publish("s", nil))
	}, pubsub.Messages(1), pubsub.WhenFull(pubsub.Block), pubsub.Timeout(long)))
	if err := hub.Publish("s", nil); err != nil {
		t.Fatal(err)
	}
	<-done
	deadlock := pubsub.ErrWouldDeadlock
	for i, want := range []error{deadlock, deadlock, deadlock, deadlock, deadlock, nil, nil, nil, pubsub.ErrClosed} {
		if !errors.Is(errs[i], want) {
			t.Errorf("%d: got %v, want %v", i, errs[i], want)
		}
	}
}

func TestUnsubscribeEndsDelivery(t *testing.T) {
	hub := open(t, pubsub.Config{})
	stop := make(chan struct{})
	var publishing sync.WaitGroup
	publishing.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				if err := hub.Publish("s", nil); err != nil {
					t.Error(err)
					return
				}
			}
		}
	})
	for range 100 {
		ended, came := false, make(chan struct{}, 1)
		sub := must[*pubsub.Subscription](t)(hub.Subscribe("s", func(pubsub.Msg) {
			if ended {
				t.Error("delivered after Unsubscribe has returned")
			}
			select {
			case came <- struct{}{}:
			default:
			}
		}))
		<-came
		must[uint64](t)(sub.Unsubscribe())
		// The race detector sees a handler that still runs.
		ended = true
	}
	close(stop)
	publishing.Wait()
	if stats := must[pubsub.Stats](t)(hub.Stats()); len(stats.Subscriptions) != 0 || stats.Bytes != 0 {
		t.Errorf("got %+v", stats)
	}
}

// TestIssueGoroutines checks that goroutines come with work, one for each subscription, and go with it.
func TestIssueGoroutines(t *testing.T) {
	const subscriptions = 200
	hub := open(t, pubsub.Config{})
	before := runtime.NumGoroutine()
	end := make(chan struct{})
	var began sync.WaitGroup
	for range subscriptions {
		must[*pubsub.Subscription](t)(hub.Subscribe("s", func(m pubsub.Msg) {
			if len(m.Payload) > 0 {
				began.Done()
				<-end
			}
		}))
	}
	idle := runtime.NumGoroutine()
	if idle > before+2 {
		t.Errorf("got %d goroutines for handlers without work", idle-before)
	}
	began.Add(subscriptions)
	for _, payload := range []string{"first", "", "", "", ""} {
		if err := hub.Publish("s", []byte(payload)); err != nil {
			t.Fatal(err)
		}
	}
	began.Wait()
	if busy := runtime.NumGoroutine(); busy > before+subscriptions+10 {
		t.Errorf("got %d goroutines for %d subscriptions", busy-before, subscriptions)
	}
	close(end)
	if err := hub.WaitIdle(long); err != nil {
		t.Fatal(err)
	}
	must[uint64](t)(hub.Close(long))
	for runtime.NumGoroutine() > before+2 {
		runtime.Gosched()
	}
}
