package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// startHTTP starts this program as a server of JSON, and returns its client and what ends it.
func startHTTP(path string) (fill func(size uint64) ([]byte, error), stop func(), err error) {
	server := exec.Command("/proc/self/exe")
	server.Env = append(os.Environ(), httpVariable+"="+path)
	server.Stderr = os.Stderr
	server.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := server.Start(); err != nil {
		return nil, nil, err
	}
	stop = func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	}
	// The same socket as the other ways: what differs is what is said on it.
	transport := &http.Transport{MaxIdleConnsPerHost: 64, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", path)
	}}
	client := &http.Client{Transport: transport}
	fill = func(size uint64) ([]byte, error) {
		body, err := json.Marshal(request{Count: size, Value: 7})
		if err != nil {
			return nil, err
		}
		response, err := client.Post("http://calls/fill", "application/json", bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		var data []byte
		if response.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("status %s", response.Status)
		}
		err = json.NewDecoder(response.Body).Decode(&data)
		return data, err
	}
	for range 200 {
		if _, err = fill(1); err == nil {
			return fill, stop, nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	stop()
	return nil, nil, err
}
