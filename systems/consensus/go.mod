module spandrel.dev/consensus

go 1.26

require (
	filippo.io/edwards25519 v1.2.0
	github.com/go-json-experiment/json v1.27.2
	github.com/hdevalence/ed25519consensus v0.2.0
	go.yaml.in/yaml/v3 v3.0.6
	spandrel.dev/spandrel v0.0.0
)

replace spandrel.dev/spandrel => ../../go
