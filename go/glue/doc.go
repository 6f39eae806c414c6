// Package glue is the runtime of generated code: frames, blocks, scratch memory, the flat encoding, objects.
//
// It is exported because generated packages live in other modules. It is not covered by the version: only code that
// the spandrel command of the same version wrote may use it.
package glue
