package config_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
)

// Every number and duration of what clients may cost has bounds on both sides.
func TestIssueEveryLimitOfClientsIsBounded(t *testing.T) {
	for _, value := range []int64{-1, 1 << 60} {
		c := config.Default(engines(t))
		var fields []string
		for _, group := range []any{&c.HTTP, &c.Readers} {
			fields = append(fields, set(reflect.ValueOf(group).Elem(), value)...)
		}
		c.Log.QueueLines, c.MemoryLimit = int(value), value
		err := c.Validate(engines(t))
		for _, field := range append(fields, "log.queue_lines", "memory_limit") {
			if err == nil || !strings.Contains(err.Error(), field+" is ") {
				t.Errorf("%s may be %d: %v", field, value, err)
			}
		}
		if len(fields) < 15 {
			t.Errorf("only %v was tried", fields)
		}
	}
}

// set gives all numbers of a struct a value and returns their names in the file.
func set(group reflect.Value, value int64) (fields []string) {
	for i := range group.NumField() {
		if field := group.Field(i); field.CanInt() {
			field.SetInt(value)
			fields = append(fields, group.Type().Field(i).Tag.Get("yaml"))
		}
	}
	return fields
}

func TestIssueHostsAndProfilesAreChecked(t *testing.T) {
	for address, allowed := range map[string]bool{
		"": true, "127.0.0.1:6060": true, "[::1]:6060": true, "127.9.9.9:0": true,
		":6060": false, "0.0.0.0:6060": false, "192.168.1.1:6060": false, "localhost:6060": false, "127.0.0.1": false,
	} {
		c := config.Default(engines(t))
		c.DebugListen = address
		if err := c.Validate(engines(t)); strings.Contains(err.Error(), "debug_listen") == allowed {
			t.Errorf("debug_listen %q: %v", address, err)
		}
	}
	for host, allowed := range map[string]bool{
		"tv.example": true, "raspberrypi": true, "a_b.local": true,
		"": false, "http://tv.example": false, "tv.example:80": false, "*": false, "a..b": false, "a b": false,
	} {
		c := config.Default(engines(t))
		c.HTTP.Hosts = []string{host}
		if err := c.Validate(engines(t)); strings.Contains(err.Error(), "http.hosts") == allowed {
			t.Errorf("host %q: %v", host, err)
		}
	}
}

func TestIssueAConfigurationHasASize(t *testing.T) {
	c := config.Default(engines(t))
	c.Sources = make([]config.Source, 257)
	c.DrainTimeout = time.Hour
	err := c.Validate(engines(t))
	for _, want := range []string{"257 sources", "at most 256", "drain_timeout is 1h: 0s to 5m is possible"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in %v", want, err)
		}
	}
	path := filepath.Join(t.TempDir(), "large.yaml")
	if err := os.WriteFile(path, []byte(strings.Repeat("# no more than a comment\n", 50_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := config.Load(path, &c); err == nil || !strings.Contains(err.Error(), "larger than 1048576 bytes") {
		t.Errorf("got %v", err)
	}
}

func TestLoopbackAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:80": true, "[::1]:80": true, "localhost:80": true, ":80": false, "0.0.0.0:80": false, "[::]:80": false, "tv.home:80": false,
	} {
		if got := config.Loopback(address); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
