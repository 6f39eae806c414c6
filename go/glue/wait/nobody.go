//go:build !spandrel_debug

package wait

// Nobody is the length of a queue in which nobody waits, so that a call has nothing to do when it ends.
const Nobody = 0
