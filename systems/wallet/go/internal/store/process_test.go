package store

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
)

const variable = "WALLET_STORE_CHILD"

func TestMain(m *testing.M) {
	if words := strings.Split(os.Getenv(variable), "\n"); len(words) > 1 {
		if err := page.Run(page.Size, func(scratch *page.Scratch) error { return perform(scratch, words) }); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// perform is what a child process does: a change that it is killed in, or what needs a process of its own.
func perform(scratch *page.Scratch, words []string) error {
	if words[0] == "full" || words[0] == "ro" {
		return onSmallDisk(scratch, words[0], words[1])
	}
	folder, err := Open(words[1], Given)
	if err != nil {
		return err
	}
	if words[0] == "hold" {
		return folder.Do(func() error {
			fmt.Println("held")
			_, err := io.Copy(io.Discard, os.Stdin)
			return err
		})
	}
	left, err := strconv.Atoi(words[2])
	if err != nil {
		return err
	}
	step = func(string) {
		if left--; left == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	return folder.Do(func() error {
		switch words[0] {
		case "add":
			return folder.Add(scratch, newState("new", 1), walletKey, []byte("sealed"))
		case "save":
			return folder.Save(scratch, newState("new", 1), walletKey)
		case "secret":
			return folder.SaveSecret(id, []byte("sealed anew"))
		case "remove":
			return folder.Remove(id)
		}
		return fmt.Errorf("no such change: %s", words[0])
	})
}

// onSmallDisk mounts a disk of its own over path, in a namespace of this process, and uses it up or makes it read-only.
func onSmallDisk(scratch *page.Scratch, how, path string) error {
	if err := syscall.Mount("none", path, "tmpfs", 0, "size=64k"); err != nil {
		return fmt.Errorf("mount: %w", err)
	}
	folder, err := Open(path, Given)
	if err != nil {
		return err
	}
	if err := folder.Do(func() error { return folder.Add(scratch, newState("old", 1), walletKey, []byte("sealed")) }); err != nil {
		return err
	}
	want := fault.NoSpace
	if how == "ro" {
		want = fault.ReadOnly
		if err := syscall.Mount("none", path, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=64k"); err != nil {
			return fmt.Errorf("remount: %w", err)
		}
	} else if err := os.WriteFile(filepath.Join(path, "filler"), make([]byte, 1<<20), 0o600); err == nil {
		return fmt.Errorf("the disk does not fill")
	}
	other := newState("new", 2)
	other.Wallet = "00000000000000aa"
	if err := folder.Do(func() error { return folder.Add(scratch, other, walletKey, make([]byte, 4096)) }); fault.Of(err) != want {
		return fmt.Errorf("Add answers %v, want %v", err, want)
	}
	if err := folder.Do(func() error { return folder.Save(scratch, newState("changed", 1), walletKey) }); fault.Of(err) != want {
		return fmt.Errorf("Save answers %v, want %v", err, want)
	}
	if how == "full" {
		// With room again, the old state is there and changes work.
		if err := os.Remove(filepath.Join(path, "filler")); err != nil {
			return err
		}
		all, err := folder.List(scratch)
		if err != nil || len(all) != 1 || all[0].Name != "old" {
			return fmt.Errorf("after a full disk: %v, %v", all, err)
		}
		return folder.Do(func() error { return folder.Save(scratch, newState("changed", 1), walletKey) })
	}
	return nil
}

func command(words ...string) *exec.Cmd {
	program, err := os.Executable()
	if err != nil {
		panic(err)
	}
	process := exec.Command(program)
	process.Env = append(os.Environ(), variable+"="+strings.Join(words, "\n"))
	return process
}

// inNamespace runs a child in a mount namespace of its own.
func inNamespace(t *testing.T, how string) {
	t.Helper()
	process := command(how, t.TempDir())
	process.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	if output, err := process.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, output)
	}
}

// killedAt reports whether a change was killed at a step; false is that it has fewer steps, and went through.
func killedAt(t *testing.T, change, path string, at int) bool {
	t.Helper()
	output, err := command(change, path, strconv.Itoa(at)).CombinedOutput()
	if err == nil {
		return false
	}
	status, ok := err.(*exec.ExitError)
	if !ok || status.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("%s, step %d: %v: %s", change, at, err, output)
	}
	return true
}

type holder struct {
	process *exec.Cmd
	input   io.Closer
}

// child starts a process that says "held" once it is in the folder.
func child(t *testing.T, words ...string) *holder {
	t.Helper()
	process := command(words...)
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
	if line, err := bufio.NewReader(output).ReadString('\n'); err != nil || line != "held\n" {
		t.Fatalf("the child says %q, %v", line, err)
	}
	return &holder{process, input}
}

func (h *holder) end() {
	_ = h.input.Close()
	_ = h.process.Wait()
}
