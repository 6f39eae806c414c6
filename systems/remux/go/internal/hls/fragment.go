package hls

import (
	"bytes"
	"errors"

	"github.com/bluenviron/mediacommon/v2/pkg/codecs/h264"
	"github.com/bluenviron/mediacommon/v2/pkg/codecs/mpeg4audio"
	"github.com/bluenviron/mediacommon/v2/pkg/formats/fmp4"
	"github.com/bluenviron/mediacommon/v2/pkg/formats/fmp4/seekablebuffer"
	"github.com/bluenviron/mediacommon/v2/pkg/formats/mp4/codecs"

	"spandrel.dev/remux/internal/ts"
)

// errNoFragment is returned for what MP4 has no place for here.
var errNoFragment = errors.New("only H.264, HEVC and AAC can be had as MP4")

const (
	clockHz = 90_000
	// margin keeps the times of MP4, which are never negative, above zero.
	margin = 10 * clockHz
)

// unit is one PES packet: a picture, or frames of sound.
type unit struct {
	present, decode ts.Timestamp
	payload         []byte
}

// fragmentable reports whether all tracks can be had as MP4.
func (r *rendition) fragmentable() bool {
	for i := range r.tracks {
		switch r.tracks[i].streamType {
		case typeH264, typeHEVC, typeADTS:
		default:
			return false
		}
	}
	return true
}

// fragment makes MP4 of what a segment has for a rendition: the beginning of a
// stretch that nothing breaks, with init, or the segment itself.
func (s *segment) fragment(r *rendition, init bool) ([]byte, error) {
	part := s.parts[r.name]
	if part == nil || !r.fragmentable() {
		return nil, errNoFragment
	}
	units := unitsOf(part.bytes)
	var head fmp4.Init
	body := fmp4.Part{SequenceNumber: uint32(s.sequence)}
	for i := range r.tracks {
		one := &r.tracks[i]
		var codec codecs.Codec
		track := &fmp4.PartTrack{ID: i + 1}
		scale := uint32(clockHz)
		var err error
		if one.isVideo() {
			codec, err = s.pictures(one, units[one.pid], track)
		} else {
			codec, scale, err = s.sound(units[one.pid], track)
		}
		if err != nil {
			return nil, err
		}
		if codec != nil {
			head.Tracks = append(head.Tracks, &fmp4.InitTrack{ID: i + 1, TimeScale: scale, Codec: codec})
		}
		if len(track.Samples) > 0 {
			body.Tracks = append(body.Tracks, track)
		}
	}
	var out seekablebuffer.Buffer
	var err error
	if init {
		err = head.Marshal(&out)
	} else {
		err = body.Marshal(&out)
	}
	return out.Bytes(), err
}

// unitsOf puts the PES packets of each PID together.
func unitsOf(stream []byte) map[uint16][]unit {
	units := make(map[uint16][]unit)
	for ; len(stream) >= ts.PacketSize; stream = stream[ts.PacketSize:] {
		packet := ts.Packet(stream[:ts.PacketSize])
		pid := packet.PID()
		if pid == 0 || pid == sentMapPID || !packet.HasPayload() {
			continue
		}
		if stamps, ok := packet.Stamps(); ok {
			units[pid] = append(units[pid], unit{present: stamps.Present(), decode: stamps.Decode()})
		}
		if n := len(units[pid]); n > 0 {
			units[pid][n-1].payload = append(units[pid][n-1].payload, payloadOf(packet)...)
		}
	}
	return units
}

// time is a timestamp on the clock of the stretch, which does not wrap.
func (s *segment) time(at ts.Timestamp) int64 { return max(0, s.base+margin+at.Sub(s.began)) }

// pictures makes samples of access units, without the parameters, which MP4 has at
// its beginning.
func (s *segment) pictures(one *elementary, units []unit, track *fmp4.PartTrack) (codecs.Codec, error) {
	var parameters [3][]byte // VPS, SPS, PPS
	for i, unit := range units {
		var all h264.AnnexB
		if err := all.Unmarshal(unit.payload); err != nil {
			continue // a picture that was damaged on its way
		}
		var others [][]byte
		for _, nal := range all {
			if place := parameterPlace(one.streamType, nal); place >= 0 {
				if place < len(parameters) {
					parameters[place] = nal
				}
				continue
			}
			others = append(others, nal)
		}
		if len(others) == 0 {
			continue
		}
		sample := &fmp4.Sample{Duration: clockHz / 25}
		if i+1 < len(units) {
			sample.Duration = uint32(min(max(0, units[i+1].decode.Sub(unit.decode)), 10*clockHz))
		} else if n := len(track.Samples); n > 0 {
			sample.Duration = track.Samples[n-1].Duration
		}
		fill := sample.FillH264
		if one.streamType == typeHEVC {
			fill = sample.FillH265
		}
		if err := fill(int32(unit.present.Sub(unit.decode)), others); err != nil {
			return nil, err
		}
		if len(track.Samples) == 0 {
			track.BaseTime = uint64(s.time(unit.decode))
			sample.IsNonSyncSample = !s.independent
		}
		track.Samples = append(track.Samples, sample)
	}
	switch {
	case parameters[1] == nil || parameters[2] == nil:
		return nil, nil
	case one.streamType == typeHEVC:
		return &codecs.H265{VPS: parameters[0], SPS: parameters[1], PPS: parameters[2]}, nil
	}
	return &codecs.H264{SPS: parameters[1], PPS: parameters[2]}, nil
}

// parameterPlace says which of the parameters a unit is: 0 to 2, 3 for what only
// separates pictures, and -1 for a part of a picture.
func parameterPlace(streamType uint8, nal []byte) int {
	if len(nal) == 0 {
		return 3
	}
	if streamType == typeHEVC {
		if kind := nal[0] >> 1 & 0x3F; kind >= 32 && kind <= 35 {
			return int(kind) - 32
		}
		return -1
	}
	switch nal[0] & 0x1F {
	case 7:
		return 1
	case 8:
		return 2
	case 9:
		return 3
	}
	return -1
}

// sound makes samples of the frames of AAC.
func (s *segment) sound(units []unit, track *fmp4.PartTrack) (codecs.Codec, uint32, error) {
	if len(units) == 0 {
		return nil, 0, nil
	}
	var stream []byte
	for _, unit := range units {
		stream = append(stream, unit.payload...)
	}
	// The end of a frame of the segment before may come first.
	if at := bytes.IndexByte(stream, 0xFF); at > 0 {
		stream = stream[at:]
	}
	var frames mpeg4audio.ADTSPackets
	// A frame at the end that is not whole is left out.
	if err := frames.Unmarshal(stream); err != nil && len(frames) == 0 {
		return nil, 0, err
	}
	first := frames[0]
	config := mpeg4audio.AudioSpecificConfig{Type: first.Type, SampleRate: first.SampleRate, ChannelConfig: first.ChannelConfig, ChannelCount: first.ChannelCount}
	const perFrame = 1024
	track.BaseTime = uint64(s.time(units[0].present)) * uint64(first.SampleRate) / clockHz
	for _, frame := range frames {
		track.Samples = append(track.Samples, &fmp4.Sample{Duration: perFrame, Payload: frame.AU})
	}
	return &codecs.MPEG4Audio{Config: config}, uint32(first.SampleRate), nil
}
