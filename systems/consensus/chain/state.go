package chain

import (
	"fmt"
	"slices"

	"spandrel.dev/consensus/hash"
)

// Validator is one member of the set that proposes and votes.
type Validator struct {
	PublicKey hash.Hash
	Power     uint64
}

// State is what the next block is built on. The zero value with validators and
// an admin key is the state before block 1.
type State struct {
	ChainID    string
	Rules      Rules
	Admin      hash.Hash // the public key that signs validator updates
	Number     uint64    // of the last block
	Hash       hash.Hash // of the last block
	Root       hash.Hash // the state root of the last block
	Updates    uint64    // validator updates so far
	Validators []Validator
}

// MaxPower is the most voting power of all validators together. The engine adds
// powers in int64 with a margin of eight.
const MaxPower = 1 << 60

func (s *State) clone() State {
	next := *s
	next.Validators = slices.Clone(s.Validators)
	return next
}

// apply changes the set as update says, or reports why that cannot be.
func (s *State) apply(update Update) error {
	at := slices.IndexFunc(s.Validators, func(v Validator) bool { return v.PublicKey == update.PublicKey })
	switch {
	case update.Sequence != s.Updates+1:
		return fmt.Errorf("update %d, the next one is %d", update.Sequence, s.Updates+1)
	case update.Power == 0 && at < 0:
		return fmt.Errorf("removes %x, which is not a validator", update.PublicKey[:8])
	case update.Power == 0 && len(s.Validators) == 1:
		return fmt.Errorf("removes the last validator")
	}
	total := update.Power
	for i, v := range s.Validators {
		if i != at {
			total += v.Power
		}
	}
	if update.Power > MaxPower || total > MaxPower {
		return fmt.Errorf("power %d makes more than %d of all validators", update.Power, uint64(MaxPower))
	}
	s.Updates++
	switch {
	case update.Power == 0:
		s.Validators = slices.Delete(s.Validators, at, at+1)
	case at >= 0:
		s.Validators[at].Power = update.Power
	default:
		s.Validators = append(s.Validators, Validator{update.PublicKey, update.Power})
	}
	return nil
}
