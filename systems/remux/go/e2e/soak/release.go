package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// released waits until the daemon uses no more than before, and says what it
// still uses.
func (s *soaker) released(ctx context.Context, before load, patience time.Duration) (after load, left string, err error) {
	for began := time.Now(); ; pause(ctx, 200*time.Millisecond) {
		if after, err = s.daemon.look(true); err != nil {
			return after, "", err
		}
		left = ""
		if n := after.Goroutines - before.Goroutines; n > spare {
			left += fmt.Sprintf("%d goroutines ", n)
		}
		if n := after.Descriptors - before.Descriptors; n > spare {
			left += fmt.Sprintf("%d descriptors ", n)
		}
		if n := after.HeapMB - before.HeapMB; n > spareHeap {
			left += fmt.Sprintf("%.0f MB of heap ", n)
		}
		if left == "" || time.Since(began) > patience || ctx.Err() != nil {
			return after, strings.TrimSpace(left), nil
		}
	}
}

// hold opens connections that read a stream and keeps them, as a leak would. It
// returns when each is answered: what is measured after it counts them all.
func (s *soaker) hold(ctx context.Context, count int) (release func()) {
	ctx, cancel := context.WithCancel(ctx)
	var work, answered sync.WaitGroup
	answered.Add(count)
	for range count {
		work.Go(func() {
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.daemon.base+"/stream/sample.ts", nil)
			if err != nil {
				answered.Done()
				return
			}
			response, err := http.DefaultClient.Do(request)
			answered.Done()
			if err == nil {
				_, _ = io.Copy(io.Discard, response.Body) // until it is cancelled
				response.Body.Close()
			}
		})
	}
	answered.Wait()
	return func() { cancel(); work.Wait() }
}
