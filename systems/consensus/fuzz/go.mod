module spandrel.dev/consensus/fuzz

go 1.26

require spandrel.dev/consensus v0.0.0

replace spandrel.dev/consensus => ../go
