//go:build linux && amd64 && !cgo

#include "textflag.h"

// The C function void trampoline(block *call), on the scheduling stack.
//
// block.function 0x0, words 0x8, count 0x10, first 0x18, second 0x20. The block is on the goroutine's stack, which moves if
// the function calls Go and the Go code there needs more of it. So its end is compared before and after the call.
TEXT trampoline<>(SB), NOSPLIT|NOFRAME, $0
	PUSHQ BP
	PUSHQ BX
	PUSHQ R12
	PUSHQ R13
	PUSHQ R14
	MOVQ  SP, BP
	MOVQ  DI, BX
	CALL  _cgo_topofstack(SB)
	MOVQ  AX, R12
	MOVQ  8(BX), R10
	MOVQ  16(BX), R11

	// The words behind the sixth lie where the stack ends, aligned to 16 bytes.
	CMPQ R11, $6
	JLS  registers
	MOVQ R11, AX
	SUBQ $6, AX
	LEAQ 1(AX), CX
	ANDQ $~1, CX
	SHLQ $3, CX
	SUBQ CX, SP

more:
	MOVQ 40(R10)(AX*8), CX
	MOVQ CX, -8(SP)(AX*8)
	DECQ AX
	JNE  more

registers:
	TESTQ R11, R11
	JEQ   call
	MOVQ  0(R10), DI
	CMPQ  R11, $2
	JLO   call
	MOVQ  8(R10), SI
	JEQ   call
	MOVQ  16(R10), DX
	CMPQ  R11, $4
	JLO   call
	MOVQ  24(R10), CX
	JEQ   call
	MOVQ  32(R10), R8
	CMPQ  R11, $6
	JLO   call
	MOVQ  40(R10), R9

call:
	MOVQ 0(BX), AX
	CALL AX
	MOVQ BP, SP
	MOVQ AX, R13
	MOVQ DX, R14
	CALL _cgo_topofstack(SB)
	SUBQ R12, AX
	ADDQ AX, BX
	MOVQ R13, 24(BX)
	MOVQ R14, 32(BX)
	POPQ R14
	POPQ R13
	POPQ R12
	POPQ BX
	POPQ BP
	XORL AX, AX
	RET

// func trampolineAddress() uintptr
TEXT ·trampolineAddress(SB), NOSPLIT, $0-8
	LEAQ trampoline<>(SB), AX
	MOVQ AX, ret+0(FP)
	RET
