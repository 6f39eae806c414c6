package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/vectors"
)

func open(t *testing.T, path string) *Folder {
	t.Helper()
	folder, err := Open(path, Given)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = folder.Close() })
	return folder
}

func newState(name string, fingerprint byte) *State {
	return &State{Wallet: id, Kind: Seed, Name: name, Fingerprint: [4]byte{fingerprint}, Policy: DefaultPolicy()}
}

func list(t *testing.T, folder *Folder) (all []Listed) {
	t.Helper()
	scratch := vectors.Scratch(t)
	if err := folder.Do(func() (err error) { all, err = folder.List(scratch); return err }); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAddAndList(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wallets")
	folder, scratch := open(t, path), vectors.Scratch(t)
	err := folder.Do(func() error {
		b, a, c := newState("b", 1), newState("a", 2), newState("", 3)
		a.Wallet, c.Wallet, c.Kind, c.Name = "00000000000000aa", "00000000000000cc", Watch, "B"
		for _, state := range []*State{b, a, c} {
			if err := folder.Add(scratch, state, walletKey, []byte("sealed")); err != nil {
				return err
			}
		}
		for _, twice := range []*State{newState("a", 9), newState("z", 1)} {
			twice.Wallet = "00000000000000dd"
			if err := folder.Add(scratch, twice, walletKey, []byte("sealed")); fault.Of(err) != fault.AlreadyExists {
				t.Errorf("%s twice: %v", twice.Name, err)
			}
		}
		other := newState("key", 1) // the same fingerprint, but of a key
		other.Wallet, other.Kind = "00000000000000ee", Key
		return folder.Add(scratch, other, walletKey, []byte("sealed"))
	})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, one := range list(t, folder) {
		names = append(names, one.Name+" "+one.Kind)
	}
	if got := strings.Join(names, ", "); got != "B watch, a seed, b seed, key key" {
		t.Errorf("got %s", got)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || info.Mode().Perm() != filesMode {
			t.Errorf("%s: %v, %v", entry.Name(), info.Mode(), err)
		}
	}
	if err := folder.Do(func() error { return folder.Remove(id) }); err != nil || len(list(t, folder)) != 3 {
		t.Errorf("after Remove: %v, %v", list(t, folder), err)
	}
}

func TestFilesThatAreNotOurs(t *testing.T) {
	path := t.TempDir()
	folder, scratch := open(t, path), vectors.Scratch(t)
	state := filepath.Join(path, id+stateEnding)
	secret := filepath.Join(path, id+secretEnding)
	read := func() error {
		return folder.Do(func() error { _, err := folder.Load(scratch, id); return err })
	}
	if err := read(); fault.Of(err) != fault.NotFound {
		t.Errorf("nothing there: %v", err)
	}
	for name, make := range map[string]func() error{
		"a pipe":        func() error { return unix.Mkfifo(state, 0o600) },
		"a folder":      func() error { return os.Mkdir(state, 0o700) },
		"a link out":    func() error { return os.Symlink("/etc/passwd", state) },
		"a link inside": func() error { return os.Symlink(folderName, state) },
		"empty":         func() error { return os.WriteFile(state, nil, 0o600) }, // after a power cut (electrum#960)
		"text":          func() error { return os.WriteFile(state, []byte("{}"), 0o600) },
		"half of it":    func() error { return os.WriteFile(secret, []byte("ARC1"), 0o600) },
		"the folder's mark": func() error {
			content, err := os.ReadFile(filepath.Join(path, folderName))
			return errors.Join(err, os.WriteFile(state, content, 0o600))
		},
	} {
		if err := make(); err != nil {
			t.Fatal(err)
		}
		if err := read(); fault.Of(err) != fault.Tampered {
			t.Errorf("%s: %v", name, err)
		}
		if all := list(t, folder); len(all) != 1 || all[0].Kind != Damaged {
			t.Errorf("%s: listed as %v", name, all)
		}
		_ = os.Remove(state)
		_ = os.Remove(secret)
	}
}

func TestMark(t *testing.T) {
	path := t.TempDir()
	_ = open(t, path).Close()
	refused := func(why string, clock Clock) {
		t.Helper()
		folder, err := Open(path, clock)
		var reason *RefusedError
		if !errors.As(err, &reason) {
			t.Errorf("%s: %v, %v", why, folder, err)
		}
	}
	refused("the other clock", System)
	mark := filepath.Join(path, folderName)
	content, err := os.ReadFile(mark)
	if err != nil {
		t.Fatal(err)
	}
	for at := range content {
		damaged := bytes.Clone(content)
		damaged[at] ^= 0x10
		if err := os.WriteFile(mark, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		refused("a damaged mark", Given)
	}
	for _, other := range [][]byte{nil, content[:20], append(bytes.Clone(content), 0)} {
		if err := os.WriteFile(mark, other, 0o600); err != nil {
			t.Fatal(err)
		}
		refused("a mark of another length", Given)
	}
	if err := errors.Join(os.Remove(mark), os.WriteFile(filepath.Join(path, id+secretEnding), []byte("ARC1"), 0o600)); err != nil {
		t.Fatal(err)
	}
	refused("wallets without a mark", Given)
}

// A stick that is pulled answers "no such file" to everything: that is not an empty folder (electrum#5082).
func TestIssueFolderThatIsGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stick")
	folder, scratch := open(t, path), vectors.Scratch(t)
	if err := os.Rename(path, path+" elsewhere"); err != nil {
		t.Fatal(err)
	}
	gone := func(when string) {
		t.Helper()
		for what, work := range map[string]func() error{
			"list": func() error { _, err := folder.List(scratch); return err },
			"load": func() error { _, err := folder.Load(scratch, id); return err },
			"add":  func() error { return folder.Add(scratch, newState("a", 1), walletKey, []byte("sealed")) },
		} {
			if err := folder.Do(work); fault.Of(err) != fault.StorageGone {
				t.Errorf("%s, %s: %v", when, what, err)
			}
		}
	}
	gone("moved away")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	gone("another folder in its place")
}

func TestReadOnly(t *testing.T) {
	inNamespace(t, "ro")
}

func TestNoSpace(t *testing.T) {
	inNamespace(t, "full")
}

// Another process holds the folder.
func TestBusy(t *testing.T) {
	path := t.TempDir()
	folder := open(t, path)
	folder.patience = 50 * time.Millisecond
	other := child(t, "hold", path)
	defer other.end()
	if err := folder.Do(func() error { return nil }); fault.Of(err) != fault.Busy {
		t.Errorf("while another process is in: %v", err)
	}
	other.end()
	if err := folder.Do(func() error { return nil }); err != nil {
		t.Errorf("after it: %v", err)
	}
}

// A process that is killed at any step of a change leaves the old state or the new one.
func TestKilledAtEveryStep(t *testing.T) {
	for _, change := range []string{"add", "save", "secret", "remove"} {
		killed := 0
		for at := 1; ; at++ {
			path := t.TempDir()
			folder, scratch := open(t, path), vectors.Scratch(t)
			if change != "add" {
				if err := folder.Do(func() error { return folder.Add(scratch, newState("old", 1), walletKey, []byte("sealed")) }); err != nil {
					t.Fatal(err)
				}
			}
			if !killedAt(t, change, path, at) {
				break
			}
			killed++
			all := list(t, folder)
			ok := len(all) == 0 && (change == "add" || change == "remove")
			if len(all) == 1 {
				err := folder.Do(func() error {
					state, err := folder.Load(scratch, id)
					if err != nil {
						return err
					}
					secret, err := folder.Secret(id)
					ok = (state.Name == "old" || state.Name == "new") && (string(secret) == "sealed" || change == "secret" && string(secret) == "sealed anew")
					return errors.Join(err, state.Authentic(scratch, walletKey))
				})
				if err != nil {
					t.Errorf("%s, step %d: %v", change, at, err)
				}
			}
			if !ok {
				t.Errorf("%s, step %d: %v", change, at, all)
			}
			// What was left does not stand in the way of the next change.
			if err := folder.Do(func() error {
				if len(all) == 0 {
					return folder.Add(scratch, newState("next", 1), walletKey, []byte("sealed"))
				}
				return folder.Save(scratch, newState("next", 1), walletKey)
			}); err != nil {
				t.Errorf("%s, step %d: the next change: %v", change, at, err)
			}
			if all := list(t, folder); len(all) != 1 || all[0].Name != "next" {
				t.Errorf("%s, step %d: after the next change: %v", change, at, all)
			}
		}
		if killed < 4 {
			t.Errorf("%s: killed %d times", change, killed)
		}
	}
}

func TestIDs(t *testing.T) {
	for _, text := range []string{"", "0", "0123456789ABCDEF", "0123456789abcde", "0123456789abcdef0", "../../../../etc/", "0123456789abcdeg", "0x23456789abcdef"} {
		if err := CheckID(text); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%q: %v", text, err)
		}
	}
	one, err := NewID()
	two, err2 := NewID()
	if errors.Join(err, err2, CheckID(one), CheckID(two)) != nil || one == two {
		t.Errorf("%s, %s", one, two)
	}
}
