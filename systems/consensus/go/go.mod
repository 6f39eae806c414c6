module spandrel.dev/consensus

go 1.26

require (
	go.yaml.in/yaml/v3 v3.0.6
	spandrel.dev/spandrel v0.0.0
)

replace spandrel.dev/spandrel => ../../../go
