//go:build race || asan || msan || spandrel_debug

package e2e

// instrumented says that a checker is built in: pools then forget blocks, and more of Go's values lie in the heap.
const instrumented = true
