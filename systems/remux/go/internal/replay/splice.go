package replay

import (
	"fmt"

	"spandrel.dev/remux/internal/ts"
)

// tolerance is how far the length told by the pictures may be from the length
// told by the clock, in units of 1/90,000 s, before it is distrusted.
const tolerance = 90_000

// splicer moves the timestamps and counters of every repetition so that it
// continues the one before.
//
// The length of the recording is taken from its pictures where possible: from
// the first decoding time to the last plus one picture. That is exact to the
// tick, while the clock says nothing about what follows its last value.
type splicer struct {
	offset   int64 // added to timestamps, in units of 1/90,000 s
	round    int
	tracks   map[uint16]*trackState
	counters map[uint16]*counterState

	firstClock, lastClock ts.PCR
	clocked               bool
	before, inside, after int // bytes before, between and after the clocks
}

// trackState is what is known about the decoding times of one PID in this round.
type trackState struct {
	video       bool
	first, last ts.Timestamp
	period      int64
}

// counterState continues the continuity counter of one PID.
type counterState struct {
	round int
	shift uint8
	last  uint8
}

// move rewrites one packet in place for the current round.
func (s *splicer) move(p ts.Packet) {
	pid := p.PID()
	if s.tracks == nil {
		s.tracks = make(map[uint16]*trackState)
		s.counters = make(map[uint16]*counterState)
	}
	s.continueCounter(p, pid)
	if stamps, ok := p.Stamps(); ok {
		s.follow(pid, stamps)
		stamps.Shift(s.offset)
	}
	if clock, ok := p.PCR(); ok {
		p.SetPCR(clock.Add(s.offset * 300))
	}
}

// clock takes note of the clock that paces, as recorded.
func (s *splicer) clock(clock ts.PCR) {
	if !s.clocked {
		s.firstClock, s.clocked = clock, true
		s.before, s.after = s.after, 0
	}
	s.lastClock = clock
	s.inside += s.after
	s.after = 0
}

// count adds bytes that were passed on.
func (s *splicer) count(bytes int) { s.after += bytes }

// splice begins the next round.
func (s *splicer) splice() error {
	length, err := s.length()
	if err != nil {
		return err
	}
	s.offset += length
	s.round++
	clear(s.tracks)
	s.clocked = false
	s.before, s.inside, s.after = 0, 0, 0
	return nil
}

// length is the length of the recording in units of 1/90,000 s.
func (s *splicer) length() (int64, error) {
	span := s.lastClock.Sub(s.firstClock)
	if span <= 0 || s.inside == 0 {
		return 0, fmt.Errorf("%w: its clock does not advance", ErrTooShort)
	}
	// What lies outside the clocks lasts as long as its bytes at the mean rate.
	byClock := (span + int64(float64(span)*float64(s.before+s.after)/float64(s.inside))) / 300
	best, bestIsVideo := byClock, false
	for _, state := range s.tracks {
		length := state.last.Add(state.period).Sub(state.first)
		if length*300 <= span || max(length-byClock, byClock-length) > tolerance {
			continue
		}
		if state.video && !bestIsVideo || state.video == bestIsVideo && length > best {
			best, bestIsVideo = length, state.video
		}
	}
	return best, nil
}

func (s *splicer) follow(pid uint16, stamps ts.Stamps) {
	at, state := stamps.Decode(), s.tracks[pid]
	if state == nil {
		s.tracks[pid] = &trackState{video: stamps.Video(), first: at, last: at}
		return
	}
	if step := at.Sub(state.last); step > 0 {
		state.period = step
	}
	state.last = at
}

// continueCounter shifts the counter so that the first packet of a round
// follows the last one of the round before.
func (s *splicer) continueCounter(p ts.Packet, pid uint16) {
	if pid == ts.NullPID {
		return
	}
	state := s.counters[pid]
	if state == nil {
		state = &counterState{round: s.round, last: p.Continuity() - 1}
		s.counters[pid] = state
	}
	if state.round != s.round {
		state.round = s.round
		state.shift = state.last - p.Continuity()
		if p.HasPayload() {
			state.shift++
		}
	}
	p.SetContinuity(p.Continuity() + state.shift)
	state.last = p.Continuity()
}
