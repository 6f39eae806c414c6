module spandrel.dev/consensus/vectors/fuzz

go 1.26

require spandrel.dev/consensus v0.0.0

require (
	filippo.io/edwards25519 v1.2.0 // indirect
	github.com/go-json-experiment/json v1.27.2 // indirect
	github.com/hdevalence/ed25519consensus v0.2.0 // indirect
)

replace spandrel.dev/consensus => ../..
