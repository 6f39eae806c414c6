package stream

import (
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"spandrel.dev/remux/internal/ts/tstest"
)

// camera is a source that sends pictures for as long as it is open.
type camera struct {
	opened, open int
	renewable    bool
	packets      []byte
}

func (c *camera) Open(ctx context.Context) (io.ReadCloser, error) {
	c.opened++
	c.open++
	return &shot{camera: c, ctx: ctx}, nil
}

func (c *camera) Renewable() bool { return c.renewable }
func (c *camera) String() string  { return "camera:" }

type shot struct {
	camera *camera
	ctx    context.Context
}

func (s *shot) Read(p []byte) (int, error) {
	select {
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	case <-time.After(100 * time.Millisecond):
		return copy(p, s.camera.packets), nil
	}
}

func (s *shot) Close() error { s.camera.open--; return nil }

// onDemand runs streams on demand over cameras, with so many tuners together, in a
// bubble.
func onDemand(t *testing.T, tuners *Tuners, cameras ...*camera) []*Stream {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var streams []*Stream
	ended := make(chan error, len(cameras))
	for _, one := range cameras {
		one.packets = tstest.Stream(0, 50, 5)
		s := testStream(t, "camera", "-", one)
		s.demand = newDemand(false, 10*time.Second, tuners)
		s.note(Idle, nil)
		streams = append(streams, s)
		go func() { ended <- s.Run(ctx) }()
	}
	t.Cleanup(func() {
		cancel()
		for range cameras {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
		for i, s := range streams {
			if state := s.Status().State; state != Ended || cameras[i].open != 0 {
				t.Errorf("at the end stream %d is %s, %d times open", i, state, cameras[i].open)
			}
		}
	})
	synctest.Wait()
	return streams
}

// read subscribes and waits for packets.
func read(t *testing.T, s *Stream) (leave func()) {
	t.Helper()
	reader, leave, err := s.Subscribe()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := reader.Next(ctx); err != nil {
		t.Fatalf("no packets: %v", err)
	}
	return leave
}

func TestASourceOnDemandIsOpenWhileItIsRead(t *testing.T) {
	for _, renewable := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			one := &camera{renewable: renewable}
			s := onDemand(t, nil, one)[0]
			time.Sleep(time.Hour)
			if status := s.Status(); one.opened != 0 || status.State != Idle || !status.Healthy() || status.Errors != 0 {
				t.Errorf("without a reader it was opened %d times: %+v", one.opened, status)
			}
			leave := read(t, s)
			time.Sleep(time.Hour)
			if one.opened != 1 || one.open != 1 || s.Status().State != Running {
				t.Errorf("with a reader it was opened %d times and is %s", one.opened, s.Status().State)
			}
			other := read(t, s)
			leave()
			leave() // a second time does nothing
			time.Sleep(time.Hour)
			other()
			time.Sleep(9 * time.Second)
			if one.open != 1 {
				t.Error("it was closed before its time")
			}
			other = read(t, s)
			other()
			time.Sleep(9 * time.Second)
			if one.opened != 1 || one.open != 1 {
				t.Errorf("a reader within the time did not begin it anew: opened %d times", one.opened)
			}
			time.Sleep(2 * time.Second)
			status := s.Status()
			if one.open != 0 || status.State != Idle || status.SourceFaults != 0 || status.LastError != "" || status.Ready {
				t.Errorf("it is open after its time: %+v", status)
			}
			read(t, s)()
			if one.opened != 2 {
				t.Errorf("opened %d times, want 2", one.opened)
			}
		})
	}
}

func TestSourcesOfAGroupShareItsTuners(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cameras := []*camera{{renewable: true}, {renewable: true}, {renewable: true}}
		streams := onDemand(t, NewTuners(2), cameras...)
		first, second := read(t, streams[0]), read(t, streams[1])
		if _, _, err := streams[2].Subscribe(); !errors.Is(err, ErrTuners) {
			t.Errorf("a third source has a tuner: %v", err)
		}
		again := read(t, streams[0]) // which is open
		first()
		if _, _, err := streams[2].Subscribe(); !errors.Is(err, ErrTuners) {
			t.Errorf("the tuner of a source that is read: %v", err)
		}
		// The tuner of a source that nobody reads any more is not kept for its time.
		again()
		third := read(t, streams[2])
		synctest.Wait()
		if cameras[0].open != 0 || cameras[1].open != 1 || cameras[2].open != 1 {
			t.Errorf("open are %d, %d and %d", cameras[0].open, cameras[1].open, cameras[2].open)
		}
		if _, _, err := streams[0].Subscribe(); !errors.Is(err, ErrTuners) {
			t.Errorf("a third source has a tuner: %v", err)
		}
		second()
		third()
		time.Sleep(time.Minute)
		for i, one := range cameras {
			if one.open != 0 {
				t.Errorf("source %d is open", i)
			}
		}
		read(t, streams[0])()
	})
}

// A reader that comes when the last tuner is promised to another one waits, and the
// source is not opened after it has gone.
func TestAReaderThatGivesUpWantsNoTuner(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cameras := []*camera{{renewable: true}, {renewable: true}}
		tuners := NewTuners(1)
		streams := onDemand(t, tuners, cameras...)
		leave := read(t, streams[0])
		// The second one gets in although the tuner is taken, as at a race.
		streams[1].demand.tuners = nil
		_, giveUp, err := streams[1].Subscribe()
		streams[1].demand.tuners = tuners
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		giveUp()
		synctest.Wait()
		leave()
		time.Sleep(time.Minute)
		if cameras[1].opened != 0 || cameras[0].open != 0 {
			t.Errorf("opened %d times for nobody; %d are open", cameras[1].opened, cameras[0].open)
		}
		read(t, streams[1])()
	})
}
