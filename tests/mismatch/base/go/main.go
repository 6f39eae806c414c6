// Command mismatch links the shop bridge. It uses nothing of it, so that every change of the bridge reaches the linker.
package main

import _ "spandrel.dev/tests/mismatch/shop"

func main() {}
