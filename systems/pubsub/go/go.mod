module spandrel.dev/pubsub

go 1.26.0

require spandrel.dev/spandrel v0.0.0

require github.com/go-json-experiment/json v1.27.2

replace spandrel.dev/spandrel => ../../../go
