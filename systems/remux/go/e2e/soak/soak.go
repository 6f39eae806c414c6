package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"spandrel.dev/remux/internal/ts"
)

const (
	honest = 5
	// spare is what may come and go besides an attack: the looks themselves, and
	// the sources that are being opened again.
	spare = 24
	// spareHeap is how many megabytes of heap may come and go.
	spareHeap = 16
	// patience is how long the daemon may take to release what an attack held.
	patience = 90 * time.Second
)

// run is one soak under way.
type soaker struct {
	options     options
	daemon      *daemon
	upstreams   []*upstream
	judge       *judge
	report      *report
	diagnostics io.Writer
	stopping    atomic.Bool
	readers     sync.WaitGroup
}

func soak(ctx context.Context, o options, diagnostics io.Writer) (*report, error) {
	s := &soaker{options: o, judge: newJudge(honest), report: &report{Readers: honest, Canaries: []string{}, Failures: []string{}}, diagnostics: diagnostics}
	folder, err := os.MkdirTemp("", "remux-soak-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	fifo := filepath.Join(folder, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		return nil, err
	}
	dead, err := freeAddress()
	if err != nil {
		return nil, err
	}
	sources := []string{fmt.Sprintf("  - {name: fifo, url: 'file:%s'}\n", fifo), fmt.Sprintf("  - {name: dead, url: 'http://%s/'}\n", dead)}
	recording, err := os.ReadFile(o.sample)
	if err != nil {
		return nil, err
	}
	for _, one := range upstreams(recording) {
		if err := one.open(); err != nil {
			return nil, err
		}
		defer one.close()
		s.upstreams = append(s.upstreams, one)
		sources = append(sources, one.source)
	}
	if s.daemon, err = startDaemon(o, folder, sources); err != nil {
		return nil, err
	}
	defer s.daemon.command.Process.Kill() // it has ended, unless this run failed
	for _, one := range s.judge.readers {
		if err := s.listen(one); err != nil {
			return nil, err
		}
	}
	if err := s.all(ctx); err != nil {
		return nil, err
	}
	return s.report, s.finish()
}

// listen begins to read as an honest reader does.
func (s *soaker) listen(l *listener) error {
	response, err := http.Get(s.daemon.base + "/stream/sample.ts")
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return errors.Join(errors.New(response.Status), response.Body.Close())
	}
	s.readers.Go(func() {
		defer response.Body.Close()
		from := bufio.NewReaderSize(response.Body, 64<<10)
		packet := make([]byte, ts.PacketSize)
		for n := 0; ; n++ {
			if _, err := io.ReadFull(from, packet); err != nil {
				if !s.stopping.Load() || err != io.EOF {
					l.fail(fmt.Sprintf("was cut off: %v", err))
				}
				return
			}
			if s.options.plant == "miss" && n == 3000 && l == s.judge.readers[3] {
				continue
			}
			l.take(packet)
		}
	})
	return nil
}

// all is every attack alone, and then all of them at once.
func (s *soaker) all(ctx context.Context) error {
	if err := s.canaries(ctx); err != nil {
		return err
	}
	divide := s.options.divide
	for i, one := range crowds {
		err := s.attack(ctx, one.name, func() func() int64 {
			a := one.begin(i, divide, strings.TrimPrefix(s.daemon.base, "http://"), false)
			return func() int64 {
				for want := int64(one.count / divide); one.reset && a.tries.Load() < want && ctx.Err() == nil; {
					pause(ctx, 10*time.Millisecond)
				}
				a.end()
				return a.tries.Load()
			}
		})
		if err != nil {
			return err
		}
	}
	for _, one := range s.upstreams {
		if one.attack == nil {
			continue
		}
		if err := s.attack(ctx, "upstream: "+one.name, func() func() int64 { return s.provoke(ctx, one) }); err != nil {
			return err
		}
	}
	s.options.hold = s.options.duration
	err := s.attack(ctx, "all at once", func() func() int64 {
		var ends []func() int64
		for i, one := range crowds {
			a := one.begin(i, divide, strings.TrimPrefix(s.daemon.base, "http://"), true)
			ends = append(ends, func() int64 { a.end(); return a.tries.Load() })
		}
		for _, one := range s.upstreams {
			if one.attack != nil {
				ends = append(ends, s.provoke(ctx, one))
			}
		}
		return func() (count int64) {
			for _, end := range ends {
				count += end()
			}
			return count
		}
	})
	return errors.Join(err, ctx.Err())
}

// provoke lets one upstream attack until the returned function is called. The
// log is pressed until as much was offered as the command line says.
func (s *soaker) provoke(ctx context.Context, one *upstream) func() int64 {
	before := one.answers.Load()
	one.set(true)
	var crafted, plain cost
	if one.name == "crafted" {
		crafted, plain = s.cost("crafted"), s.cost("plain")
	}
	return func() int64 {
		pressed := func() float64 { return float64(one.answers.Load()-before) * reasonBytes / 1e9 }
		for one.name == "reason" && pressed() < s.options.logGigabytes && ctx.Err() == nil {
			pause(ctx, 10*time.Millisecond)
		}
		switch one.name {
		case "reason":
			s.report.LogGigabytes += pressed()
		case "crafted":
			pause(ctx, 500*time.Millisecond) // the figures are renewed
			s.report.CraftedRatio = s.cost("crafted").since(crafted) / s.cost("plain").since(plain)
			if !(s.report.CraftedRatio <= 3) {
				s.report.fail("a crafted stream costs %.2f times a plain one", s.report.CraftedRatio)
			}
		}
		one.set(false)
		return one.answers.Load() - before
	}
}

// cost is what one stream has cost so far.
type cost struct {
	CPU   float64 `json:"cpu_seconds"`
	Bytes float64 `json:"bytes_in"`
}

// since is the processor time of a byte.
func (c cost) since(before cost) float64 { return (c.CPU - before.CPU) / (c.Bytes - before.Bytes) }

func (s *soaker) cost(name string) cost {
	var list struct {
		Streams []struct {
			Name string `json:"name"`
			cost
		} `json:"streams"`
	}
	for range 100 {
		text, err := s.daemon.get(s.daemon.base + "/api/streams")
		if err == nil {
			err = json.Unmarshal([]byte(text), &list)
		}
		if err == nil {
			for _, one := range list.Streams {
				if one.Name == name {
					return one.cost
				}
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	return cost{}
}

// attack runs one attack and writes its row. What begins it returns what ends it
// and counts.
func (s *soaker) attack(ctx context.Context, name string, begin func() func() int64) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	fmt.Fprintf(s.diagnostics, "soak: %s\n", name)
	one := row{Attack: name}
	var err error
	if one.Before, err = s.daemon.look(true); err != nil {
		return err
	}
	refused, err := s.refused()
	if err != nil {
		return err
	}
	progress := s.judge.progress()
	end := begin()
	for until := time.Now().Add(s.options.hold); time.Now().Before(until) && ctx.Err() == nil; {
		l, err := s.daemon.look(false)
		if err != nil {
			return fmt.Errorf("during %s: %w", name, err)
		}
		one.During = one.During.most(l)
		pause(ctx, 200*time.Millisecond)
	}
	if err := s.plays(ctx, progress); err != nil {
		s.report.fail("%s: %v", name, err)
	}
	one.Count = end()
	if one.During.MB > memoryLimit {
		s.report.fail("%s: %.0f MB in use, %d MB are the limit", name, one.During.MB, memoryLimit)
	}
	if s.options.plant == "leak" && len(s.report.Rows) == 0 {
		defer s.hold(ctx, spare+16)()
	}
	var left string
	if one.After, left, err = s.released(ctx, one.Before, patience/time.Duration(s.options.divide)*3); err != nil {
		return err
	}
	if left != "" {
		s.report.fail("%s: not released: %s", name, left)
	}
	now, err := s.refused()
	if err != nil {
		return err
	}
	one.Refused = now - refused
	failures, _, _ := s.judge.verdict()
	if len(failures) > 0 {
		one.Note = "readers were disturbed"
	}
	s.report.Rows = append(s.report.Rows, one)
	return nil
}

// plays waits until every honest reader has got more of the stream.
func (s *soaker) plays(ctx context.Context, before int64) error {
	for began := time.Now(); s.judge.progress() < before+100_000; pause(ctx, 20*time.Millisecond) {
		failures, _, _ := s.judge.verdict()
		if len(failures) > 0 {
			return nil // which is told at the end
		}
		if time.Since(began) > time.Minute || ctx.Err() != nil {
			return errors.New("an honest reader gets nothing more")
		}
	}
	return nil
}

// released waits until the daemon uses no more than before, and says what it
// still uses.
func (s *soaker) released(ctx context.Context, before load, patience time.Duration) (after load, left string, err error) {
	for began := time.Now(); ; pause(ctx, 200*time.Millisecond) {
		if after, err = s.daemon.look(true); err != nil {
			return after, "", err
		}
		left = ""
		if n := after.Goroutines - before.Goroutines; n > spare {
			left += fmt.Sprintf("%d goroutines ", n)
		}
		if n := after.Descriptors - before.Descriptors; n > spare {
			left += fmt.Sprintf("%d descriptors ", n)
		}
		if n := after.HeapMB - before.HeapMB; n > spareHeap {
			left += fmt.Sprintf("%.0f MB of heap ", n)
		}
		if left == "" || time.Since(began) > patience || ctx.Err() != nil {
			return after, strings.TrimSpace(left), nil
		}
	}
}

func (s *soaker) refused() (int64, error) {
	text, err := s.daemon.metrics()
	if err != nil {
		return 0, err
	}
	n, err := figure(text, `(?m)^remux_connections_refused_total (\S+)`)
	return int64(n), err
}

// hold keeps connections that read a stream, as a leak would.
func (s *soaker) hold(ctx context.Context, count int) (release func()) {
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	for range count {
		work.Go(func() {
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.daemon.base+"/stream/sample.ts", nil)
			if err != nil {
				return
			}
			if response, err := http.DefaultClient.Do(request); err == nil {
				_, _ = io.Copy(io.Discard, response.Body) // until it is cancelled
				response.Body.Close()
			}
		})
	}
	return func() { cancel(); work.Wait() }
}

// canaries plants what must be found: connections that stay. What readers miss
// is planted in the tests of the judge, and by --plant miss.
func (s *soaker) canaries(ctx context.Context) error {
	before, err := s.daemon.look(true)
	if err != nil {
		return err
	}
	release := s.hold(ctx, spare+16)
	left := ""
	for began := time.Now(); left == "" && time.Since(began) < 30*time.Second && ctx.Err() == nil; {
		if _, left, err = s.released(ctx, before, 0); err != nil {
			break
		}
	}
	release()
	if left == "" {
		s.report.fail("canary: %d connections that stayed were not found", spare+16)
	}
	s.report.Canaries = append(s.report.Canaries, fmt.Sprintf("a leak (%s)", left))
	missing := hear(func(reader, packet int) bool { return reader == 3 && packet == 100 })
	if len(missing) != 1 || len(hear(func(int, int) bool { return false })) != 0 {
		s.report.fail("canary: the packet that one reader missed was not found: %q", missing)
	}
	s.report.Canaries = append(s.report.Canaries, "a missing packet ("+strings.Join(missing, "; ")+")")
	_, _, errNow := s.released(ctx, before, patience)
	return errors.Join(err, errNow)
}

// finish ends the daemon and looks at all it said.
func (s *soaker) finish() error {
	text, err := s.daemon.metrics()
	if err != nil {
		return err
	}
	lost, err := figure(text, `(?m)^remux_log_lines_lost_total (\S+)`)
	if err != nil {
		return err
	}
	s.report.LinesLost = int64(lost)
	list, err := s.daemon.get(s.daemon.base + "/api/streams")
	if err != nil {
		return err
	}
	page, err := s.daemon.get(s.daemon.base + "/")
	if err != nil {
		return err
	}
	s.stopping.Store(true)
	log, err := s.daemon.end()
	if err != nil {
		s.report.fail("the daemon ended with %v", err)
	}
	s.readers.Wait()
	s.report.LogBytes = len(log)
	for _, never := range []string{secret, "\x1b", strings.Repeat("A", 300)} {
		if strings.Contains(log+list+page+text, never) {
			s.report.fail("the daemon shows %.20q", never)
		}
	}
	if lost == 0 {
		s.report.fail("no line of the log was lost: it was not under pressure")
	}
	failures, compared, seconds := s.judge.verdict()
	s.report.Failures = append(s.report.Failures, failures...)
	s.report.Segments, s.report.Seconds = compared, seconds
	if compared == 0 {
		s.report.fail("no segment was compared")
	}
	return nil
}
