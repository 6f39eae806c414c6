#include "textflag.h"

// func goroutine() uintptr
//
// The address of what Go's runtime knows of the goroutine. It is compared, never followed.
TEXT ·goroutine(SB), NOSPLIT, $0-8
	MOVQ (TLS), AX
	MOVQ AX, ret+0(FP)
	RET
