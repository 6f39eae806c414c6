package main

import (
	"flag"
	"fmt"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/choose"
	"spandrel.dev/consensus/internal/jsonl"
)

// newFlags returns a flag set that prints about, then its flags, as help.
func newFlags(s streams, name, about string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(s.err)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), about)
		hasFlags := false
		flags.VisitAll(func(*flag.Flag) { hasFlags = true })
		if hasFlags {
			fmt.Fprint(flags.Output(), "\nflags:\n")
			flags.PrintDefaults()
		}
	}
	return flags
}

// parseFlags parses args and turns a wrong command line into a usageError. Help
// that was asked for goes to stdout.
func parseFlags(s streams, flags *flag.FlagSet, args []string) error {
	for _, arg := range args {
		if arg == "--" {
			break
		}
		if arg == "-h" || arg == "-help" || arg == "--help" {
			flags.SetOutput(s.out)
			flags.Usage()
			return flag.ErrHelp
		}
	}
	usage := flags.Usage
	flags.Usage = func() {}
	defer func() { flags.Usage = usage }()
	flags.SetOutput(discard{})
	if err := flags.Parse(args); err != nil {
		return usageError{err}
	}
	return nil
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// backendFlags are the flags that choose a backend.
type backendFlags struct{ backend, config string }

func (f *backendFlags) register(flags *flag.FlagSet) {
	onceVar(flags, &f.backend, "backend", "hash with `NAME`: go or rust (default go)")
	onceVar(flags, &f.config, "config", "read use_rust_bindings from the YAML `FILE`")
}

// open returns the chosen backend. It tells on stderr what was not read, and
// when the native backend had to take the place of the Rust one.
func (f *backendFlags) open(s streams) (hash.Backend, error) {
	var config choose.Config
	if f.backend != "" && f.backend != hash.Native && f.backend != hash.Rust {
		return nil, usagef("--backend %s: there are go and rust", f.backend)
	}
	if f.config != "" {
		var err error
		if config, err = choose.Load(f.config); err != nil {
			return nil, err
		}
	}
	choice, err := choose.Backend(f.backend, config)
	if err != nil {
		return nil, err
	}
	for _, notice := range choice.Notices {
		fmt.Fprintf(s.err, "consensus: backend=%s kernel=%s version=%s %s\n",
			choice.Backend.Name(), choice.Backend.Kernels(), choice.Backend.Version(), notice)
	}
	return choice.Backend, nil
}

const evalAbout = `consensus eval answers requests: JSON Lines on stdin, one answer line each on stdout.

usage: consensus eval [--backend go|rust] < requests.jsonl

  {"op":"sha256","id":7,"data":"616263"}
  {"id":7,"ok":true,"code":0,"value":"ba7816bf…"}

A request is one flat JSON object: op, id (string or integer, echoed) and the
operation's inputs, all of them. Bytes are lowercase hexadecimal. A request that
cannot be answered gets ok false, a code and an error text; it never ends the run.

codes: 0 OK, 1 INVALID_INPUT, 2 OUT_OF_MEMORY, 3 VERIFICATION_FAILED, 4 ENCODING, 5 INTERNAL
exit status: 0 all requests were answered, 1 reading, writing or the backend failed,
2 wrong usage

operations and their inputs:
`

func runEval(s streams, args []string) error {
	flags := newFlags(s, "eval", evalAbout+operationsHelp())
	var chosen backendFlags
	chosen.register(flags)
	if err := parseFlags(s, flags, args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return usagef("%q is not expected; requests come on stdin", flags.Arg(0))
	}
	backend, err := chosen.open(s)
	if err != nil {
		return err
	}
	return jsonl.Serve(backend, s.in, s.out)
}

// operationsHelp lists the table of operations.
func operationsHelp() string {
	text := ""
	for _, operation := range jsonl.Operations() {
		text += fmt.Sprintf("  %s → %s\n     ", operation.Name, operation.Value)
		for _, input := range operation.Inputs {
			text += fmt.Sprintf(" %s:%s", input.Name, input.Kind)
		}
		text += "\n"
	}
	return text
}
