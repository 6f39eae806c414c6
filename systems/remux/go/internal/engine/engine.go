// Package engine is what turns transport stream bytes into transport stream
// bytes. Which one does it is a matter of configuration; everything above
// sees only this interface, and every response and log line names the choice.
package engine

import (
	"fmt"
	"slices"
	"strings"

	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/remux"
)

// Engine remuxes one stream. It belongs to one goroutine at a time.
type Engine interface {
	// Name is the word that configuration, logs and responses use.
	Name() string
	// Push takes input of any length, cut anywhere. The engine never keeps
	// the slice.
	Push(input []byte) error
	// Output returns the whole packets that are ready, nil when there are
	// none. The caller owns the slice.
	Output() ([]byte, error)
	// Interrupted says that what comes next does not follow what came before:
	// the source was opened anew.
	Interrupted() error
	// Flush declares the end of the input, so that the next Output returns
	// everything the engine still has.
	Flush() error
	// Stats returns what was counted so far, without processor time.
	Stats() (stats.Report, error)
	// Close frees the engine. A second Close does nothing.
	Close() error
}

// Names of the engines.
const (
	// Embedded is the Rust core linked into this program.
	Embedded = "embedded"
	// Passthrough changes nothing and only counts.
	Passthrough = "passthrough"
)

// Names lists every engine, in the order help texts name them.
func Names() []string { return []string{Embedded, Passthrough} }

// Engines opens engines over one core. It is made once, in main, and may be
// used by any goroutine.
type Engines struct {
	core     remux.Core
	defaults Settings
}

// Over makes the engines of a core, and asks it for its defaults.
func Over(core remux.Core) (*Engines, error) {
	defaults, err := defaults(core)
	if err != nil {
		return nil, fmt.Errorf("the core's defaults: %w", err)
	}
	return &Engines{core: core, defaults: defaults}, nil
}

// Defaults are the settings the core recommends.
func (e *Engines) Defaults() Settings {
	settings := e.defaults
	settings.Languages = slices.Clone(settings.Languages)
	return settings
}

// Open makes the engine with the given name.
func (e *Engines) Open(name string, settings Settings) (Engine, error) {
	switch name {
	case Embedded:
		return openEmbedded(e.core, settings)
	case Passthrough:
		return openPassthrough(e.core, settings.Tables)
	}
	return nil, UnknownError{Name: name}
}

// Core is what the engines run over.
func (e *Engines) Core() remux.Core { return e.core }

// UnknownError is returned by Open for a name that no engine has.
type UnknownError struct{ Name string }

func (e UnknownError) Error() string {
	return fmt.Sprintf("unknown engine %q: use one of %s", e.Name, strings.Join(Names(), ", "))
}

// Known reports whether Open would find an engine with this name.
func Known(name string) bool { return slices.Contains(Names(), name) }
