package cli

import (
	"encoding"
	"fmt"
	"reflect"
	"time"

	"github.com/spf13/pflag"

	"spandrel.dev/remux/internal/config"
)

// addFlags makes flags of the settings that are wanted; their values go to c.
func addFlags(flags *pflag.FlagSet, c *config.Config, wanted func(config.Setting) bool) {
	for _, setting := range config.Settings() {
		if wanted(setting) && !setting.FileOnly {
			addFlag(flags, setting, c)
		}
	}
}

func addFlag(flags *pflag.FlagSet, setting config.Setting, c *config.Config) {
	name, usage := setting.Flag(), setting.Usage
	if setting.Range != "" {
		usage += " (" + setting.Range + ")"
	}
	switch to := setting.Pointer(c).(type) {
	case encoding.TextUnmarshaler:
		flags.TextVar(to, name, reflect.ValueOf(to).Elem().Interface().(encoding.TextMarshaler), usage)
	case *time.Duration:
		flags.DurationVar(to, name, *to, usage)
	case *int:
		flags.IntVar(to, name, *to, usage)
	case *int64:
		flags.Int64Var(to, name, *to, usage)
	case *uint8:
		flags.Uint8Var(to, name, *to, usage)
	case *uint16:
		flags.Uint16Var(to, name, *to, usage)
	case *uint32:
		flags.Uint32Var(to, name, *to, usage)
	case *float64:
		flags.Float64Var(to, name, *to, usage)
	case *bool:
		flags.BoolVar(to, name, *to, usage)
	case *[]string:
		flags.StringSliceVar(to, name, *to, usage)
	default: // a string, maybe one with a name
		text, ok := reflect.ValueOf(to).Convert(reflect.TypeFor[*string]()).Interface().(*string)
		if !ok {
			panic(fmt.Sprintf("cli: %s is a %T, for which there is no flag", setting.Name, to)) // a test makes all
		}
		flags.StringVar(text, name, *text, usage)
	}
}

// copyFlags takes the values that were given on the command line.
func copyFlags(flags *pflag.FlagSet, to, from *config.Config) {
	for _, setting := range config.Settings() {
		if flags.Changed(setting.Flag()) {
			setting.Copy(to, from)
		}
	}
}
