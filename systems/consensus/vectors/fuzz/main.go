// Command fuzz asks the Go, the Rust and the Python implementation of the
// chain's hashing, and the Rust one through its C interface, the same random,
// structured and spoilt requests in the JSON protocol that all of them speak,
// and compares the answers: code, value and id.
//
// A difference is made as short as it can be and written down as a candidate
// for a vector.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/vectors"
	"spandrel.dev/consensus/reference/go/native"
)

const about = `fuzz compares implementations of the chain's hashing over random requests.

usage: go run . [FLAGS]

PEER is python (python -m coinjecture eval), rust (coinjecture-vectors eval), c
(bindings/c/build/eval_gcc) or NAME=COMMAND; without --peer all three are asked.

exit status: 0 no difference, 1 a difference or a failure, 2 wrong usage

flags:
`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options are the flags.
type options struct {
	requests int
	seed     uint64
	peers    []string
	plant    string
	out      string
}

func run(args []string, out, errs io.Writer) int {
	var o options
	flags := flag.NewFlagSet("fuzz", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Usage = func() { fmt.Fprint(errs, about); flags.PrintDefaults() }
	flags.IntVar(&o.requests, "requests", 100_000, "how many requests to ask")
	flags.Uint64Var(&o.seed, "seed", uint64(time.Now().UnixNano()), "seed of the requests; the same seed asks the same (default: the clock)")
	flags.Func("peer", "have `PEER` answer; may be given more than once", func(peer string) error {
		o.peers = append(o.peers, peer)
		return nil
	})
	flags.StringVar(&o.plant, "plant", "", "put the deliberate `FAULT` into one more peer, which must be found: "+strings.Join(vectors.Plants(), ", "))
	version := flags.Bool("version", false, "print the version and end")
	flags.StringVar(&o.out, "out", "found", "write candidates for vectors into `FOLDER`")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(errs, "fuzz: %q is not expected\n", flags.Arg(0))
		return 2
	}
	if *version {
		fmt.Fprintf(out, "fuzz %s\n", hash.Version)
		return 0
	}
	found, err := o.fuzz(out)
	switch {
	case err != nil:
		fmt.Fprintf(errs, "fuzz: %v\n", err)
		return 1
	case found > 0:
		return 1
	}
	return 0
}

// fuzz asks all requests and returns the number of differences.
func (o *options) fuzz(out io.Writer) (int, error) {
	reference := &local{jsonl.Local{Backend: native.Backend{}}}
	corpus, err := corpus()
	if err != nil {
		return 0, err
	}
	peers, err := o.open()
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(out, "seed %d, corpus of %d lines, reference %s, peers", o.seed, len(corpus), reference.name())
	for _, p := range peers {
		fmt.Fprintf(out, " %s", p.name())
	}
	fmt.Fprintln(out)
	found, err := o.compareAll(out, reference, peers, corpus)
	for _, p := range peers {
		err = errors.Join(err, p.close())
	}
	return found, err
}

func (o *options) compareAll(out io.Writer, reference peer, peers []peer, corpus [][]byte) (int, error) {
	g := &generator{rand.New(rand.NewPCG(o.seed, 0)), corpus}
	const batch = 512
	kinds := map[string]bool{} // one candidate for each kind of difference
	found, asked := 0, 0
	start := time.Now()
	// The corpus as it is comes first: it must be answered alike.
	for asked < o.requests+len(corpus) {
		var lines [][]byte
		if asked < len(corpus) {
			lines = corpus[asked:min(asked+batch, len(corpus))]
		} else {
			for range min(batch, o.requests+len(corpus)-asked) {
				lines = append(lines, g.next())
			}
		}
		findings, err := compare(reference, peers, lines)
		if err != nil {
			return found, err
		}
		asked += len(lines)
		found += len(findings)
		for _, f := range findings {
			kind := fmt.Sprint(f.peer, f.ours.Code, f.other.Code, f.fault != nil)
			if kinds[kind] {
				continue
			}
			kinds[kind] = true
			if err := o.report(out, f, reference, peers); err != nil {
				return found, err
			}
		}
	}
	fmt.Fprintf(out, "%d requests, %d differences, %.1f s\n", asked, found, time.Since(start).Seconds())
	return found, nil
}

func (o *options) report(out io.Writer, f finding, reference peer, peers []peer) error {
	for _, p := range peers {
		if p.name() == f.peer {
			f = minimise(f, reference, p)
		}
	}
	path, err := keep(o.out, f)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n  written to %s\n", f, path)
	return nil
}

// open returns the peers that the flags name.
func (o *options) open() ([]peer, error) {
	names := o.peers
	if len(names) == 0 && o.plant == "" {
		names = []string{"python", "rust", "c"}
	}
	var peers []peer
	for _, name := range names {
		title, _, _ := strings.Cut(name, "=")
		peers = append(peers, &child{title: title, start: func() (*jsonl.Child, error) { return vectors.StartPeer(name) }})
	}
	if o.plant != "" {
		planted, err := vectors.Plant(native.Backend{}, o.plant)
		if err != nil {
			return nil, err
		}
		peers = append(peers, &local{jsonl.Local{Backend: planted}})
	}
	return peers, nil
}

// corpus returns the requests of all vectors, and all line cases.
func corpus() ([][]byte, error) {
	folder, err := vectors.Folder()
	if err != nil {
		return nil, err
	}
	files, err := vectors.Files([]string{folder})
	if err != nil {
		return nil, err
	}
	list, faults := vectors.ReadAll(files)
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	lines, err := vectors.Lines(native.Backend{})
	if err != nil {
		return nil, err
	}
	committed, err := vectors.ReadLines(filepath.Join(folder, vectors.LinesFile))
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for i := range list {
		all = append(all, list[i].Request())
	}
	for _, line := range append(lines, committed...) {
		all = append(all, usable(line.Text))
	}
	return all, nil
}
