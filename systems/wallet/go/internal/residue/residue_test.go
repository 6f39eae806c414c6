// Package residue looks for what operations leave behind: copies of secrets in the memory of a process.
package residue

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/page"
)

const variable = "WALLET_RESIDUE"

func TestMain(m *testing.M) {
	if name := os.Getenv(variable); name != "" {
		perform(name)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// perform is the process that is looked at: it does an operation three times, tells what must not be found, and waits.
func perform(name string) {
	at := slices.IndexFunc(operations, func(o operation) bool { return o.name == name })
	input := bufio.NewReader(os.Stdin)
	for range 3 {
		needles := once(operations[at])
		for _, needle := range needles {
			fmt.Printf("%s\t%s\n", hex.EncodeToString(needle.inverted), needle.name)
		}
	}
	fmt.Println("done")
	if _, err := input.ReadString('\n'); err != nil {
		return // the test has failed
	}
	runtime.GC()
	runtime.GC()
	fmt.Println("collected")
	_, _ = input.ReadString('\n')
}

// once does an operation as the core does it, or bare.
func once(operation operation) (needles []needle) {
	const room = 4 * page.Size
	if operation.bare {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		scratch := must(page.Acquire(room))
		defer scratch.Close()
		return operation.run(scratch)
	}
	must(0, page.Run(room, func(scratch *page.Scratch) error {
		needles = operation.run(scratch)
		return nil
	}))
	return needles
}

// Each operation runs in a process of its own, and this one looks through all of its writable memory: heap, stacks,
// locked pages, C's and Rust's heap. The controls must be found; of the others, nothing.
func TestResidue(t *testing.T) {
	for _, operation := range operations {
		t.Run(operation.name, func(t *testing.T) {
			after, collected, needles := look(t, operation.name)
			t.Logf("%d needles; found right after: %d, after two collections: %d", needles, len(after), len(collected))
			if operation.left {
				if len(after) == 0 {
					t.Error("the scan does not find what was left on purpose")
				}
				return
			}
			if len(after) > 0 || len(collected) > 0 {
				t.Errorf("copies were left, right after:\n%v\nand after two collections:\n%v", after, collected)
			}
		})
	}
}

func look(t *testing.T, name string) (after, collected map[string][]string, needles int) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	process := exec.Command(program)
	process.Env = append(os.Environ(), variable+"="+name)
	process.Stderr = os.Stderr
	input, err := process.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(output)
	var list []needle
	for lines.Scan() && lines.Text() != "done" {
		inverted, kind, _ := strings.Cut(lines.Text(), "\t")
		raw, err := hex.DecodeString(inverted)
		if err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		list = append(list, needle{kind, raw})
	}
	after = scan(t, process.Process.Pid, list)
	if _, err := io.WriteString(input, "collect\n"); err != nil {
		t.Fatal(err)
	}
	if !lines.Scan() || lines.Text() != "collected" {
		t.Fatalf("the process says %q", lines.Text())
	}
	collected = scan(t, process.Process.Pid, list)
	if _, err := io.WriteString(input, "end\n"); err != nil {
		t.Fatal(err)
	}
	if err := process.Wait(); err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("the process named nothing to look for")
	}
	return after, collected, len(list)
}
