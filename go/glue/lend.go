package glue

import (
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/internal/memory"
)

// What owns borrowed memory, where it is not a block of the Rust side that borrows it.
const (
	ownerForeign = abi.OwnerForeign
	ownerClosed  = abi.OwnerClosed
	ownerNone    = abi.OwnerNone
)

// Lent is memory that a call may look at. It stays until Return.
type Lent struct {
	// Owner is the block that keeps the memory, or one of the numbers above.
	Owner uint64
	// Data is where it lies.
	Data   []byte
	memory *memory.Memory
}

// holder is the layout of spandrel.Bytes and spandrel.Secret, checked below.
type holder struct {
	memory *memory.Memory
}

const (
	_ = -(unsafe.Sizeof(spandrel.Bytes{}) ^ unsafe.Sizeof(holder{}))
	_ = -(unsafe.Sizeof(spandrel.Secret{}) ^ unsafe.Sizeof(holder{}))
)

// LendBytes lends to a call of this bridge: by reference if the memory is of its Rust side, to be copied otherwise.
func (b *Bridge) LendBytes(v *spandrel.Bytes) Lent {
	if v == nil || (*holder)(unsafe.Pointer(v)).memory == nil {
		return Lent{}
	}
	lent := lend((*holder)(unsafe.Pointer(v)).memory)
	if lent.memory == nil {
		return lent
	}
	if origin := lent.memory.Origin(); origin.Side == b.link.Returned {
		lent.Owner = origin.Block
	}
	return lent
}

// LendSecret lends a secret to a call.
func LendSecret(v *spandrel.Secret) Lent {
	if v == nil || (*holder)(unsafe.Pointer(v)).memory == nil {
		return Lent{Owner: ownerNone}
	}
	return lend((*holder)(unsafe.Pointer(v)).memory)
}

func lend(m *memory.Memory) Lent {
	data, ok := m.Enter()
	if !ok {
		return Lent{Owner: ownerClosed}
	}
	return Lent{Owner: ownerForeign, Data: data, memory: m}
}

// Return ends the loan.
func (l *Lent) Return() {
	if l.memory != nil {
		l.memory.Leave()
	}
}

// GivenBytes takes Bytes over that are an argument of a call.
func (b *Bridge) GivenBytes(call *Call, index int) *spandrel.Bytes {
	return b.NewBytes(call.takeBlock(index))
}

// GivenSecret takes a secret over that is an argument of a call.
func (b *Bridge) GivenSecret(call *Call, index int) *spandrel.Secret {
	return b.NewSecret(call.takeBlock(index))
}

// takeBlock takes the block of an argument over: Rust would free one that is still there when the call ends.
func (c *Call) takeBlock(index int) Frame {
	word := (*uint64)(c.Address(index))
	frame := Frame{Value: *word}
	*word = 0
	return frame
}

// GiveBytes returns Bytes, whose ownership moves to Rust: they are closed here.
func (b *Bridge) GiveBytes(call *Call, v *spandrel.Bytes) {
	b.give(call, b.LendBytes(v), false)
	_ = v.Close()
}

// GiveSecret returns a secret, whose ownership moves to Rust: it is closed here.
func (b *Bridge) GiveSecret(call *Call, v *spandrel.Secret) {
	b.give(call, LendSecret(v), true)
	_ = v.Close()
}

func (b *Bridge) give(call *Call, lent Lent, secret bool) {
	switch {
	case lent.Owner == ownerClosed:
		b.Refuse(call, "result", "is closed")
	case secret && lent.Owner == ownerNone:
		b.Refuse(call, "result", "is nil; an empty secret is made on purpose")
	default:
		defer lent.Return()
		call.hand(handsBlock, b.link.Keep(secret, lent.Owner, lent.Data))
	}
}

// NewBytes keeps the frame's block and returns what it holds. The memory is shared: it is never written to, not even in
// the debug build.
func (b *Bridge) NewBytes(frame Frame) *spandrel.Bytes {
	origin := memory.Origin{Side: b.link.Returned, Block: frame.Value}
	held := memory.New(frame.block(), origin, func() { b.handBack(frame) })
	return (*spandrel.Bytes)(unsafe.Pointer(&holder{held}))
}

// NewSecret copies the secret out of the frame's block, wipes the block and gives it back.
func (b *Bridge) NewSecret(frame Frame) *spandrel.Secret {
	block := frame.block()
	held := memory.Secret(len(block), func(content []byte) { copy(content, block) })
	clear(block)
	b.handBack(frame)
	return (*spandrel.Secret)(unsafe.Pointer(&holder{held}))
}
