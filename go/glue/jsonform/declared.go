package jsonform

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Object is a record that is written or read, or the arguments of a function.
type Object struct {
	c       *Codec
	started bool
	// found are the members that are read, known the names of the fields.
	found map[string]span
	known []string
	// missing is the first required field that is not there. One that is misspelled is named before it.
	missing string
}

type span struct{ start, end int }

// Open begins an object.
func (c *Codec) Open() *Object {
	o := &Object{c: c}
	if !c.reading {
		c.write("{")
		return o
	}
	o.found = map[string]span{}
	c.members(func(name string) {
		start := c.skip(0)
		if _, twice := o.found[name]; twice {
			c.Fail("field %q is there twice", short(name))
		}
		o.found[name] = span{start, c.at}
	})
	return o
}

// Field is a field of an object.
func Field[T any](o *Object, name string, v *T, form Form[T]) {
	if !field(o, name, v, form) && o.missing == "" {
		o.missing = name
	}
}

// Optional is a field that may be missing, which stands for null.
func Optional[T any](o *Object, name string, v *T, form Form[T]) {
	if !field(o, name, v, form) {
		var none T
		*v = none
	}
}

func field[T any](o *Object, name string, v *T, form Form[T]) bool {
	c := o.c
	if c.err != nil {
		return true
	}
	if !c.reading {
		if o.started {
			c.write(",")
		}
		o.started = true
		c.out = append(appendText(c.out, name), ':')
		c.enter(name, 0)
		form(c, v)
		c.leave()
		return true
	}
	o.known = append(o.known, name)
	place, ok := o.found[name]
	if !ok {
		return false
	}
	delete(o.found, name)
	behind := c.at
	c.at = place.start
	c.enter(name, 0)
	form(c, v)
	c.leave()
	c.at = behind
	return true
}

// Close ends an object.
func (o *Object) Close() {
	if !o.c.reading {
		o.c.write("}")
		return
	}
	for name := range o.found {
		o.c.Fail("there is no field %q: %s", short(name), choice("the fields are ", "there are none", o.known))
	}
	if o.missing != "" {
		o.c.Fail("field %q is missing", o.missing)
	}
}

func choice(some, none string, names []string) string {
	if len(names) == 0 {
		return none
	}
	return some + strings.Join(names, ", ")
}

// Union is a variant of an enum that is written or read.
type Union struct {
	c    *Codec
	name string
	// tag is the variant that is read, and unit tells that it has no data.
	tag   string
	unit  bool
	place span
	done  bool
	known []string
}

// Variants begins a variant of an enum of this name.
func (c *Codec) Variants(name string) *Union {
	u := &Union{c: c, name: name}
	switch {
	case !c.reading:
	case c.next() == '"':
		u.tag, u.unit = c.text(), true
	case c.next() == '{':
		count := 0
		c.members(func(tag string) {
			count++
			u.tag, u.place.start = tag, c.skip(0)
			u.place.end = c.at
		})
		if count != 1 {
			c.Fail("a variant of %s is an object with one field, its name", name)
		}
	default:
		c.expected("a variant of " + name)
	}
	return u
}

// Case is a variant of an enum that is an interface in Go. One without data has no form.
func Case[U, V any](u *Union, v *U, name string, form Form[V]) {
	c := u.c
	if !c.reading {
		if own, ok := any(*v).(V); ok && !u.done {
			u.write(name, form != nil, func() { form(c, &own) })
		}
		return
	}
	u.read(name, form != nil, func() {
		var own V
		if form != nil {
			form(c, &own)
		}
		*v, _ = any(own).(U)
	})
}

// Kind is a variant of an error. One without fields has no form.
func Kind[K comparable](u *Union, v *K, kind K, name string, form func()) {
	if !u.c.reading {
		if *v == kind {
			u.write(name, form != nil, form)
		}
		return
	}
	u.read(name, form != nil, func() {
		if *v = kind; form != nil {
			form()
		}
	})
}

func (u *Union) write(name string, data bool, form func()) {
	u.done = true
	if !data {
		u.c.out = appendText(u.c.out, name)
		return
	}
	u.c.out = append(appendText(append(u.c.out, '{'), name), ':')
	u.c.enter(name, 0)
	form()
	u.c.leave()
	u.c.write("}")
}

func (u *Union) read(name string, data bool, form func()) {
	c := u.c
	if u.known = append(u.known, name); c.err != nil || u.done || u.tag != name {
		return
	}
	u.done = true
	if data == u.unit {
		if data {
			c.Fail("variant %s of %s has data", name, u.name)
		} else {
			c.Fail("variant %s of %s has no data: write %q", name, u.name, name)
		}
		return
	}
	if !data {
		form()
		return
	}
	behind := c.at
	c.at = u.place.start
	c.enter(name, 0)
	form()
	c.leave()
	c.at = behind
}

// Close ends a variant: it must have been one.
func (u *Union) Close() {
	switch {
	case u.done:
	case u.c.reading:
		u.c.Fail("%q is not a variant of %s: %s", short(u.tag), u.name, choice("it has ", "it has none", u.known))
	default:
		u.c.Fail("it holds no %s: give a variant by value, not nil or a pointer", u.name)
	}
}

// Source is the form of the error that caused another one.
func Source[E any, P interface {
	*E
	error
}](form Form[E]) Form[error] {
	return func(c *Codec, v *error) {
		if c.reading {
			own := new(E)
			form(c, own)
			*v = P(own)
			return
		}
		own, ok := (*v).(P)
		if !ok || own == nil {
			c.Fail("it has no error behind it")
			return
		}
		form(c, own)
	}
}

// UnmarshalVariant reads a value of an enum that must be of one variant.
func UnmarshalVariant[U, V any](text []byte, v *V, name string, form Form[U]) error {
	var read U
	if err := Unmarshal(text, &read, form); err != nil {
		return err
	}
	own, ok := any(read).(V)
	if !ok {
		return &Error{Reason: "it is another variant than " + name}
	}
	*v = own
	return nil
}

// Own is the form of a type that writes and reads itself.
func Own[T any, P interface {
	*T
	json.Unmarshaler
}](c *Codec, v *T) {
	if !c.reading {
		marshaled(c, *v)
		return
	}
	start := c.skip(0)
	if c.err == nil {
		if err := P(v).UnmarshalJSON(c.in[start:c.at]); err != nil {
			c.failed(err)
		}
	}
}

// Enum is the form of an enum with data, which this function reads.
func Enum[T any](name string, unmarshal func([]byte) (T, error)) Form[T] {
	return func(c *Codec, v *T) {
		if !c.reading {
			if any(*v) == nil {
				c.Fail("it holds no %s: give a variant by value, not nil or a pointer", name)
				return
			}
			marshaled(c, *v)
			return
		}
		start := c.skip(0)
		if c.err != nil {
			return
		}
		read, err := unmarshal(c.in[start:c.at])
		if err != nil {
			c.failed(err)
			return
		}
		*v = read
	}
}

func marshaled(c *Codec, v any) {
	own, ok := v.(json.Marshaler)
	if !ok {
		c.failed(errors.New("it does not write itself as JSON"))
		return
	}
	text, err := own.MarshalJSON()
	if err != nil {
		c.failed(err)
		return
	}
	c.out = append(c.out, text...)
}

// NotVariant is the error of a number that is none of an enum.
func NotVariant(value int32, name string) error {
	return &Error{Reason: fmt.Sprintf("%d is not a variant of %s", value, name)}
}

// UnknownVariant is the error of a name that is none of an enum.
func UnknownVariant(text []byte, name string, known ...string) error {
	return &Error{Reason: fmt.Sprintf("%q is not a variant of %s: %s", short(string(text)), name, choice("it has ", "it has none", known))}
}
