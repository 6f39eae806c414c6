package ts

import (
	"encoding/binary"
	"hash/crc32"
	"math/bits"
)

// maxSectionPackets bounds what a section may span: 4,096 bytes and the
// pointer field fit into 23 packets.
const maxSectionPackets = 23

// SectionCRC returns the CRC-32 of PSI sections over data (annex A of ISO/IEC
// 13818-1). Over a whole section including its CRC field the result is zero.
//
// The polynomial is that of package hash/crc32, which takes the bits of each
// byte from the other end and has the processor's help.
func SectionCRC(data []byte) uint32 {
	var reversed [1 << 10]byte
	crc := uint32(0)
	for len(data) > 0 {
		n := copy(reversed[:], data)
		data = data[n:]
		for at := 0; at < n; at += 8 { // and what lies beyond, which is not used
			word := reversed[at:][:8]
			binary.NativeEndian.PutUint64(word, reverseBytes(binary.NativeEndian.Uint64(word)))
		}
		crc = crc32.Update(crc, crc32.IEEETable, reversed[:n])
	}
	return bits.Reverse32(^crc)
}

// reverseBytes turns each byte of a word around, bit by bit.
func reverseBytes(word uint64) uint64 {
	const ones, twos, fours = 0x5555555555555555, 0x3333333333333333, 0x0F0F0F0F0F0F0F0F
	word = word>>1&ones | word&ones<<1
	word = word>>2&twos | word&twos<<2
	return word>>4&fours | word&fours<<4
}

// gatherer puts one section of one PID together and keeps the packets it came
// in, because new readers are sent those very packets.
type gatherer struct {
	section []byte
	packets []byte
	count   int  // packets of the section
	outline bool // the packets are not stored
	last    uint8
	done    bool // the section is complete and was returned
}

// add takes the next packet of the PID. It returns a complete section together
// with its packets, before the checksum was looked at; both are valid until
// the next packet of the PID. Only the first section of a packet is looked at:
// PAT and PMT come one per unit.
func (g *gatherer) add(p Packet) (section, packets []byte, ok bool) {
	payload := p.Payload()
	if len(payload) == 0 || p.Damaged() || p.Scrambled() {
		return nil, nil, false
	}
	if g.done {
		g.clear()
	}
	switch {
	case p.UnitStart():
		pointer := int(payload[0])
		if 1+pointer >= len(payload) {
			g.clear()
			return nil, nil, false
		}
		g.clear()
		g.section = append(g.section, payload[1+pointer:]...)
		g.keep(p)
	case len(g.section) > 0 && p.Continuity() == (g.last+1)&0x0F:
		g.section = append(g.section, payload...)
		g.keep(p)
	default:
		g.clear()
		return nil, nil, false
	}
	g.last = p.Continuity()
	return g.finish()
}

func (g *gatherer) finish() (section, packets []byte, ok bool) {
	if len(g.section) < 3 {
		return nil, nil, false
	}
	length := 3 + int(g.section[1]&0x0F)<<8 + int(g.section[2])
	if len(g.section) < length {
		if g.count >= maxSectionPackets {
			g.clear()
		}
		return nil, nil, false
	}
	g.done = true
	// 12 bytes are the shortest PAT: header, no program, CRC.
	return g.section[:length], g.packets, length >= 12
}

func (g *gatherer) clear() {
	g.section = g.section[:0]
	g.packets = g.packets[:0]
	g.done, g.count = false, 0
}

func (g *gatherer) keep(p Packet) {
	g.count++
	if !g.outline {
		g.packets = append(g.packets, p...)
	}
}
