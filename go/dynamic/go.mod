module spandrel.dev/spandrel/dynamic

go 1.24

require (
	github.com/ebitengine/purego v0.9.1
	spandrel.dev/spandrel v0.0.0
)

replace spandrel.dev/spandrel => ..
