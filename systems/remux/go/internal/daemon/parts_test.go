package daemon

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A panic in a part of the daemon ends no other, and a watch begins again.
func TestIssueAPanicInAPartOfTheDaemonEndsNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var text strings.Builder
		d := &Daemon{log: slog.New(slog.NewTextHandler(&text, nil))}
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		d.begin(&running, "one", func() error { panic("on purpose") })
		running.Wait()
		rounds := 0
		d.begin(&running, "watch", again(ctx, d.log, func() {
			if rounds++; rounds < 3 {
				panic("on purpose")
			}
			<-ctx.Done()
		}))
		time.Sleep(time.Minute)
		cancel()
		running.Wait()
		if n := strings.Count(text.String(), "level=ERROR"); n != 3 || rounds != 3 || !strings.Contains(text.String(), "part=one") {
			t.Errorf("%d rounds, the log has %s", rounds, text.String())
		}
	})
}
