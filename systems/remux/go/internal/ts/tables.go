package ts

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"spandrel.dev/remux/internal/foreign"
)

// languageBytes has room for three characters, each replaced.
const languageBytes = 9

// Track is one elementary stream of a program map.
type Track struct {
	// PID is the packet identifier.
	PID uint16
	// StreamType is the codec number of table 2-34 of ISO/IEC 13818-1.
	StreamType uint8
	// private is the descriptor tag that names the codec of private data, or 0.
	private uint8
	// language is the code as it was sent, when named is set.
	language [3]byte
	named    bool
}

// Language is the ISO 639 code of the track, fit to be shown, or empty.
func (t Track) Language() string {
	if !t.named {
		return ""
	}
	return foreign.Clean(string(t.language[:]), languageBytes)
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

// Limits bounds what the tables of a stream may make the daemon remember. What
// lies beyond is not looked at and counted.
type Limits struct {
	// Programs is the number of programs of the PAT.
	Programs int `yaml:"programs"`
	// Tracks is the number of tracks of each program.
	Tracks int `yaml:"tracks"`
}

// DefaultLimits are those of the Rust core.
var DefaultLimits = Limits{Programs: 256, Tracks: 32}

// Tables follows PAT and PMT of a stream. The zero value is ready to use and
// has the DefaultLimits.
//
// A packet costs the same whatever the tables say: tracks are looked up by
// their PID, and a table that comes again as it was is compared and not read.
// One that changed is read when the packets since the last ones have paid for
// it; else the one before counts until it comes again.
type Tables struct {
	limits   Limits
	pat      table
	programs map[uint16]*programMap // by PID of the map
	maps     []*programMap          // the same, for looking up; nil before the first PAT
	tracks   []sharedTrack          // by PID; nil before the first map
	videos   int                    // video tracks of all programs
	unknown  int                    // programs whose map was not seen yet
	ignored  uint64
	read     uint64
	spent    int    // bytes of tables that were read and not paid for yet
	outline  bool   // no packets are stored
	prelude  []byte // nil when a table came since it was made
}

// table is the newest of one PID.
type table struct {
	gatherer gatherer
	section  []byte // with its checksum
	packets  []byte // that it came in
	known    bool   // a valid one came
}

type programMap struct {
	table
	program Program
	shared  bool    // the tracks were passed on
	spare   []Track // tracks of an earlier version, to be used again
}

// sharedTrack is a track with the number of programs that list it, 0 when
// there is none. When they disagree about it, what was read last counts.
type sharedTrack struct {
	Track
	users int32
}

// PIDs is how many packet identifiers there are.
const PIDs = 0x2000

// NewTables makes tables with limits; a limit of 0 is that of DefaultLimits.
func NewTables(limits Limits) Tables { return Tables{limits: limits} }

// NewOutline makes tables that have no Prelude and cost less.
func NewOutline(limits Limits) Tables { return Tables{limits: limits, outline: true} }

const (
	// advance is how many bytes of changed tables are read before any packet
	// has paid for them: a full set.
	advance = 257 * 1024
	// paid is how many bytes of tables a packet pays for.
	paid = PacketSize / 8
)

// Observe looks at one packet. It reports whether the packet belonged to a
// table.
func (t *Tables) Observe(p Packet) bool {
	pid := p.PID()
	t.spent = max(0, t.spent-paid)
	if pid == 0 {
		t.observe(&t.pat, p, 0, t.setPrograms)
		return true
	}
	if int(pid) >= len(t.maps) || t.maps[pid] == nil {
		return false
	}
	entry := t.maps[pid]
	t.observe(&entry.table, p, 2, func(section []byte) bool { return t.setTracks(entry, section) })
	return true
}

// observe takes one packet of a table. A valid section of this kind that is
// not the one before is read; one that comes again only renews the packets,
// whose continuity counters moved on.
func (t *Tables) observe(table *table, p Packet, kind byte, read func(section []byte) bool) {
	table.gatherer.outline = t.outline
	section, packets, ok := table.gatherer.add(p)
	if !ok || section[0] != kind {
		return
	}
	if !bytes.Equal(section, table.section) {
		if t.spent+len(section) > advance {
			t.ignored++
			return
		}
		t.spent += len(section)
		if SectionCRC(section) != 0 {
			return
		}
		t.read++
		if !read(section) {
			return
		}
		table.section, table.gatherer.section = section, table.section[:0]
	}
	table.known = true
	table.packets, table.gatherer.packets = packets, table.packets[:0]
	t.prelude = nil
}

// Complete reports whether the PAT and the map of every program are known.
func (t *Tables) Complete() bool { return len(t.programs) > 0 && t.unknown == 0 }

// Prelude returns the packets of the newest PAT and of each newest PMT, for a
// reader that joins now. The slice is shared and must not be changed.
func (t *Tables) Prelude() []byte {
	if t.prelude != nil {
		return t.prelude
	}
	size := len(t.pat.packets)
	for _, entry := range t.programs {
		size += len(entry.packets)
	}
	prelude := append(make([]byte, 0, size), t.pat.packets...)
	for _, pid := range slices.Sorted(maps.Keys(t.programs)) {
		prelude = append(prelude, t.programs[pid].packets...)
	}
	t.prelude = prelude
	return prelude
}

// Programs returns the programs whose map is known, by rising number. The
// caller owns the slice; the tracks are shared and must not be changed.
func (t *Tables) Programs() []Program {
	var programs []Program
	for _, entry := range t.programs {
		if entry.known {
			entry.shared = true
			programs = append(programs, entry.program)
		}
	}
	slices.SortFunc(programs, func(a, b Program) int { return int(a.Number) - int(b.Number) })
	return programs
}

// Track returns the track with this PID, if a known program has one.
func (t *Tables) Track(pid uint16) (Track, bool) {
	if int(pid) < len(t.tracks) && t.tracks[pid].users > 0 {
		return t.tracks[pid].Track, true
	}
	return Track{}, false
}

// HasVideo reports whether any known program has a video track.
func (t *Tables) HasVideo() bool { return t.videos > 0 }

// Ignored is how many programs and tracks lay beyond the limits, and how many
// tables changed too often to be read.
func (t *Tables) Ignored() uint64 { return t.ignored }

// Read is how many tables were read, which excludes those that came again.
func (t *Tables) Read() uint64 { return t.read }

// setPrograms keeps the maps that are still announced and drops the rest.
// Networks with more than 253 programs split their PAT into several sections;
// only the section seen last counts here.
func (t *Tables) setPrograms(section []byte) bool {
	limit := cmp.Or(t.limits.Programs, DefaultLimits.Programs)
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
		if announced[pid] == nil && len(announced) >= limit {
			t.ignored++
			continue
		}
		announced[pid] = known
	}
	if t.maps == nil {
		t.maps = make([]*programMap, PIDs)
	}
	for pid, entry := range t.programs {
		t.maps[pid] = nil
		if announced[pid] != entry {
			t.forget(entry.program.Tracks)
		}
	}
	for pid, entry := range announced {
		t.maps[pid] = entry
	}
	t.programs, t.unknown = announced, 0
	for _, entry := range announced {
		if !entry.known {
			t.unknown++
		}
	}
	return true
}

// setTracks reads the map of one program. It reports false for one that is
// malformed or of another program.
func (t *Tables) setTracks(entry *programMap, section []byte) bool {
	program, ignored, ok := parseProgram(section, cmp.Or(t.limits.Tracks, DefaultLimits.Tracks), entry.spare)
	if !ok || program.Number != entry.program.Number {
		return false
	}
	if !entry.known {
		t.unknown--
	}
	t.ignored += uint64(ignored)
	before := entry.program.Tracks
	entry.program, entry.spare = program, nil
	if !entry.shared {
		entry.spare = before
	}
	entry.shared = false
	if t.tracks == nil {
		t.tracks = make([]sharedTrack, PIDs)
	}
	for i := range program.Tracks {
		track := &program.Tracks[i]
		if track.Video() {
			t.videos++
		}
		shared := &t.tracks[track.PID]
		shared.Track = *track
		shared.users++
	}
	t.forget(before)
	return true
}

// forget takes the tracks of a program out of the look-up.
func (t *Tables) forget(tracks []Track) {
	for i := range tracks {
		if tracks[i].Video() {
			t.videos--
		}
		t.tracks[tracks[i].PID].users--
	}
}

// parseProgram reads a map up to a number of tracks, into spare where that has
// room, and counts those beyond.
func parseProgram(section []byte, limit int, spare []Track) (program Program, ignored int, ok bool) {
	if len(section) < 16 {
		return Program{}, 0, false
	}
	body := section[:len(section)-4]
	program = Program{
		Number: binary.BigEndian.Uint16(body[3:]),
		PCRPID: binary.BigEndian.Uint16(body[8:]) & 0x1FFF,
	}
	if program.Tracks = spare[:0]; spare == nil {
		program.Tracks = make([]Track, 0, min(limit, len(body)/5))
	}
	at := 12 + int(binary.BigEndian.Uint16(body[10:])&0x0FFF)
	for at+5 <= len(body) && len(program.Tracks) < limit {
		track := Track{StreamType: body[at], PID: binary.BigEndian.Uint16(body[at+1:]) & 0x1FFF}
		begin := at + 5
		if at = begin + entryLength(body[at+3:]); at > len(body) {
			return Program{}, 0, false
		}
		track.readDescriptors(body[begin:at])
		program.Tracks = append(program.Tracks, track)
	}
	for at+5 <= len(body) {
		at += 5 + entryLength(body[at+3:])
		ignored++
	}
	return program, ignored, at == len(body)
}

// entryLength is a length of 12 bits.
func entryLength(field []byte) int { return int(field[0]&0x0F)<<8 | int(field[1]) }

// Tags of the descriptors that are read: ISO 639 languages, and the codecs that
// DVB carries as private data.
const (
	tagLanguage = 0x0A
	tagAC3      = 0x6A
	tagEAC3     = 0x7A
	tagDTS      = 0x7B
)

func (t *Track) readDescriptors(list []byte) {
	for len(list) >= 2 && len(list) >= 2+int(list[1]) {
		tag, body := list[0], list[2:2+int(list[1])]
		switch {
		case tag == tagAC3, tag == tagEAC3, tag == tagDTS:
			t.private = tag
		case tag == tagLanguage && len(body) >= 3:
			t.language, t.named = [3]byte(body), true
		}
		list = list[2+len(body):]
	}
}
