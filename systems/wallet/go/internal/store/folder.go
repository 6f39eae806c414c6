// Package store keeps wallets in a folder: one file with the sealed secret, one with what else is known of the wallet.
//
// Each change replaces one file as a whole, so that an interrupted one leaves the old state or the new one. One
// process at a time works in a folder.
package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"spandrel.dev/wallet/internal/fault"
)

// Patience is how long a process waits for another one before it answers BUSY.
const Patience = 5 * time.Second

const (
	lockName    = "lock"
	folderName  = "folder"
	temporary   = ".new"
	maxFile     = 64 << 20
	filesMode   = 0o600
	folderMode  = 0o700
	lockPolling = 5 * time.Millisecond
)

// Folder is an open folder. It is safe for concurrent use.
type Folder struct {
	path     string
	root     *os.Root // nil for a folder that was not there any more when it was opened again
	identity Identity
	patience time.Duration

	mutex sync.Mutex
}

// Open opens a folder, and makes it if nothing is there. A folder that is not a store, whose mark is damaged, or that is
// marked with another clock is refused: see [RefusedError].
func Open(path string, clock Clock) (*Folder, error) {
	if err := os.Mkdir(path, folderMode); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, storage(err)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, storage(err)
	}
	self, err := root.Stat(".")
	if err != nil {
		return nil, errors.Join(storage(err), root.Close())
	}
	folder := &Folder{path: path, root: root, identity: identityOf(self), patience: Patience}
	if err := folder.Do(func() error { return folder.mark(clock) }); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return folder, nil
}

// Close releases the folder.
func (f *Folder) Close() error {
	if f.root == nil {
		return nil
	}
	return f.root.Close()
}

// Do runs work while no other process and no other goroutine is in the folder.
func (f *Folder) Do(work func() error) (err error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if err := f.present(); err != nil {
		return err
	}
	lock, err := f.root.OpenFile(lockName, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, filesMode)
	if err != nil {
		return storage(err)
	}
	// Closing releases the lock.
	defer func() {
		if closing := lock.Close(); err == nil && closing != nil {
			err = storage(closing)
		}
	}()
	until := time.Now().Add(f.patience)
	for {
		err := unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			break
		}
		if err != unix.EWOULDBLOCK && err != unix.EINTR {
			return storage(err)
		}
		if time.Now().After(until) {
			return fault.New(fault.Busy, "another process works in the folder")
		}
		time.Sleep(lockPolling)
	}
	return work()
}

// present tells a folder that is gone from one without a file. A stick that was pulled answers "no such file" to
// everything.
func (f *Folder) present() error {
	now, err := os.Stat(f.path)
	if err != nil || f.root == nil || !f.identity.is(now) {
		return fault.New(fault.StorageGone, "the folder of the wallets is gone")
	}
	return nil
}

// read returns a whole file of at most limit bytes. What is not a regular file, or longer, is TAMPERED.
func (f *Folder) read(name string, limit int64) ([]byte, error) {
	if info, err := f.root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, fault.New(fault.Tampered, "a file of the wallet is a link, or no file")
	}
	file, err := f.root.OpenFile(name, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if err := f.present(); err != nil {
			return nil, err
		}
		return nil, fault.New(fault.NotFound, "there is no such wallet")
	case err != nil:
		return nil, storage(err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return nil, storage(err)
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, fault.New(fault.Tampered, "a file of the wallet is not what it was")
	}
	content, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, storage(err)
	}
	return content, nil
}

// write replaces a file: the new content is on the disk under another name before it takes the place of the old one.
func (f *Folder) write(name string, content []byte) (err error) {
	next := name + temporary
	step("remove")
	if err := f.root.Remove(next); err != nil && !errors.Is(err, os.ErrNotExist) {
		return storage(err)
	}
	step("create")
	file, err := f.root.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_EXCL|syscall.O_NOFOLLOW, filesMode)
	if err != nil {
		return storage(err)
	}
	half := len(content) / 2
	for _, part := range [][]byte{content[:half], content[half:]} {
		step("write")
		if _, err := file.Write(part); err != nil {
			return errors.Join(storage(err), file.Close(), f.root.Remove(next))
		}
	}
	step("sync")
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return errors.Join(storage(err), f.root.Remove(next))
	}
	step("rename")
	if err := f.root.Rename(next, name); err != nil {
		return errors.Join(storage(err), f.root.Remove(next))
	}
	return f.sync()
}

// remove removes a file for good.
func (f *Folder) remove(name string) error {
	step("remove")
	if err := f.root.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return storage(err)
	}
	return f.sync()
}

// sync brings the folder's own list of files to the disk.
func (f *Folder) sync() error {
	step("sync folder")
	self, err := f.root.Open(".")
	if err != nil {
		return storage(err)
	}
	if err := errors.Join(self.Sync(), self.Close()); err != nil {
		return storage(err)
	}
	step("done")
	return nil
}

// names returns the files with an ending, without it.
func (f *Folder) names(ending string) ([]string, error) {
	self, err := f.root.Open(".")
	if err != nil {
		return nil, storage(err)
	}
	all, err := self.Readdirnames(-1)
	if err := errors.Join(err, self.Close()); err != nil {
		return nil, storage(err)
	}
	var found []string
	for _, name := range all {
		if stem, ok := strings.CutSuffix(name, ending); ok && filepath.Ext(stem) == "" {
			found = append(found, stem)
		}
	}
	return found, nil
}

// step is called before each change of a file; tests end the process there.
var step = func(string) {}

// storage returns the protocol's error for one of the system's.
func storage(err error) error {
	for _, kind := range []struct {
		number  syscall.Errno
		code    fault.Code
		message string
	}{
		{syscall.ENOSPC, fault.NoSpace, "the disk is full"},
		{syscall.EDQUOT, fault.NoSpace, "the quota of the disk is used up"},
		{syscall.EFBIG, fault.NoSpace, "files may not grow any more"},
		{syscall.EROFS, fault.ReadOnly, "the disk can only be read"},
		{syscall.EACCES, fault.ReadOnly, "the folder may not be changed"},
		{syscall.EPERM, fault.ReadOnly, "the folder may not be changed"},
	} {
		if errors.Is(err, kind.number) {
			return fault.New(kind.code, kind.message)
		}
	}
	var ours *fault.Error
	if errors.As(err, &ours) {
		return err
	}
	return fault.New(fault.StorageGone, "the folder of the wallets cannot be used: "+err.Error())
}
