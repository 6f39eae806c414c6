package e2e

import (
	"errors"
	"slices"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
)

// counting is a sink that adds up what is written to it.
type counting struct {
	supplied.Sink
	written int
}

func (c *counting) Write(packet []byte) (uint32, error) {
	if len(packet) == 0 {
		return 0, errors.New("nothing to write")
	}
	c.written += len(packet)
	return uint32(c.written), nil
}

// Callbacks and interfaces pass through a hook, which sees that they are there, and errors made in Go come back through it.
func TestGoRustHooksCallbacks(t *testing.T) {
	var seen []uint64
	core := supplied.Wrap(supplied.Embedded(), spandrel.HookFunc(func(call spandrel.Call) {
		reader := wire.NewReader(call.AppendArguments(nil))
		switch call.Function().Name {
		case "supplied.Each":
			items := wire.ReadRaw[uint32](&reader)
			seen = append(seen, uint64(len(items)), reader.Uint64())
		case "supplied.WriteTo":
			seen = append(seen, reader.Uint64())
		case "supplied.Shelf.KeepSink":
			reader.Skip(8)
			seen = append(seen, reader.Uint64())
		}
		_ = call.Proceed()
	}))
	var visited []uint32
	visit := func(item uint32) bool { visited = append(visited, item); return item < 2 }
	if _, err := core.Each([]uint32{1, 2, 3}, visit); err != nil || !slices.Equal(visited, []uint32{1, 2}) {
		t.Error(visited, err)
	}
	if _, err := core.Each([]uint32{1}, nil); !errors.Is(err, spandrel.ErrInvalidInput) {
		t.Error(err)
	}
	sink := new(counting)
	if written, err := core.WriteTo(sink, []byte("abc")); written != 3 || err != nil {
		t.Error(written, err)
	}
	if _, err := core.WriteTo(sink, nil); err == nil {
		t.Error("no error")
	}
	shelf, err := core.NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	defer shelf.Close()
	if err := shelf.KeepSink(sink); err != nil {
		t.Error(err)
	}
	looked := 0
	if err := shelf.Look(func() { looked++ }); err != nil || looked != 1 {
		t.Error(looked, err)
	}
	if want := []uint64{3, 1, 1, 0, 1, 1, 1}; !slices.Equal(seen, want) {
		t.Error(seen, want)
	}
}
