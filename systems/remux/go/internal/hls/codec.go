package hls

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/bluenviron/mediacommon/v2/pkg/codecs/h264"
	"github.com/bluenviron/mediacommon/v2/pkg/codecs/h265"

	"spandrel.dev/remux/internal/ts"
)

// Stream types of program maps.
const (
	typeMPEG1Video = 0x01
	typeMPEG2Video = 0x02
	typeMPEG1Audio = 0x03
	typeMPEG2Audio = 0x04
	typePrivate    = 0x06
	typeADTS       = 0x0F
	typeLATM       = 0x11
	typeH264       = 0x1B
	typeHEVC       = 0x24
	typeAC3        = 0x81
	typeEAC3       = 0x87
)

// isVideo reports whether a track is pictures that players of HLS may know.
func (e *elementary) isVideo() bool {
	switch e.streamType {
	case typeMPEG1Video, typeMPEG2Video, 0x10, typeH264, typeHEVC, 0x33:
		return true
	}
	return false
}

// isAudio reports whether a track is sound.
func (e *elementary) isAudio() bool {
	switch e.streamType {
	case typeMPEG1Audio, typeMPEG2Audio, typeADTS, typeLATM, typeAC3, typeEAC3:
		return true
	case typePrivate:
		return e.has(0x6A) || e.has(0x7A) || e.has(0x7C)
	}
	return false
}

// form is what a playlist says of a track: its codec (RFC 6381), and of
// pictures their size and rate. Without a codec the playlist names none.
type form struct {
	codec         string
	width, height int
	rate          float64
}

// mostHeader bounds what is searched of an access unit for its parameters.
const mostHeader = 16 << 10

// videoForm reads the parameters at the beginning of an access unit. It reports
// false where they are not there.
func videoForm(streamType uint8, unit []byte) (form, bool) {
	for at := 0; ; {
		next := bytes.Index(unit[at:], []byte{0, 0, 1})
		if next < 0 || at+next+4 > len(unit) {
			return form{}, false
		}
		at += next + 3
		length := bytes.Index(unit[at:], []byte{0, 0, 1})
		if length < 0 {
			return form{}, false // it may not be whole yet
		}
		// A unit may be followed by zeros, which belong to no unit.
		if f, ok := parameters(streamType, bytes.TrimRight(unit[at:at+length], "\x00")); ok {
			return f, true
		}
	}
}

// parameters reads a unit if it is the one that describes the pictures.
func parameters(streamType uint8, unit []byte) (form, bool) {
	switch {
	case len(unit) < 8:
	case streamType == typeH264 && unit[0]&0x1F == 7:
		var sps h264.SPS
		f := form{codec: fmt.Sprintf("avc1.%02X%02X%02X", unit[1], unit[2], unit[3])}
		if sps.Unmarshal(unit) == nil {
			f.width, f.height, f.rate = sps.Width(), sps.Height(), plausible(sps.FPS())
		}
		return f, true
	case streamType == typeHEVC && unit[0]>>1&0x3F == 33:
		var sps h265.SPS
		if sps.Unmarshal(unit) != nil {
			return form{}, false
		}
		return form{codec: hevcCodec(unit, &sps), width: sps.Width(), height: sps.Height(), rate: plausible(sps.FPS())}, true
	case (streamType == typeMPEG1Video || streamType == typeMPEG2Video) && unit[0] == 0xB3:
		f := form{codec: "mp4v.61", width: int(unit[1])<<4 | int(unit[2])>>4, height: int(unit[2])&0x0F<<8 | int(unit[3])}
		if streamType == typeMPEG1Video {
			f.codec = "mp4v.6A"
		}
		return f, true
	}
	return form{}, false
}

// plausible is a rate of pictures that is one.
func plausible(rate float64) float64 {
	if rate >= 1 && rate <= 300 {
		return rate
	}
	return 0
}

// hevcCodec writes profile, compatibility, tier, level and constraints as ISO/IEC
// 14496-15 has them.
func hevcCodec(unit []byte, sps *h265.SPS) string {
	p := &sps.ProfileTierLevel
	compatibility := uint32(0)
	for i, set := range p.GeneralProfileCompatibilityFlag {
		if set {
			compatibility |= 1 << i
		}
	}
	tier := "L"
	if p.GeneralTierFlag == 1 {
		tier = "H"
	}
	space := ""
	if p.GeneralProfileSpace > 0 {
		space = string(rune('A' + p.GeneralProfileSpace - 1))
	}
	text := fmt.Sprintf("hvc1.%s%d.%X.%s%d", space, p.GeneralProfileIdc, compatibility, tier, p.GeneralLevelIdc)
	// The six bytes of constraints, without those at the end that are zero. Bytes
	// that keep emulation out are dropped first.
	plain := bytes.ReplaceAll(unit[:min(len(unit), 24)], []byte{0, 0, 3}, []byte{0, 0})
	if len(plain) < 14 {
		return text
	}
	for _, b := range bytes.TrimRight(plain[8:14], "\x00") {
		text += fmt.Sprintf(".%X", b)
	}
	return text
}

// audioCodec names the codec of a track. Of AAC the first frame says which kind.
func (e *elementary) audioCodec(unit []byte) string {
	switch e.streamType {
	case typeADTS:
		return aacCodec(unit)
	case typeLATM:
		return "mp4a.40.2"
	case typeMPEG1Audio:
		return "mp4a.6B"
	case typeMPEG2Audio:
		return "mp4a.69"
	case typeAC3:
		return "ac-3"
	case typeEAC3:
		return "ec-3"
	}
	switch {
	case e.has(0x6A):
		return "ac-3"
	case e.has(0x7A):
		return "ec-3"
	}
	return "mp4a.40.2"
}

// aacCodec reads the object type in an ADTS header. AAC of 24 kHz or less is the
// core of HE-AAC in all broadcasts: a player that takes it for plain AAC plays it,
// but one that expects plain AAC may refuse what it finds.
func aacCodec(unit []byte) string {
	for at := 0; at+4 <= len(unit); at++ {
		if unit[at] != 0xFF || unit[at+1]&0xF6 != 0xF0 {
			continue
		}
		kind, rate := unit[at+2]>>6+1, unit[at+2]>>2&0x0F
		if kind == 2 && rate >= 6 {
			return "mp4a.40.5"
		}
		return fmt.Sprintf("mp4a.40.%d", kind)
	}
	return "mp4a.40.2"
}

// payloadOf is what a packet carries of its access unit.
func payloadOf(packet ts.Packet) []byte {
	payload := packet.Payload()
	if packet.UnitStart() && len(payload) >= 9 && payload[0] == 0 && payload[1] == 0 && payload[2] == 1 {
		return payload[min(len(payload), 9+int(payload[8])):]
	}
	return payload
}

// codecList joins what a variant needs, or is empty when one is not known: a list
// that leaves one out would keep players from a stream that they can play.
func codecList(forms ...string) string {
	var all []string
	for _, one := range forms {
		if one == "" {
			return ""
		}
		if !strings.Contains(","+strings.Join(all, ",")+",", ","+one+",") {
			all = append(all, one)
		}
	}
	return strings.Join(all, ",")
}
