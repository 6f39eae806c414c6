// Package spandrel is the Go half of Spandrel: safe calls between Go and Rust in one binary.
//
// A Rust module under #[spandrel::bridge] declares what crosses; the spandrel command writes a Go package from it.
// This package holds what those generated packages share with the programs that use them: the errors that the wall
// itself answers with, and the types that Go has no name for.
//
// [Bytes] is memory that Rust and Go share; [Secret] is memory that both keep to themselves.
//
// # Errors
//
// Errors declared in the bridge arrive as types of the generated package. Beside them the wall answers with
// [ErrClosed], [ErrInvalidHandle], [ErrReentrant] and [ErrInvalidInput], wrapped in a [*CallError] that names the
// function, and with a [*PanicError] where the Rust code panicked.
//
// # Strings
//
// Short strings that lie close together in one answer share one allocation of at most 4 KiB, so that a retained string
// keeps at most 4 KiB besides itself in memory; one that is longer than 1 KiB mostly has an allocation of its own. The
// same holds for keys of maps, fields of errors, items of streams and arguments of callbacks. [strings.Clone] makes a
// copy that keeps nothing else.
package spandrel
