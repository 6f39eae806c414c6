#include "textflag.h"

// func CallFuncG0P1(function, a unsafe.Pointer)
TEXT ·CallFuncG0P1(SB), NOSPLIT, $24-16
	MOVQ function+0(FP), AX
	MOVQ AX, 0(SP)
	MOVQ a+8(FP), AX
	MOVQ AX, 8(SP)
	CALL runtime·asmcgocall(SB)
	RET

// func CallFuncG0P2(function, a, b unsafe.Pointer)
TEXT ·CallFuncG0P2(SB), NOSPLIT, $24-24
	LEAQ ·unpack(SB), AX
	MOVQ AX, 0(SP)
	LEAQ function+0(FP), AX
	MOVQ AX, 8(SP)
	CALL runtime·asmcgocall(SB)
	RET

// unpack calls the function of CallFuncG0P2. The address of its three parameters comes in DI, as C passes it.
TEXT ·unpack(SB), NOSPLIT|NOFRAME, $0-0
	MOVQ 0(DI), AX
	MOVQ 16(DI), SI
	MOVQ 8(DI), DI
	JMP AX
