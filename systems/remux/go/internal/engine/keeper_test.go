package engine_test

import (
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/ts/tstest"
)

var errBroken = errors.New("broken on purpose")

// fragile is a passthrough engine that fails on inputs that begin with "break".
type fragile struct{ engine.Engine }

func (fragile) Name() string { return "fragile" }

func (f fragile) Push(input []byte) error {
	if strings.HasPrefix(string(input), "break") {
		return errBroken
	}
	return f.Engine.Push(input)
}

func keep(t *testing.T, bridge bool, opened *int) *engine.Keeper {
	t.Helper()
	engines := engines(t)
	open := func() (engine.Engine, error) {
		*opened++
		inner, err := engines.Open(engine.Passthrough, engine.Settings{})
		return fragile{inner}, err
	}
	var standIn func() (engine.Engine, error)
	if bridge {
		standIn = func() (engine.Engine, error) { return engines.Open(engine.Passthrough, engine.Settings{}) }
	}
	keeper, err := engine.Keep(open, standIn, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return keeper
}

func TestAFailedEngineIsOpenedAgain(t *testing.T) {
	for _, bridge := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			opened := 0
			keeper := keep(t, bridge, &opened)
			stream := tstest.Stream(0, 20, 5)
			through := func() int {
				keeper.Push(stream)
				return len(keeper.Output())
			}
			if keeper.Name() != "fragile" || through() == 0 {
				t.Fatal("the engine does not work")
			}
			keeper.Push([]byte("break"))
			if failures, err := keeper.Failures(); failures != 1 || !errors.Is(err, errBroken) {
				t.Errorf("%d failures, %v", failures, err)
			}
			if passed := through() > 0; passed != bridge {
				t.Errorf("bridge %v: passed on while away: %v", bridge, passed)
			}
			if name := keeper.Name(); bridge && name != engine.Passthrough || !bridge && name != "fragile (failed)" {
				t.Errorf("named %q while away", name)
			}
			time.Sleep(time.Second)
			if through() == 0 || keeper.Name() != "fragile" || opened != 2 {
				t.Errorf("not working again: %q after %d openings", keeper.Name(), opened)
			}
			if err := keeper.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAnEngineThatKeepsFailingIsTriedMoreRarely(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		opened := 0
		keeper := keep(t, false, &opened)
		for range 6000 {
			keeper.Push([]byte("break"))
			time.Sleep(10 * time.Millisecond)
		}
		if opened < 5 || opened > 20 {
			t.Errorf("opened %d times in a minute", opened)
		}
	})
}
