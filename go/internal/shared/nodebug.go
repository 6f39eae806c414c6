//go:build !spandrel_debug

package shared

// Debug says that batches are copies which are filled with nonsense when they end.
const Debug = false

func (*Reader) poison() {}
