package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// memoryLimit is what the daemon is told to stay within, in MB.
const memoryLimit = 512

// daemon is the program under attack. Nobody reads its standard error.
type daemon struct {
	command *exec.Cmd
	base    string // URL of the server
	debug   string // URL of the profiles
	stderr  *os.File
	client  http.Client
}

// load is what the daemon uses, the maximum of several looks in "during".
type load struct {
	MB          float64 `json:"megabytes"`
	HeapMB      float64 `json:"heap_megabytes"` // after a collection; before and after only
	Goroutines  int     `json:"goroutines"`
	Descriptors int     `json:"descriptors"`
	Threads     int     `json:"threads"`
}

func (l load) most(other load) load {
	return load{max(l.MB, other.MB), max(l.HeapMB, other.HeapMB), max(l.Goroutines, other.Goroutines),
		max(l.Descriptors, other.Descriptors), max(l.Threads, other.Threads)}
}

func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

// startDaemon runs the program with the sample and hostile sources.
func startDaemon(o options, folder string, sources []string) (*daemon, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	profiles, err := freeAddress()
	if err != nil {
		return nil, err
	}
	sample, err := filepath.Abs(o.sample)
	if err != nil {
		return nil, err
	}
	settings := fmt.Sprintf(`listen: %s
debug_listen: %s
memory_limit: %d
engine: {name: %s}
log: {level: debug, queue_lines: 100, repeats: {first: 1000, total: 100000}}
readers: {per_address: 64}
reconnect: {initial: 1ms, longest: 10ms, idle_timeout: 2s}
sources:
  - {name: sample, url: 'file:%s', loop: true}
%s`, address, profiles, memoryLimit<<20, o.engine, sample, strings.Join(sources, ""))
	path := filepath.Join(folder, "remux.yaml")
	if err := os.WriteFile(path, []byte(settings), 0o600); err != nil {
		return nil, err
	}
	d := &daemon{command: exec.Command(o.program, "serve", "--config", path), base: "http://" + address, debug: "http://" + profiles}
	d.client = http.Client{Timeout: 30 * time.Second}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	d.stderr, d.command.Stderr = read, write
	out, err := d.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(d.command.Start(), write.Close()); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); { // and no further
		if lines.Text() == "ready "+d.base+"/stream/sample.ts" {
			return d, nil
		}
	}
	log, _ := io.ReadAll(io.LimitReader(read, 10_000)) // what it says is all there is to tell
	return nil, fmt.Errorf("the daemon does not start: %s", log)
}

func (d *daemon) get(url string) (string, error) {
	response, err := d.client.Get(url)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", url, response.Status)
	}
	return string(body), err
}

// figure finds one number in a text.
func figure(text, pattern string) (float64, error) {
	match := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if match == nil {
		return 0, fmt.Errorf("%s is missing", pattern)
	}
	return strconv.ParseFloat(match[1], 64)
}

// look asks the kernel and the profiles, which no attacker reaches.
func (d *daemon) look(collect bool) (l load, err error) {
	pid := d.command.Process.Pid
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return l, err
	}
	descriptors, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		return l, err
	}
	goroutines, err := d.get(d.debug + "/debug/pprof/goroutine?debug=1")
	if err != nil {
		return l, err
	}
	var wrong [4]error
	var n float64
	l.MB, wrong[0] = figure(string(status), `VmRSS:\s+(\d+)`)
	l.MB /= 1024
	n, wrong[1] = figure(string(status), `Threads:\s+(\d+)`)
	l.Threads = int(n)
	n, wrong[2] = figure(goroutines, `total (\d+)`)
	l.Goroutines, l.Descriptors = int(n), len(descriptors)
	if collect {
		heap, err := d.get(d.debug + "/debug/pprof/heap?gc=1&debug=1")
		if err != nil {
			return l, err
		}
		l.HeapMB, wrong[3] = figure(heap, `# HeapAlloc = (\d+)`)
		l.HeapMB /= 1 << 20
	}
	return l, errors.Join(wrong[:]...)
}

// metrics asks the server itself, again when it has no room.
func (d *daemon) metrics() (text string, err error) {
	for range 100 {
		if text, err = d.get(d.base + "/metrics"); err == nil {
			return text, nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return "", err
}

// end stops the daemon and returns its log, as far as it reached the pipe.
func (d *daemon) end() (log string, err error) {
	if err := d.command.Process.Signal(syscall.SIGTERM); err != nil {
		return "", err
	}
	late := time.AfterFunc(time.Minute, func() { _ = d.command.Process.Kill() }) // Wait says so
	defer late.Stop()
	err = d.command.Wait()
	text, wrong := io.ReadAll(d.stderr)
	return string(text), errors.Join(err, wrong)
}
