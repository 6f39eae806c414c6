// Package ts finds the packets of an MPEG transport stream (ISO/IEC 13818-1)
// and their clocks and timestamps, as far as a recording needs it to be played
// at its own speed and without a seam.
//
// What the packets carry, tables and places to start among it, is for the Rust
// core.
package ts

import "encoding/binary"

const (
	// PacketSize is the length of a transport packet in bytes.
	PacketSize = 188
	// SyncByte is the first byte of every transport packet.
	SyncByte = 0x47
	// NullPID is the packet identifier of stuffing packets.
	NullPID = 0x1FFF
)

// Packet is one transport packet of exactly PacketSize bytes. It borrows the
// bytes it was made from; the setters write into them.
type Packet []byte

// PID returns the packet identifier, 0 to 0x1FFF.
func (p Packet) PID() uint16 { return binary.BigEndian.Uint16(p[1:]) & 0x1FFF }

// UnitStart reports whether a PES packet or a section begins in this packet.
func (p Packet) UnitStart() bool { return p[1]&0x40 != 0 }

// Damaged reports whether a demodulator marked the packet as uncorrectable.
func (p Packet) Damaged() bool { return p[1]&0x80 != 0 }

// Scrambled reports whether the payload is encrypted.
func (p Packet) Scrambled() bool { return p[3]&0xC0 != 0 }

// HasPayload reports whether the packet carries payload bytes.
func (p Packet) HasPayload() bool { return p[3]&0x10 != 0 }

// Continuity returns the continuity counter, 0 to 15.
func (p Packet) Continuity() uint8 { return p[3] & 0x0F }

// SetContinuity stores the low four bits of counter.
func (p Packet) SetContinuity(counter uint8) { p[3] = p[3]&0xF0 | counter&0x0F }

// Payload returns the payload bytes, empty when there are none or when the
// adaptation field claims more room than the packet has.
func (p Packet) Payload() []byte {
	if !p.HasPayload() {
		return nil
	}
	start := 4
	if p.hasAdaptation() {
		start = 5 + int(p[4])
	}
	if start >= PacketSize {
		return nil
	}
	return p[start:PacketSize]
}

// RandomAccess reports whether the sender marked the packet as a place where
// a decoder may start.
func (p Packet) RandomAccess() bool { return p.adaptationFlags()&0x40 != 0 }

// Discontinuity reports whether the sender announced a break of the clock or
// of the continuity counter.
func (p Packet) Discontinuity() bool { return p.adaptationFlags()&0x80 != 0 }

// PCR returns the program clock reference, if the packet carries one.
func (p Packet) PCR() (PCR, bool) {
	if p.adaptationFlags()&0x10 == 0 || p[4] < 7 {
		return 0, false
	}
	base := uint64(binary.BigEndian.Uint32(p[6:]))<<1 | uint64(p[10]>>7)
	extension := uint64(p[10]&1)<<8 | uint64(p[11])
	return PCR(base*300 + extension), true
}

// SetPCR overwrites the clock of a packet for which PCR reported true.
func (p Packet) SetPCR(clock PCR) {
	base, extension := uint64(clock)/300, uint64(clock)%300
	binary.BigEndian.PutUint32(p[6:], uint32(base>>1))
	p[10] = byte(base&1)<<7 | 0x7E | byte(extension>>8)
	p[11] = byte(extension)
}

func (p Packet) hasAdaptation() bool { return p[3]&0x20 != 0 }

func (p Packet) adaptationFlags() byte {
	if !p.hasAdaptation() || p[4] == 0 || p[4] > PacketSize-5 {
		return 0
	}
	return p[5]
}
