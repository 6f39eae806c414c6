package wallets

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/store"
)

func suspended(c *Core) (session []byte) {
	c.Suspend(func(n int, fill func(into []byte)) {
		session = make([]byte, n)
		fill(session)
	})
	return session
}

// A session that goes from core to core answers as one core does.
func TestSessionsArePassedOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wallets")
	folder, err := store.Open(path, store.Given)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = folder.Close() })
	core := New(folder)
	made, err := core.Import("a", nil, cheap, []byte(twelve), good, nil)
	if err != nil {
		t.Fatal(err)
	}
	first, err := core.Unlock(made.Wallet, 60_000, good, nil, 1000)
	if err != nil {
		t.Fatal(err)
	}
	second, err := core.Unlock(made.Wallet, 2000, good, nil, 2000)
	if err != nil {
		t.Fatal(err)
	}
	account := Account{Kind: address.BIP84, Chain: address.Bitcoin}
	if _, err := core.AddAccount(first.Handle, account, 2001); err != nil {
		t.Fatal(err)
	}
	for i := range uint32(3) {
		session := suspended(core)
		core.Close()
		resumed, again, err := Resume(path, session)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { resumed.Close(); _ = again.Close() })
		core = resumed
		next, err := core.Next(second.Handle, account, 0, 2500)
		if err != nil || next.Index != i {
			t.Fatalf("the address after %d was passed on: %+v, %v", i, next, err)
		}
	}
	// The newest time is passed on as well: a clock that is put back extends nothing.
	if err := core.Check(first.Handle, 3999); err != nil {
		t.Error(err)
	}
	core, again, err := Resume(path, suspended(core))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { core.Close(); _ = again.Close() }()
	if err := core.Check(second.Handle, 4000); fault.Of(err) != fault.HandleExpired {
		t.Errorf("a handle whose time is over: %v", err)
	}
	if err := core.Check(first.Handle, 1); err != nil {
		t.Error(err)
	}
	if err := core.Lock(first.Handle, 1); err != nil {
		t.Error(err)
	}
	if n := len(suspended(core)); n != sessionHead {
		t.Errorf("a session without handles has %d bytes", n)
	}
}

// Whatever else is passed on is refused, and a folder that is gone is gone.
func TestSessionsOfNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wallets")
	folder, err := store.Open(path, store.Given)
	if err != nil {
		t.Fatal(err)
	}
	core := New(folder)
	made, err := core.Import("a", nil, cheap, []byte(twelve), good, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := core.Unlock(made.Wallet, 60_000, good, nil, 1000); err != nil {
		t.Fatal(err)
	}
	session := suspended(core)
	core.Close()
	if err := folder.Close(); err != nil {
		t.Fatal(err)
	}
	for n := range len(session) {
		if _, _, err := Resume(path, session[:n]); fault.Of(err) != fault.Panic {
			t.Fatalf("%d bytes of a session: %v", n, err)
		}
	}
	for _, other := range [][]byte{append(bytes.Clone(session), 0), append([]byte{sessionVersion + 1}, session[1:]...)} {
		if _, _, err := Resume(path, other); fault.Of(err) != fault.Panic {
			t.Errorf("%d bytes: %v", len(other), err)
		}
	}
	if err := os.Rename(path, path+" away"); err != nil {
		t.Fatal(err)
	}
	gone := func(what string) {
		t.Helper()
		resumed, again, err := Resume(path, session)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := resumed.List(); fault.Of(err) != fault.StorageGone {
			t.Errorf("%s: %v", what, err)
		}
		resumed.Close()
		if err := again.Close(); err != nil {
			t.Error(err)
		}
	}
	gone("a folder that is gone")
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Error("resuming made the folder")
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	gone("another folder")
	if entries, err := os.ReadDir(path); err != nil || len(entries) > 0 {
		t.Error(fmt.Sprint("the other folder was used: ", entries, err))
	}
}
