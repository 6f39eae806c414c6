package owned

import (
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/internal/memory"
)

// Borrowed is memory that a call may look at. It stays until Release.
type Borrowed struct {
	// Owner is the block that the memory belongs to, or one of the numbers of package abi.
	Owner uint64
	// Data is where it lies.
	Data   []byte
	memory *memory.Memory
}

// BorrowBytes borrows for a call of the Rust side with this list of released blocks: by reference if the memory is of that
// side, to be copied otherwise.
func BorrowBytes(side *block.List, v *spandrel.Bytes) Borrowed {
	if v == nil || (*holder)(unsafe.Pointer(v)).memory == nil {
		return Borrowed{}
	}
	borrowed := borrow((*holder)(unsafe.Pointer(v)).memory)
	if borrowed.memory == nil {
		return borrowed
	}
	if origin := borrowed.memory.Origin(); origin.Side == unsafe.Pointer(side.Released) {
		borrowed.Owner = origin.Block
	}
	return borrowed
}

// BorrowSecret borrows a secret for a call.
func BorrowSecret(v *spandrel.Secret) Borrowed {
	if v == nil || (*holder)(unsafe.Pointer(v)).memory == nil {
		return Borrowed{Owner: abi.OwnerNone}
	}
	return borrow((*holder)(unsafe.Pointer(v)).memory)
}

func borrow(m *memory.Memory) Borrowed {
	data, ok := m.Enter()
	if !ok {
		return Borrowed{Owner: abi.OwnerClosed}
	}
	return Borrowed{Owner: abi.OwnerForeign, Data: data, memory: m}
}

// Release ends the borrow.
func (b *Borrowed) Release() {
	if b.memory != nil {
		b.memory.Leave()
	}
}
