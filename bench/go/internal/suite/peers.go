package suite

import "spandrel.dev/bench/internal/measure"

// Skipped is a peer that is not compared, and why.
type Skipped struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// Peers are the foreign generators and libraries that can be had here.
type Peers struct {
	each []peer
	// Skipped are those that cannot.
	Skipped []Skipped
}

// peer has the rows that a peer can have. A nil function means that it has none.
type peer struct {
	scalar          func() measure.Row
	bytesIn         func(data []byte) measure.Row
	bytesOut        func(size int) measure.Row
	recordIn        func() measure.Row
	recordRoundtrip func() measure.Row
	callback        func() measure.Row
	foreignCallback func() measure.Row
}

// OpenPeers gets the peers ready. library is the shared library with the hand-written C functions.
func OpenPeers(library string) Peers {
	peers := Peers{Skipped: []Skipped{}}
	for _, candidate := range []struct {
		name string
		open func(library string) (peer, error)
	}{{"purego", openPurego}, {"rust2go", openRust2go}} {
		if opened, err := candidate.open(library); err != nil {
			peers.Skipped = append(peers.Skipped, Skipped{candidate.name, err.Error()})
		} else {
			peers.each = append(peers.each, opened)
		}
	}
	return peers
}

// rows returns one row of each peer that has it.
func (p Peers) rows(row func(peer) func() measure.Row) (rows []measure.Row) {
	for _, each := range p.each {
		if make := row(each); make != nil {
			rows = append(rows, make())
		}
	}
	return rows
}

func (p Peers) bytesIn(data []byte) []measure.Row {
	return p.rows(func(p peer) func() measure.Row {
		if p.bytesIn == nil {
			return nil
		}
		return func() measure.Row { return p.bytesIn(data) }
	})
}

func (p Peers) bytesOut(size int) []measure.Row {
	return p.rows(func(p peer) func() measure.Row {
		if p.bytesOut == nil {
			return nil
		}
		return func() measure.Row { return p.bytesOut(size) }
	})
}
