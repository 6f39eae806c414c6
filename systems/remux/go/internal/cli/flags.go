package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/engine"
)

// engineFlag is one flag that file and serve have in common.
type engineFlag struct {
	name string
	add  func(flags *pflag.FlagSet, name string, to *config.Config)
	copy func(from, to *config.Config)
}

// engineFlags is the list of them.
var engineFlags = []engineFlag{
	{"engine", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.StringVar(&c.Engine.Name, name, c.Engine.Name, "engine: "+strings.Join(engine.Names(), " or "))
	}, func(from, to *config.Config) { to.Engine.Name = from.Engine.Name }},
	{"sample-rate", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.Uint32Var(&c.Audio.SampleRate, name, c.Audio.SampleRate, "sample rate of the AAC in `Hz`; 0 follows the source")
	}, func(from, to *config.Config) { to.Audio.SampleRate = from.Audio.SampleRate }},
	{"channels", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.Uint8Var(&c.Audio.Channels, name, c.Audio.Channels, "`channels` of the AAC: 1, 2 or 6")
	}, func(from, to *config.Config) { to.Audio.Channels = from.Audio.Channels }},
	{"bitrate", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.Uint32Var(&c.Audio.Bitrate, name, c.Audio.Bitrate, "`bits` per second of each AAC track, 32000 to 512000")
	}, func(from, to *config.Config) { to.Audio.Bitrate = from.Audio.Bitrate }},
	{"program", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.Uint16Var(&c.Audio.Program, name, c.Audio.Program, "`number` of the only program to convert; 0 converts all")
	}, func(from, to *config.Config) { to.Audio.Program = from.Audio.Program }},
	{"tracks", func(f *pflag.FlagSet, name string, c *config.Config) {
		usage := fmt.Sprintf("which audio tracks to convert: %s or %s", engine.AllTracks, engine.FirstTrack)
		f.StringVar((*string)(&c.Audio.Tracks), name, string(c.Audio.Tracks), usage)
	}, func(from, to *config.Config) { to.Audio.Tracks = from.Audio.Tracks }},
	{"languages", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.StringSliceVar(&c.Audio.Languages, name, c.Audio.Languages, "convert only tracks in these `languages`, such as deu,eng")
	}, func(from, to *config.Config) { to.Audio.Languages = from.Audio.Languages }},
	{"frames-per-pes", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.Uint8Var(&c.Audio.FramesPerPES, name, c.Audio.FramesPerPES, "AAC `frames` in a PES packet, 1 to 8")
	}, func(from, to *config.Config) { to.Audio.FramesPerPES = from.Audio.FramesPerPES }},
	{"cbr", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.BoolVar(&c.Audio.CBR, name, c.Audio.CBR, "keep the packet rate by null packets")
	}, func(from, to *config.Config) { to.Audio.CBR = from.Audio.CBR }},
	{"afterburner", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.BoolVar(&c.Audio.Afterburner, name, c.Audio.Afterburner, "let the encoder spend more time on quality")
	}, func(from, to *config.Config) { to.Audio.Afterburner = from.Audio.Afterburner }},
	{"dynamic-range", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.StringVar((*string)(&c.Audio.DynamicRange), name, string(c.Audio.DynamicRange), "compression of AC-3 and E-AC-3: off, line or heavy")
	}, func(from, to *config.Config) { to.Audio.DynamicRange = from.Audio.DynamicRange }},
	{"dialogue-level", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.Uint8Var(&c.Audio.DialogueLevel, name, c.Audio.DialogueLevel, "`dB` below full scale for speech in AC-3 and E-AC-3, 1 to 31; 0 leaves it")
	}, func(from, to *config.Config) { to.Audio.DialogueLevel = from.Audio.DialogueLevel }},
	{"downmix", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.StringVar((*string)(&c.Audio.Downmix), name, string(c.Audio.Downmix), "how two channels are made of more: lo-ro or lt-rt")
	}, func(from, to *config.Config) { to.Audio.Downmix = from.Audio.Downmix }},
	{"dual-mono", func(f *pflag.FlagSet, name string, c *config.Config) {
		f.StringVar((*string)(&c.Audio.DualMono), name, string(c.Audio.DualMono), "which of two programmes in one track is heard: both, left or right")
	}, func(from, to *config.Config) { to.Audio.DualMono = from.Audio.DualMono }},
}

// addEngineFlags adds them to a command; their values go to c.
func addEngineFlags(flags *pflag.FlagSet, c *config.Config) {
	for _, flag := range engineFlags {
		flag.add(flags, flag.name, c)
	}
}
