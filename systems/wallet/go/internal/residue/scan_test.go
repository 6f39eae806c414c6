package residue

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// needle is something that must not be in memory. Its bytes are inverted, so that it does not find itself.
type needle struct {
	name     string
	inverted []byte
}

// needlesOf returns the forms in which a secret may lie around: as it is, with the pads of HMAC, in the other order of
// bytes, and its halves, as a register's spill would leave them.
func needlesOf(name string, secret []byte) (list []needle) {
	add := func(form string, n int, at func(i int) byte) {
		inverted := make([]byte, n)
		for i := range inverted {
			inverted[i] = ^at(i)
		}
		list = append(list, needle{name + " " + form, inverted})
	}
	n := len(secret)
	add("as it is", n, func(i int) byte { return secret[i] })
	add("with the inner pad", n, func(i int) byte { return secret[i] ^ 0x36 })
	add("with the outer pad", n, func(i int) byte { return secret[i] ^ 0x5c })
	add("backwards", n, func(i int) byte { return secret[n-1-i] })
	if n%8 == 0 {
		add("in words of 32 bits", n, func(i int) byte { return secret[i&^3+3-i&3] })
		add("in words of 64 bits", n, func(i int) byte { return secret[i&^7+7-i&7] })
	}
	// A part of it is a find, too: 16 bytes of a key, three words of a mnemonic. Single words are in the lists.
	if words := bytes.Split(secret, []byte(" ")); len(words) >= 12 {
		at := 0
		for i := range words[2:] {
			end := at + len(words[i]) + len(words[i+1]) + len(words[i+2]) + 2
			start := at
			add(fmt.Sprintf("words %d to %d", i, i+2), end-start, func(i int) byte { return secret[start+i] })
			at += len(words[i]) + 1
		}
		return list
	}
	for at := 0; at+16 <= n && n > 16; at += 16 {
		add(fmt.Sprintf("bytes %d to %d", at, at+16), 16, func(i int) byte { return secret[at+i] })
	}
	return list
}

// scan returns where each needle is in the writable memory of a process.
func scan(t *testing.T, pid int, needles []needle) map[string][]string {
	t.Helper()
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Fatal(err)
	}
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = memory.Close() }()
	found := map[string][]string{}
	buffer := make([]byte, 1<<20)
	first := byFirst(needles)
	read := 0
	for line := range strings.Lines(string(maps)) {
		if strings.Contains(line, "[v") {
			continue // the kernel's own
		}
		var from, to int64
		var rights string
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &rights); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if !strings.HasPrefix(rights, "rw") {
			continue
		}
		for at := from; at < to; {
			n, _ := memory.ReadAt(buffer[:min(int64(len(buffer)), to-at)], at)
			if n == 0 {
				break
			}
			read += n
			for i := range buffer[:n-1] {
				for _, needle := range first[buffer[i]][buffer[i+1]] {
					if matches(buffer[i:n], needle.inverted) {
						found[needle.name] = append(found[needle.name], fmt.Sprintf("%x of %s", at+int64(i), strings.TrimSpace(line)))
					}
				}
			}
			// Pieces overlap by more than a needle, which is then found twice at worst.
			if at += int64(n); at < to && n > 512 {
				at -= 512
			}
		}
	}
	if read < 1<<20 {
		t.Fatalf("only %d bytes of the process could be read", read)
	}
	return found
}

// byFirst sorts needles by the first two bytes that they stand for.
func byFirst(needles []needle) *[256][256][]needle {
	var first [256][256][]needle
	for _, needle := range needles {
		a, b := ^needle.inverted[0], ^needle.inverted[1]
		first[a][b] = append(first[a][b], needle)
	}
	return &first
}

func matches(memory, inverted []byte) bool {
	if len(memory) < len(inverted) {
		return false
	}
	for i, b := range inverted {
		if memory[i] != ^b {
			return false
		}
	}
	return true
}
