package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spandrel.dev/consensus/node/internal/config"
)

const good = `chain_id: chain-1
validator:
  name: v1
  listen: 127.0.0.1:26656
  bootstrap_peers: [8f2f6654e71bf74209a7983d71434876e67f6218@10.0.0.2:26656]
  block_time: 500ms
api: {listen: 127.0.0.1:8545}
consensus:
  use_rust_bindings: true
  rules: {merkle: promote, header: go208, signature: zip215}
  shadow_mode: {enabled: false}
`

func load(t *testing.T, text string, environment ...string) (config.Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return config.Load(path, environment)
}

func TestLoad(t *testing.T) {
	c, err := load(t, good)
	if err != nil {
		t.Fatal(err)
	}
	if c.ChainID != "chain-1" || c.Validator.BlockTime != 500*time.Millisecond || !c.Consensus.UseRustBindings || len(c.Validator.BootstrapPeers) != 1 {
		t.Errorf("got %+v", c)
	}
	if !filepath.IsAbs(c.Validator.Home) || c.API.Admin != filepath.Join(c.Validator.Home, "admin.sock") {
		t.Errorf("home %q and admin %q are not beside the file", c.Validator.Home, c.API.Admin)
	}
}

func TestWrongFilesAreRefused(t *testing.T) {
	for name, test := range map[string]struct{ from, to, want string }{
		"unknown key":        {"block_time: 500ms", "blocktime: 500ms", "config.yaml:6: unknown key validator.blocktime; there are name, home"},
		"unknown at the top": {"api:", "apis:", "unknown key apis"},
		"gate and shadow":    {"shadow_mode: {enabled: false}", "shadow_mode: {enabled: true}\n  gate: {enabled: true}", "consensus.gate: it compares every call already"},
		"gate":               {"shadow_mode: {enabled: false}", "gate: {enabled: true, on_divergence: ignore}", "none of [fallback abstain halt]"},
		"shadow of nothing":  {"{enabled: false}", "{enabled: true, compare_with_validator: false}", "nothing would be compared"},
		"shadow with more":   {"{enabled: false}", "{enabled: false, log_all: true}", "unknown key consensus.shadow_mode.log_all"},
		"ramp":               {"shadow_mode: {enabled: false}", "ramp: {percent: 10}", "consensus.ramp"},
		"twice":              {"chain_id: chain-1", "chain_id: a\nchain_id: b", "already defined"},
		"wrong type":         {"use_rust_bindings: true", "use_rust_bindings: maybe", "cannot unmarshal"},
		"no mapping":         {"api: {listen: 127.0.0.1:8545}", "api: 8545", "api is not a mapping"},
		"second document":    {"chain_id", "---\na: 1\n---\nchain_id", "more than one document"},
		"no name":            {"name: v1", "name: ''", "validator.name: missing"},
		"rule":               {"merkle: promote", "merkle: bitcoin", "none of promote"},
		"signature rule":     {"signature: zip215", "signature: rfc8032", "only zip215 exists"},
		"peer":               {"@10.0.0.2:26656", "@10.0.0.2", "not host:port"},
		"peer without id":    {"8f2f6654e71bf74209a7983d71434876e67f6218@", "", "id of 40 digits"},
		"block time":         {"500ms", "2h", "must be from 0s to 1h"},
		"listen":             {"listen: 127.0.0.1:26656", "listen: nowhere", "validator.listen"},
	} {
		if !strings.Contains(good, test.from) {
			t.Fatalf("%s: the file has no %q", name, test.from)
		}
		if _, err := load(t, strings.Replace(good, test.from, test.to, 1)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}

func TestEveryKeyHasAVariable(t *testing.T) {
	c, err := load(t, good, "HOME=/", "COINJECTURE_SHA256=scalar",
		"COINJECTURE_CHAIN_ID=other", "COINJECTURE_VALIDATOR_BLOCK_TIME=3s", "COINJECTURE_VALIDATOR_BOOTSTRAP_PEERS=",
		"COINJECTURE_CONSENSUS_USE_RUST_BINDINGS=0", "COINJECTURE_CONSENSUS_RULES_MERKLE=rfc6962")
	if err != nil {
		t.Fatal(err)
	}
	if c.ChainID != "other" || c.Validator.BlockTime != 3*time.Second || len(c.Validator.BootstrapPeers) != 0 || c.Consensus.UseRustBindings || c.Consensus.Rules.Merkle != "rfc6962" {
		t.Errorf("got %+v", c)
	}
	if c, err := load(t, good, "COINJECTURE_USE_RUST=0"); err != nil || c.Consensus.UseRustBindings {
		t.Errorf("COINJECTURE_USE_RUST=0: got %v, %v", c.Consensus.UseRustBindings, err)
	}
	for _, wrong := range []string{"COINJECTURE_CHAINID=x", "COINJECTURE_VALIDATOR_BLOCK_TIME=3", "COINJECTURE_CONSENSUS_USE_RUST_BINDINGS=yes"} {
		if _, err := load(t, good, wrong); err == nil {
			t.Errorf("%s is accepted", wrong)
		}
	}
	if got := len(config.Variables()); got != 21 {
		t.Errorf("%d variables: %v", got, config.Variables())
	}
}
