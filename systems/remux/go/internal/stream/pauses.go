package stream

import (
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// steady is how long a stream must play for its next fault to count as the
// first one.
const steady = 5 * time.Second

// pauses are those between attempts. They grow and vary by chance, so that
// many streams which broke together do not come back together.
type pauses struct{ *backoff.ExponentialBackOff }

func (s *Stream) pauses() pauses {
	p := pauses{backoff.NewExponentialBackOff()}
	p.InitialInterval = s.reconnect.Initial
	p.MaxInterval = s.reconnect.Longest
	return p
}

// next is the pause after an attempt that worked for so long.
func (p pauses) next(worked time.Duration) time.Duration {
	if worked > steady {
		p.Reset()
	}
	return p.NextBackOff()
}

// rest takes the pause after an attempt that worked for so long.
func (p pauses) rest(ctx context.Context, worked time.Duration) { wait(ctx, p.next(worked)) }

func wait(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
