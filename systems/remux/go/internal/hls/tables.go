package hls

import (
	"encoding/binary"
	"hash/crc32"
	"math/bits"
	"slices"

	"spandrel.dev/remux/internal/ts"
)

// elementary is one track of a program map.
type elementary struct {
	pid         uint16
	streamType  uint8
	language    string // ISO 639-2, or empty
	audioType   uint8  // of ISO_639_language_descriptor: 3 describes the pictures
	descriptors string // as they came
}

// program is one program of the tables, with its tracks in their order.
type program struct {
	number  uint16
	mapPID  uint16
	version uint8
	pcrPID  uint16
	tracks  []elementary
}

// readPrograms reads the programs from the packets of tables. The core has
// chosen these packets and checked their checksums; what is malformed all the
// same is left out.
func readPrograms(packets []byte) []program {
	var programs []program
	for pid, sections := range readSections(packets) {
		if pid == 0 {
			continue
		}
		for _, section := range sections {
			if p, ok := readMap(section); ok {
				p.mapPID = pid
				programs = append(programs, p)
			}
		}
	}
	slices.SortFunc(programs, func(a, b program) int { return int(a.number) - int(b.number) })
	return programs
}

// readSections puts the sections of each PID together.
func readSections(packets []byte) map[uint16][][]byte {
	open := make(map[uint16][]byte)
	sections := make(map[uint16][][]byte)
	for ; len(packets) >= ts.PacketSize; packets = packets[ts.PacketSize:] {
		packet := ts.Packet(packets[:ts.PacketSize])
		pid, payload := packet.PID(), packet.Payload()
		if packet.UnitStart() && len(payload) > 0 {
			pointer := min(int(payload[0]), len(payload)-1)
			payload = payload[1+pointer:]
			open[pid] = nil
		} else if len(open[pid]) == 0 {
			continue
		}
		// Sections may follow each other in one packet.
		open[pid] = append(open[pid], payload...)
		for rest := open[pid]; ; open[pid] = rest {
			length := 3
			if len(rest) >= 3 {
				length += int(binary.BigEndian.Uint16(rest[1:]) & 0x0FFF)
			}
			if len(rest) < length || rest[0] == 0xFF {
				break
			}
			sections[pid] = append(sections[pid], rest[:length])
			rest = rest[length:]
		}
	}
	return sections
}

// readMap reads a program map.
func readMap(section []byte) (p program, ok bool) {
	if len(section) < 16 || section[0] != 2 || section[5]&1 == 0 {
		return program{}, false
	}
	p.number = binary.BigEndian.Uint16(section[3:])
	p.version = section[5] >> 1 & 0x1F
	p.pcrPID = binary.BigEndian.Uint16(section[8:]) & 0x1FFF
	body := section[12 : len(section)-4]
	body = body[min(len(body), int(binary.BigEndian.Uint16(section[10:])&0x0FFF)):]
	for len(body) >= 5 {
		one := elementary{streamType: body[0], pid: binary.BigEndian.Uint16(body[1:]) & 0x1FFF}
		length := min(len(body)-5, int(binary.BigEndian.Uint16(body[3:])&0x0FFF))
		one.describe(body[5 : 5+length])
		p.tracks = append(p.tracks, one)
		body = body[5+length:]
	}
	return p, len(p.tracks) > 0
}

// describe reads the descriptors of a track.
func (e *elementary) describe(descriptors []byte) {
	e.descriptors = string(descriptors)
	for len(descriptors) >= 2 {
		length := min(len(descriptors)-2, int(descriptors[1]))
		body := descriptors[2 : 2+length]
		if descriptors[0] == 0x0A && len(body) >= 4 && e.language == "" {
			e.language, e.audioType = languageCode(body[:3]), body[3]
		}
		descriptors = descriptors[2+length:]
	}
}

// has reports whether there is a descriptor with this tag.
func (e *elementary) has(tag byte) bool {
	for rest := e.descriptors; len(rest) >= 2; rest = rest[min(len(rest), 2+int(rest[1])):] {
		if rest[0] == tag {
			return true
		}
	}
	return false
}

// Identifiers in what is sent: every rendition is one program with one map.
const (
	sentProgram = 1
	sentMapPID  = 0x1000
)

// tables writes the PAT and the PMT of a rendition as two packets. Descriptors
// that do not fit are left out.
func tables(version uint8, pcrPID uint16, tracks []elementary, continuity uint8) []byte {
	pat := section(0, 1, 0, []byte{0, sentProgram, 0xE0 | sentMapPID>>8, sentMapPID & 0xFF})
	// A section of one packet, with its pointer, and the checksum.
	room := ts.PacketSize - 4 - 1 - 12 - 4 - 5*len(tracks)
	body := binary.BigEndian.AppendUint16(nil, 0xE000|pcrPID)
	body = append(body, 0xF0, 0)
	for _, one := range tracks {
		descriptors := one.descriptors
		if len(descriptors) > room {
			descriptors = ""
		}
		room -= len(descriptors)
		body = append(body, one.streamType)
		body = binary.BigEndian.AppendUint16(body, 0xE000|one.pid)
		body = binary.BigEndian.AppendUint16(body, 0xF000|uint16(len(descriptors)))
		body = append(body, descriptors...)
	}
	packets := tablePacket(0, continuity, pat)
	return append(packets, tablePacket(sentMapPID, continuity, section(2, sentProgram, version, body))...)
}

func section(table byte, id uint16, version uint8, body []byte) []byte {
	length := 5 + len(body) + 4
	out := []byte{table, 0xB0 | byte(length>>8), byte(length), byte(id >> 8), byte(id), 0xC1 | version&0x1F<<1, 0, 0}
	out = append(out, body...)
	return binary.BigEndian.AppendUint32(out, checksum(out))
}

// checksum is the CRC-32 of MPEG-2, which is that of Go with the bits of each
// byte, and of the result, the other way round, and without the last inversion.
func checksum(data []byte) uint32 {
	reversed := make([]byte, len(data))
	for i, b := range data {
		reversed[i] = bits.Reverse8(b)
	}
	return bits.Reverse32(^crc32.ChecksumIEEE(reversed))
}

func tablePacket(pid uint16, continuity uint8, section []byte) []byte {
	packet := make([]byte, ts.PacketSize)
	n := copy(packet, []byte{ts.SyncByte, 0x40 | byte(pid>>8), byte(pid), 0x10 | continuity&0x0F, 0})
	n += copy(packet[n:], section)
	for ; n < len(packet); n++ {
		packet[n] = 0xFF
	}
	return packet
}

// clockPacket is a packet without payload that carries a program clock.
func clockPacket(pid uint16, continuity uint8, clock ts.PCR) []byte {
	packet := make([]byte, ts.PacketSize)
	n := copy(packet, []byte{ts.SyncByte, byte(pid >> 8), byte(pid), 0x20 | continuity&0x0F, ts.PacketSize - 5, 0x10})
	for n += 6; n < len(packet); n++ {
		packet[n] = 0xFF
	}
	ts.Packet(packet).SetPCR(clock)
	return packet
}
