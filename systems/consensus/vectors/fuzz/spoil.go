package main

import (
	"bytes"
	"encoding/hex"
	"fmt"
)

// spoiltBytes changes bytes of a line without a thought for what they mean.
func (g *generator) spoiltBytes(line []byte) []byte {
	line = bytes.Clone(line)
	for range 1 + g.IntN(3) {
		if len(line) == 0 {
			return line
		}
		at := g.IntN(len(line))
		switch g.IntN(6) {
		case 0:
			line[at] ^= 1 << g.IntN(8)
		case 1:
			line[at] = byte(g.Uint32())
		case 2:
			line = append(line[:at], line[min(len(line), at+1+g.IntN(4)):]...)
		case 3:
			line = bytes.Join([][]byte{line[:at], g.bytes(1 + g.IntN(2)), line[at:]}, nil)
		case 4:
			end := min(len(line), at+1+g.IntN(20))
			line = bytes.Join([][]byte{line[:end], line[at:end], line[end:]}, nil)
		case 5:
			line = line[:at]
		}
	}
	return line
}

// spoiltJSON changes the text of a line where JSON readers like to differ.
func (g *generator) spoiltJSON(line []byte) []byte {
	line = bytes.Clone(line)
	if len(line) == 0 {
		return line
	}
	at := g.IntN(len(line))
	insert := func(s string) []byte { return bytes.Join([][]byte{line[:at], []byte(s), line[at:]}, nil) }
	switch g.IntN(9) {
	case 0: // a letter of a string as an escape: the same text
		for range 8 {
			if c := line[at]; 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
				return bytes.Join([][]byte{line[:at], fmt.Appendf(nil, `\u%04x`, c), line[at+1:]}, nil)
			}
			at = g.IntN(len(line))
		}
	case 1: // space between tokens, or within one
		return insert([]string{" ", "\t", "\r", "\f", "\u00a0", "\ufeff", "\x00"}[g.IntN(7)])
	case 2: // another key, perhaps one that is there
		if line[0] == '{' {
			keys := []string{"op", "id", "data", "rule", "index", "more", "", `\u006fp`, `i\u0064`}
			entry := quoted(keys[g.IntN(len(keys))]) + ":" + g.anything(2)
			if len(line) > 2 {
				entry += ","
			}
			return append([]byte("{"+entry), line[1:]...)
		}
	case 3: // halves of surrogate pairs and other escapes
		escapes := []string{`\ud800`, `\udc00`, `\ud83d\ude00`, `\uD83D\u0061`, `\u0000`, `\/`, `\x`, `\u12`, `\"`, `\\`}
		return insert(escapes[g.IntN(len(escapes))])
	case 4: // a number that is written otherwise
		if at := bytes.IndexAny(line[at:], "0123456789"); at >= 0 {
			forms := []string{"1.0", "1e0", "-0", "00", "0x1", "1e400", "+1", ".5", "5.", "1E+2", "٣"}
			return append(append(append([]byte(nil), line[:at]...), forms[g.IntN(len(forms))]...), line[at+1:]...)
		}
	case 5: // two values in each other's place
		if comma := bytes.IndexByte(line[at:], ','); comma >= 0 {
			return append(append(bytes.Clone(line[:at]), line[at+comma:]...), line[at:at+comma]...)
		}
	case 6:
		return insert(g.anything(2))
	case 7: // something before or after the object
		if g.IntN(2) == 0 {
			return append([]byte(g.anything(1)), line...)
		}
		return append(line, g.anything(1)...)
	case 8: // deep nesting
		depth := 1 << g.IntN(12)
		return insert(string(bytes.Repeat([]byte("["), depth)) + string(bytes.Repeat([]byte("]"), depth)))
	}
	return line
}

// spoiltHex changes the bytes behind one hexadecimal string of a line, so that
// the line stays well-formed.
func (g *generator) spoiltHex(line []byte) []byte {
	parts := bytes.Split(line, []byte(`"`))
	for range 8 {
		i := g.IntN(len(parts))
		data := make([]byte, len(parts[i])/2)
		if _, err := hex.Decode(data, parts[i]); err != nil || len(data) < 2 {
			continue
		}
		parts[i] = []byte(hex.EncodeToString(g.spoiltRecord(data)))
		break
	}
	return bytes.Join(parts, []byte(`"`))
}

// spoiltRecord changes an encoded record: most often its heads, where the
// shortest form is decided.
func (g *generator) spoiltRecord(b []byte) []byte {
	b = bytes.Clone(b)
	if len(b) == 0 {
		return b
	}
	at := g.IntN(len(b))
	heads := []byte{0x80, 0x8a, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xc3, 0xc4, 0xc5, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3, 0xd9, 0xdc, 0xdd, 0xde, 0xe0, 0xff, 0, 0x7f}
	switch g.IntN(6) {
	case 0:
		b[at] = heads[g.IntN(len(heads))]
	case 1:
		b = bytes.Join([][]byte{b[:at], {heads[g.IntN(len(heads))]}, b[at:]}, nil)
	case 2:
		b = append(b[:at], b[at+1:]...)
	case 3:
		b = append(b, byte(g.Uint32()))
	case 4:
		b = b[:at]
	case 5:
		b[at]++
	}
	return b
}
