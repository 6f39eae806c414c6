module spandrel.dev/bench

go 1.25.0

require (
	github.com/ebitengine/purego v0.11.2
	github.com/puzpuzpuz/xsync/v4 v4.5.0
	golang.org/x/sys v0.43.0
	google.golang.org/grpc v1.82.1
	google.golang.org/protobuf v1.36.11
	spandrel.dev/spandrel v0.0.0
	spandrel.dev/spandrel/dynamic v0.0.0
)

require (
	golang.org/x/net v0.53.0 // indirect
	golang.org/x/text v0.36.0 // indirect
	google.golang.org/genproto/googleapis/rpc v0.0.0-20260414002931-afd174a4e478 // indirect
)

replace spandrel.dev/spandrel => ../../go

replace spandrel.dev/spandrel/dynamic => ../../go/dynamic
