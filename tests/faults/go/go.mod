module spandrel.dev/tests/faults

go 1.25

require (
	spandrel.dev/spandrel v0.0.0
	spandrel.dev/tests/go_main/go_calls_rust v0.0.0
)

require github.com/mattn/go-sqlite3 v1.14.52 // indirect

replace (
	spandrel.dev/spandrel => ../../../go
	spandrel.dev/tests/go_main/go_calls_rust => ../../go_main/go_calls_rust/go
)
