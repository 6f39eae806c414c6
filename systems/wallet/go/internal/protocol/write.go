package protocol

import (
	"strconv"
)

// members writes a JSON object, its keys in the order in which they come.
type members struct{ text []byte }

func (o *members) key(name string) {
	if len(o.text) == 0 {
		o.text = append(o.text, '{')
	} else {
		o.text = append(o.text, ',')
	}
	o.text = append(AppendText(o.text, name), ':')
}

func (o *members) string(name, value string) *members {
	o.key(name)
	o.text = AppendText(o.text, value)
	return o
}

// orNull writes null for "".
func (o *members) orNull(name, value string) *members {
	if value == "" {
		return o.raw(name, []byte("null"))
	}
	return o.string(name, value)
}

func (o *members) integer(name string, value int64) *members {
	o.key(name)
	o.text = strconv.AppendInt(o.text, value, 10)
	return o
}

func (o *members) flag(name string, value bool) *members {
	o.key(name)
	o.text = strconv.AppendBool(o.text, value)
	return o
}

func (o *members) raw(name string, value []byte) *members {
	o.key(name)
	o.text = append(o.text, value...)
	return o
}

// list writes what each gives, one item after the other.
func (o *members) list(name string, count int, each func(i int) []byte) *members {
	items := []byte{'['}
	for i := range count {
		if i > 0 {
			items = append(items, ',')
		}
		items = append(items, each(i)...)
	}
	return o.raw(name, append(items, ']'))
}

func (o *members) bytes() []byte {
	if len(o.text) == 0 {
		return []byte("{}")
	}
	return append(o.text, '}')
}

func (o *members) answer() (*Answer, error) { return &Answer{Data: o.bytes()}, nil }

func text(value string) []byte { return AppendText(nil, value) }

// AppendText writes a JSON text: it escapes what JSON wants escaped, and nothing else. A secret is given as bytes, and out
// has room for all of it.
func AppendText[Text string | []byte](out []byte, value Text) []byte {
	const digits = "0123456789abcdef"
	out = append(out, '"')
	for i := range len(value) {
		switch b := value[i]; {
		case b == '"' || b == '\\':
			out = append(out, '\\', b)
		case b < 0x20:
			out = append(out, '\\', 'u', '0', '0', digits[b>>4], digits[b&15])
		default:
			out = append(out, b)
		}
	}
	return append(out, '"')
}
