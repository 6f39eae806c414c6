//go:build linux

package records_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/spandrel/migrate/audit"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/record"
	"spandrel.dev/spandrel/migrate/schema"
	"spandrel.dev/spandrel/migrate/store"
	"spandrel.dev/spandrel/migrate/vectors"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/hook"
)

// writing is the variable that has this program write in place of testing: what, and how.
const writing = "MIGRATION_WRITES"

func TestMain(m *testing.M) {
	if what := os.Getenv(writing); what != "" {
		if err := write(what, os.Getenv(writing+"_HOW"), os.Getenv(writing+"_TO")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// file is a file of the kit that a process writes until it is killed.
type file struct {
	// open returns how many lines are there, and what appends the next one.
	open func(path string) (there int, add func(number int) error, err error)
	// check returns how many lines there are; an error for one that nobody wrote.
	check func(path string) (int, error)
}

var files = map[string]file{"audit": {openAudit, checkAudit}, "store": {openStore, checkStore}, "record": {openRecord, checkRecord}}

// write appends lines without end, and prints the number of each that is confirmed. With "liar" it confirms one that it does not
// write, and kills itself: what the test must notice. With "full" it goes on after a disk that was full for a while.
func write(what, how, path string) error {
	if limit, err := strconv.ParseUint(how, 10, 64); err == nil {
		// The kernel ends the process in the middle of the write that makes the file longer: it has no handler of Go's for that.
		var byDefault [4]uint64
		_, _, failed := syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, uintptr(syscall.SIGXFSZ), uintptr(unsafe.Pointer(&byDefault)), 0, 8, 0, 0)
		if failed != 0 {
			return failed
		}
		if err := limitFiles(limit); err != nil {
			return err
		}
	}
	there, add, err := files[what].open(path)
	if err != nil {
		return err
	}
	if how == "full" {
		return full(path, there, add)
	}
	for number := there; ; number++ {
		if how == "liar" && number == there+5 {
			fmt.Println(number + 1)
			return syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		if err := add(number); err != nil {
			return err
		}
		fmt.Println(number + 1)
	}
}

func limitFiles(limit uint64) error {
	var now syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &now); err != nil {
		return err
	}
	now.Cur = limit
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &now)
}

// full has the disk be full in the middle of a line, for each of its bytes, and be free again.
func full(path string, number int, add func(int) error) error {
	signal.Ignore(syscall.SIGXFSZ)
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		return err
	}
	for more := range uint64(120) {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if err := limitFiles(uint64(info.Size()) + more); err != nil {
			return err
		}
		if err := add(number); err == nil {
			return fmt.Errorf("line %d is confirmed, and the disk is full", number)
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
			return err
		}
		if err := add(number); err != nil {
			return fmt.Errorf("line %d, when there is room again: %w", number, err)
		}
		number++
		fmt.Println(number)
	}
	return nil
}

// event is what a line of the audit log is about.
type event struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

func eventOf(number int) event { return event{number, strings.Repeat("x", 100+number%50)} }

func openAudit(path string) (int, func(int) error, error) {
	log, err := audit.Open(path)
	if err != nil {
		return 0, nil, err
	}
	lines, _ := log.Last()
	return int(lines), func(number int) error { return log.Add(eventOf(number)) }, nil
}

func checkAudit(path string) (int, error) {
	// Opening it is what the program does when it is started again.
	log, err := audit.Open(path)
	if err != nil {
		return 0, err
	}
	if err := log.Close(); err != nil {
		return 0, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	lines, _, err := audit.Verify(bytes.NewReader(text))
	if err != nil {
		return 0, err
	}
	for number, line := range bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")) {
		var entry struct{ Event event }
		if lines > 0 && (json.Unmarshal(line, &entry) != nil || entry.Event != eventOf(number)) {
			return 0, fmt.Errorf("line %d was never written: %s", number+1, line)
		}
	}
	return int(lines), nil
}

// divergenceOf is a divergence with another place for each number.
func divergenceOf(number int) *migrate.Divergence {
	arguments := wire.AppendUint64(wire.AppendCount(nil, 1), uint64(number))
	return &migrate.Divergence{
		Function: "stock.Total", Number: total, Difference: compare.Difference{Class: compare.Value, Path: strconv.Itoa(number)},
		Calls: []migrate.Step{{Number: total, Arguments: arguments}}, Primary: compare.Outcome{Answer: wire.AppendUint64(nil, uint64(number))},
	}
}

// contractOf is that of the cores; total is the number of a function.
var contractOf, total = func() (*schema.Contract, int) {
	contract, err := schema.Of(hook.Calls(native.Core{}))
	if err != nil {
		panic(err)
	}
	return contract, contract.Function("Total").Number
}()

func openStore(path string) (int, func(int) error, error) {
	retained, err := store.Open(path, contractOf, 1<<30)
	if err != nil {
		return 0, nil, err
	}
	text, err := os.ReadFile(path)
	return bytes.Count(text, []byte("\n")) - 1, func(number int) error { return retained.Add(divergenceOf(number)) }, err
}

func checkStore(path string) (int, error) {
	retained, err := store.Open(path, contractOf, 0)
	if err != nil {
		return 0, err
	}
	if err := retained.Close(); err != nil {
		return 0, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	read, err := vectors.Read(bytes.NewReader(text))
	if err != nil {
		return 0, err
	}
	for number, vector := range read.Vectors {
		answer := strconv.Itoa(number)
		if len(vector.Calls) != 1 || string(vector.Calls[0].Answer) != answer || string(vector.Calls[0].Arguments) != `{"prices":[`+answer+`]}` {
			return 0, fmt.Errorf("vector %d was never written: %+v", number, vector)
		}
	}
	if wrong, err := read.Run(hook.Calls(native.Core{}), contractOf, nil); err != nil || len(wrong) > 0 {
		return 0, fmt.Errorf("the vectors do not run: %v, %w", wrong, err)
	}
	return len(read.Vectors), nil
}

func openRecord(path string) (int, func(int) error, error) {
	recorder, err := record.New(path, hook.Calls(nil), record.Options{})
	if err != nil {
		return 0, nil, err
	}
	core, made := hook.Wrap(native.Core{}, recorder), uint64(0)
	return 0, func(number int) error {
		made++
		if _, err := core.Total([]int64{int64(number), 5}); err != nil {
			return err
		}
		for {
			if written, dropped := recorder.Counts(); written == made {
				return nil
			} else if dropped > 0 {
				return errors.New("a call was dropped")
			}
			time.Sleep(10 * time.Microsecond)
		}
	}, nil
}

func checkRecord(path string) (int, error) {
	input, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() { _ = input.Close() }()
	buffered := bufio.NewReader(input)
	reader, err := record.NewReader(buffered)
	if err != nil {
		if info, stat := input.Stat(); stat != nil || info.Size() > 1000 {
			return 0, err
		}
		// The head was cut off, and no call was confirmed.
		return 0, nil
	}
	for number := 0; ; number++ {
		call, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return number, nil
		}
		if err != nil {
			return 0, err
		}
		want := wire.AppendUint64(wire.AppendUint64(wire.AppendCount(nil, 2), uint64(number)), 5)
		if call.Number != total || !bytes.Equal(call.Arguments, want) || !bytes.Equal(call.Outcome.Answer, wire.AppendUint64(nil, uint64(number)+5)) {
			return 0, fmt.Errorf("call %d was never made: %+v", number, call)
		}
	}
}

// started is a process that writes.
func started(t *testing.T, what, how, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), writing+"="+what, writing+"_HOW="+how, writing+"_TO="+path)
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return command, bufio.NewScanner(output)
}

// confirmed reads the numbers that a process prints until it ends; after of them, it is killed.
func confirmed(command *exec.Cmd, lines *bufio.Scanner, after int) (last int) {
	for read := 0; lines.Scan(); {
		if number, err := strconv.Atoi(lines.Text()); err == nil {
			last = number
		}
		if read++; read == after {
			// Somewhere in what it does next.
			time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
			_ = command.Process.Kill()
		}
	}
	_ = command.Wait()
	return last
}

// judge says what is wrong with a file of which so many lines were confirmed.
func judge(of file, path string, confirmed int) error {
	lines, err := of.check(path)
	switch {
	case err != nil:
		return err
	case lines < confirmed:
		return fmt.Errorf("%d lines were confirmed, %d are there", confirmed, lines)
	}
	return nil
}

// rounds is how often a process is killed, of each file.
func rounds() int {
	if more, err := strconv.Atoi(os.Getenv("SPANDREL_KILLS")); err == nil {
		return more
	}
	return 60
}

// TestKilledAtAnyTime kills processes that write: what they confirmed is there, and nothing else.
func TestKilledAtAnyTime(t *testing.T) {
	for what, of := range files {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			path, all := filepath.Join(t.TempDir(), "file"), 0
			for round := range rounds() {
				if what == "record" {
					// Each process makes a file of its own.
					path = filepath.Join(t.TempDir(), strconv.Itoa(round))
				}
				command, lines := started(t, what, "", path)
				last := confirmed(command, lines, 1+rand.IntN(8))
				if last == 0 {
					t.Fatalf("round %d: nothing was written: %v", round, command.ProcessState)
				}
				if err := judge(of, path, last); err != nil {
					t.Fatalf("round %d: %v", round, err)
				}
				all = max(all+1, last)
			}
			t.Logf("%d rounds", rounds())
			if all < rounds() {
				t.Errorf("%d lines in %d rounds", all, rounds())
			}
		})
	}
}

// TestEndedInTheMiddleOfAWrite has the kernel write only a part of a line, for each of its bytes, and end the process there.
func TestEndedInTheMiddleOfAWrite(t *testing.T) {
	for what, of := range files {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			base := filepath.Join(t.TempDir(), "base")
			command, lines := started(t, what, "", base)
			last := confirmed(command, lines, 2)
			if err := judge(of, base, last); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(base)
			if err != nil {
				t.Fatal(err)
			}
			cut := 0
			for more := int64(0); more < 160; more += 3 {
				path, limit := base, info.Size()+more
				if what == "record" {
					path = filepath.Join(t.TempDir(), "file")
				}
				command, lines := started(t, what, strconv.FormatInt(limit, 10), path)
				last := confirmed(command, lines, 0)
				if now, err := os.Stat(path); err != nil || now.Size() > limit {
					t.Fatalf("cut at %d: %d bytes, %v", limit, now.Size(), err)
				} else if now.Size() == limit {
					cut++
				}
				if err := judge(of, path, last); err != nil {
					t.Fatalf("cut at %d: %v", limit, err)
				}
				if what != "record" {
					if err := os.Truncate(base, info.Size()); err != nil {
						t.Fatal(err)
					}
				}
			}
			if cut < 20 {
				t.Errorf("%d processes ended in the middle of a line", cut)
			}
		})
	}
}

// TestADiskThatWasFull goes on with a log and a store whose disk was full in the middle of a line.
func TestADiskThatWasFull(t *testing.T) {
	for _, what := range []string{"audit", "store"} {
		path := filepath.Join(t.TempDir(), what)
		command, lines := started(t, what, "full", path)
		last := confirmed(command, lines, 0)
		if err := judge(files[what], path, last); err != nil || last != 120 || !command.ProcessState.Success() {
			t.Errorf("%s: %d lines, %v, %v", what, last, err, command.ProcessState)
		}
	}
}

// TestALossIsNoticed is the canary: a process that confirms what it does not write, lines that nobody wrote, and files cut off.
func TestALossIsNoticed(t *testing.T) {
	for what, of := range files {
		path := filepath.Join(t.TempDir(), what)
		command, lines := started(t, what, "liar", path)
		last := confirmed(command, lines, 0)
		if err := judge(of, path, last); err == nil || !strings.Contains(err.Error(), "6 lines were confirmed, 5 are there") {
			t.Errorf("%s: got %v", what, err)
		}
		if err := judge(of, path, last-1); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		there, add, err := of.open(path + "2")
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(add(there), add(there+7)); err != nil {
			t.Fatal(err)
		}
		if err := judge(of, path+"2", 1); err == nil || !strings.Contains(err.Error(), "was never") {
			t.Errorf("%s: a line that was never written: %v", what, err)
		}
	}
}
