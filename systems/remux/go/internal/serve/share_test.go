package serve

import (
	"testing"
	"testing/synctest"
	"time"

	"spandrel.dev/remux/internal/stream"
)

// However many ask, the figures are rendered once in a quarter of a second.
func TestIssueTheFiguresAreRenderedOnceForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		taken := 0
		shared := snapshots{take: func() []stream.Status { taken++; return []stream.Status{{Name: "a"}} }}
		for range 1000 {
			first, err := shared.get().list(0)
			if again, wrong := shared.get().list(0); err != nil || wrong != nil || &first[0] != &again[0] {
				t.Fatal("rendered twice: ", err, wrong)
			}
		}
		if taken != 1 {
			t.Errorf("taken %d times", taken)
		}
		time.Sleep(fresh + time.Millisecond)
		if shared.get(); taken != 2 {
			t.Errorf("taken %d times after %v", taken, fresh)
		}
	})
}
