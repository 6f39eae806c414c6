module spandrel.dev/bench/guest

go 1.24

require spandrel.dev/spandrel v0.0.0

replace spandrel.dev/spandrel => ../../../go
