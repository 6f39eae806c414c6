//go:build linux && amd64 && cgo && go1.24 && !go1.28 && !race && !msan && !asan && !spandrel_nofast

#include "textflag.h"

// func Check() bool
//
// g is in R14. g.stack.lo 0x0, g.stack.hi 0x8, g.m 0x30, g.sched.sp 0x38, m.g0 0x0.
TEXT ·Check(SB), NOSPLIT, $0-1
	MOVB $0, ret+0(FP)

	// This goroutine's own stack pointer lies within its bounds.
	CMPQ SP, 0(R14)
	JLS  done
	CMPQ SP, 8(R14)
	JHI  done

	// The thread's g0 knows its thread.
	MOVQ  48(R14), R12
	TESTQ R12, R12
	JEQ   done
	MOVQ  0(R12), R13
	TESTQ R13, R13
	JEQ   done
	CMPQ  R12, 48(R13)
	JNE   done

	// Its saved stack pointer lies within its bounds, with at least 32 KiB below.
	MOVQ 56(R13), BX
	MOVQ 0(R13), DX
	ADDQ $32768, DX
	CMPQ BX, DX
	JLS  done
	CMPQ BX, 8(R13)
	JHI  done
	MOVB $1, ret+0(FP)

done:
	RET

// The C function bool inCall(void): whether this thread runs Go's scheduling stack on behalf of a goroutine, which it does in
// a leaf call only. In an ordinary call the thread's g is its g0, and a thread of Rust's has none.
//
// g is thread-local here, not in R14: this is called from C. g.m 0x30, m.g0 0x0.
TEXT ·inCall(SB), NOSPLIT|NOFRAME, $0
	MOVQ  (TLS), CX
	XORL  AX, AX
	TESTQ CX, CX
	JEQ   out
	MOVQ  48(CX), DX
	TESTQ DX, DX
	JEQ   out
	CMPQ  CX, 0(DX)
	SETNE AX

out:
	RET

// func inCallAddress() unsafe.Pointer
TEXT ·inCallAddress(SB), NOSPLIT, $0-8
	LEAQ ·inCall(SB), AX
	MOVQ AX, ret+0(FP)
	RET
