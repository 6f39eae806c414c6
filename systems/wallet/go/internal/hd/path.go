// Package hd derives keys from seeds and from each other: BIP-32, with the versions of SLIP-132 on input.
package hd

import (
	"strconv"
	"strings"

	"spandrel.dev/wallet/internal/fault"
)

// Hardened is added to the number of a step that needs the private key.
const Hardened uint32 = 1 << 31

// MaxDepth is the number of steps that an extended key can count.
const MaxDepth = 255

// Path is the steps from a key to one of its descendants.
type Path []uint32

// ParsePath reads m and steps /N, /N', /Nh or /NH, without leading zeros.
func ParsePath(text string) (Path, error) {
	rest, ok := strings.CutPrefix(text, "m")
	if !ok {
		return nil, invalidPath("a path begins with m")
	}
	path := Path{}
	for rest != "" {
		rest, ok = strings.CutPrefix(rest, "/")
		if !ok {
			return nil, invalidPath("steps of a path stand behind a /")
		}
		end := 0
		number := uint64(0)
		for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' && number < uint64(Hardened) {
			number = 10*number + uint64(rest[end]-'0')
			end++
		}
		if end == 0 || number >= uint64(Hardened) || end > 1 && rest[0] == '0' {
			return nil, invalidPath("a step of a path is a number below 2^31 without leading zeros")
		}
		step := uint32(number)
		rest = rest[end:]
		if rest != "" && strings.IndexByte("'hH", rest[0]) >= 0 {
			step |= Hardened
			rest = rest[1:]
		}
		if len(path) == MaxDepth {
			return nil, invalidPath("a path has at most 255 steps")
		}
		path = append(path, step)
	}
	return path, nil
}

func invalidPath(message string) error { return fault.New(fault.InvalidPath, message) }

// String writes the path, with ' behind hardened steps.
func (p Path) String() string {
	text := []byte{'m'}
	for _, step := range p {
		text = strconv.AppendUint(append(text, '/'), uint64(step&^Hardened), 10)
		if step >= Hardened {
			text = append(text, '\'')
		}
	}
	return string(text)
}
