module spandrel.dev/golden

go 1.26

require spandrel.dev/spandrel v0.0.0

replace spandrel.dev/spandrel => ../../go
