package main

import (
	"flag"
	"fmt"
)

// once is a text flag that may be given one time.
type once struct {
	value *string
	given bool
}

func (o *once) String() string {
	if o.value == nil {
		return ""
	}
	return *o.value
}

func (o *once) Set(text string) error {
	if o.given {
		return fmt.Errorf("given a second time, first as %q", *o.value)
	}
	if text == "" {
		return fmt.Errorf("empty")
	}
	*o.value, o.given = text, true
	return nil
}

// onceVar registers a flag that may be given one time.
func onceVar(flags *flag.FlagSet, value *string, name, usage string) {
	flags.Var(&once{value: value}, name, usage)
}
