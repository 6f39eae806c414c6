package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
)

// errHelp is returned when help was asked for and printed.
var errHelp = errors.New("help")

// flags is a flag set that prints its help to standard output and turns every
// fault into wrong usage.
type flags struct {
	*flag.FlagSet
	usage string
	out   io.Writer
}

func newFlags(name, usage string, out io.Writer) *flags {
	f := &flags{flag.NewFlagSet(name, flag.ContinueOnError), usage, out}
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	return f
}

// parse reads flags and positional arguments in any order; there must be from
// least to most of the latter.
func (f *flags) parse(arguments []string, least, most int) (positional []string, err error) {
	for {
		err := f.Parse(arguments)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprintf(f.out, "usage: coinjectured %s\n", f.usage)
			f.SetOutput(f.out)
			f.PrintDefaults()
			return nil, errHelp
		}
		if err != nil {
			return nil, usagef("%v; usage: coinjectured %s", err, f.usage)
		}
		if f.NArg() == 0 {
			break
		}
		positional, arguments = append(positional, f.Arg(0)), f.Args()[1:]
	}
	if len(positional) < least || len(positional) > most {
		return nil, usagef("usage: coinjectured %s", f.usage)
	}
	return positional, nil
}

// helped turns errHelp into success.
func helped(err error) error {
	if errors.Is(err, errHelp) {
		return nil
	}
	return err
}
