//go:build !(linux && amd64 && cgo && !race && !msan && !asan && !spandrel_nofast)

package kitchen

const slowExpected = true
