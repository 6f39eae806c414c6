package ring

import "context"

var ctx = context.Background()
