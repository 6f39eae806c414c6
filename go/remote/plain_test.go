//go:build !race

package remote_test

// instrumented tells that the race detector is part of the program.
const instrumented = false
