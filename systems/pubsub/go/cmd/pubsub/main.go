// Command pubsub drives a hub.
//
// pubsub eval reads operations, one JSON object a line, and writes one answer a line: docs/eval.md.
package main

import (
	"fmt"
	"io"
	"os"

	"spandrel.dev/pubsub/internal/eval"
)

const usage = `pubsub: one hub for Go and Rust in one process

usage:
  pubsub eval < operations.jsonl    one operation a line, one answer a line
  pubsub help                       this text

example:
  pubsub eval <<'END'
  {"op":"open"}
  {"op":"subscribe","sub":"orders","side":"go","pattern":"orders.*"}
  {"op":"publish","side":"rust","subject":"orders.eu","payload":"6869"}
  {"op":"take","sub":"orders"}
  END

exit status: 0 every operation was answered, 1 reading or writing failed, 2 wrong usage
`

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(arguments []string, in io.Reader, out, problems io.Writer) int {
	switch {
	case len(arguments) == 1 && arguments[0] == "eval":
		if err := eval.Serve(in, out); err != nil {
			fmt.Fprintln(problems, "pubsub:", err)
			return 1
		}
		return 0
	case len(arguments) == 1 && (arguments[0] == "help" || arguments[0] == "--help" || arguments[0] == "-h"):
		fmt.Fprint(out, usage)
		return 0
	case len(arguments) == 0:
		fmt.Fprint(problems, usage)
		return 2
	}
	fmt.Fprintf(problems, "pubsub: there is no command %q; `pubsub help` lists them\n", arguments)
	return 2
}
