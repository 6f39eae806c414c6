package app

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
)

// Genesis is our part of the engine's genesis file.
type Genesis struct {
	Rules chain.Rules `json:"rules"`
	// Admin is the public key that signs validator updates.
	Admin string `json:"admin"`
	// Names are the public keys of known validators by name, those that are not
	// in the set yet included. No rule reads them.
	Names map[string]string `json:"names,omitempty"`
}

// ReadGenesis reads and checks our part of a genesis file.
func ReadGenesis(text []byte) (Genesis, error) {
	var genesis Genesis
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&genesis); err != nil {
		return genesis, fmt.Errorf("genesis: app_state: %w", err)
	}
	if err := genesis.Rules.Validate(); err != nil {
		return genesis, fmt.Errorf("genesis: app_state: %w", err)
	}
	if _, err := genesis.AdminKey(); err != nil {
		return genesis, err
	}
	return genesis, nil
}

// AdminKey returns the public key that signs validator updates.
func (g *Genesis) AdminKey() (hash.Hash, error) {
	return ParseKey("genesis: app_state: admin", g.Admin)
}

// ParseKey reads a public key in hexadecimal digits.
func ParseKey(what, digits string) (hash.Hash, error) {
	key, err := hex.DecodeString(digits)
	if err != nil || len(key) != 32 {
		return hash.Hash{}, fmt.Errorf("%s: %q is not a public key of 64 hexadecimal digits", what, digits)
	}
	return hash.Hash(key), nil
}
