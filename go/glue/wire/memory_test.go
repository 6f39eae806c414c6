package wire

import (
	"bytes"
	"errors"
	"testing"

	"spandrel.dev/spandrel"
)

func TestBytes(t *testing.T) {
	closed := spandrel.NewBytes([]byte("closed"))
	_ = closed.Close()
	for name, v := range map[string]*spandrel.Bytes{
		"nil": nil, "zero": new(spandrel.Bytes), "empty": spandrel.NewBytes(nil), "full": spandrel.NewBytes([]byte("abc")),
		"closed": closed,
	} {
		reader := NewReader(AppendUint8(AppendBytes(nil, v), 7))
		got := reader.Bytes()
		if reader.Uint8() != 7 || reader.Failed() || reader.Len() != 0 {
			t.Errorf("%s: %v", name, reader.Err())
		}
		err, want := got.View(func([]byte) {}), v.View(func([]byte) {})
		if !bytes.Equal(got.Copy(), v.Copy()) || errors.Is(err, spandrel.ErrClosed) != errors.Is(want, spandrel.ErrClosed) {
			t.Errorf("%s: %v %v, want %v %v", name, got.Copy(), err, v.Copy(), want)
		}
	}
}

// appendSecrets and readSecrets are what is generated for a function that takes two secrets and a text.
func appendSecrets(b []byte, one *spandrel.Secret, text string, two *spandrel.Secret) []byte {
	first := OpenSecret(one)
	b = first.AppendSize(b)
	b = AppendString(b, text)
	second := OpenSecret(two)
	b = second.AppendSize(b)
	return second.Append(first.Append(b))
}

func readSecrets(r *Reader) (one *spandrel.Secret, text string, two *spandrel.Secret) {
	r.Apart()
	first := r.Uint64()
	text = r.String()
	second := r.Uint64()
	return r.Secret(first), text, r.Secret(second)
}

func content(t *testing.T, s *spandrel.Secret) string {
	t.Helper()
	text := ""
	if err := s.Use(func(content []byte) { text = string(content) }); err != nil {
		t.Error(err)
	}
	return text
}

// Secrets cross behind everything else. Buffers that had to grow, and the bytes that were read, have nothing of them.
func TestSecrets(t *testing.T) {
	one, two := spandrel.NewSecret([]byte("correct horse")), spandrel.NewSecret([]byte("battery staple"))
	// Room for all but the second secret: it has to grow there.
	small := make([]byte, 0, 8+8+4+8+13)
	encoded := appendSecrets(small, one, "text", two)
	if bytes.Contains(small[:cap(small)], []byte("horse")) {
		t.Errorf("the buffer that was too small has %q", small[:cap(small)])
	}
	if !bytes.HasSuffix(encoded, []byte("correct horsebattery staple")) {
		t.Errorf("%q", encoded)
	}
	reader := NewReader(encoded)
	first, text, second := readSecrets(&reader)
	if content(t, first) != "correct horse" || text != "text" || content(t, second) != "battery staple" || reader.Len() != 0 {
		t.Error(text, reader.Err())
	}
	if bytes.Contains(encoded, []byte("horse")) || bytes.Contains(encoded, []byte("staple")) {
		t.Errorf("the bytes that were read have %q", encoded)
	}
	// Canary: without Apart, the copy that a text lies in has the beginning of a secret.
	reader = NewReader(appendSecrets(nil, one, "text", two))
	reader.Skip(8)
	if _ = reader.String(); !bytes.Contains([]byte(reader.text), []byte("horse")) {
		t.Errorf("%q", reader.text)
	}
}

func TestSecretsThatAreNotThere(t *testing.T) {
	closed := spandrel.NewSecret([]byte("gone"))
	_ = closed.Close()
	reader := NewReader(appendSecrets(nil, nil, "", closed))
	one, _, two := readSecrets(&reader)
	if one != nil || !errors.Is(two.Use(func([]byte) {}), spandrel.ErrClosed) || reader.Failed() || reader.Len() != 0 {
		t.Error(one, two, reader.Err())
	}
	empty := spandrel.NewSecret(nil)
	reader = NewReader(appendSecrets(nil, empty, "", new(spandrel.Secret)))
	if one, _, two = readSecrets(&reader); content(t, one) != "" || two != nil {
		t.Error(one, two)
	}
}

// A length that lies makes nothing.
func TestMemoryThatIsNotThere(t *testing.T) {
	for _, size := range []uint64{1, 1 << 40, ^uint64(0) - 2} {
		reader := NewReader(AppendUint64(nil, size))
		if reader.Bytes().Len() != 0 || !reader.Failed() {
			t.Errorf("%d bytes are read", size)
		}
		reader = NewReader(AppendUint64(nil, size))
		if s := reader.Secret(reader.Uint64()); s != nil || !reader.Failed() {
			t.Errorf("a secret of %d bytes is read", size)
		}
	}
}
