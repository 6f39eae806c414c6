package engine

import (
	"errors"
	"fmt"

	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/remux"
)

// overCore is an engine of the Rust core, through the interface that Spandrel
// generated.
type overCore struct {
	name string
	core coreEngine
}

// coreEngine is what a remuxer and a passthrough have in common.
type coreEngine interface {
	Push(input []byte) error
	Output() ([]byte, error)
	Interrupted() error
	Flush() error
	Stats() (remux.Stats, error)
	Close() error
}

func defaults(core remux.Core) (Settings, error) {
	c, err := core.DefaultConfig()
	return Settings{
		SampleRate:   c.SampleRate,
		Channels:     c.Channels,
		Bitrate:      c.Bitrate,
		Tracks:       AllTracks,
		Languages:    []string{},
		FramesPerPES: c.FramesPerPes,
		CBR:          c.Cbr,
		Afterburner:  c.Afterburner,
		DynamicRange: LineRange,
		Downmix:      LoRo,
		DualMono:     BothProgrammes,
	}, err
}

func openEmbedded(core remux.Core, settings Settings) (Engine, error) {
	config, err := settings.core()
	if err != nil {
		return nil, err
	}
	remuxer, err := core.OpenRemuxer(config)
	if refused, ok := errors.AsType[*remux.Error](err); ok && errors.Is(err, remux.ErrInvalidConfig) {
		return nil, SettingError{Field: refused.Field, Reason: refused.Reason}
	}
	if err != nil {
		return nil, plain(err)
	}
	return overCore{Embedded, remuxer}, nil
}

// openPassthrough opens what passes a stream on unchanged: also the core's, and
// without a decoder that could fail.
func openPassthrough(core remux.Core, limits ts.Limits) (Engine, error) {
	passthrough, err := core.OpenPassthrough(uint32(limits.Programs), uint32(limits.Tracks))
	if err != nil {
		return nil, plain(err)
	}
	return overCore{Passthrough, passthrough}, nil
}

// core puts the settings into the words of the core.
func (s Settings) core() (remux.Config, error) {
	config := remux.Config{
		SampleRate:   s.SampleRate,
		Channels:     s.Channels,
		Bitrate:      s.Bitrate,
		Languages:    s.Languages,
		FramesPerPes: s.FramesPerPES,
		Cbr:          s.CBR,
		Afterburner:  s.Afterburner,
	}
	if err := s.sound(&config); err != nil {
		return config, err
	}
	if s.Program != 0 {
		config.Program = &s.Program
	}
	switch {
	case len(s.Languages) > 0 && s.Tracks == FirstTrack:
		return config, SettingError{Field: "tracks", Reason: "first does not go together with languages; leave one of them out"}
	case len(s.Languages) > 0:
		config.Tracks = remux.SelectionLanguages
	case s.Tracks == FirstTrack:
		config.Tracks = remux.SelectionFirst
	case s.Tracks != AllTracks:
		return config, SettingError{Field: "tracks", Reason: fmt.Sprintf("%q is not a choice; use %s or %s", s.Tracks, AllTracks, FirstTrack)}
	}
	return config, nil
}

func (e overCore) Name() string { return e.name }

func (e overCore) Push(input []byte) error { return plain(e.core.Push(input)) }

func (e overCore) Output() ([]byte, error) {
	output, err := e.core.Output()
	if len(output) == 0 {
		output = nil
	}
	return output, plain(err)
}

func (e overCore) Interrupted() error { return plain(e.core.Interrupted()) }

func (e overCore) Flush() error { return plain(e.core.Flush()) }

func (e overCore) Close() error { return plain(e.core.Close()) }

func (e overCore) Stats() (stats.Report, error) {
	s, err := e.core.Stats()
	if err != nil {
		return stats.Report{}, plain(err)
	}
	return stats.Of(e.name, s), nil
}

// plain leaves out where in the program a typed error of the core came from:
// its message speaks of the user's stream and says all there is to know.
// Panics and errors of the boundary keep their full text.
func plain(err error) error {
	if typed, ok := errors.AsType[*remux.Error](err); ok {
		return typed
	}
	return err
}
