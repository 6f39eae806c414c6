// Package records_test records calls, plays them again, and retains divergences.
package records_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/record"
	"spandrel.dev/spandrel/migrate/schema"
	"spandrel.dev/spandrel/migrate/store"
	"spandrel.dev/spandrel/migrate/vectors"
	"spandrel.dev/tests/go_main/migration/faulty"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/contract"
	"spandrel.dev/tests/go_main/migration/stock/hook"
)

// use makes some calls of everything.
func use(t *testing.T, core contract.Core) {
	t.Helper()
	for i := range 20 {
		_, _ = core.Total([]int64{int64(i) << 30, 5})
		_, _ = core.Parse(fmt.Sprint("+", i))
		_, _ = core.Words(strings.Repeat(" a", i%3))
		for number, err := range core.Count(context.Background(), 0, 9) {
			if err != nil || number > uint64(i) {
				break
			}
		}
		shelf, err := core.OpenShelf(2)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"a", "b", "c"} {
			_, _ = shelf.Put(contract.Item{Name: name, Price: float64(i)})
		}
		limit := uint32(0)
		_, _ = shelf.Find(contract.Query{Limit: &limit, Order: contract.OrderName{}})
		_, _ = shelf.Size()
		if err := shelf.Close(); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = core.Each([]uint32{1}, func(uint32) bool { return true })
}

func recorded(t *testing.T, options record.Options) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "calls")
	recorder, err := record.New(path, hook.Calls(nil), options)
	if err != nil {
		t.Fatal(err)
	}
	use(t, hook.Wrap(native.Core{}, recorder))
	if err := recorder.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func replay(t *testing.T, text []byte, core contract.Core, replay *record.Replay) record.Result {
	t.Helper()
	result, err := replay.Run(context.Background(), bytes.NewReader(text), hook.Calls(core))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestReplayOnAnotherCore(t *testing.T) {
	text, err := os.ReadFile(recorded(t, record.Options{Queue: 10000}))
	if err != nil {
		t.Fatal(err)
	}
	if got := replay(t, text, native.Core{}, &record.Replay{}); got.Diverged != 0 || got.Calls != 20*11 {
		t.Errorf("%+v", got)
	}
	found := map[string]bool{}
	for _, fault := range faulty.Faults {
		functions := map[string]bool{}
		if fault.Function == "Wait" {
			continue
		}
		replay(t, text, faulty.New(fault), &record.Replay{Differs: func(_ *record.Call, f *schema.Function, _ *compare.Difference) {
			functions[f.ShortName()] = true
		}})
		if functions[fault.Function] {
			found[fault.Name] = true
		}
	}
	for _, name := range []string{"sum of 32 bits", "number with a plus", "words of nothing panic", "one item too many", "a limit of nothing is none", "stream with a wrong item"} {
		if name != "a limit of nothing is none" && !found[name] {
			t.Errorf("%s: not found; found are %v", name, found)
		}
	}
	slow, begun := &record.Replay{Speed: 1e9}, time.Now()
	if got := replay(t, text, native.Core{}, slow); got.Calls != 20*11 || time.Since(begun) > time.Minute {
		t.Errorf("%+v", got)
	}
}

// TestCutAtEveryByte has what is whole of a record readable, wherever a write was cut off.
func TestCutAtEveryByte(t *testing.T) {
	text, err := os.ReadFile(recorded(t, record.Options{Queue: 10000}))
	if err != nil {
		t.Fatal(err)
	}
	head := bytes.IndexByte(text, 0) + 1
	last := 0
	for cut := head; cut <= len(text); cut += 1 + cut/500 {
		reader, err := record.NewReader(bytes.NewReader(text[:cut]))
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		calls := 0
		for ; ; calls++ {
			if _, err := reader.Next(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("cut at %d: %v", cut, err)
			}
		}
		if calls < last {
			t.Fatalf("cut at %d: %d calls, %d before", cut, calls, last)
		}
		last = calls
	}
	if last < 200 {
		t.Errorf("%d calls", last)
	}
}

func TestARecordIsBoundedAndSampled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "calls")
	recorder, err := record.New(path, hook.Calls(nil), record.Options{Bytes: 2000, Queue: 10000})
	if err != nil {
		t.Fatal(err)
	}
	use(t, hook.Wrap(native.Core{}, recorder))
	if err := recorder.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	written, dropped := recorder.Counts()
	if err != nil || info.Size() > 5000 || dropped == 0 || written == 0 || written+dropped != 20*11 {
		t.Errorf("%v, %d written, %d dropped", info.Size(), written, dropped)
	}
	text, err := os.ReadFile(recorded(t, record.Options{Percent: 30, Queue: 10000}))
	if err != nil {
		t.Fatal(err)
	}
	// Objects are recorded with all of their calls, or not at all: played again, none differs.
	if got := replay(t, text, native.Core{}, &record.Replay{}); got.Diverged != 0 || got.Calls < 20 || got.Calls > 150 {
		t.Errorf("%+v", got)
	}
}

func TestDivergencesBecomeVectors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "found.jsonl")
	calls := hook.Calls(native.Core{})
	contract, err := schema.Of(calls)
	if err != nil {
		t.Fatal(err)
	}
	fault := faulty.Faults[20]
	kept, err := store.Open(path, contract, 0)
	if err != nil {
		t.Fatal(err)
	}
	kit, err := migrate.New(migrate.Options{
		Candidates: []migrate.Candidate{{Name: "other", Calls: hook.Calls(faulty.New(fault))}},
		Plan:       migrate.Plan{Default: migrate.Policy{Mode: migrate.Gate}},
		OnDivergence: func(d *migrate.Divergence) {
			if err := kept.Add(d); err != nil {
				t.Error(err)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	use(t, hook.Wrap(native.Core{}, kit))
	if len(kept.Last()) != 1 || len(kept.Last()[0].Calls) < 3 {
		t.Fatalf("%+v", kept.Last())
	}
	if err := errors.Join(kit.Close(), kept.Close()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := vectors.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if wrong, err := file.Run(calls, contract, nil); err != nil || len(wrong) != 0 {
		t.Errorf("%v, %v\n%s", wrong, err, text)
	}
	if wrong, err := file.Run(hook.Calls(faulty.New(fault)), contract, nil); err != nil || len(wrong) != 1 {
		t.Errorf("%v, %v", wrong, err)
	}
	// Wherever a write was cut off, the file opens, and what was whole is there.
	for cut := range len(text) {
		if err := os.WriteFile(path, text[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		again, err := store.Open(path, contract, 0)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
