// Package config reads the configuration of a validator: a YAML file, and an
// environment variable for each of its keys.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/spandrel/migrate"
)

// InProcess is the Validator.Application of a node that runs the Go application
// itself.
const InProcess = "in-process"

// Config is the configuration of one validator.
type Config struct {
	ChainID   string    `yaml:"chain_id"`
	Validator Validator `yaml:"validator"`
	API       API       `yaml:"api"`
	Consensus Consensus `yaml:"consensus"`
}

// Validator says who the validator is and whom it talks to.
type Validator struct {
	Name           string        `yaml:"name"`
	Home           string        `yaml:"home"`            // keys, genesis.json, data; relative to the file
	Listen         string        `yaml:"listen"`          // host:port for other validators
	BootstrapPeers []string      `yaml:"bootstrap_peers"` // id@host:port
	BlockTime      time.Duration `yaml:"block_time"`      // 0: as fast as votes arrive
	Application    string        `yaml:"application"`     // in-process, or where another one listens
}

// API says where the node answers.
type API struct {
	Listen string `yaml:"listen"` // host:port; reading only
	Admin  string `yaml:"admin"`  // a Unix socket; relative to home
}

// Consensus says how the node hashes.
type Consensus struct {
	UseRustBindings bool        `yaml:"use_rust_bindings"`
	Rules           chain.Rules `yaml:"rules"`
	ShadowMode      ShadowMode  `yaml:"shadow_mode"`
	Gate            Gate        `yaml:"gate"`
}

// Default returns what holds where file and environment say nothing.
func Default() Config {
	return Config{
		Validator: Validator{Home: ".", BlockTime: 2 * time.Second, Application: InProcess},
		API:       API{Listen: "127.0.0.1:8545", Admin: "admin.sock"},
		Consensus: Consensus{
			Rules:      chain.DefaultRules(),
			ShadowMode: ShadowMode{CompareWithValidator: true, AlertOnDivergence: true},
			Gate:       Gate{OnDivergence: string(migrate.UsePrimary)},
		},
	}
}

// Load reads the file at path and the environment, which comes before the file,
// and checks the result. The error names everything that is wrong.
func Load(path string, environment []string) (Config, error) {
	config := Default()
	text, err := os.ReadFile(path)
	if err != nil {
		return config, fmt.Errorf("configuration: %w", err)
	}
	if err := parse(path, text, &config); err != nil {
		return config, err
	}
	if err := override(&config, environment); err != nil {
		return config, err
	}
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return config, fmt.Errorf("configuration: %w", err)
	}
	if !filepath.IsAbs(config.Validator.Home) {
		config.Validator.Home = filepath.Join(folder, config.Validator.Home)
	}
	if !filepath.IsAbs(config.API.Admin) {
		config.API.Admin = filepath.Join(config.Validator.Home, config.API.Admin)
	}
	if err := config.validate(); err != nil {
		return config, fmt.Errorf("configuration %s: %w", path, err)
	}
	return config, nil
}

func (c *Config) validate() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if c.ChainID == "" || len(c.ChainID) > 50 {
		fault("chain_id: %q must have 1 to 50 characters", c.ChainID)
	}
	if c.Validator.Name == "" {
		fault("validator.name: missing")
	}
	address := func(key, value string) {
		if _, err := netip.ParseAddrPort(value); err != nil {
			if host, _, split := net.SplitHostPort(value); split != nil || host == "" {
				fault("%s: %q is not host:port", key, value)
			}
		}
	}
	address("validator.listen", c.Validator.Listen)
	address("api.listen", c.API.Listen)
	for _, peer := range c.Validator.BootstrapPeers {
		id, place, found := strings.Cut(peer, "@")
		if !found || len(id) != 40 {
			fault("validator.bootstrap_peers: %q is not id@host:port with an id of 40 digits", peer)
			continue
		}
		address("validator.bootstrap_peers", place)
	}
	if c.Validator.BlockTime < 0 || c.Validator.BlockTime > time.Hour {
		fault("validator.block_time: %v must be from 0s to 1h", c.Validator.BlockTime)
	}
	if a := c.Validator.Application; a != InProcess && !strings.HasPrefix(a, "tcp://") && !strings.HasPrefix(a, "unix://") {
		fault("validator.application: %q is none of %s, tcp://host:port, unix:///path", a, InProcess)
	}
	// A socket's path has 108 bytes with its end.
	if len(c.API.Admin) > 107 {
		fault("api.admin: %q has %d bytes, a socket's path at most 107; choose a shorter home", c.API.Admin, len(c.API.Admin))
	}
	if err := c.Consensus.Rules.Validate(); err != nil {
		fault("consensus.%v", err)
	}
	if err := c.Consensus.compares(); err != nil {
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}
