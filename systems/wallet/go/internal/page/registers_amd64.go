package page

import "golang.org/x/sys/cpu"

// clearRegisters overwrites the vector registers of this processor.
func clearRegisters() {
	if cpu.X86.HasAVX512F {
		clear512()
	}
	if cpu.X86.HasAVX {
		clear256()
		return
	}
	clear128()
}

// clear128 clears X0 to X14; Go has a zero in X15 by itself.
//
//go:noescape
func clear128()

// clear256 clears Y0 to Y15, and what is above them.
//
//go:noescape
func clear256()

// clear512 clears Z16 to Z31.
//
//go:noescape
func clear512()
