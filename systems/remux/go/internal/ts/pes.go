package ts

// Stamps gives access to the timestamps in the PES header that begins in one
// packet.
type Stamps struct {
	header         []byte
	hasPTS, hasDTS bool
}

// Stamps finds the timestamps of the PES packet that begins in p. It reports
// false when none begins here, when the header has no timestamp, or when the
// payload is scrambled and the header therefore cannot be read.
func (p Packet) Stamps() (Stamps, bool) {
	if !p.UnitStart() || p.Scrambled() || p.Damaged() {
		return Stamps{}, false
	}
	header := p.Payload()
	if len(header) < 14 || header[0] != 0 || header[1] != 0 || header[2] != 1 ||
		!hasOptionalHeader(header[3]) || header[6]&0xC0 != 0x80 {
		return Stamps{}, false
	}
	stamps := Stamps{header: header}
	stamps.hasPTS = header[7]&0x80 != 0 && header[8] >= 5
	stamps.hasDTS = header[7]&0xC0 == 0xC0 && header[8] >= 10 && len(header) >= 19
	return stamps, stamps.hasPTS
}

// Video reports whether pictures have these timestamps, by the stream_id.
func (s Stamps) Video() bool { return s.header[3]&0xF0 == 0xE0 }

// Decode returns the decoding time: the DTS, or the PTS where the two agree
// and only one is sent.
func (s Stamps) Decode() Timestamp {
	if s.hasDTS {
		return readTimestamp(s.header[14:])
	}
	return readTimestamp(s.header[9:])
}

// Present returns the presentation time: the PTS.
func (s Stamps) Present() Timestamp { return readTimestamp(s.header[9:]) }

// Shift moves every timestamp of the header by units of 1/90,000 s.
func (s Stamps) Shift(units int64) {
	shiftTimestamp(s.header[9:], units)
	if s.hasDTS {
		shiftTimestamp(s.header[14:], units)
	}
}

// hasOptionalHeader reports whether PES packets of this stream_id carry
// flags and timestamps (table 2-21 of ISO/IEC 13818-1).
func hasOptionalHeader(streamID byte) bool {
	switch streamID {
	case 0xBC, 0xBE, 0xBF, 0xF0, 0xF1, 0xF2, 0xF8, 0xFF:
		return false
	}
	return streamID >= 0xBC
}

func readTimestamp(b []byte) Timestamp {
	return Timestamp(b[0]>>1&7)<<30 | Timestamp(b[1])<<22 | Timestamp(b[2]>>1)<<15 |
		Timestamp(b[3])<<7 | Timestamp(b[4]>>1)
}

func shiftTimestamp(b []byte, units int64) {
	t := readTimestamp(b).Add(units)
	b[0] = b[0]&0xF0 | byte(t>>30)<<1 | 1
	b[1] = byte(t >> 22)
	b[2] = byte(t>>15)<<1 | 1
	b[3] = byte(t >> 7)
	b[4] = byte(t)<<1 | 1
}
