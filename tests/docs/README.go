package readme

import "context"

var ctx = context.Background()
