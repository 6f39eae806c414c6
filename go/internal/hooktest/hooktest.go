// Package hooktest is a core to test hooks with: calls as generated code makes them, of functions written in Go.
package hooktest

import (
	"context"
	"iter"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/around"
	"spandrel.dev/spandrel/glue/wire"
)

// Functions of the core.
var (
	Get   = spandrel.Function{Name: "test.Get", Number: 0, Async: true}
	Watch = spandrel.Function{Name: "test.Watch", Number: 1, Stream: true}
)

// Core is a core with a hook around it.
type Core struct {
	wrap *around.Wrap
	run  func(ctx context.Context) (uint64, error)
}

// New returns a core whose functions call run.
func New(hook spandrel.Hook, run func(ctx context.Context) (uint64, error)) *Core {
	return &Core{around.New(hook), run}
}

// Get calls run.
func (c *Core) Get(ctx context.Context) (uint64, error) {
	if !c.wrap.Begin(ctx, &Get) {
		return c.run(ctx)
	}
	call := &get{Call: c.wrap.NewCall(ctx, &Get), core: c}
	if err := call.Run(call); err != nil {
		return 0, err
	}
	return call.result, nil
}

// Watch yields 0 to run's result, or its error behind one item.
func (c *Core) Watch(ctx context.Context) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		if !c.wrap.Begin(ctx, &Watch) {
			c.items(ctx)(yield)
			return
		}
		call := &watch{
			Stream: around.Stream[uint64]{
				Call: c.wrap.NewCall(ctx, &Watch), Append: wire.AppendUint64, Read: (*wire.Reader).Uint64,
			},
			core: c,
		}
		call.To(yield)
		call.End(call.Run(call))
	}
}

func (c *Core) items(ctx context.Context) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		count, err := c.run(ctx)
		for item := range max(count, 1) {
			if !yield(item, nil) {
				return
			}
		}
		if err != nil {
			yield(0, err)
		}
	}
}

type get struct {
	around.Call
	core   *Core
	result uint64
}

func (c *get) AppendArguments(buffer []byte) []byte { return buffer }

func (c *get) Proceed() error {
	var err error
	c.result, err = c.core.run(c.Context())
	return c.Done(err)
}

func (c *get) AppendAnswer(buffer []byte) []byte {
	if !c.OK() {
		return buffer
	}
	return wire.AppendUint64(buffer, c.result)
}

func (c *get) Answer(encoded []byte) error {
	reader := wire.NewReader(encoded)
	c.result = reader.Uint64()
	return c.Replied(&reader)
}

type watch struct {
	around.Stream[uint64]
	core *Core
}

func (c *watch) AppendArguments(buffer []byte) []byte { return buffer }

func (c *watch) Proceed() error { return c.Each(c.core.items(c.Context())) }
