//go:build spandrel_debug

package glue

// debug says that this is the debug build: it catches misuse that costs something to catch.
const debug = true
