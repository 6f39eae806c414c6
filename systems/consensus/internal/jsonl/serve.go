package jsonl

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"spandrel.dev/consensus/hash"
)

// MaxLine is the length of the longest request line that is read, without its
// line end.
const MaxLine = 128 << 20

// Serve answers the requests of in, one line each, on out until in ends. It
// writes answers out whenever it would have to wait for the next complete line,
// so that a caller may ask, wait and ask again. Memory stays within a few times
// the longest line.
//
// It returns an error only when reading or writing fails.
func Serve(backend hash.Backend, in io.Reader, out io.Writer) error {
	answers := bufio.NewWriterSize(out, 64<<10)
	lines := lineReader{in: in, flush: answers.Flush, most: MaxLine}
	var answer []byte
	for {
		line, err := lines.next()
		if err == io.EOF {
			return flushed(answers)
		}
		tooLong := errors.Is(err, errTooLong)
		if err != nil && !tooLong {
			if unwritten := answers.Flush(); unwritten != nil && !errors.Is(err, unwritten) {
				err = errors.Join(err, fmt.Errorf("write answers: %w", unwritten))
			}
			return err
		}
		switch {
		case tooLong:
			answer, _ = TooLong(answer[:0], MaxLine)
		case blank(line):
			continue
		default:
			answer, _ = AppendAnswer(answer[:0], backend, line)
		}
		if _, err := answers.Write(append(answer, '\n')); err != nil {
			return fmt.Errorf("write answers: %w", err)
		}
	}
}

func flushed(answers *bufio.Writer) error {
	if err := answers.Flush(); err != nil {
		return fmt.Errorf("write answers: %w", err)
	}
	return nil
}

// blank reports whether a line gets no answer.
func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}

var errTooLong = errors.New("line too long")

// lineReader reads lines of up to most bytes.
type lineReader struct {
	in    io.Reader
	most  int
	flush func() error // called before a read that may wait
	room  []byte
	from  int // the unread bytes are room[from:to]
	to    int
	ended bool
}

// next returns the next line without its end, valid until the next call, or
// io.EOF, or errTooLong once for a line that does not fit, which it skips.
func (r *lineReader) next() ([]byte, error) {
	searched := 0
	skipping := false
	for {
		unread := r.room[r.from:r.to]
		if end := bytes.IndexByte(unread[searched:], '\n'); end >= 0 {
			line := unread[:searched+end]
			r.from += len(line) + 1
			return r.finish(bytes.TrimSuffix(line, []byte("\r")), skipping)
		}
		if r.ended {
			r.from = r.to
			if len(unread) == 0 && !skipping {
				return nil, io.EOF
			}
			return r.finish(unread, skipping)
		}
		searched = len(unread)
		if searched > r.most+1 { // one more may be a carriage return
			skipping, searched = true, 0
			r.from, r.to = 0, 0
		}
		if err := r.fill(); err != nil {
			return nil, err
		}
	}
}

func (r *lineReader) finish(line []byte, skipping bool) ([]byte, error) {
	if skipping || len(line) > r.most {
		return nil, errTooLong
	}
	return line, nil
}

// fill reads more, after making room for it.
func (r *lineReader) fill() error {
	if err := r.flush(); err != nil {
		return fmt.Errorf("write answers: %w", err)
	}
	if r.from > 0 {
		r.to = copy(r.room, r.room[r.from:r.to])
		r.from = 0
	}
	if r.to == len(r.room) {
		grown := make([]byte, max(64<<10, 2*len(r.room)))
		copy(grown, r.room)
		r.room = grown
	}
	for {
		n, err := r.in.Read(r.room[r.to:])
		r.to += n
		if err == io.EOF {
			r.ended = true
			return nil
		}
		if err != nil {
			return fmt.Errorf("read requests: %w", err)
		}
		if n > 0 {
			return nil
		}
	}
}
