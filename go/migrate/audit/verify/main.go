// Command verify follows the chain of audit logs, and prints how many lines each has and the hash of its last:
//
//	go run spandrel.dev/spandrel/migrate/audit/verify audit.jsonl
//
// It exits with 1 for a chain that is broken. With the hash of an earlier run you can tell whether lines are missing at the end.
package main

import (
	"fmt"
	"os"

	"spandrel.dev/spandrel/migrate/audit"
)

func main() {
	if len(os.Args) < 2 {
		_, _ = fmt.Fprintln(os.Stderr, "usage: verify FILE…")
		os.Exit(2)
	}
	status := 0
	for _, path := range os.Args[1:] {
		if err := verify(path); err != nil {
			_, _ = fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
			status = 1
		}
	}
	os.Exit(status)
}

func verify(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	lines, last, err := audit.Verify(file)
	if err != nil {
		return err
	}
	_, err = fmt.Printf("%s: %d lines, last %s\n", path, lines, last)
	return err
}
