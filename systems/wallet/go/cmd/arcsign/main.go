// Arcsign evaluates the requests of the wallet's machine protocol. It stands in for the Rust program of that name until
// the host is there.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"io"
	"os"
	"runtime/debug"
	"time"

	"spandrel.dev/wallet/internal/eval"
	"spandrel.dev/wallet/internal/protocol"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/wallets"
)

// Exit statuses.
const (
	answered = 0
	failed   = 1
	misused  = 2
)

// A stack that overflows ends the program early: at Go's own limit it costs a gigabyte and half a minute.
const maxStack = 64 << 20

func main() {
	debug.SetMaxStack(maxStack)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

const usage = `usage: arcsign eval --dir DIR --mode inproc [--clock given]

Reads requests from standard input, one JSON object a line, and answers each with
one line. PROTOCOL.md describes them.

  --dir DIR       the folder of the wallets; there is no default
  --mode inproc   where the core runs; worker and subprocess come with the host
  --clock given   each request brings its time in "at"
`

func run(arguments []string, in io.Reader, out, problems io.Writer) int {
	complain := func(message string) int {
		_, _ = io.WriteString(problems, "arcsign: "+message+"\n")
		return misused
	}
	if len(arguments) == 1 && (arguments[0] == "--help" || arguments[0] == "-h") {
		_, _ = io.WriteString(out, usage)
		return answered
	}
	if len(arguments) == 0 || arguments[0] != "eval" {
		_, _ = io.WriteString(problems, usage)
		return misused
	}
	flags := flag.NewFlagSet("eval", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	dir := flags.String("dir", "", "")
	mode := flags.String("mode", "worker", "")
	clock := flags.String("clock", "", "")
	if err := flags.Parse(arguments[1:]); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			_, _ = io.WriteString(out, usage)
			return answered
		}
		return complain(err.Error())
	}
	switch {
	case flags.NArg() > 0:
		return complain("eval takes no argument " + flags.Arg(0))
	case *dir == "":
		return complain("--dir is missing: eval looks for no folder by itself")
	case *mode == "worker" || *mode == "subprocess":
		return complain("--mode " + *mode + " is not there yet: give --mode inproc")
	case *mode != "inproc":
		return complain("--mode is inproc")
	case *clock != "" && *clock != "given":
		return complain("--clock is given, or left out")
	}
	kind := store.System
	if *clock == "given" {
		kind = store.Given
	}
	folder, err := store.Open(*dir, kind)
	if err != nil {
		return complain(*dir + ": " + err.Error())
	}
	core := wallets.New(folder)
	evaluator := &eval.Evaluator{
		Server:     &protocol.Server{Core: core, Mode: *mode, Build: build()},
		GivenClock: kind == store.Given,
		Now:        func() int64 { return time.Now().UnixMilli() },
	}
	err = evaluator.Run(in, out)
	core.Close()
	if err := errors.Join(err, folder.Close()); err != nil {
		complain(err.Error())
		return failed
	}
	return answered
}

// build returns the hash of this program, or zeros where it cannot be read.
func build() string {
	sum := sha256.New()
	if name, err := os.Executable(); err == nil {
		if file, err := os.Open(name); err == nil {
			_, err = io.Copy(sum, file)
			if err == nil && file.Close() == nil {
				return hex.EncodeToString(sum.Sum(nil))
			}
		}
	}
	return hex.EncodeToString(make([]byte, sha256.Size))
}
