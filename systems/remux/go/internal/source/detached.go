package source

import (
	"context"
	"errors"
	"io"
	"os"
	"sync"

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
	d := &detached{ctx: ctx, tasks: make(chan func(*os.File)), closed: make(chan struct{})}
	d.close = sync.OnceFunc(func() { close(d.closed) })
	opened := make(chan error, 1)
	spawn.Go(func() error { d.run(path, opened); return nil }, func(err error) {
		select {
		case opened <- err: // a panic while opening
		default:
		}
	})
	select {
	case err := <-opened:
		if err != nil {
			return nil, err
		}
		return d, nil
	case <-ctx.Done():
		d.close()
		return nil, ctx.Err()
	}
}

func (d *detached) run(path string, opened chan<- error) {
	file, err := os.Open(path)
	opened <- err
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
