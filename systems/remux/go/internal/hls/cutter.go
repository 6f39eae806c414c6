package hls

import (
	"math"
	"slices"
	"time"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/remux"
)

const (
	// patience is how much of the stream may pass without a key picture before
	// any picture counts as one: intra refresh has none at all.
	patience = 12 * time.Second
	// early is by how much a segment may fall short of its length.
	early = 50 * time.Millisecond
	// first is the length of the first segments, so that players need not wait.
	first = time.Second
	// jumpBack and jumpForward are steps of the decoding time that no stream makes
	// without a break.
	jumpBack, jumpForward = 500 * time.Millisecond, 5 * time.Second
	// straggling is how much of the stream a sound may lag behind the pictures.
	straggling = 2 * time.Second
	// deaf is how long a stream is without the pictures that are cut before the
	// tables are asked for others, and how far apart such questions are.
	deaf = 200 * time.Millisecond
	// clockPause is how far apart clocks are in a rendition that has none of its own.
	clockPause = 27_000_000 / 25
)

// lane is one PID on its way into segments.
type lane struct {
	rendition  string
	continuity uint8
	seen       bool
	// late says that its packets still belong to the segment before.
	late bool
	// sound is set for tracks that are not the lead.
	sound bool
}

// cutter cuts whole packets into segments. It is for one goroutine.
type cutter struct {
	settings Settings
	scanner  remux.CoreScanner
	// done gets each segment once all is in it.
	done func(*segment)
	// target bounds segments once playlists have promised a length; 0 does not.
	target func() time.Duration

	layout *layout
	lanes  map[uint16]*lane
	forms  map[string]form
	tables map[string]uint8 // continuity counter of the tables of a rendition
	clocks map[string]ts.PCR
	sent   uint8 // version of the maps that are sent

	open, before *segment // in the works; before still waits for late sound
	began        int      // segments begun
	longest      time.Duration
	decode       ts.Timestamp // of the newest unit of the lead
	step         int64        // between the last two
	newest       ts.Timestamp // the largest presentation time of the lead in this segment
	key          ts.Timestamp // of the last place to start
	anchor       time.Time    // wall-clock time of stamp
	stamp        ts.Timestamp
	base         int64     // stamp, on a clock that does not wrap
	heard        time.Time // when packets of the lead came last, or others were looked for
	timed        bool      // decode is known
	stale        bool      // the map has changed and was not read yet
	broken       bool      // the next segment does not follow what was before
}

func newCutter(settings Settings, scanner remux.CoreScanner, done func(*segment), target func() time.Duration) *cutter {
	return &cutter{
		settings: settings, scanner: scanner, done: done, target: target, broken: true,
		forms: make(map[string]form), tables: make(map[string]uint8), clocks: make(map[string]ts.PCR),
	}
}

// push cuts packets, which came at this time.
func (c *cutter) push(packets []byte, now time.Time) error {
	for len(packets) > 0 {
		found, err := c.scanner.NextStart(packets, 0, c.blind())
		if err != nil {
			return err
		}
		at := min(int(found), len(packets))
		for rest := packets[:at]; len(rest) > 0; rest = rest[ts.PacketSize:] {
			if err := c.pass(ts.Packet(rest[:ts.PacketSize]), now); err != nil {
				return err
			}
		}
		if at == len(packets) {
			return nil
		}
		packet := ts.Packet(packets[at:][:ts.PacketSize])
		if c.breaks(packet) {
			c.interrupt()
		}
		if err := c.start(packet, now); err != nil {
			return err
		}
		c.carry(packet, now)
		packets = packets[at+ts.PacketSize:]
	}
	return nil
}

// pass takes a packet at which nothing can start.
func (c *cutter) pass(packet ts.Packet, now time.Time) error {
	if c.layout == nil {
		return nil
	}
	if packet.PID() == c.layout.mapPID {
		if payload := packet.Payload(); packet.UnitStart() && len(payload) > 6 && payload[0] == 0 && payload[6]>>1&0x1F != c.layout.version {
			c.stale = true
		}
		if c.stale {
			if err := c.reread(); err != nil {
				return err
			}
		}
	}
	if c.breaks(packet) {
		c.interrupt()
	}
	c.carry(packet, now)
	return nil
}

// blind reports whether any access unit is a place to start: there was no key
// picture for too long, or the segment must end.
func (c *cutter) blind() bool {
	if c.layout == nil {
		return true // a reader begins at a place to start
	}
	if !c.timed {
		return false
	}
	since := span(c.decode.Sub(c.key))
	if since < 0 {
		return false
	}
	if c.open == nil {
		return since > patience
	}
	most := patience
	if target := c.target(); target > 0 {
		most = target - target/16
	}
	return c.elapsed() > most || c.open.size() > c.settings.Bytes/3
}

// elapsed is how long the open segment is by now.
func (c *cutter) elapsed() time.Duration { return span(c.newest.Sub(c.open.began)) }

func span(units int64) time.Duration { return ts.Duration(units * 300) }

// breaks reports whether the timeline ends before this packet.
func (c *cutter) breaks(packet ts.Packet) bool {
	if c.layout == nil || !c.timed {
		return false
	}
	fresh := c.open != nil && c.open.discontinuity && c.elapsed() < first
	lead := packet.PID() == c.layout.lead.pid
	if (lead || packet.PID() == c.layout.pcrPID) && packet.Discontinuity() && !fresh {
		return true
	}
	if !lead {
		return false
	}
	stamps, ok := packet.Stamps()
	if !ok {
		return false
	}
	step := span(stamps.Decode().Sub(c.decode))
	return step < -jumpBack || step > jumpForward
}

// interrupt ends what is open. The next segment begins at a place to start and
// does not follow.
func (c *cutter) interrupt() {
	c.finish()
	c.broken, c.timed = true, false
}

// start takes a packet at which a decoder can start, and begins a segment there if
// it is time for one.
func (c *cutter) start(packet ts.Packet, now time.Time) error {
	stamps, ok := packet.Stamps()
	if !ok {
		return nil
	}
	strange := c.layout == nil || packet.PID() != c.layout.lead.pid
	if strange && now.Sub(c.heard) > deaf || c.stale {
		c.heard = now
		if err := c.reread(); err != nil {
			return err
		}
	}
	if c.layout == nil || packet.PID() != c.layout.lead.pid {
		return nil
	}
	independent := !c.blind()
	at := stamps.Present()
	c.key = stamps.Decode()
	if c.open != nil && !c.due(at) {
		return nil
	}
	c.cut(at, now, independent)
	return nil
}

// due reports whether a segment that ends here is long enough.
func (c *cutter) due(at ts.Timestamp) bool {
	least := c.settings.Segment
	if c.began <= rampSegments {
		least = min(least, first)
	}
	return span(at.Sub(c.open.began)) >= least-early || c.open.size() > c.settings.Bytes/4
}

// rampSegments is how many segments may be short, so that the first player need
// not wait.
const rampSegments = 3

// cut begins a segment.
func (c *cutter) cut(at ts.Timestamp, now time.Time, independent bool) {
	if c.before != nil {
		c.complete()
	}
	if c.open != nil {
		c.end(span(at.Sub(c.open.began)))
	}
	if c.broken {
		c.anchor, c.stamp, c.base = now, at, int64(at)
	}
	c.base += at.Sub(c.stamp)
	next := &segment{
		parts: make(map[string]*part), began: at, base: c.base, at: c.anchor.Add(span(at.Sub(c.stamp))),
		discontinuity: c.broken, independent: independent,
	}
	// The anchor moves along, because stamps wrap.
	c.anchor, c.stamp = next.at, at
	for name := range c.tables {
		size := 0
		if c.before != nil && c.before.parts[name] != nil {
			size = len(c.before.parts[name].bytes)
		}
		next.parts[name] = &part{bytes: make([]byte, 0, size+size/8)}
	}
	c.open, c.newest, c.broken = next, at, false
	c.began++
	c.writeTables()
	if c.before != nil && !c.straggles() {
		c.complete()
	}
}

// end closes the open segment, up to the sound that has not come yet.
func (c *cutter) end(duration time.Duration) {
	c.open.duration = max(duration, time.Millisecond)
	c.longest = max(c.longest, c.open.duration)
	c.before, c.open = c.open, nil
	for _, lane := range c.lanes {
		lane.late = lane.sound
	}
}

// straggles reports whether sound of the segment before is still to come.
func (c *cutter) straggles() bool {
	for _, lane := range c.lanes {
		if lane.late {
			return true
		}
	}
	return false
}

// complete hands on the segment before.
func (c *cutter) complete() {
	for _, lane := range c.lanes {
		lane.late = false
	}
	done := c.before
	c.before = nil
	done.renditions, done.forms = c.layout.renditions, make(map[string]form, len(c.forms))
	for name, known := range c.forms {
		done.forms[name] = known
	}
	done.video = nil
	c.done(done)
}

// finish hands on all there is.
func (c *cutter) finish() {
	if c.before != nil {
		c.complete()
	}
	if c.open == nil {
		return
	}
	c.end(span(c.newest.Sub(c.open.began) + min(max(c.step, 0), 90_000)))
	c.complete()
}

// carry puts a packet into the segment that it belongs to.
func (c *cutter) carry(packet ts.Packet, now time.Time) {
	if c.layout == nil {
		return
	}
	pid := packet.PID()
	stamps, stamped := packet.Stamps()
	if pid == c.layout.lead.pid {
		c.heard = now
		if stamped {
			c.count(stamps)
		}
	}
	if c.open == nil && c.before == nil {
		return
	}
	if clock, ok := packet.PCR(); ok && pid == c.layout.pcrPID {
		c.tell(clock)
	}
	lane := c.lanes[pid]
	if lane == nil {
		return
	}
	if pid == c.layout.lead.pid {
		c.recognize(packet)
	} else {
		c.assign(lane, packet, stamps, stamped)
	}
	to := c.open
	if lane.late {
		to = c.before
	}
	if to == nil {
		return
	}
	lane.continuity, lane.seen = packet.Continuity(), true
	one := to.parts[lane.rendition]
	one.bytes, one.filled = append(one.bytes, packet...), true
}

// count takes note of the times of the lead.
func (c *cutter) count(stamps ts.Stamps) {
	decode := stamps.Decode()
	if c.timed {
		c.step = decode.Sub(c.decode)
	} else {
		c.key = decode
	}
	c.decode, c.timed = decode, true
	if at := stamps.Present(); c.open != nil && at.Sub(c.newest) > 0 {
		c.newest = at
	}
	if c.before != nil && c.open != nil && c.elapsed() > straggling {
		c.complete()
	}
}

// recognize finds out what the lead is made of.
func (c *cutter) recognize(packet ts.Packet) {
	if c.open == nil || c.open.checked {
		return
	}
	if packet.UnitStart() && len(c.open.video) > 0 || len(c.open.video) > mostHeader {
		c.open.checked, c.open.video = true, nil // nothing to be found
		return
	}
	c.open.video = append(c.open.video, payloadOf(packet)...)
	if c.layout.lead.isAudio() {
		c.know(main, form{codec: c.layout.lead.audioCodec(c.open.video)})
		return
	}
	if found, ok := videoForm(c.layout.lead.streamType, c.open.video); ok {
		c.know(main, found)
	}
}

// know takes note of the form of the lead. Pictures of another form do not follow
// those before.
func (c *cutter) know(name string, found form) {
	if known, ok := c.forms[name]; ok && known != found {
		c.open.discontinuity = true
	}
	c.forms[name] = found
	c.open.checked, c.open.video = true, nil
}

// assign finds out whether sound belongs to the segment before: it does until the
// time at which the pictures were cut.
func (c *cutter) assign(lane *lane, packet ts.Packet, stamps ts.Stamps, stamped bool) {
	if packet.UnitStart() {
		c.learn(packet)
	}
	if !lane.late || !packet.UnitStart() {
		return
	}
	if stamped && c.open != nil && stamps.Present().Sub(c.open.began) < 0 && span(c.open.began.Sub(stamps.Present())) < straggling {
		return
	}
	lane.late = false
	if c.before != nil && !c.straggles() {
		c.complete()
	}
}

// learn finds the codec of a sound in the beginning of an access unit.
func (c *cutter) learn(packet ts.Packet) {
	name := soundName(packet.PID())
	if _, known := c.forms[name]; known {
		return
	}
	for i := range c.layout.renditions {
		for k := range c.layout.renditions[i].tracks {
			if one := &c.layout.renditions[i].tracks[k]; one.pid == packet.PID() {
				c.forms[name] = form{codec: one.audioCodec(payloadOf(packet))}
			}
		}
	}
}

// tell writes the program clock into the renditions that do not carry it.
func (c *cutter) tell(clock ts.PCR) {
	for i := range c.layout.renditions {
		one := &c.layout.renditions[i]
		if one.carries(c.layout.pcrPID) {
			continue
		}
		if last, ok := c.clocks[one.name]; ok && clock.Sub(last) >= 0 && clock.Sub(last) < clockPause {
			continue
		}
		lane := c.lanes[one.lead().pid]
		to := c.open
		if lane.late {
			to = c.before
		}
		if to == nil || !lane.seen {
			continue
		}
		c.clocks[one.name] = clock
		to.parts[one.name].bytes = append(to.parts[one.name].bytes, clockPacket(one.lead().pid, lane.continuity, clock)...)
	}
}

func (r *rendition) carries(pid uint16) bool {
	return slices.ContainsFunc(r.tracks, func(one elementary) bool { return one.pid == pid })
}

// targetOf is the length that playlists may promise: that of a segment that waits
// for the next key picture.
func (c *cutter) targetOf() time.Duration {
	return time.Duration(math.Ceil((c.settings.Segment + c.longest).Seconds())) * time.Second
}
