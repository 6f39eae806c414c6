// Package lines has files that lines are appended to: each line is whole on the disk, or not there.
package lines

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// File is a file that is appended to. It is for one goroutine at a time.
type File struct {
	file *os.File
	// size is that of the whole lines.
	size int64
	err  error
}

// Open opens a file, or makes it. read gets what is there, and returns how much of it are whole lines: the rest, as of a process that
// was killed, is removed.
func Open(path string, read func(io.Reader) (whole int64, err error)) (*File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	f := &File{file: file}
	if f.size, err = read(file); err == nil {
		err = f.cut()
	}
	if err == nil && f.size == 0 {
		// A new file is there after a power cut if its name is in the folder.
		err = syncFolder(filepath.Dir(path))
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return f, nil
}

// Append appends a line, which is on the disk when it returns. After an error the line is not there: what was written of it is
// removed, and where that fails, nothing is appended any more.
func (f *File) Append(line []byte) error {
	if f.err != nil {
		return f.err
	}
	_, err := f.file.Write(line)
	if err == nil {
		err = f.file.Sync()
	}
	if err == nil {
		f.size += int64(len(line))
		return nil
	}
	if undone := f.cut(); undone != nil {
		f.err = fmt.Errorf("a line that failed before could not be removed: %w", undone)
		err = errors.Join(err, f.err)
	}
	return err
}

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

// cut removes what is behind the whole lines.
func (f *File) cut() error {
	if err := f.file.Truncate(f.size); err != nil {
		return err
	}
	_, err := f.file.Seek(f.size, io.SeekStart)
	return err
}

func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		// It has no such thing.
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
