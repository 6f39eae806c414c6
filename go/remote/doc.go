// Package remote runs a bridge between processes: worker processes that a program starts of itself, and servers behind a
// Unix socket or over HTTP.
//
// Programs use it through the package remote that is generated for a bridge, which has the types below under the same names. What is
// marked as being for generated code is not covered by semantic versioning.
package remote
