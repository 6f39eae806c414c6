package cli_test

import (
	"strings"
	"testing"

	"spandrel.dev/remux/internal/cli"
)

// A flag of the wrong form is told as it should be written.
func TestIssueAFlagOfTheWrongFormSaysHowToWriteIt(t *testing.T) {
	for arguments, want := range map[string]string{
		"--http-header-timeout 10": `--http-header-timeout "10": write a number with a unit, such as 250ms, 10s`,
		"--memory-limit 1G":        `--memory-limit "1G": write a whole number without a unit: 1073741824`,
		"--http-send-buffer 64KiB": "without a unit: 65536",
		"--readers-limit many":     `--readers-limit "many": write a whole number`,
		"--readers-min-rate half":  "write a number, such as 0.5",
		"--log-level warning":      "use debug, info, warn or error",
		"--readers-slow wait":      "use drop or skip",
		"--bitrate 192k":           "without a unit: 192000",
		"--http-header-timeot 10s": "http-header-timeot",
		"--audio-that-is-not 1":    "audio-that-is-not",
	} {
		code, _, text := run(t, t.Context(), nil, append([]string{"serve"}, strings.Fields(arguments)...)...)
		if code != cli.ExitUsage || !strings.Contains(text, want) || strings.Contains(text, "strconv") || strings.Contains(text, "slog") {
			t.Errorf("%s: exit %d, %s", arguments, code, text)
		}
	}
}
