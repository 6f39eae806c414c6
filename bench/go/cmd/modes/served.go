package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/calls/remote"
)

// servedVariable makes this program a server of the core.
const servedVariable = "BENCH_MODES_SERVED"

// serveCore serves the core behind a Unix socket and over HTTP, and says where.
func serveCore(path string) {
	ctx := context.Background()
	failed := func(err error) {
		fmt.Fprintln(os.Stderr, "modes: server:", err)
		os.Exit(1)
	}
	socket, err := remote.Listen("unix:" + path)
	if err != nil {
		failed(err)
	}
	port, err := remote.Listen("http://127.0.0.1:0")
	if err != nil {
		failed(err)
	}
	fmt.Println("http://" + port.Addr().String())
	go func() { failed(remote.ServeHTTP(ctx, port, calls.Embedded(), remote.HTTPOptions{})) }()
	failed(remote.Serve(ctx, socket, calls.Embedded(), remote.ServeOptions{}))
}

// startServer starts this program as a server of the core, and returns its ways and what ends it.
func startServer(ctx context.Context, path string) (ways []way, stop func(), err error) {
	server := exec.Command("/proc/self/exe")
	server.Env = append(os.Environ(), servedVariable+"="+path)
	server.Stderr = os.Stderr
	server.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := server.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := server.Start(); err != nil {
		return nil, nil, err
	}
	var cores []calls.Core
	stop = func() {
		for _, core := range cores {
			remote.Close(core)
		}
		_ = server.Process.Kill()
		_ = server.Wait()
	}
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		return nil, nil, fmt.Errorf("the server says nothing: %w", err)
	}
	for _, served := range []struct {
		name, address string
		options       remote.HTTPDialOptions
	}{
		{"unix", "unix:" + path, remote.HTTPDialOptions{}},
		{"http_flat", strings.TrimSpace(url), remote.HTTPDialOptions{}},
		{"http_json_generated", strings.TrimSpace(url), remote.HTTPDialOptions{JSON: true}},
	} {
		core, err := remote.Dial(ctx, served.address, remote.DialOptions{HTTP: served.options})
		if err != nil {
			stop()
			return nil, nil, fmt.Errorf("%s: %w", served.name, err)
		}
		cores = append(cores, core)
		ways = append(ways, ofCore(served.name, core))
	}
	return ways, stop, nil
}
