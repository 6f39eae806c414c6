// Package store retains divergences in a file of vectors, which `spandrel vectors run` runs, and `spandrel vectors minimise` makes
// smaller: each vector has the calls that led to the divergence, and the answer that the primary gave.
package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/schema"
	"spandrel.dev/spandrel/migrate/vectors"
)

// Store is a file of divergences.
type Store struct {
	contract *schema.Contract
	limit    int

	mu    sync.Mutex
	file  *os.File
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
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	s := &Store{contract: contract, limit: limit, file: file, known: map[string]uint64{}}
	if err := s.read(); err != nil {
		return nil, errors.Join(fmt.Errorf("store %s: %w", path, err), file.Close())
	}
	return s, nil
}

// read reads the whole lines of the file, and cuts off the rest.
func (s *Store) read() error {
	text, err := io.ReadAll(s.file)
	if err != nil {
		return err
	}
	whole := text[:bytes.LastIndexByte(text, '\n')+1]
	if err := s.file.Truncate(int64(len(whole))); err != nil {
		return err
	}
	if _, err := s.file.Seek(int64(len(whole)), io.SeekStart); err != nil {
		return err
	}
	if len(whole) == 0 {
		return s.line(vectors.Head{Format: vectors.Format, Package: s.contract.Package})
	}
	file, err := vectors.Read(bytes.NewReader(whole))
	if err != nil {
		return err
	}
	for _, vector := range file.Vectors {
		s.known[vector.Name] = 1
	}
	return nil
}

func (s *Store) line(value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if _, err := s.file.Write(append(text, '\n')); err != nil {
		return err
	}
	return s.file.Sync()
}

// Add retains a divergence, unless one of the same function, class and place is there, or there are too many. A divergence
// without its calls, of which there were too many, is counted only. It is what [migrate.Options.OnDivergence] calls.
func (s *Store) Add(d *migrate.Divergence) error {
	name := fmt.Sprintf("%s %s %s", d.Function, d.Difference.Class, d.Difference.Path)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[name]++
	if s.known[name] > 1 || len(s.known) > s.limit || len(d.Calls) == 0 {
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
	s.last = append(s.last[max(0, len(s.last)-99):], seen)
	return s.line(vector)
}

// Last are the last 100 at most that this process retained.
func (s *Store) Last() []Seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Seen{}, s.last...)
}

// Close closes the file.
func (s *Store) Close() error { return s.file.Close() }
