// Package glue is the runtime of generated code: the Rust side of a bridge, its objects, answers and streams. The packages
// below it have one part each.
//
// It is exported because generated packages live in other modules. It is not covered by the version: only code that
// the spandrel command of the same version wrote may use it.
package glue
