package ts

import (
	"encoding/binary"
	"maps"
	"slices"
)

// Track is one elementary stream of a program map.
type Track struct {
	// PID is the packet identifier.
	PID uint16
	// StreamType is the codec number of table 2-34 of ISO/IEC 13818-1.
	StreamType uint8
	// Language is the ISO 639 code of the track, or empty.
	Language string
	// descriptors lists the descriptor tags, which name codecs that DVB
	// carries as private data.
	descriptors []byte
}

// Program is one program map table.
type Program struct {
	// Number is the program_number.
	Number uint16
	// PCRPID carries the clock.
	PCRPID uint16
	// Tracks stand in the order of the table.
	Tracks []Track
}

// Tables follows PAT and PMT of a stream. The zero value is ready to use.
type Tables struct {
	pat      gatherer
	patBytes []byte
	programs map[uint16]*programMap // by PID of the map
}

type programMap struct {
	gatherer gatherer
	packets  []byte
	program  Program
}

// Observe looks at one packet. It reports whether the packet belonged to a
// table.
func (t *Tables) Observe(p Packet) bool {
	pid := p.PID()
	if pid == 0 {
		if section, packets, ok := t.pat.add(p); ok && section[0] == 0 {
			t.patBytes = packets
			t.setPrograms(section)
		}
		return true
	}
	entry := t.programs[pid]
	if entry == nil {
		return false
	}
	if section, packets, ok := entry.gatherer.add(p); ok && section[0] == 2 {
		if program, ok := parseProgram(section); ok && program.Number == entry.program.Number {
			entry.program, entry.packets = program, packets
		}
	}
	return true
}

// Complete reports whether the PAT and the map of every program are known.
func (t *Tables) Complete() bool {
	for _, entry := range t.programs {
		if entry.packets == nil {
			return false
		}
	}
	return len(t.programs) > 0
}

// Prelude returns the packets of the newest PAT and of each newest PMT, for a
// reader that joins now. The caller owns the slice.
func (t *Tables) Prelude() []byte {
	prelude := slices.Clone(t.patBytes)
	for _, pid := range slices.Sorted(maps.Keys(t.programs)) {
		prelude = append(prelude, t.programs[pid].packets...)
	}
	return prelude
}

// Programs returns the programs whose map is known, by rising number. The
// caller owns the slice; the tracks are shared and must not be changed.
func (t *Tables) Programs() []Program {
	var programs []Program
	for _, entry := range t.programs {
		if entry.packets != nil {
			programs = append(programs, entry.program)
		}
	}
	slices.SortFunc(programs, func(a, b Program) int { return int(a.Number) - int(b.Number) })
	return programs
}

// Track returns the track with this PID, if a known program has one.
func (t *Tables) Track(pid uint16) (Track, bool) {
	for _, entry := range t.programs {
		for _, track := range entry.program.Tracks {
			if track.PID == pid {
				return track, true
			}
		}
	}
	return Track{}, false
}

// HasVideo reports whether any known program has a video track.
func (t *Tables) HasVideo() bool {
	for _, entry := range t.programs {
		if slices.ContainsFunc(entry.program.Tracks, Track.Video) {
			return true
		}
	}
	return false
}

// setPrograms keeps the maps that are still announced and drops the rest.
// Networks with more than 253 programs split their PAT into several sections;
// only the section seen last counts here.
func (t *Tables) setPrograms(section []byte) {
	announced := make(map[uint16]*programMap)
	for entry := section[8 : len(section)-4]; len(entry) >= 4; entry = entry[4:] {
		number := binary.BigEndian.Uint16(entry)
		if number == 0 {
			continue // the network information table
		}
		pid := binary.BigEndian.Uint16(entry[2:]) & 0x1FFF
		known := t.programs[pid]
		if known == nil || known.program.Number != number {
			known = &programMap{program: Program{Number: number}}
		}
		announced[pid] = known
	}
	t.programs = announced
}

func parseProgram(section []byte) (Program, bool) {
	if len(section) < 16 {
		return Program{}, false
	}
	body := section[:len(section)-4]
	program := Program{
		Number: binary.BigEndian.Uint16(body[3:]),
		PCRPID: binary.BigEndian.Uint16(body[8:]) & 0x1FFF,
	}
	at := 12 + int(binary.BigEndian.Uint16(body[10:])&0x0FFF)
	for at+5 <= len(body) {
		end := at + 5 + int(binary.BigEndian.Uint16(body[at+3:])&0x0FFF)
		if end > len(body) {
			return Program{}, false
		}
		track := Track{StreamType: body[at], PID: binary.BigEndian.Uint16(body[at+1:]) & 0x1FFF}
		track.readDescriptors(body[at+5 : end])
		program.Tracks = append(program.Tracks, track)
		at = end
	}
	return program, at == len(body)
}

func (t *Track) readDescriptors(list []byte) {
	for len(list) >= 2 && len(list) >= 2+int(list[1]) {
		tag, body := list[0], list[2:2+int(list[1])]
		t.descriptors = append(t.descriptors, tag)
		if tag == 0x0A && len(body) >= 3 {
			t.Language = string(body[:3])
		}
		list = list[2+len(body):]
	}
}
