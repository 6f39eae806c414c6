// Package report writes what was measured: as JSON for programs, as a table and as a plot for people.
package report

import "spandrel.dev/bench/internal/machine"

// Machine says where figures come from.
type Machine = machine.Machine
