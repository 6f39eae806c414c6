// Package wire is the flat encoding of values: functions that append them, and a [Reader].
//
// It needs neither cgo nor a Rust side, builds for every platform, and reads bytes from anywhere: what does not follow the
// encoding fails the Reader. Numbers are little-endian, whatever the machine is.
//
// It is exported because generated packages live in other modules. It is not covered by the version: only code that
// the spandrel command of the same version wrote may use it.
package wire
