package main

import (
	"bufio"
	"context"
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
	// patience is how long the daemon may take to release what an attack used.
	patience = 90 * time.Second
)

// soaker is one soak under way.
type soaker struct {
	options     options
	enough      context.Context // done when the attacks are to end early
	daemon      *daemon
	upstreams   []*upstream
	judge       *judge
	report      *report
	diagnostics io.Writer
	stopping    atomic.Bool
	readers     sync.WaitGroup
}

func soak(ctx, enough context.Context, o options, diagnostics io.Writer) (*report, error) {
	s := &soaker{options: o, enough: enough, judge: newJudge(honest), report: &report{Readers: honest, Canaries: []string{}, Failures: []string{}}, diagnostics: diagnostics}
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
			a := one.begin(i, divide, strings.TrimPrefix(s.daemon.base, "http://"), false, 0)
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
			a := one.begin(i, divide, strings.TrimPrefix(s.daemon.base, "http://"), true, s.options.pause)
			ends = append(ends, func() int64 { a.end(); return a.tries.Load() })
		}
		for _, one := range s.upstreams {
			if one.attack != nil {
				one.pause.Store(int64(s.options.pause / 10))
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

// attack runs one attack and writes its row. What begins it returns what ends it
// and counts.
func (s *soaker) attack(ctx context.Context, name string, begin func() func() int64) error {
	if ctx.Err() != nil || s.found() {
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
	began, told := time.Now(), time.Now()
	for time.Since(began) < s.options.hold && s.enough.Err() == nil {
		l, err := s.daemon.look(false)
		if err != nil {
			return fmt.Errorf("during %s: %w", name, err)
		}
		one.During = one.During.most(l)
		if time.Since(told) > time.Minute {
			told = time.Now()
			failures, compared, _ := s.judge.verdict()
			fmt.Fprintf(s.diagnostics, "soak: %s for %v: %v; %d segments compared, %d readers disturbed\n",
				name, time.Since(began).Round(time.Second), l, compared, len(failures))
		}
		pause(s.enough, 200*time.Millisecond+s.options.pause/10)
	}
	one.Seconds = time.Since(began).Seconds()
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

// found reports whether the fault that the command line planted was found, so
// that nothing more need be done.
func (s *soaker) found() bool {
	failures, _, _ := s.judge.verdict()
	return s.options.plant != "" && len(failures)+len(s.report.Failures) > 0
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

func (s *soaker) refused() (int64, error) {
	text, err := s.daemon.metrics()
	if err != nil {
		return 0, err
	}
	n, err := figure(text, `(?m)^remux_connections_refused_total (\S+)`)
	return int64(n), err
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
	if lost == 0 && s.options.plant == "" {
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
