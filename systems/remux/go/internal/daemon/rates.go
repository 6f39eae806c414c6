package daemon

import (
	"context"
	"time"
)

// judgeRates drops readers that take too little, also while nothing comes from
// their streams, until the context is done.
func (d *Daemon) judgeRates(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		for _, one := range d.streams {
			one.Readers().Judge()
		}
	}
}
