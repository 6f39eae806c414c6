package strictjson

// span is the inside of a string, without its quotes.
type span struct{ from, to int32 }

// object is an open object: where its keys begin in parser.keys, and, when it
// has many, the set of them.
type object struct {
	firstKey int
	set      map[string]struct{}
}

// manyKeys is the number of keys from which a set is faster than a look at all
// of them.
const manyKeys = 16

// addKey notes a key of the innermost object. It reports false when the object
// has it already: two spellings of one key, such as "a" and "\u0061", are one.
func (p *parser) addKey(key span) bool {
	inner := &p.objects[len(p.objects)-1]
	name := unescape(p.text[key.from:key.to])
	if inner.set != nil {
		if _, twice := inner.set[string(name)]; twice {
			return false
		}
		inner.set[string(name)] = struct{}{}
		return true
	}
	earlier := p.keys[inner.firstKey:]
	for _, k := range earlier {
		if string(unescape(p.text[k.from:k.to])) == string(name) {
			return false
		}
	}
	p.keys = append(p.keys, key)
	if len(earlier) >= manyKeys {
		inner.set = make(map[string]struct{}, 2*manyKeys)
		for _, k := range p.keys[inner.firstKey:] {
			inner.set[string(unescape(p.text[k.from:k.to]))] = struct{}{}
		}
	}
	return true
}

// bitStack is a stack of booleans, one bit each: a line may open a hundred
// million brackets.
type bitStack struct {
	words []uint64
	n     int
}

func (s *bitStack) len() int { return s.n }

func (s *bitStack) push(v bool) {
	if s.n%64 == 0 {
		s.words = append(s.words[:s.n/64], 0)
	}
	bit := uint64(1) << (s.n % 64)
	if v {
		s.words[s.n/64] |= bit
	} else {
		s.words[s.n/64] &^= bit
	}
	s.n++
}

func (s *bitStack) pop() { s.n-- }

func (s *bitStack) top() bool {
	return s.words[(s.n-1)/64]>>((s.n-1)%64)&1 == 1
}
