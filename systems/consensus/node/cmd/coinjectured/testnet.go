package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"spandrel.dev/consensus/node/internal/play"
)

func runTestnet(ctx context.Context, arguments []string, out io.Writer) error {
	f := newFlags("testnet", "testnet play SCRIPT [--blocks-per-second max] [--until HEIGHT] [--seed S] [--json] [--python COMMAND] [--folder FOLDER] [--keep]", out)
	rate := f.String("blocks-per-second", "max", "max, or how many blocks a second at most")
	until := f.Uint64("until", 0, "play to this height instead of the script's, to make it longer")
	seed := f.Uint64("seed", 1, "of the transactions")
	asJSON := f.Bool("json", false, "print one JSON object")
	python := f.String("python", "python3", "the Python that has the package coinjecture and its validator's packages")
	folder := f.String("folder", "", "an empty folder for the homes; default: a new one in memory, where the machine has /dev/shm")
	keep := f.Bool("keep", false, "leave the homes and logs when all went well")
	positional, err := f.parse(arguments, 2, 2)
	if err != nil {
		return helped(err)
	}
	if positional[0] != "play" {
		return usagef("usage: coinjectured %s", f.usage)
	}
	blockTime, err := blockTimeOf(*rate)
	if err != nil {
		return err
	}
	script, err := play.Load(positional[1])
	if err != nil {
		return err
	}
	if *until != 0 {
		if *until < script.Until {
			return usagef("--until %d is before %d, where the script ends", *until, script.Until)
		}
		script.Until = *until
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	if *folder == "" {
		if *folder, err = os.MkdirTemp(memory(), "coinjecture-"); err != nil {
			return err
		}
	}
	result, err := play.Play(ctx, script, play.Options{
		Program: program, Python: strings.Fields(*python), Folder: *folder, BlockTime: blockTime, Seed: *seed, Progress: os.Stderr,
	})
	if err == nil && !result.Good() {
		err = errors.New("the play ended with something wrong")
	}
	if err == nil && !*keep {
		if err := os.RemoveAll(*folder); err != nil {
			return err
		}
	} else {
		fmt.Fprintln(os.Stderr, "homes and logs are in", *folder)
	}
	if *asJSON {
		return errors.Join(json.NewEncoder(out).Encode(result), err)
	}
	table(out, result)
	return err
}

// blockTimeOf turns blocks a second into the time between blocks.
func blockTimeOf(rate string) (time.Duration, error) {
	if rate == "max" {
		return 0, nil
	}
	var blocks float64
	if _, err := fmt.Sscanf(rate, "%g", &blocks); err != nil || blocks <= 0 || blocks > 1000 {
		return 0, usagef("--blocks-per-second: %q is neither max nor a number up to 1000", rate)
	}
	return time.Duration(float64(time.Second) / blocks), nil
}

// memory returns a folder in memory, or the one for temporary files.
func memory() string {
	const shared = "/dev/shm"
	if info, err := os.Stat(shared); err == nil && info.IsDir() {
		return shared
	}
	return os.TempDir()
}

func table(out io.Writer, r play.Result) {
	for _, step := range r.Steps {
		fmt.Fprintf(out, "%8d  %s %s\n", step.Height, step.Do, step.Note)
	}
	sets := make([]string, len(r.Sets))
	for i, set := range r.Sets {
		sets[i] = fmt.Sprintf("%d Python + %d Go", set[0], set[1])
	}
	for _, row := range []struct {
		name  string
		value any
	}{
		{"validator sets", strings.Join(sets, " → ")},
		{"blocks", fmt.Sprintf("%d in %.0f s", r.Blocks, r.Seconds)},
		{"blocks judged, of all nodes", r.Judged},
		{"disagreeing heights", r.Disagreeing},
		{"blocks lost", r.Lost},
		{"blocks the judge computes otherwise", len(r.Wrong)},
		{"proposers in turn", fmt.Sprintf("%d of %d", r.InTurn, r.InTurn+r.OutOfTurn)},
		{"processor time a block, all nodes", fmt.Sprintf("%.0f ms", r.CPU)},
		{"memory of a node, at most", fmt.Sprintf("%.0f MB", r.Memory)},
		{"rollbacks", r.Rollbacks},
		{"faults planted, found, false alarms", fmt.Sprintf("%d, %d, %d", r.Planted, r.Found, r.FalseAlarms)},
	} {
		fmt.Fprintf(out, "%-40s%v\n", row.name, row.value)
	}
	for _, wrong := range r.Wrong[:min(len(r.Wrong), 10)] {
		fmt.Fprintln(out, "wrong:", wrong)
	}
}
