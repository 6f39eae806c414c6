package async_and_streams

import "context"

type functions struct{}

var ctx = context.Background()

func lookup(ctx context.Context, name string) (string, error) { return name, ctx.Err() }
