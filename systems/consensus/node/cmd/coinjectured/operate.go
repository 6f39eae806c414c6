package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/node/internal/app"
	"spandrel.dev/consensus/node/internal/config"
	"spandrel.dev/consensus/node/internal/engine"
	"spandrel.dev/consensus/node/internal/home"
	"spandrel.dev/consensus/node/internal/store"
)

// get reads a path of the REST interface of a validator.
func get(ctx context.Context, c config.Config, path string, into any) (status int, err error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.API.Listen+path, nil)
	if err != nil {
		return 0, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, fmt.Errorf("%w; does the validator run?", err)
	}
	defer response.Body.Close()
	return response.StatusCode, json.NewDecoder(response.Body).Decode(into)
}

func runStatus(ctx context.Context, arguments []string, out io.Writer) error {
	f := newFlags("status", "status --config FILE [--json]", out)
	file := f.String("config", "config.yaml", "configuration of the validator")
	asJSON := f.Bool("json", false, "print one JSON object")
	if _, err := f.parse(arguments, 0, 0); err != nil {
		return helped(err)
	}
	c, err := config.Load(*file, os.Environ())
	if err != nil {
		return err
	}
	all := map[string]map[string]any{}
	healthy := false
	for name, path := range map[string]string{"health": "/healthz", "backend": "/v1/backend", "block": "/v1/blocks/latest"} {
		body := map[string]any{}
		status, err := get(ctx, c, path, &body)
		if err != nil {
			return err
		}
		if name == "health" {
			healthy = status == http.StatusOK
		}
		all[name] = body
	}
	if *asJSON {
		return json.NewEncoder(out).Encode(all)
	}
	fmt.Fprintf(out, "%s  height %v  backend %v (%v)  hash %v\n", c.Validator.Name, all["health"]["height"], all["backend"]["backend"], all["backend"]["kernel"], all["block"]["block_hash"])
	if !healthy {
		return fmt.Errorf("not healthy: %v", all["health"]["error"])
	}
	return nil
}

func runRollback(_ context.Context, arguments []string, out io.Writer) error {
	f := newFlags("rollback", "rollback --config FILE [--hard]", out)
	file := f.String("config", "config.yaml", "configuration of the validator, which must not run")
	hard := f.Bool("hard", false, "remove the block too, so that the network sends it again")
	if _, err := f.parse(arguments, 0, 0); err != nil {
		return helped(err)
	}
	c, err := config.Load(*file, os.Environ())
	if err != nil {
		return err
	}
	height, err := engine.Rollback(c, *hard)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "the engine is at %d\n", height)
	if c.Validator.Application != config.InProcess {
		fmt.Fprintf(out, "now: python -m coinjecture rollback --config %s --to %d\n", *file, height)
		return nil
	}
	blocks, err := store.Open(c.Validator.Home)
	if err != nil {
		return err
	}
	defer blocks.Close()
	for {
		state, _, err := blocks.State()
		if err != nil {
			return err
		}
		if state.Number <= uint64(height) {
			fmt.Fprintf(out, "the application is at %d\n", state.Number)
			return nil
		}
		if _, err := blocks.Rollback(); err != nil {
			return err
		}
	}
}

// validatorSet is the answer of /v1/validators.
type validatorSet struct {
	Block      uint64 `json:"block"`
	Updates    uint64 `json:"updates"`
	ChainID    string `json:"chain_id"`
	Validators []struct {
		PublicKey string `json:"public_key"`
		Address   string `json:"address"`
		Power     uint64 `json:"power"`
	} `json:"validators"`
}

func runValidators(ctx context.Context, arguments []string, out io.Writer) error {
	f := newFlags("validators", "validators [set NAME=POWER] --config FILE [--admin-key FILE]", out)
	file := f.String("config", "config.yaml", "configuration of a running validator")
	keyFile := f.String("admin-key", home.AdminKeyFile, "the key that signs the change")
	positional, err := f.parse(arguments, 0, 2)
	if err != nil {
		return helped(err)
	}
	c, err := config.Load(*file, os.Environ())
	if err != nil {
		return err
	}
	_, genesis, err := engine.Genesis(c)
	if err != nil {
		return err
	}
	var set validatorSet
	if _, err := get(ctx, c, "/v1/validators", &set); err != nil {
		return err
	}
	if len(positional) == 0 {
		for _, v := range set.Validators {
			fmt.Fprintf(out, "%s  power %d  %s\n", v.PublicKey, v.Power, nameOf(genesis, v.PublicKey))
		}
		return nil
	}
	if len(positional) != 2 || positional[0] != "set" {
		return usagef("usage: coinjectured validators set NAME=POWER")
	}
	name, text, found := strings.Cut(positional[1], "=")
	power, err := strconv.ParseUint(text, 10, 63)
	if !found || err != nil {
		return usagef("%q is not NAME=POWER with a power from 0 on", positional[1])
	}
	digits, known := genesis.Names[name]
	if !known {
		digits = name
	}
	key, err := app.ParseKey("no validator of this name in the genesis file, and", digits)
	if err != nil {
		return err
	}
	admin, err := home.ReadAdminKey(*keyFile)
	if err != nil {
		return err
	}
	update := chain.Update{PublicKey: key, Power: power, Sequence: set.Updates + 1}
	if err := submit(ctx, c.API.Admin, update.Sign(set.ChainID, admin)); err != nil {
		return err
	}
	fmt.Fprintf(out, "update %d is on its way; it acts two blocks after the one that it stands in\n", update.Sequence)
	return nil
}

func nameOf(genesis app.Genesis, key string) string {
	for name, digits := range genesis.Names {
		if digits == key {
			return name
		}
	}
	return ""
}

// submit posts a transaction to an admin socket.
func submit(ctx context.Context, socket string, tx []byte) error {
	client := http.Client{Timeout: 15 * time.Second, Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", socket)
		},
	}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://admin/v1/transactions", bytes.NewReader(tx))
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("%w; does the validator run, and may you open its admin socket?", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusAccepted {
		var refusal struct {
			Error string `json:"error"`
		}
		if err := json.NewDecoder(response.Body).Decode(&refusal); err != nil {
			return fmt.Errorf("status %d: %w", response.StatusCode, err)
		}
		return errors.New(refusal.Error)
	}
	return nil
}
