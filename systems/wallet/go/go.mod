module spandrel.dev/wallet

go 1.26.0

require (
	golang.org/x/sys v0.50.0
	spandrel.dev/spandrel v0.0.0
)

replace spandrel.dev/spandrel => ../../../go
