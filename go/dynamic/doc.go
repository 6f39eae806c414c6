// Package dynamic loads the Rust side of a program that is built without cgo.
//
// With `link = "dynamic"` in spandrel.toml, `spandrel build` makes a shared library of the Rust object. The program carries
// it, checks it, and loads a sealed copy of it from memory at the first call, with purego as the loader. This package is for
// generated code; its errors are for everyone. A generated package dynamic, beside the bridge, has the functions that load.
//
// It requires Linux on x86-64 with glibc. In a program built with cgo it only has its errors.
package dynamic
