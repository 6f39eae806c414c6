package daemon

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"spandrel.dev/remux/internal/spawn"
)

// begin runs a part of the daemon beside the others. A panic in it is logged
// and ends no other; other errors are for the part itself to tell.
func (d *Daemon) begin(running *sync.WaitGroup, part string, f func() error) {
	running.Add(1)
	spawn.Go(f, func(err error) {
		defer running.Done()
		if errors.As(err, new(*spawn.PanicError)) {
			d.log.Error("a part of the program failed by its own fault", "part", part, "error", err)
		}
	})
}

// again makes of a watch, which ends with the context, one that begins again
// some time after a panic.
func again(ctx context.Context, log *slog.Logger, watch func()) func() error {
	return func() error {
		for {
			err := spawn.Call(func() error { watch(); return nil })
			if err == nil {
				return nil
			}
			log.Error("a watch failed by a fault of this program and will begin again", "error", err, "retry_in", rest)
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(rest):
			}
		}
	}
}
