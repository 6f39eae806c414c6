package ts

import "encoding/binary"

// maxSectionPackets bounds what a section may span: 4,096 bytes and the
// pointer field fit into 23 packets.
const maxSectionPackets = 23

// crcTables belong to the polynomial 0x04C11DB7, most significant bit first
// (annex A of ISO/IEC 13818-1). The standard library only has the reflected
// form. Table k is that of a byte with k bytes after it.
var crcTables = func() (tables [8][256]uint32) {
	for i := range tables[0] {
		crc := uint32(i) << 24
		for range 8 {
			if crc&0x8000_0000 != 0 {
				crc = crc<<1 ^ 0x04C1_1DB7
			} else {
				crc <<= 1
			}
		}
		tables[0][i] = crc
	}
	for k := 1; k < len(tables); k++ {
		for i, crc := range tables[k-1] {
			tables[k][i] = crc<<8 ^ tables[0][crc>>24]
		}
	}
	return tables
}()

// SectionCRC returns the CRC-32 of PSI sections over data. Over a whole
// section including its CRC field the result is zero.
func SectionCRC(data []byte) uint32 {
	crc := ^uint32(0)
	for ; len(data) >= 8; data = data[8:] {
		crc ^= binary.BigEndian.Uint32(data)
		next := binary.BigEndian.Uint32(data[4:])
		crc = crcTables[7][crc>>24] ^ crcTables[6][crc>>16&0xFF] ^ crcTables[5][crc>>8&0xFF] ^ crcTables[4][crc&0xFF] ^
			crcTables[3][next>>24] ^ crcTables[2][next>>16&0xFF] ^ crcTables[1][next>>8&0xFF] ^ crcTables[0][next&0xFF]
	}
	for _, b := range data {
		crc = crc<<8 ^ crcTables[0][byte(crc>>24)^b]
	}
	return crc
}

// gatherer puts one section of one PID together and keeps the packets it came
// in, because new readers are sent those very packets.
type gatherer struct {
	section []byte
	packets []byte
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
		g.section = append(g.section[:0], payload[1+pointer:]...)
		g.packets = append(g.packets[:0], p...)
	case len(g.section) > 0 && p.Continuity() == (g.last+1)&0x0F:
		g.section = append(g.section, payload...)
		g.packets = append(g.packets, p...)
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
		if len(g.packets) >= maxSectionPackets*PacketSize {
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
	g.done = false
}
