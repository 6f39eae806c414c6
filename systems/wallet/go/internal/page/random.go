package page

import (
	"golang.org/x/sys/unix"

	"spandrel.dev/wallet/internal/fault"
)

// Random fills b, which may lie in a scratch, from the system's generator. crypto/rand ends the process where the
// system has no random numbers; here that is an error.
func Random(b []byte) error {
	for len(b) > 0 {
		n, err := unix.Getrandom(b, 0)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return fault.New(fault.NoEntropy, "the system gives no random numbers: "+err.Error())
		}
		b = b[n:]
	}
	return nil
}
