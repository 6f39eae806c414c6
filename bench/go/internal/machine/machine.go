// Package machine says where figures come from.
package machine

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
)

// Machine says where figures come from.
type Machine struct {
	CPU   string  `json:"cpu"`
	Cores int     `json:"cores"`
	Go    string  `json:"go"`
	Rustc string  `json:"rustc"` // empty when there is none
	Load  float64 `json:"load"`  // of the last minute, before the first round
}

// This returns what this machine tells about itself.
func This() Machine {
	m := Machine{CPU: runtime.GOARCH, Cores: runtime.NumCPU(), Go: runtime.Version()}
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				m.CPU = strings.TrimSpace(value)
				break
			}
		}
	}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		first, _, _ := strings.Cut(string(load), " ")
		if value, err := strconv.ParseFloat(first, 64); err == nil {
			m.Load = value
		}
	}
	if version, err := exec.Command("rustc", "--version").Output(); err == nil {
		if words := strings.Fields(string(version)); len(words) > 1 {
			m.Rustc = words[1]
		}
	}
	return m
}
