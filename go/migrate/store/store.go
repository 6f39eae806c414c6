// Package store retains divergences in a file of vectors, which `spandrel vectors run` runs, and `spandrel vectors minimise` makes
// smaller: each vector has the calls that led to the divergence, and the answer that the primary gave.
package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/internal/lines"
	"spandrel.dev/spandrel/migrate/schema"
	"spandrel.dev/spandrel/migrate/vectors"
)

// Store is a file of divergences.
type Store struct {
	contract *schema.Contract
	limit    int

	mu    sync.Mutex
	file  *lines.File
	known map[string]uint64
	last  []Seen
}

// Seen is a divergence as people see it.
type Seen struct {
	Name     string         `json:"name"`
	Function string         `json:"function"`
	Class    string         `json:"class"`
	Path     string         `json:"path"`
	Calls    []vectors.Call `json:"calls"`
	Primary  string         `json:"primary"`
	Theirs   string         `json:"theirs"`
}

// Open opens a file to add to it, or makes it. limit is how many divergences it may have; 0 for 1000. A last line that is not whole, as
// after a power cut, is removed.
func Open(path string, contract *schema.Contract, limit int) (*Store, error) {
	if limit == 0 {
		limit = 1000
	}
	s := &Store{contract: contract, limit: limit, known: map[string]uint64{}}
	empty := false
	file, err := lines.Open(path, func(r io.Reader) (whole int64, err error) {
		whole, err = s.read(r)
		empty = whole == 0
		return whole, err
	})
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", path, err)
	}
	s.file = file
	if empty {
		err = s.line(vectors.Head{Format: vectors.Format, Package: contract.Package})
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store %s: %w", path, err), file.Close())
	}
	return s, nil
}

// read reads the whole lines of the file, and returns how long they are.
func (s *Store) read(r io.Reader) (int64, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return 0, err
	}
	whole := text[:bytes.LastIndexByte(text, '\n')+1]
	if len(whole) == 0 {
		return 0, nil
	}
	file, err := vectors.Read(bytes.NewReader(whole))
	if err != nil {
		return 0, err
	}
	if file.Head.Package != s.contract.Package {
		return 0, fmt.Errorf("it is of package %q, not of %q", file.Head.Package, s.contract.Package)
	}
	for _, vector := range file.Vectors {
		s.known[vector.Name] = 1
	}
	return int64(len(whole)), nil
}

func (s *Store) line(value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return s.file.Append(append(text, '\n'))
}

// Add retains a divergence, unless one of the same function, class and place is there, or there are too many. A divergence
// without its calls, of which there were too many, is not retained. It is what [migrate.Options.OnDivergence] calls.
func (s *Store) Add(d *migrate.Divergence) error {
	name := fmt.Sprintf("%s %s %s", d.Function, d.Difference.Class, d.Difference.Path)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(d.Calls) == 0 {
		return nil
	}
	s.known[name]++
	if s.known[name] > 1 || len(s.known) > s.limit {
		return nil
	}
	vector := vectors.Vector{Name: name, By: []string{migrate.Primary}}
	numbers := map[uint64]uint64{}
	number := func(old uint64) uint64 {
		if numbers[old] == 0 {
			numbers[old] = uint64(len(numbers) + 1)
		}
		return numbers[old]
	}
	for i, made := range d.Calls {
		function := s.contract.Functions[made.Number]
		object, arguments, ok := function.Arguments(made.Arguments)
		if !ok {
			return fmt.Errorf("store: arguments of %s do not follow the contract", function.Name)
		}
		step := agree.Renumbered([]agree.Step{{Function: function, Object: object, Arguments: arguments, Makes: made.Object}}, number)[0]
		call := vectors.Described(s.contract, &step, &d.Primary)
		if i < len(d.Calls)-1 {
			call = vectors.Unchecked(&step)
		}
		vector.Calls = append(vector.Calls, call)
	}
	seen := Seen{name, d.Function, string(d.Difference.Class), d.Difference.Path, vector.Calls, d.Difference.A, d.Difference.B}
	if err := s.line(vector); err != nil {
		// It is retained when it is found again.
		delete(s.known, name)
		return fmt.Errorf("store: %w", err)
	}
	s.last = append(s.last[max(0, len(s.last)-99):], seen)
	return nil
}

// Last are the last 100 at most that this process retained.
func (s *Store) Last() []Seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Seen{}, s.last...)
}

// Close closes the file.
func (s *Store) Close() error { return s.file.Close() }
