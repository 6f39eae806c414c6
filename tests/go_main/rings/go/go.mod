module spandrel.dev/tests/go_main/rings

go 1.24

require spandrel.dev/spandrel v0.0.0

replace spandrel.dev/spandrel => ../../../../go

require (
	github.com/ebitengine/purego v0.9.1 // indirect
	spandrel.dev/spandrel/dynamic v0.0.0
)

replace spandrel.dev/spandrel/dynamic => ../../../../go/dynamic
