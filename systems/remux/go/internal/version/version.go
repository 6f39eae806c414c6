// Package version knows what this program was built from.
package version

import "runtime/debug"

// Number is the release this source tree becomes.
const Number = "0.1.0"

// String is the release with the commit it was built from, where known.
func String() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return Number
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && len(setting.Value) >= 12 {
			return Number + " (" + setting.Value[:12] + ")"
		}
	}
	return Number
}
