#include "textflag.h"

// func AddAssembly(a, b uint64) (sum uint64)
TEXT ·AddAssembly(SB), NOSPLIT, $0-24
	MOVQ a+0(FP), AX
	ADDQ b+8(FP), AX
	MOVQ AX, sum+16(FP)
	RET
