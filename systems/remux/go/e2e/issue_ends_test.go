package e2e

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ends waits for a process that was told to end; one that hangs is killed.
func ends(t *testing.T, command *exec.Cmd) *os.ProcessState {
	t.Helper()
	hangs := time.AfterFunc(time.Minute, func() {
		t.Error("it does not end")
		command.Process.Kill()
	})
	defer hangs.Stop()
	command.Wait()
	return command.ProcessState
}

// address is where a daemon listens, from the first lines of its log.
func address(t *testing.T, log *bufio.Reader) string {
	t.Helper()
	for {
		line, err := log.ReadString('\n')
		if err != nil {
			t.Fatalf("the daemon does not listen: %v", err)
		}
		if _, after, found := strings.Cut(line, "msg=listening address="); found {
			return "http://" + strings.Fields(after)[0]
		}
	}
}

func TestIssueSIGTERMEndsADaemonWhoseSourceIsAFIFO(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, silent := range []bool{false, true} {
		commands := [][]string{{"serve", "--listen", "127.0.0.1:0", "--source", "a=file:" + path}}
		if silent { // a writer that writes nothing
			file, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			commands = append(commands, []string{"file", path, filepath.Join(t.TempDir(), "out.ts")})
		}
		for _, arguments := range commands {
			command := exec.Command(program, arguments...)
			stderr, err := command.StderrPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			if arguments[0] == "serve" {
				address(t, bufio.NewReader(stderr))
			}
			if silent {
				opened(t, command.Process.Pid, path)
			}
			go io.Copy(io.Discard, stderr)
			if err := command.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			want := map[string]int{"serve": 0, "file": 1}[arguments[0]] // the rest of a file is missing
			if state := ends(t, command); state.ExitCode() != want {
				t.Errorf("%s, silent writer %v: %v, want status %d", arguments[0], silent, state, want)
			}
		}
	}
}

// opened waits until the process has the file open.
func opened(t *testing.T, pid int, path string) {
	t.Helper()
	for {
		links, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(pid), "fd", "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range links {
			if target, err := os.Readlink(link); err == nil && target == path {
				return
			}
		}
		time.Sleep(time.Millisecond)
	}
}

func TestIssueAClosedOutputDoesNotEndTheDaemon(t *testing.T) {
	command := exec.Command(program, "serve", "--listen", "127.0.0.1:0", "--source", "sample=file:"+sample+"?loop=true")
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	log, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Kill() })
	base := address(t, bufio.NewReader(log))
	// Whoever read both goes away, and every line from now on finds a broken pipe.
	log.Close()
	out.Close()
	for range 20 { // each is two lines of the log; in between the daemon has time for its second message
		response, err := http.Get(base + "/stream/sample.ts")
		if err != nil {
			t.Fatalf("the daemon is gone: %v", err)
		}
		if _, err := io.CopyN(io.Discard, response.Body, 64<<10); err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if state := ends(t, command); state.ExitCode() != 0 {
		t.Errorf("ended with %v", state)
	}
}

// shrink makes a pipe as small as the kernel has them.
func shrink(t *testing.T, pipe io.Reader) {
	t.Helper()
	const setPipeSize = 1031 // F_SETPIPE_SZ of Linux, which package syscall does not name
	file, ok := pipe.(*os.File)
	if !ok {
		t.Fatalf("%T is no file", pipe)
	}
	raw, err := file.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	if err := raw.Control(func(fd uintptr) {
		if _, _, wrong := syscall.Syscall(syscall.SYS_FCNTL, fd, setPipeSize, 4096); wrong != 0 {
			t.Error(wrong)
		}
	}); err != nil {
		t.Fatal(err)
	}
}

func TestIssueALogNobodyReadsFreezesNeitherStreamsNorTheEnd(t *testing.T) {
	arguments := []string{"serve", "--listen", "127.0.0.1:0", "--log-queue-lines", "20", "--source", "sample=file:" + sample + "?loop=true"}
	for i := range 200 { // each fails, with a line of its own: more than the pipe and the queue take
		arguments = append(arguments, fmt.Sprintf("--source=gone%d=file:/none/%s", i, strings.Repeat("x", 100)))
	}
	command := exec.Command(program, arguments...)
	log, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	shrink(t, log)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Kill() })
	base := address(t, bufio.NewReaderSize(log, 16)) // and no further
	lost := func() bool {
		response, err := http.Get(base + "/metrics")
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return !strings.Contains(string(text), "remux_log_lines_lost_total 0\n")
	}
	for began := time.Now(); !lost(); time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatal("no line was lost")
		}
	}
	response, err := http.Get(base + "/stream/sample.ts")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.CopyN(io.Discard, response.Body, 1<<20); err != nil {
		t.Errorf("the stream froze: %v", err)
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if state := ends(t, command); state.ExitCode() != 0 {
		t.Errorf("ended with %v", state)
	}
}

// passed is how many bytes left the engine of the first stream, and were sent to readers.
func passed(t *testing.T, base string) (out, sent int) {
	t.Helper()
	response, err := http.Get(base + "/api/streams")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var list struct {
		Streams []struct {
			Out  int `json:"bytes_out"`
			Sent int `json:"bytes_delivered"`
		}
	}
	if err := json.NewDecoder(response.Body).Decode(&list); err != nil || len(list.Streams) == 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	return list.Streams[0].Out, list.Streams[0].Sent
}

// The first signal leaves a reader drain_timeout; the second leaves it nothing.
func TestIssueASecondSignalEndsTheDaemonAtOnce(t *testing.T) {
	p := serve(t, "--drain-timeout", "5m", "--http-write-timeout", "1h", "--http-send-buffer", "4096", "--readers-min-rate", "0", "--source", "sample=file:"+sample+"?loop=true")
	base, path, _ := strings.Cut(p.url, "/stream/")
	small := net.Dialer{Control: func(_, _ string, connection syscall.RawConn) (err error) {
		control := connection.Control(func(fd uintptr) { err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096) })
		return errors.Join(err, control)
	}}
	reader, err := small.Dial("tcp", strings.TrimPrefix(base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	// It is never read: the end waits for what is queued, and more is than the kernel holds.
	if _, err := io.WriteString(reader, "GET /stream/"+path+" HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	for begun, out, sent := time.Now(), 0, 0; sent == 0 || out-sent < 200_000; out, sent = passed(t, base) {
		if time.Since(begun) > time.Minute {
			t.Fatalf("the reader is not behind: %d bytes of %d are sent", sent, out)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for { // until it is ending: nobody is accepted any more
		refused, err := http.Get(base + "/healthz")
		if err != nil {
			break
		}
		refused.Body.Close()
		http.DefaultClient.CloseIdleConnections()
	}
	if err := p.command.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	state := ends(t, p.command)
	if status, ok := state.Sys().(syscall.WaitStatus); !ok || !status.Signaled() || status.Signal() != syscall.SIGINT {
		t.Errorf("ended with %v, want by the signal", state)
	}
}
