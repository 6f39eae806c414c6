// Package e2e uses bridges whose types are those of a crate that knows no bridge.
package e2e

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"testing"

	"spandrel.dev/tests/go_main/adopted/figures"
	"spandrel.dev/tests/go_main/adopted/summary"
)

// host is what Go implements.
type host struct{}

func init() {
	figures.Implement(host{})
}

func (host) Find(name string, sizes []figures.Size, span figures.Span) (figures.Stats, error) {
	if want := []figures.Size{{Tag: 1, Bytes: 2}, {Tag: 3, Bytes: 4}}; !reflect.DeepEqual(sizes, want) {
		return figures.Stats{}, fmt.Errorf("sizes %v, want %v", sizes, want)
	}
	if want := (figures.Span{Tag: 3, Bytes: 9, Level: figures.LevelBusy}); span != want {
		return figures.Stats{}, fmt.Errorf("span %v, want %v", span, want)
	}
	switch name {
	case "made in Go":
		return figures.Stats{}, fmt.Errorf("wrapped: %w", figures.NewMissingError("x"))
	case "other":
		return figures.Stats{}, errors.New("another error")
	}
	// An error of the Rust side goes through Go and back.
	return figures.StatsOf(name)
}

func (host) Tracks(context.Context, string) iter.Seq2[figures.Track, error] {
	return func(func(figures.Track, error) bool) {}
}

// news is what the library counts of the stream "news".
func news() figures.Stats {
	return figures.Stats{
		Name: "news", Bytes: 4, Level: figures.LevelBusy,
		Tracks: []figures.Track{
			figures.TrackSilent{},
			figures.TrackAudio{V0: "NEWS", V1: 48000},
			figures.TrackText{Language: "deu", Size: &figures.Size{Tag: 1, Bytes: 2}},
		},
	}
}

func TestIssueAdoptedValuesGoRust(t *testing.T) {
	check := func(what string, got figures.Stats, err error) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, news()) {
			t.Errorf("%s: got %+v, %v, want %+v", what, got, err, news())
		}
	}
	stats, err := figures.StatsOf("news")
	check("StatsOf", stats, err)
	stats, err = figures.Same(news())
	check("Same", stats, err)
	stats, err = figures.Later(t.Context(), "news")
	check("Later", stats, err)
	stats, err = figures.Ask("news")
	check("Ask", stats, err)
	for stats, err := range figures.All(t.Context(), []string{"news", "news"}) {
		check("All", stats, err)
	}
	meter, err := figures.OpenMeter("news")
	if err != nil {
		t.Fatal(err)
	}
	defer meter.Close()
	stats, err = meter.Stats()
	check("Stats", stats, err)
}

func TestIssueAdoptedPlainDataGoRust(t *testing.T) {
	sizes := []figures.Size{{Tag: 9, Bytes: 1}, {Tag: 8, Bytes: 1 << 40}}
	if got, want := figures.Total(sizes), uint64(1<<40+1); got != want {
		t.Errorf("Total: got %d, want %d", got, want)
	}
	spans := []figures.Span{{Tag: 9, Bytes: 1, Level: figures.LevelQuiet}, {Tag: 8, Bytes: 1 << 40, Level: figures.LevelBusy}}
	if got, err := figures.TotalOfSpans(spans); err != nil || got != 1<<40+1 {
		t.Errorf("TotalOfSpans: got %d, %v, want %d", got, err, uint64(1<<40+1))
	}
	if got, err := figures.Widest(spans[0], spans[1]); err != nil || got != spans[1] {
		t.Errorf("Widest: got %+v, %v, want %+v", got, err, spans[1])
	}
	if got, err := figures.Louder(figures.LevelQuiet); err != nil || got != figures.LevelBusy {
		t.Errorf("Louder: got %v, %v, want %v", got, err, figures.LevelBusy)
	}
	// A level that Rust does not have.
	for _, level := range []figures.Level{0, 2, 5} {
		if _, err := figures.Louder(level); err == nil || !strings.Contains(err.Error(), "is not a variant of Level") {
			t.Errorf("Louder(%d): got %v, want a refusal", int32(level), err)
		}
		if _, err := figures.TotalOfSpans([]figures.Span{{Level: level}}); err == nil {
			t.Errorf("TotalOfSpans of level %d: want a refusal", int32(level))
		}
	}
	var count uint64
	for size, err := range figures.Sizes(t.Context(), 300) {
		if err != nil || size != (figures.Size{Tag: uint8(count), Bytes: count}) {
			t.Fatalf("Sizes: item %d: got %+v, %v", count, size, err)
		}
		count++
	}
	if count != 300 {
		t.Errorf("Sizes: got %d items, want 300", count)
	}
}

// The message is what the adopted type's Display says, with Rust's quotes; that of the bridge is for errors made in Go.
func TestIssueAdoptedErrorsRustGo(t *testing.T) {
	_, err := figures.StatsOf("no news")
	if !errors.Is(err, figures.ErrMissing) || err.Error() != `there is no stream "no news"` {
		t.Errorf("got %v, want ErrMissing with the message of Display", err)
	}
	var failure *figures.Failure
	if !errors.As(err, &failure) || failure.Name != "no news" {
		t.Errorf("got %+v, want the field Name", failure)
	}
	if got, want := figures.NewMissingError("x").Error(), "no stream is called x"; got != want {
		t.Errorf("made in Go: got %q, want %q", got, want)
	}
	_, err = figures.OpenMeter("late")
	if !errors.Is(err, figures.ErrStart) || !errors.Is(err, figures.ErrNoInput) {
		t.Errorf("got %v, want ErrStart, caused by ErrNoInput", err)
	}
	var cause *figures.Cause
	if !errors.As(err, &cause) || cause.Seconds != 5 || cause.Error() != "no input within 5 s" {
		t.Errorf("got %+v, want the cause with its field and its message", cause)
	}
}

func TestIssueAdoptedErrorsReturnToRust(t *testing.T) {
	for name, want := range map[string]string{
		"no news":    `Missing { name: "no news" }: there is no stream "no news"`,
		"":           "Ended { at: 7 }: the stream ended at byte 7",
		"late":       `Start { name: "late", source: NoInput { seconds: 5 } }: the stream "late" did not start`,
		"made in Go": `Missing { name: "x" }: there is no stream "x"`,
	} {
		_, err := figures.Ask(name)
		var ask *figures.AskError
		if !errors.As(err, &ask) || !errors.Is(err, figures.ErrFound) || ask.Reason != want {
			t.Errorf("Ask(%q): got %v, want ErrFound with %s", name, err, want)
		}
	}
	if _, err := figures.Ask("other"); !errors.Is(err, figures.ErrUnknown) {
		t.Errorf("got %v, want ErrUnknown", err)
	}
}

func TestIssueAdoptedByTwoBridges(t *testing.T) {
	got, err := summary.Summed([]summary.Extent{{Tag: 1, Bytes: 2}, {Tag: 3, Bytes: 4}})
	if err != nil || got != (summary.Extent{Bytes: 6}) {
		t.Errorf("got %+v, %v, want 6 bytes", got, err)
	}
	_, err = summary.Summed(nil)
	if !errors.Is(err, summary.ErrNoInput) || errors.Is(err, figures.ErrNoInput) {
		t.Errorf("got %v, want the summary's own ErrNoInput", err)
	}
}
