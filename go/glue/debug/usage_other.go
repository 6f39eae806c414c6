//go:build spandrel_debug && !linux

package debug

import "time"

// usage is what a thread has used. Here it is not known: all of the time counts.
type usage struct {
	processor time.Duration
	waits     int64
}

var origin = time.Now()

func threadUsage() usage {
	return usage{processor: time.Since(origin)}
}
