package tstest

import "spandrel.dev/remux/internal/ts"

// ManyPrograms returns a stream that is all tables: a PAT of so many programs,
// a map of so many AC-3 tracks for each, and then pictures of which every one
// is marked as a place to start. Every PID is used by many maps, and version
// is that of every table.
func ManyPrograms(programs, tracks, pictures int, version uint8) []byte {
	var b Builder
	b.Programs(programs, tracks, version)
	for i := range pictures {
		b.Picture(ts.PCR(i)*27_000_000/25, true)
	}
	return b.Bytes
}

// Programs appends a PAT of so many programs and a map of so many tracks for
// each; the first track of the first program is the video of Picture.
func (b *Builder) Programs(programs, tracks int, version uint8) {
	var list []byte
	for i := range programs {
		pid := MapPID + i
		list = append(list, byte((i+1)>>8), byte(i+1), 0xE0|byte(pid>>8), byte(pid))
	}
	b.section(0, versioned(Section(0, 1, list), version))
	for i := range programs {
		body := []byte{0xE0 | VideoPID>>8, VideoPID & 0xFF, 0xF0, 0}
		for k := range tracks {
			kind, pid := byte(0x81), 0x200+(i*7+k)%0xC00
			if i == 0 && k == 0 {
				kind, pid = 0x1B, VideoPID
			}
			body = append(body, kind, 0xE0|byte(pid>>8), byte(pid), 0xF0, 0)
		}
		b.section(uint16(MapPID+i), versioned(Section(2, uint16(i+1), body), version))
	}
}

// versioned gives a section another version number and its checksum.
func versioned(section []byte, version uint8) []byte {
	section[5] = 0xC1 | version&0x1F<<1
	return sealed(section[:len(section)-4])
}
