//go:build race

package remote_test

// instrumented tells that the race detector is part of the program: its memory alone exceeds any limit.
const instrumented = true
