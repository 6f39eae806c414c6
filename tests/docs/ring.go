package ring

import (
	"context"

	"example.com/ring/meter"
)

var (
	ctx    = context.Background()
	opened *meter.Meter
)
