package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"spandrel.dev/consensus/node/internal/home"
)

func runInit(_ context.Context, arguments []string, out io.Writer) error {
	f := newFlags("init", "init FOLDER [--chain-id ID] [--nodes N] [--active M] [--python K] [--block-time 2s] [--rust]", out)
	plan := home.Plan{}
	f.StringVar(&plan.ChainID, "chain-id", "coinjecture-1", "name of the chain")
	f.IntVar(&plan.Nodes, "nodes", 1, "validators to make on this machine")
	f.IntVar(&plan.Active, "active", 0, "how many of them vote from block 1 on; 0: all")
	f.IntVar(&plan.Python, "python", 0, "how many of them, the first ones, run the Python application")
	f.DurationVar(&plan.BlockTime, "block-time", 2*time.Second, "time between blocks; 0s: as fast as votes arrive")
	f.BoolVar(&plan.Rust, "rust", false, "the Go validators hash with the Rust core")
	positional, err := f.parse(arguments, 1, 1)
	if err != nil {
		return helped(err)
	}
	if plan.Active == 0 {
		plan.Active = plan.Nodes
	}
	network, err := home.Make(positional[0], plan)
	if err != nil {
		return err
	}
	for _, m := range network.Members {
		fmt.Fprintf(out, "%s  http://%s  coinjectured node --config %s\n", m.Name, m.REST, filepath.Join(m.Home, home.ConfigFile))
		if m.Python {
			fmt.Fprintf(out, "%s  first: python -m coinjecture validator --config %s\n", m.Name, filepath.Join(m.Home, home.ConfigFile))
		}
	}
	fmt.Fprintf(out, "the key that changes the validator set is %s: keep it where no validator runs\n", filepath.Join(positional[0], home.AdminKeyFile))
	return nil
}
