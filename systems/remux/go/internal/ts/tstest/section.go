package tstest

import (
	"encoding/binary"

	"spandrel.dev/remux/internal/ts"
)

// SectionCRC returns the CRC-32 of PSI sections over data (annex A of ISO/IEC
// 13818-1). Over a whole section including its CRC field the result is zero.
func SectionCRC(data []byte) uint32 {
	crc := ^uint32(0)
	for _, b := range data {
		crc ^= uint32(b) << 24
		for range 8 {
			top := crc >> 31
			crc = crc<<1 ^ top*0x04C11DB7
		}
	}
	return crc
}

// SetVersion gives the table in a packet of this PID another version, if one begins
// and ends there.
func SetVersion(packet []byte, pid uint16, version uint8) {
	p := ts.Packet(packet)
	if p.PID() != pid || !p.UnitStart() {
		return
	}
	section := p.Payload()[1:]
	section = section[:3+int(binary.BigEndian.Uint16(section[1:])&0x0FFF)]
	section[5] = section[5]&^0x3E | version&0x1F<<1
	binary.BigEndian.PutUint32(section[len(section)-4:], SectionCRC(section[:len(section)-4]))
}
