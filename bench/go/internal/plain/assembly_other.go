//go:build !amd64

package plain

// AddAssembly is Add where it is not written in assembly.
func AddAssembly(a, b uint64) (sum uint64) { return Add(a, b) }
