package engine

import (
	"fmt"

	"spandrel.dev/remux/internal/ts"
)

// Settings is what the audio tracks are turned into. Defaults is the place to
// start from; the zero value is not valid.
type Settings struct {
	// SampleRate of the AAC in Hz; 0 follows the source.
	SampleRate uint32 `yaml:"sample_rate"`
	// Channels of the AAC: 1, 2 or 6.
	Channels uint8 `yaml:"channels"`
	// Bitrate of each track in bits per second.
	Bitrate uint32 `yaml:"bitrate"`
	// Program is the number of the only program to convert; 0 converts all.
	Program uint16 `yaml:"program"`
	// Tracks is which audio tracks of a program are converted.
	Tracks Tracks `yaml:"tracks"`
	// Languages, when there are any, narrows the tracks to those in one of
	// these ISO 639 codes.
	Languages []string `yaml:"languages"`
	// FramesPerPES is the number of AAC frames in a PES packet.
	FramesPerPES uint8 `yaml:"frames_per_pes"`
	// CBR keeps the packet rate by means of null packets.
	CBR bool `yaml:"cbr"`
	// Afterburner lets the encoder spend more time on quality.
	Afterburner bool `yaml:"afterburner"`
	// DynamicRange is which compression of AC-3 and E-AC-3 is applied.
	DynamicRange DynamicRange `yaml:"dynamic_range"`
	// DialogueLevel is how far below full scale speech in AC-3 and E-AC-3 is
	// to be, in dB, 1 to 31; 0 leaves it where it is.
	DialogueLevel uint8 `yaml:"dialogue_level"`
	// Downmix is how two channels are made of more.
	Downmix Downmix `yaml:"downmix"`
	// DualMono is which of two programmes in one track is heard.
	DualMono DualMono `yaml:"dual_mono"`
	// Tables bounds what passthrough remembers of the tables; a remuxer has the
	// default bounds built in. The file sets it elsewhere.
	Tables ts.Limits `yaml:"-"`
}

// Tracks is a choice of audio tracks; those not chosen pass unchanged.
type Tracks string

// The choices of audio tracks.
const (
	// AllTracks converts every track whose codec is understood.
	AllTracks Tracks = "all"
	// FirstTrack converts the first such track of each program.
	FirstTrack Tracks = "first"
)

// SettingError is returned by Open for a setting that is out of range.
type SettingError struct{ Field, Reason string }

func (e SettingError) Error() string {
	return fmt.Sprintf("audio setting %s: %s", e.Field, e.Reason)
}
