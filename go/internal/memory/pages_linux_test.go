package memory

import (
	"syscall"
	"testing"
)

// Beyond the limit for locked memory secrets work, are wiped, and say that they are not locked.
func TestSecretBeyondTheLimit(t *testing.T) {
	seen := given(t)
	spare.Lock()
	spare.pages = nil
	spare.Unlock()
	lock = func([]byte) error { return syscall.ENOMEM }
	t.Cleanup(func() { lock = syscall.Mlock })
	secret := Secret(3, func(content []byte) { copy(content, "abc") })
	if secret.Locked {
		t.Error("it says that it is locked")
	}
	if view, ok := secret.Enter(); !ok || string(view) != "abc" {
		t.Errorf("content %q", view)
	}
	secret.Leave()
	secret.Close()
	if pages := seen(); len(pages) != 1 || string(pages[0][:3]) != "\x00\x00\x00" {
		t.Errorf("given back: %d mappings", len(pages))
	}
}
