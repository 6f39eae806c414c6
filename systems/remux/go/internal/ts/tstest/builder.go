// Package tstest writes small transport streams for tests: valid tables,
// clocks and PES packets around payloads that need not decode.
package tstest

import (
	"encoding/binary"

	"spandrel.dev/remux/internal/ts"
)

// Identifiers of the stream that Builder writes.
const (
	MapPID   = 0x1000
	VideoPID = 0x100
	AudioPID = 0x101
)

// Builder appends packets with right continuity counters to Bytes.
type Builder struct {
	// Bytes is the stream so far.
	Bytes    []byte
	counters map[uint16]uint8
}

// Tables appends a PAT and a PMT of one H.264 and one MP2 track (German).
func (b *Builder) Tables() {
	b.section(0, Section(0, 1, []byte{0, 1, 0xE0 | MapPID>>8, MapPID & 0xFF}))
	b.section(MapPID, Section(2, 1, []byte{
		0xE0 | VideoPID>>8, VideoPID & 0xFF, 0xF0, 0,
		0x1B, 0xE0 | VideoPID>>8, VideoPID & 0xFF, 0xF0, 0,
		0x03, 0xE0 | AudioPID>>8, AudioPID & 0xFF, 0xF0, 6, 0x0A, 4, 'd', 'e', 'u', 0,
	}))
}

// Picture appends one video PES of a single packet that carries PCR and PTS.
// A key picture is marked as a random access point.
func (b *Builder) Picture(clock ts.PCR, key bool) {
	flags := byte(0x10)
	if key {
		flags |= 0x40
	}
	adaptation := []byte{flags, 0, 0, 0, 0, 0, 0}
	b.packet(VideoPID, true, adaptation, pes(0xE0, ts.Timestamp(clock/300), []byte{0, 0, 1, 9, 0xF0}))
	ts.Packet(b.Bytes[len(b.Bytes)-ts.PacketSize:]).SetPCR(clock)
}

// Sound appends one audio PES of a single packet whose payload is filled
// with mark.
func (b *Builder) Sound(clock ts.PCR, mark byte) {
	payload := make([]byte, 100)
	for i := range payload {
		payload[i] = mark
	}
	b.packet(AudioPID, true, nil, pes(0xC0, ts.Timestamp(clock/300), payload))
}

// Stream returns a stream of 25 pictures and sounds a second, with tables and
// a key picture every groupOfPictures, that starts at clock.
func Stream(clock ts.PCR, pictures, groupOfPictures int) []byte {
	var b Builder
	for i := range pictures {
		at := clock.Add(int64(i) * 27_000_000 / 25)
		if i%groupOfPictures == 0 {
			b.Tables()
		}
		b.Picture(at, i%groupOfPictures == 0)
		b.Sound(at, byte(i))
	}
	return b.Bytes
}

// Section wraps body as a current PSI section of version 0 with its CRC.
func Section(table byte, id uint16, body []byte) []byte {
	length := 5 + len(body) + 4
	section := []byte{table, 0xB0 | byte(length>>8), byte(length), byte(id >> 8), byte(id), 0xC1, 0, 0}
	section = append(section, body...)
	return sealed(section)
}

// sealed appends the checksum to a section that lacks it.
func sealed(section []byte) []byte {
	return binary.BigEndian.AppendUint32(section, SectionCRC(section))
}

// section appends the packets of one section, as many as it takes.
func (b *Builder) section(pid uint16, section []byte) {
	rest := append([]byte{0}, section...)
	for start := true; len(rest) > 0; start = false {
		part := rest[:min(len(rest), ts.PacketSize-4)]
		rest = rest[len(part):]
		full := make([]byte, ts.PacketSize-4)
		for i := copy(full, part); i < len(full); i++ {
			full[i] = 0xFF
		}
		b.packet(pid, start, nil, full)
	}
}

// packet appends one packet, stuffed in the adaptation field.
func (b *Builder) packet(pid uint16, start bool, adaptation, payload []byte) {
	if b.counters == nil {
		b.counters = make(map[uint16]uint8)
	}
	header := []byte{ts.SyncByte, byte(pid >> 8), byte(pid), 0x10 | b.counters[pid]}
	b.counters[pid] = (b.counters[pid] + 1) & 0x0F
	if start {
		header[1] |= 0x40
	}
	if room := ts.PacketSize - 4 - len(payload); room > 0 {
		header[3] |= 0x20
		field := make([]byte, room)
		field[0] = byte(room - 1)
		for i := 1 + copy(field[1:], adaptation); i < room; i++ {
			field[i] = 0xFF
		}
		if len(adaptation) == 0 && room > 1 {
			field[1] = 0
		}
		header = append(header, field...)
	}
	b.Bytes = append(append(b.Bytes, header...), payload...)
}

func pes(streamID byte, at ts.Timestamp, payload []byte) []byte {
	header := []byte{0, 0, 1, streamID, 0, 0, 0x80, 0x80, 5,
		0x21 | byte(at>>30)<<1, byte(at >> 22), byte(at>>15)<<1 | 1, byte(at >> 7), byte(at)<<1 | 1}
	binary.BigEndian.PutUint16(header[4:], uint16(8+len(payload)))
	return append(header, payload...)
}
