package jsonl

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/native"
)

const (
	askOne    = `{"op":"sha256","id":1,"data":"616263"}`
	answerOne = `{"id":1,"ok":true,"code":0,"value":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}` + "\n"
)

func serve(t *testing.T, in io.Reader) string {
	t.Helper()
	var out bytes.Buffer
	if err := Serve(native.Backend{}, in, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestServeLineEnds(t *testing.T) {
	tests := []struct {
		name, in string
		answers  int
	}{
		{"nothing", "", 0},
		{"line end alone", "\n", 0},
		{"blank lines", " \n\t\t\n\r\n \r\n\n", 0},
		{"blank without line end", " \t ", 0},
		{"one", askOne + "\n", 1},
		{"one without line end", askOne, 1},
		{"one with both line ends", askOne + "\r\n", 1},
		{"three with blanks between", askOne + "\n\n" + askOne + "\r\n \n" + askOne, 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, want := serve(t, strings.NewReader(test.in)), strings.Repeat(answerOne, test.answers); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if got, want := serve(t, byteByByte{strings.NewReader(test.in)}), strings.Repeat(answerOne, test.answers); got != want {
				t.Errorf("byte by byte: got %q, want %q", got, want)
			}
		})
	}
}

type byteByByte struct{ r io.Reader }

func (b byteByByte) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return b.r.Read(p[:1])
}

func TestServeCarriageReturnAloneIsARequest(t *testing.T) {
	if got := serve(t, strings.NewReader("\r\r\n")); !strings.Contains(got, `"code":1`) {
		t.Errorf("got %q", got)
	}
}

func TestServeAnswersInOrderWhateverIsBad(t *testing.T) {
	var in, want strings.Builder
	for i := range 1000 {
		if i%3 == 0 {
			in.WriteString("{bad\n")
			want.WriteString("null 1\n")
			continue
		}
		fmt.Fprintf(&in, "{\"op\":\"sha256\",\"id\":%d,\"data\":\"\"}\n", i)
		fmt.Fprintf(&want, "%d 0\n", i)
	}
	var got strings.Builder
	for line := range strings.Lines(serve(t, strings.NewReader(in.String()))) {
		answer, err := ParseAnswer([]byte(strings.TrimSuffix(line, "\n")))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "%s %d\n", answer.ID, answer.Code)
	}
	if got.String() != want.String() {
		t.Error("answers are missing or out of order")
	}
}

// A caller may ask, wait for the answer, and ask again.
func TestServeFlushesWhenItWouldWait(t *testing.T) {
	requests, ask := io.Pipe()
	answers, reply := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- Serve(native.Backend{}, requests, reply) }()
	room := make([]byte, len(answerOne))
	for range 3 {
		// The second line is not complete: the first must be answered all the same.
		if _, err := io.WriteString(ask, askOne+"\n"+askOne[:5]); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(answers, room); err != nil || string(room) != answerOne {
			t.Fatalf("got %q, %v", room, err)
		}
		if _, err := io.WriteString(ask, askOne[5:]+"\n"); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(answers, room); err != nil || string(room) != answerOne {
			t.Fatalf("got %q, %v", room, err)
		}
	}
	ask.Close()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestServeReportsFailures(t *testing.T) {
	gone := errors.New("gone")
	if err := Serve(native.Backend{}, strings.NewReader(askOne), failing{gone}); !errors.Is(err, gone) {
		t.Errorf("writing: got %v", err)
	}
	if err := Serve(native.Backend{}, io.MultiReader(strings.NewReader(askOne+"\n"), failing{gone}), io.Discard); !errors.Is(err, gone) {
		t.Errorf("reading: got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error)  { return 0, f.err }
func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestLinesLongerThanTheLimitAreSkipped(t *testing.T) {
	const most = 100_000
	full := strings.Repeat("x", most)
	in := "a\n" + full + "\n" + full + "\r\n" + full + "x\n" + full + full + full + "\r\nb\n" + full + "xx"
	r := lineReader{in: strings.NewReader(in), flush: func() error { return nil }, most: most}
	var got []string
	for {
		line, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil && !errors.Is(err, errTooLong) {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%d %t", len(line), err != nil))
	}
	want := []string{"1 false", "100000 false", "100000 false", "0 true", "0 true", "1 false", "0 true"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(r.room) > 4*most {
		t.Errorf("%d bytes kept for lines of at most %d", len(r.room), most)
	}
}

// panicking is a backend whose SHA256 panics.
type panicking struct{ native.Backend }

func (panicking) SHA256([]byte) (hash.Hash, error) { panic("broken") }

func TestAPanicOfTheBackendIsAnAnswer(t *testing.T) {
	line, code := AppendAnswer(nil, panicking{}, []byte(askOne))
	if code != hash.Internal {
		t.Errorf("code %d", code)
	}
	answer, err := ParseAnswer(line)
	if err != nil || string(answer.ID) != "1" || !strings.Contains(answer.Error, "broken") {
		t.Errorf("%+v, %v", answer, err)
	}
}

// Every operation reads all the inputs that the table gives it, and no other:
// with one of them left out it fails and names it.
func TestOperationsReadTheInputsOfTheTable(t *testing.T) {
	for i := range operations {
		operation := &operations[i]
		for _, left := range operation.Inputs {
			in := inputs{}
			asked := map[string]bool{}
			in.missing = func(name string) { asked[name] = true }
			if _, err := operation.run(native.Backend{}, &in); !errors.Is(err, hash.ErrInvalidInput) {
				t.Errorf("%s: %v", operation.Name, err)
			}
			if !asked[left.Name] {
				t.Errorf("%s does not read %s", operation.Name, left.Name)
			}
			delete(asked, left.Name)
			for name := range asked {
				if !operation.has(name) {
					t.Errorf("%s reads %s, which the table does not know", operation.Name, name)
				}
			}
		}
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add([]byte(askOne))
	f.Add([]byte(`{"op":"merkle_root","id":"\ud83d\ude00","rule":"rfc6962","leaves":["","00"]}`))
	f.Add([]byte(`{"op":"subset_sum_verify","tier":0,"elements":[1,2,3,4,5,6,7,8],"target":3,"indices":[0,1],"max_ops":4,"max_memory":"16"}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		answer, code := AppendAnswer(nil, native.Backend{}, line)
		parsed, err := ParseAnswer(answer)
		if err != nil {
			t.Fatalf("%q: %v", answer, err)
		}
		if parsed.Code != code || code == hash.Internal || bytes.ContainsAny(answer, "\r\n") {
			t.Fatalf("%q: code %d", answer, code)
		}
	})
}
