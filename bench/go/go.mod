module spandrel.dev/bench

go 1.25.0

require (
	github.com/ebitengine/purego v0.11.2
	golang.org/x/sys v0.30.0
	spandrel.dev/spandrel v0.0.0
	spandrel.dev/spandrel/dynamic v0.0.0
)

replace spandrel.dev/spandrel => ../../go

replace spandrel.dev/spandrel/dynamic => ../../go/dynamic
