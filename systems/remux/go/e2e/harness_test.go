package e2e

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const sample = "../../samples/sample.ts"

// program is the program under test, built once for all tests.
var program string

func TestMain(m *testing.M) { os.Exit(withBinary(m)) }

func withBinary(m *testing.M) int {
	for _, tool := range []string{"ffmpeg", "ffprobe"} {
		if _, err := exec.LookPath(tool); err != nil {
			fmt.Fprintf(os.Stderr, "%s is needed to judge the sound: apt-get install ffmpeg\n", tool)
			return 1
		}
	}
	folder, err := os.MkdirTemp("", "remux-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	program = filepath.Join(folder, "remux")
	build := exec.Command("go", "build", "-tags", "netgo,osusergo",
		"-ldflags", `-linkmode external -extldflags "-static"`, "-o", program, "../cmd/remux")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "the static build failed: %v\n%sWhen the Rust object is missing or stale, run `spandrel build --object-only` in systems/remux.\n", err, out)
		return 1
	}
	return m.Run()
}

// process is a running `remux serve`.
type process struct {
	command *exec.Cmd
	out     *bufio.Reader
	log     bytes.Buffer
	url     string
}

// serve starts the daemon and waits for its ready line.
func serve(t *testing.T, arguments ...string) *process {
	t.Helper()
	p := begin(t, arguments...)
	line := p.line(t)
	url, ok := strings.CutPrefix(line, "ready ")
	if !ok {
		t.Fatalf("the first line is %q", line)
	}
	p.url = url
	return p
}

// begin starts the daemon.
func begin(t *testing.T, arguments ...string) *process {
	t.Helper()
	p := &process{command: exec.Command(program, append([]string{"serve", "--listen", "127.0.0.1:0"}, arguments...)...)}
	p.command.Stderr = &p.log
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if p.command.ProcessState == nil {
			p.command.Process.Kill()
			p.command.Wait()
		}
		if t.Failed() {
			t.Logf("log of the daemon:\n%s", p.log.String())
		}
	})
	p.out = bufio.NewReader(out)
	return p
}

// line is the next one of standard output.
func (p *process) line(t *testing.T) string {
	t.Helper()
	line, err := p.out.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

// end sends a signal and returns the exit status.
func (p *process) end(t *testing.T, signal syscall.Signal) int {
	t.Helper()
	if err := p.command.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(10*time.Second, func() { p.command.Process.Kill() })
	defer late.Stop()
	if _, err := io.Copy(io.Discard, p.out); err != nil {
		t.Fatal(err)
	}
	p.command.Wait()
	return p.command.ProcessState.ExitCode()
}

// output runs a program and returns what it wrote; anything on standard error
// counts as failure, because ffmpeg complains there and still exits with 0.
func output(t *testing.T, name string, arguments ...string) []byte {
	t.Helper()
	command := exec.Command(name, arguments...)
	var diagnostics bytes.Buffer
	command.Stderr = &diagnostics
	out, err := command.Output()
	if err != nil || diagnostics.Len() > 0 {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(arguments, " "), err, diagnostics.String())
	}
	return out
}
