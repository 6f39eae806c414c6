//go:build !(linux && amd64 && !race && !msan && !asan && !spandrel_nofast)

package e2e

const leafIsFast = false
