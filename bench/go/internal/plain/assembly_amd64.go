package plain

// AddAssembly adds two numbers in assembly: the least that a call costs which Go's compiler did not make.
//
//go:noescape
func AddAssembly(a, b uint64) (sum uint64)
