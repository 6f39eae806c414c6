package eval

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxLine is the length of the longest line that is read, without its end.
const maxLine = 128 << 20

var errTooLong = fmt.Errorf("the line has more than %d bytes", maxLine)

// lines reads lines, and calls flush before it may have to wait for one.
type lines struct {
	in    *bufio.Reader
	flush func() error
	line  []byte
}

// next returns the next line without its end, valid until the next call; errTooLong for one that it has skipped; io.EOF at the end.
func (l *lines) next() ([]byte, error) {
	l.line = l.line[:0]
	length := 0
	for {
		if buffered, _ := l.in.Peek(l.in.Buffered()); bytes.IndexByte(buffered, '\n') < 0 {
			if err := l.flush(); err != nil {
				return nil, err
			}
		}
		part, err := l.in.ReadSlice('\n')
		length += len(part)
		if length <= maxLine+2 {
			l.line = append(l.line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == io.EOF && length == 0:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, fmt.Errorf("read operations: %w", err)
		}
		line := bytes.TrimSuffix(bytes.TrimSuffix(l.line, []byte("\n")), []byte("\r"))
		if length > maxLine+2 || len(line) > maxLine {
			return nil, errTooLong
		}
		return line, nil
	}
}

// Serve answers the operations of in on out, one line each, until in ends. It returns an error only when reading or writing fails.
func Serve(in io.Reader, out io.Writer) error {
	answers := bufio.NewWriterSize(out, 64<<10)
	from := lines{in: bufio.NewReaderSize(in, 64<<10), flush: answers.Flush}
	session := newSession()
	defer session.end()
	for {
		line, err := from.next()
		switch {
		case err == io.EOF:
			return answers.Flush()
		case errors.Is(err, errTooLong):
			line = answer(nil, nil, &refused{codeInvalid, err.Error()})
		case err != nil:
			return errors.Join(err, answers.Flush())
		case len(bytes.Trim(line, " \t")) == 0:
			continue
		default:
			line = session.answer(line)
		}
		if _, err := answers.Write(append(line, '\n')); err != nil {
			return fmt.Errorf("write answers: %w", err)
		}
	}
}
