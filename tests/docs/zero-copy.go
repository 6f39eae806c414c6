package zero_copy

import (
	"io"

	"example.com/zero_copy/remux"
)

var (
	remuxer *remux.Remuxer
	w       io.Writer
)
