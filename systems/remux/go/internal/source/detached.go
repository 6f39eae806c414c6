package source

import (
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"time"

	"spandrel.dev/remux/internal/spawn"
)

// detached is a file whose operations end with a context, whatever the
// operating system does: opening a FIFO waits for a writer, and a file on a
// dead server answers nobody, not even a signal. Each operation runs on a
// goroutine of its own file; when the context ends first, that goroutine is
// left behind with the file and closes it if the operation ever returns.
type detached struct {
	ctx    context.Context
	tasks  chan func(*os.File)
	closed chan struct{}
	close  func() // closes closed, once

	buffer []byte // belongs to the goroutine while a read is under way
}

// OpenFile opens a file for reading. Its reader belongs to one goroutine.
func OpenFile(ctx context.Context, path string) (io.ReadSeekCloser, error) {
	return beginOpening(ctx, path).wait()
}

// opening is a file that may not be open yet.
type opening struct {
	file    *detached
	done    chan struct{}
	err     error // once done is closed
	regular bool  // once done is closed: a file with an end, no FIFO or device
}

func beginOpening(ctx context.Context, path string) *opening {
	d := &detached{ctx: ctx, tasks: make(chan func(*os.File)), closed: make(chan struct{})}
	d.close = sync.OnceFunc(func() { close(d.closed) })
	o := &opening{file: d, done: make(chan struct{})}
	opened := sync.OnceFunc(func() { close(o.done) })
	spawn.Go(func() error {
		d.run(path, func(file *os.File, err error) {
			if err == nil {
				info, unknown := file.Stat()
				o.regular = unknown == nil && info.Mode().IsRegular()
			}
			o.err = err
			opened()
		})
		return nil
	}, func(err error) {
		if err != nil {
			o.fail(err)
			opened()
		}
	})
	return o
}

// fail takes note of a panic; one after the file was opened has been returned
// by the operation that it happened in.
func (o *opening) fail(err error) {
	select {
	case <-o.done:
	default:
		o.err = err
	}
}

// within reports whether the file is open, or cannot be opened, in time.
func (o *opening) within(patience time.Duration) bool {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-o.done:
		return true
	case <-timer.C:
		return false
	case <-o.file.ctx.Done():
		return true
	}
}

// wait returns the file, or the error of the context when that is done first.
func (o *opening) wait() (io.ReadSeekCloser, error) {
	select {
	case <-o.done:
		if o.err != nil {
			return nil, o.err
		}
		return o.file, nil
	case <-o.file.ctx.Done():
		o.file.close()
		return nil, o.file.ctx.Err()
	}
}

func (d *detached) run(path string, opened func(*os.File, error)) {
	file, err := os.Open(path)
	opened(file, err)
	if err != nil {
		return
	}
	defer file.Close() // only read from: no error of it loses anything
	for {
		select {
		case task := <-d.tasks:
			task(file)
		case <-d.closed:
			return
		}
	}
}

// result is what an operation returned.
type result struct {
	n   int64
	err error
}

// do runs one operation and waits for it or for the end of the context.
func (d *detached) do(operation func(*os.File) (int64, error)) (int64, error) {
	done := make(chan result, 1)
	task := func(file *os.File) {
		var n int64
		err := spawn.Call(func() (err error) {
			n, err = operation(file)
			return err
		})
		done <- result{n, err}
	}
	select {
	case d.tasks <- task:
	case <-d.closed:
		return 0, os.ErrClosed
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
	select {
	case r := <-done:
		return r.n, r.err
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
}

// Read reads into memory of the file's own first: a read that was left behind
// must not write into the caller's when it returns at last.
func (d *detached) Read(p []byte) (int, error) {
	if len(d.buffer) < len(p) {
		d.buffer = make([]byte, len(p))
	}
	buffer := d.buffer[:len(p)]
	n, err := d.do(func(file *os.File) (int64, error) {
		n, err := file.Read(buffer)
		return int64(n), err
	})
	if err != nil && d.ctx.Err() != nil && !errors.Is(err, io.EOF) {
		return 0, d.ctx.Err()
	}
	return copy(p, buffer[:n]), err
}

func (d *detached) Seek(offset int64, whence int) (int64, error) {
	return d.do(func(file *os.File) (int64, error) { return file.Seek(offset, whence) })
}

// Close never waits.
func (d *detached) Close() error {
	d.close()
	return nil
}
