package memory

import (
	"bytes"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// given collects what is given back, as it is then.
func given(t *testing.T) func() [][]byte {
	var mutex sync.Mutex
	var seen [][]byte
	free = func(pages []byte, locked bool) {
		mutex.Lock()
		defer mutex.Unlock()
		seen = append(seen, append([]byte{}, pages...))
		release(pages, locked)
	}
	t.Cleanup(func() { free = release })
	return func() [][]byte {
		mutex.Lock()
		defer mutex.Unlock()
		return seen
	}
}

func TestSecretIsWiped(t *testing.T) {
	seen := given(t)
	secret := Secret(5000, func(content []byte) { copy(content, bytes.Repeat([]byte{0xA5}, 5000)) })
	view, ok := secret.Enter()
	if !ok || bytes.Count(view, []byte{0xA5}) != 5000 {
		t.Fatalf("content of %d bytes", len(view))
	}
	secret.Close()
	if len(seen()) != 0 || view[4999] != 0xA5 {
		t.Fatal("wiped while in use")
	}
	secret.Leave()
	if pages := seen(); len(pages) != 1 || bytes.Count(pages[0], []byte{0}) != len(pages[0]) || len(pages[0]) < 5000 {
		t.Fatalf("given back: %d mappings", len(pages))
	}
	if _, ok := secret.Enter(); ok {
		t.Error("a closed secret lets users in")
	}
	secret.Close()
	if len(seen()) != 1 {
		t.Error("given back twice")
	}
}

func TestUnclosedSecretIsWiped(t *testing.T) {
	seen := given(t)
	Secret(16, func(content []byte) { copy(content, "correct horse...") })
	for deadline := time.Now().Add(10 * time.Second); len(seen()) == 0 && time.Now().Before(deadline); {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	if pages := seen(); len(pages) != 1 || bytes.Contains(pages[0], []byte("horse")) {
		t.Errorf("given back: %q", pages)
	}
}

// Where the system says so: the pages are locked and not dumped.
func TestSecretPages(t *testing.T) {
	secret := Secret(1, func([]byte) {})
	defer secret.Close()
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Logf("this system does not tell: %v", err)
		return
	}
	found := false
	for _, line := range strings.Split(string(maps), "\n") {
		if flags, ok := strings.CutPrefix(line, "VmFlags:"); ok {
			fields := " " + flags + " "
			found = found || strings.Contains(fields, " lo ") && strings.Contains(fields, " dd ")
		}
	}
	if found != secret.Locked {
		t.Errorf("a mapping that is locked and not dumped: %v; the secret says %v", found, secret.Locked)
	}
}

// A page that is used again holds nothing of the secret before.
func TestSecretPagesComeBackEmpty(t *testing.T) {
	for range 50 {
		var secrets []*Memory
		for range 40 {
			secrets = append(secrets, Secret(4096, func(content []byte) {
				if bytes.Count(content, []byte{0}) != len(content) {
					t.Error("a fresh secret is not empty")
				}
				copy(content, bytes.Repeat([]byte{0xA5}, len(content)))
			}))
		}
		for _, secret := range secrets {
			secret.Close()
		}
	}
}

func TestGivenUpOnce(t *testing.T) {
	for range 500 {
		var count atomic.Int32
		m := New([]byte("abc"), Origin{}, func() { count.Add(1) })
		var group sync.WaitGroup
		for range 4 {
			group.Add(2)
			go func() {
				defer group.Done()
				if view, ok := m.Enter(); ok {
					if string(view) != "abc" || count.Load() != 0 {
						t.Error("given up while in use")
					}
					m.Leave()
				}
			}()
			go func() {
				defer group.Done()
				m.Close()
			}()
		}
		group.Wait()
		if got := count.Load(); got != 1 {
			t.Fatalf("given up %d times", got)
		}
	}
}
