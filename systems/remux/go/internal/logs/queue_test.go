package logs_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spandrel.dev/remux/internal/logs"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestIssueALogNobodyReadsNeverBlocksAndLostLinesAreTold(t *testing.T) {
	out, in := io.Pipe() // a writer waits until somebody reads
	q := logs.NewQueue(in, 10, func(to io.Writer, lost uint64) { fmt.Fprintf(to, "%d lines were lost\n", lost) })
	for i := range 1000 {
		if n, err := fmt.Fprintf(q, "line %d\n", i); err != nil || n == 0 {
			t.Fatal(n, err)
		}
	}
	// The goroutine may hold one line besides the ten in the queue.
	if lost := q.Lost(); lost < 989 || lost > 990 {
		t.Errorf("%d lines lost of 1000 with room for 10", lost)
	}
	if q.Close(time.Millisecond) {
		t.Error("everything is said to be written to a pipe that nobody reads")
	}
	read := make(chan string)
	go func() { text, _ := io.ReadAll(out); read <- string(text) }()
	if !q.Close(time.Minute) {
		t.Error("the queue was not emptied")
	}
	in.Close()
	text := <-read
	if want := fmt.Sprintf("line 0\n%d lines were lost\n", q.Lost()); !strings.HasPrefix(text, want) || !strings.Contains(text, "line 9\n") {
		t.Errorf("got %q, want %q first", text, want)
	}
}

func TestLinesComeInOrderAndAfterCloseAreCounted(t *testing.T) {
	var text bytes.Buffer
	q := logs.NewQueue(&text, 100, nil)
	for i := range 50 {
		fmt.Fprintf(q, "%d ", i)
	}
	if !q.Close(time.Minute) || !strings.HasPrefix(text.String(), "0 1 2 ") || !strings.HasSuffix(text.String(), "48 49 ") {
		t.Errorf("got %q", text.String())
	}
	fmt.Fprint(q, "late")
	if q.Lost() != 1 {
		t.Errorf("%d lost", q.Lost())
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestAClosedOtherEndIsHarmless(t *testing.T) {
	q := logs.NewQueue(broken{}, 4, nil)
	for range 1000 {
		if _, err := fmt.Fprint(q, "x"); err != nil {
			t.Fatal(err)
		}
	}
	if !q.Close(time.Minute) {
		t.Error("the queue was not emptied")
	}
}
