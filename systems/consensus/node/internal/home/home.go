// Package home makes the folders of validators: keys, configuration, genesis.
package home

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/cometbft/cometbft/crypto"
	"github.com/cometbft/cometbft/p2p"
	"github.com/cometbft/cometbft/privval"
	"github.com/cometbft/cometbft/types"
	"go.yaml.in/yaml/v3"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
	"spandrel.dev/consensus/node/internal/app"
	"spandrel.dev/consensus/node/internal/config"
	"spandrel.dev/consensus/node/internal/engine"
)

// Files beside the homes of a network.
const (
	AdminKeyFile = "admin_key.json"
	ConfigFile   = "config.yaml"
	NetworkFile  = "network.json"
)

// Plan is a network to be made on one machine.
type Plan struct {
	ChainID   string
	Nodes     int // validators with keys and a home
	Active    int // of them in the set at block 1
	Python    int // the first ones run the Python application
	BlockTime time.Duration
	Rust      bool // the Go ones wish for the Rust core
}

// Member is one validator of a network, for people and for the driver.
type Member struct {
	Name        string `json:"name"`
	Home        string `json:"home"`
	PublicKey   string `json:"public_key"`
	Address     string `json:"address"`
	REST        string `json:"rest"`
	Python      bool   `json:"python"`
	Application string `json:"application"`
}

// Network is what Make made.
type Network struct {
	ChainID string   `json:"chain_id"`
	Members []Member `json:"members"`
}

// Make makes the homes of a network in folder, which must not be there or be
// empty: nothing of a user's is overwritten.
func Make(folder string, plan Plan) (Network, error) {
	if plan.Nodes < 1 || plan.Active < 1 || plan.Active > plan.Nodes || plan.Python > plan.Nodes {
		return Network{}, fmt.Errorf("init: %d nodes, %d of them in the set and %d in Python cannot be", plan.Nodes, plan.Active, plan.Python)
	}
	if entries, err := os.ReadDir(folder); err == nil && len(entries) > 0 {
		return Network{}, fmt.Errorf("init: %s is not empty; choose another folder", folder)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Network{}, fmt.Errorf("init: %w", err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return Network{}, fmt.Errorf("init: %w", err)
	}
	admin, err := makeAdminKey(folder)
	if err != nil {
		return Network{}, err
	}
	ports, err := freePorts(3 * plan.Nodes)
	if err != nil {
		return Network{}, err
	}
	network := Network{ChainID: plan.ChainID}
	genesis := types.GenesisDoc{ChainID: plan.ChainID, GenesisTime: time.Now().UTC(), InitialHeight: 1, ConsensusParams: engine.Parameters()}
	ours := app.Genesis{Rules: chain.DefaultRules(), Admin: admin, Names: map[string]string{}}
	configs := make([]config.Config, plan.Nodes)
	var peers []string
	for i := range configs {
		c := &configs[i]
		*c = config.Default()
		c.ChainID = plan.ChainID
		c.Validator.Name = fmt.Sprintf("validator%d", i+1)
		c.Validator.Home = filepath.Join(folder, c.Validator.Name)
		c.Validator.Listen = fmt.Sprintf("127.0.0.1:%d", ports[3*i])
		c.Validator.BlockTime = plan.BlockTime
		c.API.Listen = fmt.Sprintf("127.0.0.1:%d", ports[3*i+1])
		c.Consensus.UseRustBindings = plan.Rust && i >= plan.Python
		if i < plan.Python {
			c.Validator.Application = fmt.Sprintf("tcp://127.0.0.1:%d", ports[3*i+2])
		}
		member, peer, key, err := makeKeys(*c)
		if err != nil {
			return network, err
		}
		network.Members, peers = append(network.Members, member), append(peers, peer)
		ours.Names[member.Name] = member.PublicKey
		if i < plan.Active {
			genesis.Validators = append(genesis.Validators, types.GenesisValidator{Address: key.Address(), PubKey: key, Power: 10, Name: member.Name})
		}
	}
	if genesis.AppState, err = json.Marshal(ours); err != nil {
		return network, fmt.Errorf("init: %w", err)
	}
	for i := range configs {
		c := configs[i]
		for j, peer := range peers {
			if j != i {
				c.Validator.BootstrapPeers = append(c.Validator.BootstrapPeers, peer)
			}
		}
		if err := genesis.SaveAs(filepath.Join(c.Validator.Home, engine.GenesisFile)); err != nil {
			return network, fmt.Errorf("init: %w", err)
		}
		file := filepath.Join(c.Validator.Home, ConfigFile)
		c.Validator.Home = "." // beside the file, so that the folder can be moved
		if err := writeConfig(file, c); err != nil {
			return network, err
		}
	}
	return network, writeJSON(filepath.Join(folder, NetworkFile), network, 0o644)
}

// makeKeys makes a home with its keys. It returns the member, its address for
// peers, and its public key.
func makeKeys(c config.Config) (Member, string, crypto.PubKey, error) {
	fail := func(err error) (Member, string, crypto.PubKey, error) {
		return Member{}, "", nil, fmt.Errorf("init: %w", err)
	}
	settings := engine.Settings(c)
	if err := os.MkdirAll(filepath.Join(c.Validator.Home, "data"), 0o755); err != nil {
		return fail(err)
	}
	validator := privval.LoadOrGenFilePV(settings.PrivValidatorKeyFile(), settings.PrivValidatorStateFile())
	node, err := p2p.LoadOrGenNodeKey(settings.NodeKeyFile())
	if err != nil {
		return fail(err)
	}
	key, err := validator.GetPubKey()
	if err != nil {
		return fail(err)
	}
	member := Member{
		Name: c.Validator.Name, Home: c.Validator.Home, PublicKey: hex.EncodeToString(key.Bytes()), Address: hex.EncodeToString(key.Address()),
		REST: c.API.Listen, Python: c.Validator.Application != config.InProcess, Application: c.Validator.Application,
	}
	return member, fmt.Sprintf("%s@%s", node.ID(), c.Validator.Listen), key, nil
}

func makeAdminKey(folder string) (string, error) {
	var seed hash.Hash
	if _, err := rand.Read(seed[:]); err != nil {
		return "", fmt.Errorf("init: %w", err)
	}
	key := signing.NewKey(seed)
	public := key.Public()
	file := AdminKey{Seed: hex.EncodeToString(seed[:]), PublicKey: hex.EncodeToString(public[:])}
	return file.PublicKey, writeJSON(filepath.Join(folder, AdminKeyFile), file, 0o600)
}

// AdminKey is the file of the key that signs validator updates.
type AdminKey struct {
	Seed      string `json:"seed"`
	PublicKey string `json:"public_key"`
}

// ReadAdminKey reads that file.
func ReadAdminKey(path string) (signing.Key, error) {
	var file AdminKey
	if err := readJSON(path, &file); err != nil {
		return signing.Key{}, fmt.Errorf("admin key: %w", err)
	}
	seed, err := app.ParseKey("admin key: seed", file.Seed)
	return signing.NewKey(seed), err
}

// ReadNetwork reads the list of validators of a network in folder.
func ReadNetwork(folder string) (Network, error) {
	var network Network
	if err := readJSON(filepath.Join(folder, NetworkFile), &network); err != nil {
		return network, fmt.Errorf("network: %w; coinjectured init makes one", err)
	}
	return network, nil
}

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

func writeJSON(path string, value any, mode fs.FileMode) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	if err := os.WriteFile(path, append(text, '\n'), mode); err != nil {
		return fmt.Errorf("init: %w", err)
	}
	return nil
}

func writeConfig(path string, c config.Config) error {
	text, err := yaml.Marshal(c)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		return fmt.Errorf("init: %w", err)
	}
	return nil
}

// freePorts returns ports of 127.0.0.1 that nobody listens on now.
func freePorts(n int) ([]int, error) {
	var ports []int
	for range n {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("init: %w", err)
		}
		defer listener.Close() // all stay open until the end, so that no two are the same
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
