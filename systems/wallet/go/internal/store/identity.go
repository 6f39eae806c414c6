package store

import (
	"os"
	"syscall"
)

// Identity is by which an open folder is known again: in another process, or when another one stands in its place.
type Identity struct {
	Device, Inode uint64
	// Key is the folder's own, which its mark holds.
	Key [32]byte
}

// Identity returns that of the folder.
func (f *Folder) Identity() Identity { return f.identity }

// Reopen opens a folder that [Open] has opened before, also in another process. It makes nothing and reads no file: where
// the folder is gone, or another one has taken its place, operations answer STORAGE_GONE, as they would have in the process that
// had it open.
func Reopen(path string, known Identity) *Folder {
	folder := &Folder{path: path, identity: known, patience: Patience}
	root, err := os.OpenRoot(path)
	if err != nil {
		return folder
	}
	if self, err := root.Stat("."); err != nil || !known.is(self) {
		_ = root.Close()
		return folder
	}
	folder.root = root
	return folder
}

func identityOf(info os.FileInfo) (known Identity) {
	if system, ok := info.Sys().(*syscall.Stat_t); ok {
		known.Device, known.Inode = system.Dev, system.Ino
	}
	return known
}

// is compares a folder with the one that is known.
func (i Identity) is(info os.FileInfo) bool {
	now := identityOf(info)
	return now.Device == i.Device && now.Inode == i.Inode
}
