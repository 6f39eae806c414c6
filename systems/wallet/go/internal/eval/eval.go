package eval

import (
	"bytes"
	"errors"
	"io"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/protocol"
)

// MaxLine is the longest request, in bytes without its end.
const MaxLine = 1 << 20

// Evaluator answers lines.
type Evaluator struct {
	Server *protocol.Server
	// GivenClock says that each request brings its time; else Now tells it.
	GivenClock bool
	Now        func() int64
}

// Run answers every line of in, and ends with it. Its error is that reading or writing failed.
func (e *Evaluator) Run(in io.Reader, out io.Writer) error {
	// Room for a line, its end, and the beginning of the next one.
	buffer, err := page.Acquire(MaxLine + 2*page.Size)
	if err != nil {
		return err
	}
	defer buffer.Close()
	room := buffer.Take(buffer.Room())
	filled, skipping := 0, false
	for {
		n, reading := in.Read(room[filled:])
		filled += n
		for {
			end := bytes.IndexByte(room[:filled], '\n')
			if end < 0 {
				break
			}
			if err := e.line(room[:end], skipping, out); err != nil {
				return err
			}
			skipping = false
			filled = shift(room, end+1, filled)
		}
		// A line without an end that is too long by now is passed over; it is answered when it ends.
		if filled > MaxLine+1 {
			skipping = true
			filled = shift(room, filled, filled)
		}
		if errors.Is(reading, io.EOF) {
			if filled > 0 || skipping {
				return e.line(room[:filled], skipping, out)
			}
			return nil
		}
		if reading != nil {
			return reading
		}
	}
}

// shift moves what stands behind from to the beginning, and wipes what it leaves.
func shift(room []byte, from, filled int) int {
	n := copy(room, room[from:filled])
	page.Wipe(room[n:filled])
	return n
}

// line answers one, which may be empty.
func (e *Evaluator) line(line span, tooLong bool, out io.Writer) error {
	line = bytes.TrimSuffix(line, []byte("\r"))
	if tooLong || len(line) > MaxLine {
		return write(out, failure("null", fault.New(fault.TooLarge, "a line has more than 1 MiB")))
	}
	if len(bytes.Trim(line, " \t")) == 0 {
		return nil
	}
	// Decoded texts are never longer than their line; the answer's secret has its own memory.
	return page.Run(2*len(line)+page.Size, func(scratch *page.Scratch) error {
		id, request, err := e.request(scratch, line)
		if err != nil {
			return write(out, failure(id, err))
		}
		answer, err := e.Server.Do(request)
		if err != nil {
			return write(out, failure(id, err))
		}
		defer answer.Close()
		return success(out, id, answer)
	})
}

func write(out io.Writer, line []byte) error {
	_, err := out.Write(line)
	return err
}
