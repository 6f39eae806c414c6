//go:build !spandrel_debug

package ring_test

const debugEnabled = false
