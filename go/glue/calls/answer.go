package calls

import (
	"fmt"
	rtdebug "runtime/debug"
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/glue/owned"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
)

func (s *Server) panicked(call *Call, reason any) {
	s.ReturnBytes(call, appendPanic(reason))
	call.status = abi.CodePanic
}

// appendPanic is the reason of a panic that was just recovered, and its stack.
func appendPanic(reason any) []byte {
	return wire.AppendString(wire.AppendString(nil, fmt.Sprint(reason)), string(rtdebug.Stack()))
}

// ReturnError answers with the error that the Go function returned. declared appends the fields of an error of this bridge.
func (s *Server) ReturnError(call *Call, err error, declared func([]byte, error) []byte) {
	s.ReturnBytes(call, appendError(nil, err, declared))
	call.status = abi.CodeError
}

// appendError appends message, type and, if it is one of this bridge, fields of an error.
func appendError(buffer []byte, err error, declared func([]byte, error) []byte) []byte {
	buffer = wire.AppendString(buffer, err.Error())
	buffer = wire.AppendString(buffer, typeName(err))
	if declared != nil {
		buffer = declared(buffer, err)
	}
	return buffer
}

// typeName is the name of an error's type, and for an error of another process its type there.
func typeName(err error) string {
	if named, ok := err.(interface{ TypeName() string }); ok {
		return named.TypeName()
	}
	return fmt.Sprintf("%T", err)
}

// Refuse answers that a value has no counterpart in Rust.
func (s *Server) Refuse(call *Call, parameter, reason string) {
	s.ReturnBytes(call, wire.AppendString(nil, parameter+": "+reason))
	call.status = abi.CodeRefused
}

// Return answers a word.
func (c *Call) Return(word uint64) {
	c.value = word
}

// ReturnText answers a text.
func (s *Server) ReturnText(call *Call, text string) {
	s.ReturnBytes(call, unsafe.Slice(unsafe.StringData(text), len(text)))
}

// ReturnBytes answers bytes.
func (s *Server) ReturnBytes(call *Call, bytes []byte) {
	if call.number == abi.CallLater {
		call.later().answer = append([]byte(nil), bytes...)
		call.value = uint64(len(bytes))
		return
	}
	room := call.room
	if uint64(len(bytes)) > call.capacity {
		room = s.link.Reserve(unsafe.Pointer(call), uint64(len(bytes)))
	}
	copy(unsafe.Slice((*byte)(room), len(bytes)), bytes)
	call.value = uint64(len(bytes))
}

// ReturnScratch answers what was packed, and frees the scratch block.
func (s *Server) ReturnScratch(call *Call, scratch *block.Scratch) {
	s.ReturnBytes(call, scratch.Data)
	scratch.Free()
}

// PlainBytes returns the memory of plain data, as an answer.
func PlainBytes[T any](value *T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(value)), unsafe.Sizeof(*value))
}

// GiveValue answers a Go value, which Rust owns from now on.
func (s *Server) GiveValue(call *Call, content any) {
	call.transfer(abi.TransferValue, s.Give(content))
}

// GiveBytes returns Bytes, whose ownership moves to Rust: they are closed here.
func (s *Server) GiveBytes(call *Call, v *spandrel.Bytes) {
	s.give(call, owned.BorrowBytes(s.blocks, v), false)
	_ = v.Close()
}

// GiveSecret returns a secret, whose ownership moves to Rust: it is closed here.
func (s *Server) GiveSecret(call *Call, v *spandrel.Secret) {
	s.give(call, owned.BorrowSecret(v), true)
	_ = v.Close()
}

func (s *Server) give(call *Call, borrowed owned.Borrowed, secret bool) {
	switch {
	case borrowed.Owner == abi.OwnerClosed:
		s.Refuse(call, "result", "is closed")
	case secret && borrowed.Owner == abi.OwnerNone:
		s.Refuse(call, "result", "is nil; an empty secret is made on purpose")
	default:
		defer borrowed.Release()
		call.transfer(abi.TransferBlock, s.link.Retain(secret, borrowed.Owner, borrowed.Data))
	}
}
