package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spandrel.dev/remux/internal/cli"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// run executes the program with standard input in.
func run(t *testing.T, ctx context.Context, in io.Reader, arguments ...string) (code int, out, diagnostics string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = cli.Run(ctx, remux.Embedded(), arguments, cli.Streams{In: in, Out: &stdout, Err: &stderr})
	return code, stdout.String(), stderr.String()
}

func write(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.ts")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFileWritesTheStreamAndItsFigures(t *testing.T) {
	stream := tstest.Stream(0, 50, 10)
	in, out := write(t, stream), filepath.Join(t.TempDir(), "out.ts")
	code, figures, diagnostics := run(t, t.Context(), nil, "file", in, out, "--engine=passthrough", "--json")
	if code != cli.ExitDone || diagnostics != "" {
		t.Fatalf("exit %d: %s", code, diagnostics)
	}
	var report struct {
		PacketsIn     int     `json:"packets_in"`
		TimesRealtime float64 `json:"times_realtime"`
	}
	if err := json.Unmarshal([]byte(figures), &report); err != nil || report.PacketsIn != len(stream)/188 || report.TimesRealtime <= 0 {
		t.Errorf("%s: %v", figures, err)
	}
	if got, err := os.ReadFile(out); err != nil || !bytes.Equal(got, stream) {
		t.Errorf("%d bytes written of %d, %v", len(got), len(stream), err)
	}
}

func TestFileOnPipesKeepsFiguresOutOfTheStream(t *testing.T) {
	stream := tstest.Stream(0, 50, 10)
	for _, arguments := range [][]string{{"file", "-", "-", "--json"}, {"file", "--json", "-", "-"}, {"file", "-", "-"}} {
		code, out, figures := run(t, t.Context(), bytes.NewReader(stream), append(arguments, "--engine", "passthrough")...)
		if code != cli.ExitDone || out != string(stream) {
			t.Fatalf("%v: exit %d, %d bytes of %d", arguments, code, len(out), len(stream))
		}
		if asJSON := len(arguments) == 4; json.Valid([]byte(figures)) != asJSON || !strings.Contains(figures, "passthrough") {
			t.Errorf("%v: figures %s", arguments, figures)
		}
	}
}

func TestWrongUsageIsTwoAndFailedWorkIsOne(t *testing.T) {
	stream := write(t, tstest.Stream(0, 50, 10))
	folder := t.TempDir()
	for _, test := range []struct {
		arguments string
		code      int
		want      string
	}{
		{"", 2, "file or serve"},
		{"fly", 2, `unknown command "fly"`},
		{"file a", 2, "accepts 2 arg(s)"},
		{"file a b --fast", 2, "unknown flag: --fast"},
		{"file a b --channels=300", 2, "--channels"},
		{"file a b --engine=warp", 2, "use one of"},
		{"file " + stream + " " + stream, 2, "same file"},
		{"serve extra", 2, "extra"},
		{"serve", 2, "there is no source"},
		{"serve --source=nowhere", 2, "write NAME=URL"},
		{"serve --readers-slow=shoot --source=a=-", 2, "use drop or skip"},
		{"serve --config=" + folder + "/none.yaml", 2, "no such file"},
		{"file " + folder + "/none.ts out.ts", 1, "no such file"},
		{"file " + folder + " out.ts", 1, "is a folder"},
		{"file " + stream + " " + folder + "/no/out.ts", 1, "no such file"},
		{"file " + stream + " " + folder, 1, "is a directory"},
		{"file - -", 1, "not a transport stream"},
	} {
		arguments := strings.Fields(test.arguments)
		if len(arguments) > 0 && arguments[0] == "file" && !strings.Contains(test.arguments, "engine") {
			arguments = append(arguments, "--engine=passthrough")
		} else if len(arguments) > 0 && arguments[0] == "serve" {
			arguments = append(arguments, "--engine=passthrough")
		}
		code, _, diagnostics := run(t, t.Context(), strings.NewReader("<html>no stream</html>"), arguments...)
		if code != test.code || !strings.Contains(diagnostics, test.want) {
			t.Errorf("remux %s: exit %d, %q; want %d, %q", test.arguments, code, diagnostics, test.code, test.want)
		}
		if test.code == 2 && !strings.Contains(diagnostics, "--help") {
			t.Errorf("remux %s: no way to help in %q", test.arguments, diagnostics)
		}
	}
}

func TestHelpAndVersionAreNoErrors(t *testing.T) {
	for arguments, want := range map[string]string{
		"--help":       "Available Commands",
		"file --help":  "remux file IN OUT",
		"serve --help": "/api/streams",
		"--version":    "remux 0.",
	} {
		code, out, diagnostics := run(t, t.Context(), nil, strings.Fields(arguments)...)
		if code != cli.ExitDone || diagnostics != "" || !strings.Contains(out, want) {
			t.Errorf("remux %s: exit %d, %q %q", arguments, code, out, diagnostics)
		}
	}
}

func TestAnInterruptEndsAPipeInOrder(t *testing.T) {
	stream := tstest.Stream(0, 50, 10)
	in, writer := io.Pipe()
	defer writer.Close()
	interrupted, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	go func() { // a tuner that delivers a stream and then nothing more
		writer.Write(stream)
		time.Sleep(50 * time.Millisecond)
		interrupt()
	}()
	code, out, diagnostics := run(t, interrupted, in, "file", "-", "-", "--engine=passthrough")
	if code != cli.ExitDone || out != string(stream) || !strings.Contains(diagnostics, "packets") {
		t.Errorf("exit %d, %d bytes of %d, %s", code, len(out), len(stream), diagnostics)
	}
}

func TestIssueAnInterruptEndsTheWaitForAFIFO(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	interrupted, interrupt := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, interrupt)
	code, _, diagnostics := run(t, interrupted, nil, "file", path, filepath.Join(t.TempDir(), "out.ts"), "--engine=passthrough")
	if code != cli.ExitFailed || !strings.Contains(diagnostics, "canceled") {
		t.Errorf("exit %d, %s", code, diagnostics)
	}
	// Releases what still waits for the other end of the FIFO.
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
}

// stuck is a pipe that nobody reads.
type stuck struct{ released chan struct{} }

func (s stuck) Write(p []byte) (int, error) { <-s.released; return len(p), nil }

func TestIssueAnInterruptEndsTheWaitForAFullPipe(t *testing.T) {
	interrupted, interrupt := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, interrupt)
	in, out := write(t, tstest.Stream(0, 50, 10)), stuck{make(chan struct{})}
	defer close(out.released)
	var diagnostics bytes.Buffer
	code := cli.Run(interrupted, remux.Embedded(), []string{"file", in, "-", "--engine=passthrough"}, cli.Streams{Out: out, Err: &diagnostics})
	if code != cli.ExitFailed || !strings.Contains(diagnostics.String(), "the output takes nothing") {
		t.Errorf("exit %d, %s", code, diagnostics.String())
	}
}
