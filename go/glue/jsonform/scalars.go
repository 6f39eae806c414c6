package jsonform

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"spandrel.dev/spandrel"
)

// unsigned and signed are whole numbers: exact, in decimal, without fraction and exponent.
func unsigned[T uint8 | uint16 | uint32 | uint64 | uint](c *Codec, v *T, bits int) {
	if !c.reading {
		c.out = strconv.AppendUint(c.out, uint64(*v), 10)
		return
	}
	if text := c.number(); c.err == nil {
		n, err := strconv.ParseUint(text, 10, bits)
		if *v = T(n); err != nil {
			c.Fail("%s is not a whole number from 0 to %d", short(text), uint64(math.MaxUint64)>>(64-bits))
		}
	}
}

func signed[T int8 | int16 | int32 | int64 | int](c *Codec, v *T, bits int) {
	if !c.reading {
		c.out = strconv.AppendInt(c.out, int64(*v), 10)
		return
	}
	if text := c.number(); c.err == nil {
		n, err := strconv.ParseInt(text, 10, bits)
		if *v = T(n); err != nil {
			low := int64(math.MinInt64) >> (64 - bits)
			c.Fail("%s is not a whole number from %d to %d", short(text), low, -(low + 1))
		}
	}
}

// short is text for a message.
func short(text string) string {
	if len(text) > 40 {
		return text[:40] + "…"
	}
	return text
}

// The forms of whole numbers.
func Uint8(c *Codec, v *uint8)   { unsigned(c, v, 8) }
func Uint16(c *Codec, v *uint16) { unsigned(c, v, 16) }
func Uint32(c *Codec, v *uint32) { unsigned(c, v, 32) }
func Uint64(c *Codec, v *uint64) { unsigned(c, v, 64) }
func Uint(c *Codec, v *uint)     { unsigned(c, v, 64) }
func Int8(c *Codec, v *int8)     { signed(c, v, 8) }
func Int16(c *Codec, v *int16)   { signed(c, v, 16) }
func Int32(c *Codec, v *int32)   { signed(c, v, 32) }
func Int64(c *Codec, v *int64)   { signed(c, v, 64) }
func Int(c *Codec, v *int)       { signed(c, v, 64) }

// wide are the types of 128 bits, which read and write themselves.
type wide[T any] interface {
	*T
	UnmarshalText([]byte) error
	String() string
}

func wideNumber[T any, P wide[T]](c *Codec, v P) {
	if !c.reading {
		c.write(v.String())
		return
	}
	if text := c.number(); c.err == nil {
		if err := v.UnmarshalText([]byte(text)); err != nil {
			c.Fail("%s is not a whole number of 128 bits", short(text))
		}
	}
}

// Uint128 is the form of a number: exact, as those of 64 bits.
func Uint128(c *Codec, v *spandrel.Uint128) { wideNumber(c, v) }

// Int128 is the form of a number: exact, as those of 64 bits.
func Int128(c *Codec, v *spandrel.Int128) { wideNumber(c, v) }

// Bool is the form of true and false.
func Bool(c *Codec, v *bool) {
	switch {
	case !c.reading:
		c.out = strconv.AppendBool(c.out, *v)
	case c.literal("true"):
		*v = true
	case c.literal("false"):
		*v = false
	default:
		c.expected("true or false")
	}
}

// Numbers that JSON cannot write are texts.
const (
	notANumber = "NaN"
	infinite   = "Infinity"
	negative   = "-Infinity"
)

func float(c *Codec, v float64, bits int) float64 {
	if c.reading {
		return readFloat(c, bits)
	}
	switch {
	case math.IsNaN(v):
		c.write(`"` + notANumber + `"`)
	case math.IsInf(v, 1):
		c.write(`"` + infinite + `"`)
	case math.IsInf(v, -1):
		c.write(`"` + negative + `"`)
	default:
		format := byte('f')
		if size := math.Abs(v); size != 0 && (size < 1e-6 || size >= 1e21) {
			format = 'e'
		}
		c.out = strconv.AppendFloat(c.out, v, format, -1, bits)
	}
	return v
}

func readFloat(c *Codec, bits int) float64 {
	if c.next() == '"' {
		switch text := c.text(); text {
		case notANumber:
			return math.NaN()
		case infinite:
			return math.Inf(1)
		case negative:
			return math.Inf(-1)
		default:
			c.Fail("a number is required, or one of the texts %s, %s and %s", notANumber, infinite, negative)
		}
		return 0
	}
	text := c.number()
	v, err := strconv.ParseFloat(text, bits)
	if err != nil && c.err == nil {
		c.Fail("%s does not fit into a float of %d bits", short(text), bits)
	}
	return v
}

// Float32 is the form of a number.
func Float32(c *Codec, v *float32) { *v = float32(float(c, float64(*v), 32)) }

// Float64 is the form of a number.
func Float64(c *Codec, v *float64) { *v = float(c, *v, 64) }

// String is the form of text.
func String(c *Codec, v *string) {
	if c.reading {
		*v = c.text()
		return
	}
	if c.utf8(*v); c.err == nil {
		c.out = appendText(c.out, *v)
	}
}

func appendText(b []byte, v string) []byte {
	const digits = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := range len(v) {
		if v[i] >= ' ' && v[i] != '"' && v[i] != '\\' {
			continue
		}
		b = append(b, v[start:i]...)
		start = i + 1
		switch v[i] {
		case '"', '\\':
			b = append(b, '\\', v[i])
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, '\\', 'u', '0', '0', digits[v[i]>>4], digits[v[i]&15])
		}
	}
	return append(append(b, v[start:]...), '"')
}

// Rune is the form of a character: a text of one.
func Rune(c *Codec, v *rune) {
	if !c.reading {
		if !utf8.ValidRune(*v) {
			c.Fail("%#x is not a Unicode scalar value", uint32(*v))
			return
		}
		c.out = appendText(c.out, string(*v))
		return
	}
	*v = oneRune(c, c.text())
}

func oneRune(c *Codec, text string) rune {
	r, size := utf8.DecodeRuneInString(text)
	if c.err == nil && (size == 0 || size < len(text)) {
		c.Fail("a text of one character is required, and there is %q", short(text))
	}
	return r
}

// Bytes is the form of bytes: text in base64, with padding.
func Bytes(c *Codec, v *[]byte) {
	if !c.reading {
		c.out = append(c.out, '"')
		c.out = base64.StdEncoding.AppendEncode(c.out, *v)
		c.out = append(c.out, '"')
		return
	}
	text := c.text()
	read, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		c.Fail("text is not base64")
		return
	}
	*v = read
}

// ByteArray is the form of an array of bytes.
func ByteArray[A any](slice func(*A) []byte) Form[A] {
	return func(c *Codec, v *A) {
		to := slice(v)
		read := to
		if Bytes(c, &read); len(read) != len(to) {
			c.Fail("it has %d bytes, and %d are required", len(read), len(to))
			return
		}
		copy(to, read)
	}
}

// Shared is the form of bytes that the Rust side may share.
func Shared(c *Codec, v **spandrel.Bytes) {
	if c.reading {
		var read []byte
		Bytes(c, &read)
		*v = spandrel.NewBytes(read)
		return
	}
	if err := (*v).View(func(view []byte) { Bytes(c, &view) }); err != nil {
		c.failed(err)
	}
}

// Duration is the form of a duration: whole nanoseconds.
func Duration(c *Codec, v *time.Duration) {
	Int64(c, (*int64)(v))
	if *v < 0 {
		c.Fail("duration is negative")
	}
}

// Time is the form of an instant: RFC 3339, in UTC.
func Time(c *Codec, v *time.Time) {
	if !c.reading {
		utc := v.UTC()
		if !c.hasYear(utc) {
			return
		}
		c.out = utc.AppendFormat(append(c.out, '"'), time.RFC3339Nano)
		c.out = append(c.out, '"')
		return
	}
	text := c.text()
	if c.err != nil {
		return
	}
	read, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		c.Fail("%q is not a time such as 2006-01-02T15:04:05Z", short(text))
		return
	}
	// The zone may lead out of the range.
	if read = read.UTC(); c.hasYear(read) {
		*v = read
	}
}

// hasYear fails if JSON does not have the year of an instant.
func (c *Codec) hasYear(utc time.Time) bool {
	year := utc.Year()
	if year < 0 || year > 9999 {
		c.Fail("time is out of range: JSON has the years from 0 to 9999")
		return false
	}
	return true
}
