//go:build spandrel_debug

package wait

// Nobody is not a length of a queue: in the debug build there is something to do whenever a call ends.
const Nobody = -1
