package hls

import (
	"fmt"
	"slices"
)

// soundName is the key of the form of a sound.
func soundName(pid uint16) string { return fmt.Sprintf("sound-%d", pid) }

// reread reads the tables anew. Where the pictures have moved, what comes does not
// follow; sounds that came, went or moved change the tables within a segment.
func (c *cutter) reread() error {
	prelude, err := c.scanner.Prelude()
	if err != nil {
		return err
	}
	chosen := choose(readPrograms(prelude), c.layout)
	if chosen == nil {
		return nil
	}
	if c.layout != nil && c.layout.number == chosen.number && c.layout.version == chosen.version && c.layout.mapPID == chosen.mapPID {
		return nil
	}
	c.stale = false
	next := newLayout(chosen, c.layout)
	if before := c.layout; before != nil {
		if before.lead.pid != next.lead.pid || before.lead.streamType != next.lead.streamType {
			c.interrupt()
			delete(c.forms, main)
		} else if before.pcrPID == next.pcrPID && slices.EqualFunc(before.renditions, next.renditions, sameRendition) {
			c.layout = next // the same in other words
			return nil
		}
	}
	c.adopt(next)
	return nil
}

func sameRendition(a, b rendition) bool { return a.name == b.name && slices.Equal(a.tracks, b.tracks) }

// adopt sends the tracks of a layout from now on.
func (c *cutter) adopt(next *layout) {
	lanes := make(map[uint16]*lane)
	for i := range next.renditions {
		one := &next.renditions[i]
		if _, known := c.tables[one.name]; !known {
			c.tables[one.name] = 0
		}
		for k := range one.tracks {
			track := &one.tracks[k]
			lane := &lane{rendition: one.name, sound: track.pid != next.lead.pid}
			if old := c.lanes[track.pid]; old != nil && c.codecOf(track.pid) == track.streamType {
				lane.continuity, lane.seen, lane.late = old.continuity, old.seen, old.late && lane.sound
			} else {
				delete(c.forms, soundName(track.pid))
			}
			lanes[track.pid] = lane
		}
	}
	c.layout, c.lanes = next, lanes
	c.sent = (c.sent + 1) & 0x1F
	for _, at := range []*segment{c.before, c.open} {
		for name := range c.tables {
			if at != nil && at.parts[name] == nil {
				at.parts[name] = &part{}
			}
		}
	}
	if c.open != nil {
		c.writeTables()
	}
}

// codecOf is the stream type that a PID has had until now, or 0.
func (c *cutter) codecOf(pid uint16) uint8 {
	for _, one := range c.layout.renditions {
		for _, track := range one.tracks {
			if track.pid == pid {
				return track.streamType
			}
		}
	}
	return 0
}

// writeTables writes the tables of each rendition into the open segment. One that
// the stream does not have any more has none of its own.
func (c *cutter) writeTables() {
	for i := range c.layout.renditions {
		one := &c.layout.renditions[i]
		pcrPID := c.layout.pcrPID
		if !one.carries(pcrPID) {
			pcrPID = one.lead().pid
		}
		to := c.open.parts[one.name]
		to.bytes = append(to.bytes, tables(c.sent, pcrPID, one.tracks, c.tables[one.name])...)
		c.tables[one.name]++
	}
}
