package config

import (
	"errors"
	"fmt"
	"slices"

	"spandrel.dev/spandrel/migrate"
)

// ShadowMode has the other backend asked too, beside the way of a block.
type ShadowMode struct {
	Enabled              bool `yaml:"enabled"`
	CompareWithValidator bool `yaml:"compare_with_validator"` // with what this validator uses
	AlertOnDivergence    bool `yaml:"alert_on_divergence"`    // log it as an error
	LogAllComparisons    bool `yaml:"log_all_comparisons"`    // a line for each block
}

// Gate has both asked, and the answer used if they agree.
type Gate struct {
	Enabled      bool   `yaml:"enabled"`
	OnDivergence string `yaml:"on_divergence"` // fallback, abstain, halt
}

// Action is what the gate does when the backends disagree.
func (g Gate) Action() migrate.Action { return migrate.Action(g.OnDivergence) }

func (c *Consensus) compares() error {
	shadow, gate := c.ShadowMode, c.Gate
	switch actions := []migrate.Action{migrate.UsePrimary, migrate.Abstain, migrate.Halt}; {
	case shadow.Enabled && gate.Enabled:
		return errors.New("consensus.gate: it compares every call already; switch consensus.shadow_mode off")
	case shadow.Enabled && !shadow.CompareWithValidator:
		return errors.New("consensus.shadow_mode.compare_with_validator: without it nothing would be compared; set it, or switch shadow_mode off")
	case !slices.Contains(actions, gate.Action()):
		return fmt.Errorf("consensus.gate.on_divergence: %q is none of %v", gate.OnDivergence, actions)
	}
	return nil
}
