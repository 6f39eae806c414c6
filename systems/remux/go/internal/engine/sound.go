package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"spandrel.dev/remux/remux"
)

// DynamicRange is which compression of a stream's dynamic range is applied.
type DynamicRange string

// Downmix is how two channels are made of more.
type Downmix string

// DualMono is which of two programmes in one track is heard.
type DualMono string

// The defaults of these settings.
const (
	// LineRange is the compression for listening at home, as the stream has it.
	LineRange DynamicRange = "line"
	// LoRo is for two loudspeakers, with the levels that the stream names.
	LoRo Downmix = "lo-ro"
	// BothProgrammes are heard, one in each ear.
	BothProgrammes DualMono = "both"
)

var (
	ranges = map[DynamicRange]remux.DynamicRange{
		"off": remux.DynamicRangeOff, LineRange: remux.DynamicRangeLine, "heavy": remux.DynamicRangeHeavy,
	}
	downmixes = map[Downmix]remux.Downmix{LoRo: remux.DownmixLoRo, "lt-rt": remux.DownmixLtRt}
	dualMonos = map[DualMono]remux.DualMono{
		BothProgrammes: remux.DualMonoBoth, "left": remux.DualMonoLeft, "right": remux.DualMonoRight,
	}
)

// sound puts the settings of the decoders into the words of the core.
func (s Settings) sound(config *remux.Config) (err error) {
	if config.DynamicRange, err = choice("dynamic_range", s.DynamicRange, ranges); err != nil {
		return err
	}
	if config.Downmix, err = choice("downmix", s.Downmix, downmixes); err != nil {
		return err
	}
	if config.DualMono, err = choice("dual_mono", s.DualMono, dualMonos); err != nil {
		return err
	}
	if s.DialogueLevel != 0 {
		config.DialogueLevel = &s.DialogueLevel
	}
	return nil
}

func choice[N ~string, V any](field string, name N, choices map[N]V) (V, error) {
	value, ok := choices[name]
	if !ok {
		return value, SettingError{Field: field, Reason: fmt.Sprintf("%q is not a choice; use %s", name, names(choices))}
	}
	return value, nil
}

func names[N ~string, V any](choices map[N]V) string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(choices)) {
		words = append(words, string(name))
	}
	return strings.Join(words, ", ")
}
