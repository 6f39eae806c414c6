//go:build !(linux && amd64 && cgo && !race && !msan && !asan && !spandrel_nofast)

package everything

const slowExpected = true
