// Package spandrel is the Go half of Spandrel: safe calls between Go and Rust in one binary.
//
// A Rust module under #[spandrel::bridge] declares the functions and types that both sides share; the spandrel command writes a Go package from it.
// This package has what those generated packages share with the programs that use them: the errors of the boundary
// itself, and types that Go's standard library lacks.
//
// [Bytes] is memory that Rust and Go share; [Secret] is memory for keys and passwords.
//
// # Errors
//
// Errors declared in the bridge are types of the generated package. In addition, the boundary returns
// [ErrClosed], [ErrInvalidHandle], [ErrReentrant] and [ErrInvalidInput], wrapped in a [*CallError] that names the
// function, and a [*PanicError] if the Rust code panicked.
//
// # Strings
//
// Short strings that are close together in one result share one allocation of at most 4 KiB, so a retained string
// retains at most 4 KiB besides itself; a string longer than 1 KiB usually has its own allocation. The
// same applies to keys of maps, fields of errors, items of streams and arguments of callbacks. [strings.Clone] makes a
// copy that retains nothing else.
package spandrel
