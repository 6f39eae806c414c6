package process

import (
	"fmt"
	"strings"
	"testing"
)

func TestTail(t *testing.T) {
	short := newTail(nil)
	fmt.Fprint(short, "a\n\xffb")
	if got := short.String(); got != "a\n\uFFFDb" {
		t.Errorf("got %q", got)
	}
	long := newTail(nil)
	fmt.Fprint(long, "panic: recovered long ago\n", strings.Repeat("noise\n", 1000))
	for _, part := range []string{"fatal", " error: all goroutines are as", "leep\n\ngoroutine 1"} {
		fmt.Fprint(long, part)
	}
	for i := range 10000 {
		fmt.Fprintf(long, "\tframe %d\n", i)
	}
	got := long.String()
	if !strings.HasPrefix(got, "fatal error: all goroutines are asleep\n\ngoroutine 1\tframe 0\n") ||
		!strings.HasSuffix(got, "\tframe 9999\n") || len(got) > tailSize+2*causeSize {
		t.Errorf("got %d bytes: %.200q", len(got), got)
	}
	if len(long.line) > causeSize || len(long.data) > tailSize {
		t.Errorf("%d and %d bytes are retained", len(long.line), len(long.data))
	}
}
