package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	"spandrel.dev/consensus/bindings/go/golden"
	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/vectors"
	"spandrel.dev/consensus/reference/go/native"
)

const vectorsAbout = `consensus vectors runs, checks and writes the golden vectors.

usage: consensus vectors run      [--backend go|rust] [--plant odd-node] [--json] [PATH…]
       consensus vectors lint     [--peer PEER]… [--json] [PATH…]
       consensus vectors generate [--check] [--out FOLDER]
       consensus vectors export   [--out FILE] [PATH…]

PATH is a vector file or a folder of them; without one the committed vectors are
taken. Every command has --help.
`

func runVectors(s streams, args []string) error {
	if len(args) > 0 {
		switch args[0] {
		case "run":
			return vectorsRun(s, args[1:])
		case "lint":
			return vectorsLint(s, args[1:])
		case "generate":
			return vectorsGenerate(s, args[1:])
		case "export":
			return vectorsExport(s, args[1:])
		case "help", "-h", "-help", "--help":
			fmt.Fprint(s.out, vectorsAbout)
			return nil
		}
		return usagef("no vectors command %q; there are run, lint, generate and export", args[0])
	}
	return usagef("run, lint, generate or export is missing")
}

const vectorsRunAbout = `consensus vectors run asks a backend every vector and compares the answers.

usage: consensus vectors run [FLAGS] [PATH…]

It prints how many vectors were read, run and passed. The status is 0 only when
the three are equal and not 0: a vector that cannot be read, or whose operation
does not exist, fails the run like a wrong answer.
`

func vectorsRun(s streams, args []string) error {
	flags := newFlags(s, "vectors run", vectorsRunAbout)
	var chosen backendFlags
	chosen.register(flags)
	plant := flags.String("plant", "", "put the deliberate `FAULT` into the backend, which the run must notice: "+strings.Join(vectors.Plants(), ", "))
	asJSON := flags.Bool("json", false, "print one JSON object")
	if err := parseFlags(s, flags, args); err != nil {
		return err
	}
	backend, err := chosen.open(s)
	if err != nil {
		return err
	}
	if *plant != "" {
		if backend, err = vectors.Plant(backend, *plant); err != nil {
			return usageError{err}
		}
	}
	files, err := vectorFiles(flags)
	if err != nil {
		return err
	}
	report, err := vectors.Run(&jsonl.Local{Backend: backend}, files)
	if err != nil {
		return err
	}
	if *asJSON {
		if err := printJSON(s.out, report); err != nil {
			return err
		}
	} else {
		printFaults(s.err, report.Faults)
		fmt.Fprintf(s.out, "backend %s: %d read, %d run, %d passed\n", report.Backend, report.Read, report.Run, report.Passed)
	}
	if !report.OK() {
		return errSilent
	}
	return nil
}

const vectorsLintAbout = `consensus vectors lint checks vector files: valid JSON, no key missing or unknown,
no name twice, no placeholder, every operation has a vector, and two independent
implementations, the Go reference and a peer, give the answer in the file.

usage: consensus vectors lint [FLAGS] [PATH…]

PEER is python (python -m coinjecture eval), rust (coinjecture-vectors eval), c
(c/build/eval_gcc) or NAME=COMMAND. Without --peer it is python.
`

func vectorsLint(s streams, args []string) error {
	flags := newFlags(s, "vectors lint", vectorsLintAbout)
	var peers stringList
	flags.Var(&peers, "peer", "have `PEER` answer too; may be given more than once")
	asJSON := flags.Bool("json", false, "print one JSON object")
	if err := parseFlags(s, flags, args); err != nil {
		return err
	}
	files, err := vectorFiles(flags)
	if err != nil {
		return err
	}
	if len(peers) == 0 {
		peers = stringList{"python"}
	}
	askers := []jsonl.Asker{&jsonl.Local{Backend: native.Backend{}}}
	for _, peer := range peers {
		child, err := vectors.StartPeer(peer)
		if err != nil {
			return err
		}
		defer child.Close()
		askers = append(askers, child)
	}
	report, err := vectors.Lint(files, askers)
	if err != nil {
		return err
	}
	if *asJSON {
		if err := printJSON(s.out, report); err != nil {
			return err
		}
	} else {
		printLint(s, report)
	}
	if !report.OK() {
		return errSilent
	}
	return nil
}

func printLint(s streams, report vectors.LintReport) {
	printFaults(s.err, report.Faults)
	var names []string
	for name := range report.Operation {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(s.out, "%6d %s\n", report.Operation[name], name)
	}
	fmt.Fprintf(s.out, "%d vectors, %d faults, confirmed by %s\n", report.Vectors, len(report.Faults), strings.Join(report.Askers, " and "))
}

const vectorsGenerateAbout = `consensus vectors generate writes the vector files that come from the case tables of
this program, with the answers of the Go reference. Have consensus vectors lint
confirm them before they are committed.

usage: consensus vectors generate [--check] [--out FOLDER]
`

func vectorsGenerate(s streams, args []string) error {
	flags := newFlags(s, "vectors generate", vectorsGenerateAbout)
	out := flags.String("out", "", "write into `FOLDER` (default: the committed vectors)")
	check := flags.Bool("check", false, "write nothing, and fail when a file differs")
	if err := parseFlags(s, flags, args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return usagef("%q is not expected", flags.Arg(0))
	}
	folder := *out
	if folder == "" {
		var err error
		if folder, err = vectors.Folder(); err != nil {
			return err
		}
	}
	texts, err := vectors.Generate(native.Backend{})
	if err != nil {
		return err
	}
	stale := vectors.Stale(folder, texts)
	if *check {
		if len(stale) > 0 {
			return fmt.Errorf("in %s these differ: %s; run consensus vectors generate", folder, strings.Join(stale, ", "))
		}
		fmt.Fprintf(s.out, "%d files are up to date\n", len(texts))
		return nil
	}
	if err := vectors.Write(folder, texts); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d files written to %s, %d of them changed\n", len(texts), folder, len(stale))
	return nil
}

const vectorsExportAbout = `consensus vectors export writes the vectors as calls of the bridge, a vector on each line,
for spandrel vectors run, lint and minimise. Vectors about requests that never reach
the core are left out, and those that make the calls of another one.

usage: consensus vectors export [--out FILE] [PATH…]
`

func vectorsExport(s streams, args []string) error {
	flags := newFlags(s, "vectors export", vectorsExportAbout)
	out := flags.String("out", "", "write to `FILE` (default: standard output)")
	if err := parseFlags(s, flags, args); err != nil {
		return err
	}
	files, err := vectorFiles(flags)
	if err != nil {
		return err
	}
	exported, err := golden.Export(files)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := exported.File.Write(&text); err != nil {
		return err
	}
	if *out == "" {
		_, err = s.out.Write(text.Bytes())
	} else {
		err = os.WriteFile(*out, text.Bytes(), 0o644)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(s.err, "%d of %d vectors written: %d never reach the core, %d make the calls of another\n",
		len(exported.File.Vectors), exported.Read, len(exported.Protocol), len(exported.Same))
	return nil
}

// vectorFiles returns the files that the arguments name.
func vectorFiles(flags *flag.FlagSet) ([]string, error) {
	paths := flags.Args()
	if len(paths) == 0 {
		folder, err := vectors.Folder()
		if err != nil {
			return nil, err
		}
		paths = []string{folder}
	}
	return vectors.Files(paths)
}

// stringList is a flag that may be given more than once.
type stringList []string

func (l *stringList) String() string { return strings.Join(*l, ", ") }

func (l *stringList) Set(s string) error {
	*l = append(*l, s)
	return nil
}

func printFaults(w io.Writer, faults []string) {
	for _, fault := range faults {
		fmt.Fprintln(w, fault)
	}
}

func printJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
