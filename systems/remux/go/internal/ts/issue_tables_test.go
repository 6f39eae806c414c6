package ts_test

import (
	"testing"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

func observe(tables *ts.Tables, packets []byte) {
	for at := 0; at < len(packets); at += ts.PacketSize {
		tables.Observe(ts.Packet(packets[at:][:ts.PacketSize]))
	}
}

// Tables that come again are compared, not read; a changed version is read once.
func TestIssueTablesThatComeAgainAreNotRead(t *testing.T) {
	var b tstest.Builder
	var tables ts.Tables
	for range 20 {
		b.Bytes = nil
		b.Programs(253, 190, 0)
		observe(&tables, b.Bytes)
	}
	if tables.Read() != 254 || !tables.Complete() {
		t.Errorf("254 tables sent 20 times were read %d times, complete: %v", tables.Read(), tables.Complete())
	}
	b.Bytes = nil
	b.Programs(253, 190, 1)
	observe(&tables, b.Bytes)
	if tables.Read() != 508 {
		t.Errorf("after a new version %d tables were read", tables.Read())
	}
	if allocations := testing.AllocsPerRun(5, func() { observe(&tables, b.Bytes) }); allocations != 0 {
		t.Errorf("%v allocations for tables that are known", allocations)
	}
}

// Tables that change all the time are read in proportion to the stream, and the
// newest as soon as they stop.
func TestIssueTablesThatKeepChangingAreReadNowAndThen(t *testing.T) {
	var versions [4][]byte
	for i := range versions {
		versions[i] = tstest.ManyPrograms(253, 190-i, 10, uint8(i))
	}
	var tables ts.Tables
	size := 0
	for i := range 80 {
		observe(&tables, versions[i%len(versions)])
		size += len(versions[i%len(versions)])
	}
	if read := tables.Read() * 900; read < 254*900 || read > 257*1024+uint64(size)/8 {
		t.Errorf("%d bytes of tables were read for a stream of %d", read, size)
	}
	if tables.Ignored() < 70*200 || len(tables.Programs()) != 253 {
		t.Errorf("%d ignored, %d programs", tables.Ignored(), len(tables.Programs()))
	}
	last := tstest.ManyPrograms(253, 5, 0, 9)
	for range 10 {
		observe(&tables, last)
	}
	for _, program := range tables.Programs() {
		if len(program.Tracks) != 5 {
			t.Fatalf("program %d has %d tracks", program.Number, len(program.Tracks))
		}
	}
}

func TestIssueTablesAreBounded(t *testing.T) {
	for _, limits := range []ts.Limits{{}, {Programs: 3, Tracks: 2}} {
		tables := ts.NewTables(limits)
		observe(&tables, tstest.ManyPrograms(253, 190, 0, 0))
		programs, tracks := 253, 32
		ignored := uint64(253 * (190 - 32))
		if limits.Programs != 0 {
			programs, tracks, ignored = 3, 2, 250+3*188
		}
		list := tables.Programs()
		if len(list) != programs || len(list[0].Tracks) != tracks || tables.Ignored() != ignored {
			t.Errorf("%+v: %d programs, %d tracks, %d ignored", limits, len(list), len(list[0].Tracks), tables.Ignored())
		}
	}
}

// The look-up answers what a search through the newest maps would.
func TestIssueTheLookUpFollowsTheTables(t *testing.T) {
	var b tstest.Builder
	var tables ts.Tables
	for version, size := range []struct{ programs, tracks int }{{5, 9}, {2, 30}, {40, 1}, {1, 1}} {
		b.Bytes = nil
		b.Programs(size.programs, size.tracks, uint8(version))
		observe(&tables, b.Bytes)
		listed := make(map[uint16]bool)
		for _, program := range tables.Programs() {
			for _, track := range program.Tracks {
				listed[track.PID] = true
			}
		}
		for pid := range uint16(0x2000) {
			if _, found := tables.Track(pid); found != listed[pid] {
				t.Errorf("version %d: track %#x found: %v, listed: %v", version, pid, found, listed[pid])
			}
		}
		if !tables.HasVideo() || !tables.Complete() {
			t.Errorf("version %d: video %v, complete %v", version, tables.HasVideo(), tables.Complete())
		}
	}
}

func TestIssueLanguagesAreClean(t *testing.T) {
	section := tstest.Section(2, 1, []byte{0xE1, 0, 0xF0, 0, 0x03, 0xE1, 1, 0xF0, 6, 0x0A, 4, 0x1B, 'c', 0xFF, 0})
	var b tstest.Builder
	b.Tables()
	var tables ts.Tables
	observe(&tables, b.Bytes[:ts.PacketSize])
	packet := append([]byte(nil), b.Bytes[ts.PacketSize:2*ts.PacketSize]...)
	copy(packet[4:], append([]byte{0}, section...))
	packet[3] = 0x10
	observe(&tables, packet)
	if track, ok := tables.Track(0x101); !ok || track.Language() != "\uFFFDc\uFFFD" {
		t.Errorf("track %+v", track)
	}
}

// The check value of CRC-32/MPEG-2.
func TestSectionCRC(t *testing.T) {
	if got := ts.SectionCRC([]byte("123456789")); got != 0x0376E6E7 {
		t.Errorf("got %#x", got)
	}
}
