// Package command is what the program does that `spandrel agree` and `spandrel vectors` generate and run. It is for those: the
// packages agree and vectors are for Go programs.
package command

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/schema"
	"spandrel.dev/spandrel/migrate/vectors"
)

// Core is a core that was named on the command line.
type Core struct {
	// Name is what it was named.
	Name  string
	Calls spandrel.Calls
}

// Spec is what the generated program knows.
type Spec struct {
	A Core
	// B is the core that is compared with A; without Calls where there is none.
	B Core
	// Configure changes the options of a search, such as preconditions; nil for none.
	Configure func(*agree.Options)
}

// Main runs a command, and returns the exit status: 1 for a divergence, 2 for wrong usage.
func Main(spec Spec, arguments []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	c := command{Spec: spec, out: os.Stdout, err: os.Stderr}
	status, err := c.run(ctx, arguments)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 2
	case err != nil:
		_, _ = fmt.Fprintln(os.Stderr, "spandrel:", err)
		return max(status, 1)
	}
	return status
}

type command struct {
	Spec
	out, err io.Writer

	json        bool
	seconds     float64
	cases, seed uint64
	each        int
	only, to    string
	timeout     time.Duration
	contract    *schema.Contract
	flags       *flag.FlagSet
}

func (c *command) run(ctx context.Context, arguments []string) (int, error) {
	if len(arguments) == 0 {
		return 2, errors.New("there is no command")
	}
	name := arguments[0]
	commands := map[string]func(context.Context) (int, error){
		"agree": c.agree, "record": c.record, "run": c.runVectors, "lint": c.lint, "minimise": c.minimise,
	}
	do := commands[name]
	if do == nil {
		return 2, fmt.Errorf("there is no command %q", name)
	}
	c.flags = flag.NewFlagSet(name, flag.ContinueOnError)
	c.flags.SetOutput(c.err)
	c.flags.BoolVar(&c.json, "json", false, "print JSON")
	c.flags.Float64Var(&c.seconds, "seconds", 0, "how long to search")
	c.flags.Uint64Var(&c.cases, "cases", 0, "how many cases to make")
	c.flags.Uint64Var(&c.seed, "seed", 0, "the seed of the random choices; 0 for another each time")
	c.flags.IntVar(&c.each, "each", 8, "how many vectors to record of a function")
	c.flags.StringVar(&c.only, "only", "", "functions and types of objects, separated by commas")
	c.flags.StringVar(&c.to, "out", "", "the file to write vectors to")
	c.flags.DurationVar(&c.timeout, "timeout", 0, "how long to wait for each answer")
	if err := c.flags.Parse(arguments[1:]); err != nil {
		return 2, flag.ErrHelp
	}
	var err error
	if c.contract, err = schema.Of(c.A.Calls); err != nil {
		return 1, err
	}
	return do(ctx)
}

// options are those of a search.
func (c *command) options() agree.Options {
	seed := c.seed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano()) % 1_000_000_000
	}
	options := agree.Options{
		A: c.A.Calls, B: c.B.Calls, Seed: seed, Cases: c.cases, Time: time.Duration(c.seconds * float64(time.Second)), Timeout: c.timeout,
	}
	if c.only != "" {
		options.Functions = strings.Split(c.only, ",")
	}
	if c.Configure != nil {
		c.Configure(&options)
	}
	return options
}

func (c *command) agree(ctx context.Context) (int, error) {
	options := c.options()
	options.Progress = func(p agree.Progress) {
		rate := float64(p.Calls) / p.Elapsed.Seconds()
		_, _ = fmt.Fprintf(c.err, "   agree  %d calls, %.0f a second, %d divergences  (%.0f s)\n", p.Calls, rate, p.Divergences, p.Elapsed.Seconds())
	}
	result, err := agree.Run(ctx, options)
	if err != nil {
		return 2, err
	}
	if err := c.writeCorpus(result); err != nil {
		return 1, err
	}
	status := 0
	if len(result.Divergences)+len(result.Unanswered) > 0 {
		status = 1
	}
	if c.json {
		return status, c.print(result)
	}
	for _, d := range result.Divergences {
		_, _ = fmt.Fprintf(c.out, "%s: %s at %s (%d times)\n  input  %s\n  %-6s %s\n  %-6s %s\n",
			d.Function, d.Class, d.Path, d.Count, d.Input, c.A.Name, d.A, c.B.Name, d.B)
	}
	for _, u := range result.Unanswered {
		_, _ = fmt.Fprintf(c.out, "%s: %s does not answer within %s (%s), so %s was not asked\n  input  %s\n  cure: leave it out with --only, limit its arguments with --with, or set a longer --timeout\n",
			u.Function, c.A.Name, u.Timeout, counted(u.Count, "call"), c.B.Name, u.Input)
	}
	for _, name := range slices.Sorted(maps.Keys(result.Skipped)) {
		_, _ = fmt.Fprintf(c.out, "not called: %s, because it %s\n", name, result.Skipped[name])
	}
	_, _ = fmt.Fprintf(c.out, "%d calls in %.1f s, seed %d: %s\n", result.Calls, result.Seconds, result.Seed, verdict(result))
	return status, nil
}

func verdict(result *agree.Result) string {
	text := "no divergence"
	if n := len(result.Divergences); n > 0 {
		text = counted(uint64(n), "divergence")
	}
	if n := len(result.Unanswered); n > 0 {
		text += ", not compared: " + counted(uint64(n), "function")
	}
	return text
}

// counted is a number of things, in the singular where there is one.
func counted(n uint64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func (c *command) print(value any) error {
	encoder := json.NewEncoder(c.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// writeCorpus adds what was found to the file of vectors, with A's answers.
func (c *command) writeCorpus(result *agree.Result) error {
	if c.to == "" || len(result.Divergences) == 0 {
		return nil
	}
	file, err := c.read(c.to)
	if errors.Is(err, os.ErrNotExist) {
		file, err = &vectors.File{Head: vectors.Head{Package: c.contract.Package}}, nil
	}
	if err != nil {
		return err
	}
	for _, d := range result.Divergences {
		name := fmt.Sprintf("%s %s %d", d.Function, d.Class, result.Seed)
		if !slices.ContainsFunc(file.Vectors, func(v vectors.Vector) bool { return v.Name == name }) {
			file.Vectors = append(file.Vectors, vectors.Record(c.A.Calls, c.contract, name, c.A.Name, d.Steps))
		}
	}
	return c.write(file)
}

func (c *command) read(path string) (*vectors.File, error) {
	input, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = input.Close() }()
	file, err := vectors.Read(input)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return file, nil
}

// write replaces the file at once, so that it is whole at any time.
func (c *command) write(file *vectors.File) error {
	if c.to == "" {
		return file.Write(c.out)
	}
	temporary := c.to + ".tmp"
	output, err := os.Create(temporary)
	if err != nil {
		return err
	}
	if err := errors.Join(file.Write(output), output.Sync(), output.Close()); err != nil {
		return err
	}
	return os.Rename(temporary, c.to)
}
