package frame

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"testing"
	"testing/iotest"
	"time"
)

func encoded(head Head, payload []byte, secret bool) []byte {
	b := New()
	defer b.Free()
	b.Data = append(b.Data, payload...)
	b.Secret = secret
	b.Head(head)
	return bytes.Clone(b.Data)
}

func TestReader(t *testing.T) {
	large := bytes.Repeat([]byte("0123456789"), 30000)
	var all []byte
	all = append(all, encoded(Head{Kind: Call, Code: 4, Function: 513, ID: 1 << 60}, []byte("payload"), false)...)
	all = append(all, encoded(Head{Kind: Ping}, nil, false)...)
	all = append(all, encoded(Head{Kind: Answer, ID: 7}, large, true)...)
	for name, source := range map[string]io.Reader{
		"whole": bytes.NewReader(all), "bytes": iotest.OneByteReader(bytes.NewReader(all)), "half": iotest.HalfReader(bytes.NewReader(all)),
	} {
		r := NewReader(source, 1<<20)
		head, b, err := r.Next()
		if want := (Head{Length: 7, Kind: Call, Code: 4, Function: 513, ID: 1 << 60}); err != nil || head != want || string(b.Payload()) != "payload" {
			t.Fatalf("%s: got %+v, %v", name, head, err)
		}
		if head, _, err := r.Next(); err != nil || head.Kind != Ping || head.Length != 0 {
			t.Fatalf("%s: got %+v, %v", name, head, err)
		}
		head, b, err = r.Next()
		if err != nil || !head.Secret || !b.Secret || !bytes.Equal(b.Payload(), large) {
			t.Fatalf("%s: got %+v, %v", name, head, err)
		}
		data := b.Data
		b.Free()
		if bytes.Contains(data[:cap(data)], []byte("0123456789")) || bytes.Contains(r.buffer, []byte("0123456789")) {
			t.Errorf("%s: a secret is left in a buffer", name)
		}
		if _, _, err := r.Next(); err != io.EOF {
			t.Errorf("%s: at the end: got %v", name, err)
		}
	}
}

func TestReaderRefuses(t *testing.T) {
	whole := encoded(Head{Kind: Call, ID: 1}, make([]byte, 100), false)
	for n := 1; n < len(whole); n++ {
		if _, _, err := NewReader(bytes.NewReader(whole[:n]), 1000).Next(); err != io.ErrUnexpectedEOF {
			t.Fatalf("%d bytes: got %v", n, err)
		}
	}
	if _, _, err := NewReader(bytes.NewReader(whole), 99).Next(); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	for _, kind := range []Kind{0, last + 1, 0x7F} {
		if _, _, err := NewReader(bytes.NewReader(encoded(Head{Kind: kind}, nil, false)), 99).Next(); !errors.Is(err, ErrKind) {
			t.Errorf("kind %d: got %v", kind, err)
		}
	}
}

// A length that lies costs what was sent.
func TestReaderLyingLength(t *testing.T) {
	head := make([]byte, HeadSize, HeadSize+1000)
	Head{Length: 1 << 30, Kind: Call}.put(head)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _, err := NewReader(bytes.NewReader(head[:HeadSize+1000]), 1<<31-1).Next()
	runtime.ReadMemStats(&after)
	if err != io.ErrUnexpectedEOF {
		t.Errorf("got %v", err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 4*step {
		t.Errorf("%d bytes were allocated for 1000", used)
	}
}

func TestTimeout(t *testing.T) {
	b := NewCall()
	b.SetTimeout(3 * time.Second)
	b.Data = append(b.Data, "arguments"...)
	if d, ok := b.Timeout(); d != 3*time.Second || !ok || string(b.Arguments()) != "arguments" {
		t.Errorf("got %v, %v, %q", d, ok, b.Arguments())
	}
	if _, ok := New().Timeout(); ok {
		t.Error("a frame without payload has a timeout")
	}
}

// FuzzReader reads frames from arbitrary bytes: nothing is returned that was not sent, and nothing panics.
func FuzzReader(f *testing.F) {
	f.Add(encoded(Head{Kind: Call, ID: 1}, []byte("arguments"), false), uint16(64))
	f.Add(append(encoded(Head{Kind: Hello}, nil, true), 1, 2, 3), uint16(0))
	f.Fuzz(func(t *testing.T, data []byte, limit uint16) {
		r := NewReader(bytes.NewReader(data), uint32(limit))
		read := 0
		for {
			head, b, err := r.Next()
			if err != nil {
				return
			}
			if int(head.Length) != len(b.Payload()) || head.Length > uint32(limit) {
				t.Fatalf("%d bytes of %d, limit %d", len(b.Payload()), head.Length, limit)
			}
			if !bytes.Equal(b.Payload(), data[read+HeadSize:read+HeadSize+int(head.Length)]) {
				t.Fatal("other bytes than were sent")
			}
			read += len(b.Data)
			b.Free()
		}
	})
}
