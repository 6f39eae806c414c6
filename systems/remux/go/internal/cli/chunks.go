package cli

import (
	"context"
	"io"
	"iter"
)

// chunkSize is what one read asks for. A pipe returns what it has, so a
// large size costs no delay.
const chunkSize = 256 << 10

// chunks yields what in delivers, each slice valid until the next, and at the
// end the reason, which is io.EOF or the error of the context. A read that
// cannot be interrupted is left behind when the context ends.
func chunks(ctx context.Context, in io.Reader) iter.Seq2[[]byte, error] {
	type result struct {
		n   int
		err error
	}
	return func(yield func([]byte, error) bool) {
		buffer := make([]byte, chunkSize)
		wanted := make(chan struct{}, 1)
		defer close(wanted)
		results := make(chan result, 1)
		go func() {
			for range wanted {
				n, err := in.Read(buffer)
				results <- result{n, err}
			}
		}()
		for {
			wanted <- struct{}{}
			select {
			case r := <-results:
				if !yield(buffer[:r.n], r.err) || r.err != nil {
					return
				}
			case <-ctx.Done():
				select {
				case r := <-results: // what was read by now is not lost
					yield(buffer[:r.n], ctx.Err())
				default:
					yield(nil, ctx.Err())
				}
				return
			}
		}
	}
}
