package tstest

import (
	"encoding/binary"

	"spandrel.dev/remux/internal/ts"
)

// Tables judges streams in tests: it reads tables of one packet each, and knows
// nothing of how the core reads them.
type Tables struct {
	maps  map[uint16]bool  // by PID, whether it was seen
	types map[uint16]uint8 // stream types by PID
	order []uint16
}

// Observe looks at one packet.
func (t *Tables) Observe(p ts.Packet) {
	_, isMap := t.maps[p.PID()]
	if !p.UnitStart() || p.PID() != 0 && !isMap {
		return
	}
	section := p.Payload()[1:]
	section = section[:3+int(binary.BigEndian.Uint16(section[1:])&0x0FFF)]
	if SectionCRC(section) != 0 {
		return
	}
	body := section[8 : len(section)-4]
	if p.PID() == 0 {
		known := t.maps
		t.maps = make(map[uint16]bool)
		for ; len(body) >= 4; body = body[4:] {
			pid := binary.BigEndian.Uint16(body[2:]) & 0x1FFF
			t.maps[pid] = known[pid]
		}
		return
	}
	t.maps[p.PID()] = true
	t.types, t.order = make(map[uint16]uint8), nil
	body = body[4+int(binary.BigEndian.Uint16(body[2:])&0x0FFF):]
	for ; len(body) >= 5; body = body[5+int(binary.BigEndian.Uint16(body[3:])&0x0FFF):] {
		pid := binary.BigEndian.Uint16(body[1:]) & 0x1FFF
		t.types[pid] = body[0]
		t.order = append(t.order, pid)
	}
}

// Complete reports whether the map of every program was seen.
func (t *Tables) Complete() bool {
	for _, seen := range t.maps {
		if !seen {
			return false
		}
	}
	return len(t.maps) > 0
}

// Video reports whether the PID carries pictures, in MPEG-2 or H.264.
func (t *Tables) Video(pid uint16) bool { return t.types[pid] == 0x02 || t.types[pid] == 0x1B }

// Audio names the sound that the PID carries, MP2 or AAC; else it is empty.
func (t *Tables) Audio(pid uint16) string {
	switch t.types[pid] {
	case 0x03, 0x04:
		return "mp2"
	case 0x0F:
		return "aac"
	}
	return ""
}

// Sound names the sound of all tracks.
func (t *Tables) Sound() (names []string) {
	for _, pid := range t.order {
		if name := t.Audio(pid); name != "" {
			names = append(names, name)
		}
	}
	return names
}
