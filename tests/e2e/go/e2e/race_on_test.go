//go:build race

package e2e

// raceEnabled says that the race detector is on: pools then forget blocks on purpose.
const raceEnabled = true
