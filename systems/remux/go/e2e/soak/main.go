// Command soak attacks a running remux from all sides beside readers that must
// miss nothing, and prints what the daemon used before, during and after.
//
//	go run ./e2e/soak --program ../../../bin/remux --duration 1h --log-gigabytes 25
//
// Each attack comes alone first and then all come at once. It exits with 1 when
// a reader misses a packet, when something is not released, when a limit does
// not hold, or when one of the faults that it plants for itself is not found.
// A signal ends the attacks early, and what there is is judged; a second one
// ends it without a report.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// options are the command line.
type options struct {
	program, sample, engine string
	duration, hold, pause   time.Duration
	logGigabytes            float64
	divide                  int
	short, json             bool
	plant                   string
}

func parse(arguments []string) (options, error) {
	var o options
	set := flag.NewFlagSet("soak", flag.ContinueOnError)
	set.StringVar(&o.program, "program", "../../../bin/remux", "the `file` to attack")
	set.StringVar(&o.sample, "sample", "../samples/sample.ts", "the recording that the honest readers read")
	set.StringVar(&o.engine, "engine", "embedded", "engine of the daemon: embedded or passthrough")
	set.DurationVar(&o.duration, "duration", 5*time.Minute, "how long all attackers come at once")
	set.DurationVar(&o.pause, "pause", 0, "how much longer attackers wait before they come back when all come at once; servers wait a tenth of it")
	set.Float64Var(&o.logGigabytes, "log-gigabytes", 1, "text that upstreams press into a log that nobody reads, before all come at once")
	set.BoolVar(&o.short, "short", false, "a tenth of the attackers, all at once for 5 s")
	set.BoolVar(&o.json, "json", false, "print one JSON object instead of the table")
	set.StringVar(&o.plant, "plant", "", "a fault of its own that must make it fail: miss (a packet) or leak (connections)")
	if err := set.Parse(arguments); err != nil {
		return o, err
	}
	o.divide, o.hold = 1, 5*time.Second
	if o.short {
		o.divide, o.hold, o.duration, o.logGigabytes = 10, time.Second, 5*time.Second, min(o.logGigabytes, 0.1)
	}
	if o.pause < 0 || set.NArg() > 0 || o.plant != "" && o.plant != "miss" && o.plant != "leak" {
		return o, fmt.Errorf("unknown argument: see --help")
	}
	return o, nil
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(arguments []string, out, diagnostics io.Writer) int {
	o, err := parse(arguments)
	if err != nil {
		fmt.Fprintln(diagnostics, "soak:", err)
		return 2
	}
	// Each attacker has a descriptor here as well.
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err == nil {
		limit.Cur = limit.Max
		err = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit)
		if err != nil {
			fmt.Fprintln(diagnostics, "soak:", err)
		}
	}
	ctx, abort := context.WithCancel(context.Background())
	defer abort()
	enough, end := context.WithCancel(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() { // to the end of the program
		<-signals
		end()
		<-signals
		abort()
	}()
	report, err := soak(ctx, enough, o, diagnostics)
	if err != nil {
		fmt.Fprintln(diagnostics, "soak:", err)
		return 1
	}
	if o.json {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(report)
	} else {
		err = report.write(out)
	}
	if err != nil || len(report.Failures) > 0 {
		return 1
	}
	return 0
}
