//go:build !race && !asan

package e2e

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"testing"
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
)

// needle is what is looked for, with every bit turned over: so the search does not find itself.
type needle [48]byte

func (n *needle) plain(content []byte) {
	for i, b := range n {
		content[i] = ^b
	}
}

// count looks through all writable memory of the process.
func (n *needle) count(t *testing.T) int {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	lines := bufio.NewScanner(bytes.NewReader(maps))
	for lines.Scan() {
		var start, end uintptr
		var permissions string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &start, &end, &permissions); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(permissions, "rw") && !strings.Contains(lines.Text(), "[v") {
			found += n.countIn(start, end)
		}
	}
	return found
}

// countIn looks at memory where it lies: a copy of it would be found next.
func (n *needle) countIn(start, end uintptr) (found int) {
	// A mapping may be gone by now.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() { _ = recover() }()
	memory := unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&start))), end-start)
	for at := 0; at+len(n) <= len(memory); at++ {
		next := bytes.IndexByte(memory[at:len(memory)-len(n)+1], ^n[0])
		if next < 0 {
			break
		}
		at += next
		if n.stands(memory[at:]) {
			found++
		}
	}
	return found
}

func (n *needle) stands(memory []byte) bool {
	for i, b := range n {
		if memory[i] != ^b {
			return false
		}
	}
	return true
}

// plainly is where the needle stands as it is: on the heap, as a stack that grows leaves a copy behind.
var plainly []byte

// No copy of a secret outlives it, whichever way it went. The detectors that are left out above have too much memory of
// their own, and their own idea of what may be looked at.
func TestSecretsLeaveNothingBehind(t *testing.T) {
	n := new(needle)
	if _, err := rand.Read(n[:]); err != nil {
		t.Fatal(err)
	}
	n[0] = 0x5c // none that memory is full of
	plainly = make([]byte, len(n))
	n.plain(plainly)
	if found := n.count(t); found != 1 {
		t.Fatalf("the planted copy is found %d times", found)
	}
	clear(plainly)

	for range 20 {
		plainly = make([]byte, len(n))
		n.plain(plainly)
		key := spandrel.NewSecret(plainly)
		if found := n.count(t); found != 1 {
			t.Fatalf("the secret is found %d times", found)
		}
		back, err := supplied.PassRound(context.Background(), key)
		if err != nil {
			t.Fatal(err)
		}
		_ = back.Use(func(content []byte) {
			if !n.stands(content) {
				t.Error("another key came back")
			}
		})
		back.Close()
		key.Close()
		nothingLeft(t)
		if found := n.count(t); found != 0 {
			t.Fatalf("%d copies are left", found)
		}
	}
}
