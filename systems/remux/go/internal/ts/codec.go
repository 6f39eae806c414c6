package ts

// Video reports whether the track is a picture track.
func (t Track) Video() bool {
	switch t.StreamType {
	case 0x01, 0x02, 0x10, 0x1B, 0x20, 0x24, 0x33, 0xD1, 0xEA:
		return true
	}
	return false
}

// Audio names the sound codec of the track as ffprobe would, or returns the empty string for tracks without sound.
func (t Track) Audio() string {
	switch t.StreamType {
	case 0x03, 0x04:
		return "mp2"
	case 0x0F:
		return "aac"
	case 0x11:
		return "aac_latm"
	case 0x81:
		return "ac3"
	case 0x87:
		return "eac3"
	case 0x06:
		switch t.private {
		case tagAC3:
			return "ac3"
		case tagEAC3:
			return "eac3"
		case tagDTS:
			return "dts"
		}
	}
	return ""
}

// StartsPicture reports whether a decoder may start at this packet of a video
// track: the sender marked it, or the first bytes of the access unit hold a
// sequence header (MPEG-2) or a parameter set or key picture (H.264, HEVC).
// Only this one packet is searched, so an encoder that neither marks its key
// pictures nor begins them with parameter sets is not recognised.
func (t Track) StartsPicture(p Packet) bool {
	if p.RandomAccess() {
		return true
	}
	if !p.UnitStart() || p.Scrambled() || p.Damaged() {
		return false
	}
	payload := p.Payload()
	for i := 0; i+3 < len(payload); i++ {
		if payload[i] == 0 && payload[i+1] == 0 && payload[i+2] == 1 && t.keyUnit(payload[i+3]) {
			return true
		}
	}
	return false
}

func (t Track) keyUnit(code byte) bool {
	switch t.StreamType {
	case 0x01, 0x02:
		return code == 0xB3
	case 0x1B:
		return code&0x80 == 0 && (code&0x1F == 5 || code&0x1F == 7)
	case 0x24:
		kind := code >> 1 & 0x3F
		return code&0x80 == 0 && (kind >= 16 && kind <= 21 || kind == 32 || kind == 33)
	}
	return false
}
