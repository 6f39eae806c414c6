// Command modes measures calls of one core in this process, in a program without cgo, in a worker, behind a Unix socket, and through
// what is used instead: a server of JSON over HTTP, one of gRPC, and a process for each call. Ways take turns within a round.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/calls/remote"
	"spandrel.dev/bench/internal/machine"
)

// Variables that make this program a server, or a process of one call.
const (
	httpVariable = "BENCH_MODES_HTTP"
	callVariable = "BENCH_MODES_CALL"
)

// way is one way to the core.
type way struct {
	name string
	fill func(size uint64) ([]byte, error)
	// add is the smallest call; nil if the way is not one into this process.
	add func(a, b uint64) (uint64, error)
	// items takes so many items of a stream; nil if the way has no streams.
	items func(count uint64) (int, error)
	// away has its turns in another program; nil if they are here.
	away func(group string) (turned, error)
}

// row is a result.
type row struct {
	Group   string  `json:"group"`
	Name    string  `json:"name"`
	Base    string  `json:"base"`
	NS      float64 `json:"ns"`
	Speedup float64 `json:"speedup"`
	// Goal is the least speed-up; 0 if there is none.
	Goal   float64 `json:"goal,omitempty"`
	Allocs float64 `json:"allocs"`
	P50    float64 `json:"p50"`
	P99    float64 `json:"p99"`
	// CPU is the processor time of a call, in nanoseconds: of this process, and of the others once they have ended.
	CPU float64 `json:"cpu"`
}

func main() {
	remote.ServeWorker(calls.Embedded)
	if path := os.Getenv(httpVariable); path != "" {
		serveHTTP(path)
	}
	if path := os.Getenv(grpcVariable); path != "" {
		serveGRPC(path)
	}
	if path := os.Getenv(servedVariable); path != "" {
		serveCore(path)
	}
	if os.Getenv(callVariable) != "" {
		os.Stdout.Write(calls.Fill(64, 7))
		return
	}
	if os.Getenv(turnsVariable) != "" {
		serveTurns()
	}
	out := flag.String("out", "", "file for the results")
	dynamic := flag.String("dynamic", "", "this program, built without cgo")
	rounds := flag.Int("rounds", 40, "how often each way has its turn")
	flag.Parse()
	if err := run(*out, *dynamic, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "modes:", err)
		os.Exit(1)
	}
}

func run(out, dynamic string, rounds int) error {
	where := machine.This()
	folder, err := os.MkdirTemp("", "modes")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	worker, err := remote.Worker(ctx, remote.WorkerOptions{})
	if err != nil {
		return err
	}
	defer remote.Close(worker)
	served, stopServer, err := startServer(ctx, filepath.Join(folder, "calls.sock"))
	if err != nil {
		return err
	}
	defer stopServer()
	client, stop, err := startHTTP(filepath.Join(folder, "http"))
	if err != nil {
		return err
	}
	defer stop()
	rpc, stopRPC, err := startGRPC(filepath.Join(folder, "grpc"))
	if err != nil {
		return err
	}
	defer stopRPC()
	withoutCgo, end, err := startTurns(dynamic)
	if err != nil {
		return err
	}
	defer end()
	ways := append([]way{
		{name: "http_json", fill: client},
		rpc,
		inProcess("embedded"),
		withoutCgo,
		ofCore("worker", worker),
	}, served...)
	var rows []row
	for _, group := range groups {
		measured, err := measure(group, ways, rounds)
		if err != nil {
			return err
		}
		rows = append(rows, measured...)
	}
	process := way{name: "process_per_call", fill: func(uint64) ([]byte, error) {
		command := exec.Command("/proc/self/exe")
		command.Env = append(os.Environ(), callVariable+"=1")
		return command.Output()
	}}
	few := groups[slices.IndexFunc(groups, func(g group) bool { return g.name == "call_64" })]
	few.slice = 3
	measured, err := measure(few, []way{ways[0], process}, rounds)
	if err != nil {
		return err
	}
	rows = append(rows, measured[1])
	place := func(r row) int { return slices.IndexFunc(groups, func(g group) bool { return g.name == r.Group }) }
	slices.SortStableFunc(rows, func(a, b row) int { return place(a) - place(b) })
	text, err := json.MarshalIndent(map[string]any{"suite": "modes", "machine": where, "rows": rows}, "", " ")
	if err != nil {
		return err
	}
	for _, r := range rows {
		fmt.Printf("%-14s %-18s %10.0f ns  p50 %10.0f  p99 %10.0f  cpu %10.0f  %6.1f allocs  %6.2fx\n",
			r.Group, r.Name, r.NS, r.P50, r.P99, r.CPU, r.Allocs, r.Speedup)
	}
	if out == "" {
		return nil
	}
	return os.WriteFile(out, append(text, '\n'), 0o644)
}

// group is a kind of work.
type group struct {
	name string
	// per is how many things one call does, and slice how many calls a turn has, so many of them at a time.
	per, slice, parallel int
	once                 func(way) error
}

var groups = []group{
	{"add", 1000, 20, 1, added},
	{"call_64", 1, 200, 1, func(w way) error { return filled(w, 64) }},
	{"call_64k", 1, 40, 1, func(w way) error { return filled(w, 64<<10) }},
	{"stream_item", 20_000, 1, 1, streamed},
	{"in_flight_64", 1, 640, 64, func(w way) error { return filled(w, 64) }},
}

func ofCore(name string, core calls.Core) way {
	return way{name: name, fill: func(size uint64) ([]byte, error) { return core.Fill(size, 7) }, items: func(count uint64) (int, error) {
		n := 0
		for item, err := range core.Packets(context.Background(), count) {
			if err != nil {
				return n, err
			}
			n += len(item) / 64
		}
		return n, nil
	}}
}

// inProcess is the core in this process.
func inProcess(name string) way {
	core := calls.Embedded()
	w := ofCore(name, core)
	w.add = core.Add
	return w
}

// added makes small calls and checks the sum of what came.
func added(w way) error {
	var sum uint64
	for i := range uint64(1000) {
		n, err := w.add(i, 7)
		if err != nil {
			return err
		}
		sum += n
	}
	if sum != 1000*999/2+7000 {
		return fmt.Errorf("%s: got the sum %d", w.name, sum)
	}
	return nil
}

// filled makes a call and checks what came.
func filled(w way, size uint64) error {
	data, err := w.fill(size)
	if err == nil && (uint64(len(data)) != size || data[0] != 7 || data[size-1] != 7) {
		err = fmt.Errorf("%s: got %d bytes for %d", w.name, len(data), size)
	}
	return err
}

func streamed(w way) error {
	n, err := w.items(20_000)
	if err == nil && n != 20_000 {
		err = fmt.Errorf("%s: got %d items", w.name, n)
	}
	return err
}

// measure lets the ways take turns.
func measure(g group, ways []way, rounds int) ([]row, error) {
	ways = slices.DeleteFunc(slices.Clone(ways), func(w way) bool {
		return g.name == "stream_item" && w.items == nil || g.name == "add" && w.add == nil
	})
	rows := make([]row, len(ways))
	means := make([][]float64, len(ways))
	times := make([][]float64, len(ways))
	ratios := make([][]float64, len(ways))
	for round := range rounds + 1 {
		for i, w := range ways {
			took, err := g.turn(w)
			if err != nil {
				return nil, err
			}
			// The first round warms up.
			if round == 0 {
				continue
			}
			elapsed := took.Elapsed / float64(g.slice*g.per)
			means[i] = append(means[i], elapsed)
			ratios[i] = append(ratios[i], means[0][round-1]/elapsed)
			for _, one := range took.Each {
				times[i] = append(times[i], one/float64(g.per))
			}
			rows[i].CPU += took.CPU / float64(g.slice*g.per*rounds)
			rows[i].Allocs += took.Allocs / float64(g.slice*g.per*rounds)
		}
	}
	for i, w := range ways {
		rows[i].Group, rows[i].Name, rows[i].Base = g.name, w.name, ways[0].name
		if g.name == "add" && w.away != nil {
			// At most 1.6 times the time of cgo.
			rows[i].Goal = 1 / 1.6
		}
		rows[i].NS, rows[i].Speedup = quantile(means[i], 0.5), quantile(ratios[i], 0.5)
		rows[i].P50, rows[i].P99 = quantile(times[i], 0.5), quantile(times[i], 0.99)
	}
	return rows, nil
}

// turned is what a turn took, in nanoseconds and allocations.
type turned struct {
	Elapsed, CPU, Allocs float64
	Each                 []float64
}

// turn lets a way have its turn, here or in another program.
func (g group) turn(w way) (turned, error) {
	if w.away != nil {
		return w.away(g.name)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	cpu := processorTime()
	start := time.Now()
	each, err := turn(w, g.slice, g.parallel, g.once)
	took := turned{Elapsed: float64(time.Since(start)), Each: each}
	took.CPU = float64(processorTime() - cpu)
	runtime.ReadMemStats(&after)
	took.Allocs = float64(after.Mallocs - before.Mallocs)
	return took, err
}

// turn makes so many calls, some at a time, and returns what each took.
func turn(w way, count, parallel int, once func(way) error) ([]float64, error) {
	each := make([]float64, count)
	errs := make([]error, parallel)
	var wait sync.WaitGroup
	for lane := range parallel {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := lane; i < count; i += parallel {
				start := time.Now()
				if errs[lane] = once(w); errs[lane] != nil {
					return
				}
				each[i] = float64(time.Since(start))
			}
		}()
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return each, nil
}

func quantile(values []float64, q float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[int(q*float64(len(sorted)-1))]
}

func processorTime() time.Duration {
	var total time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var usage syscall.Rusage
		if syscall.Getrusage(who, &usage) == nil {
			total += time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
		}
	}
	return total
}

// request is what people write by hand for Fill.
type request struct {
	Count uint64 `json:"count"`
	Value uint8  `json:"value"`
}

// serveHTTP serves Fill as JSON, as people do.
func serveHTTP(path string) {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /fill", func(w http.ResponseWriter, r *http.Request) {
		var call request
		if err := json.NewDecoder(r.Body).Decode(&call); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		_ = json.NewEncoder(w).Encode(calls.Fill(call.Count, call.Value))
	})
	listener, err := remote.Listen("unix:" + path)
	if err == nil {
		err = http.Serve(listener, mux)
	}
	fmt.Fprintln(os.Stderr, "modes: http:", err)
	os.Exit(1)
}
