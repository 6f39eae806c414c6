package jsonform

import (
	"bytes"
	"slices"

	"spandrel.dev/spandrel"
)

// Option is the form of a pointer: null for nil.
func Option[T any](form Form[T]) Form[*T] {
	return func(c *Codec, v **T) {
		switch {
		case c.null(*v == nil):
			*v = nil
			return
		case c.reading:
			*v = new(T)
		}
		form(c, *v)
	}
}

// Nilable is the form of a value whose nil stands for none.
func Nilable[T any](form Form[T], isNil func(*T) bool) Form[T] {
	return func(c *Codec, v *T) {
		if !c.null(isNil(v)) {
			form(c, v)
		}
	}
}

// null writes null if there is none, or reads it.
func (c *Codec) null(none bool) bool {
	if c.reading {
		return c.literal("null")
	}
	if none {
		c.write("null")
	}
	return none
}

// each reads the elements of a list.
func (c *Codec) each(element func(index int)) {
	if !c.take('[') {
		c.expected("a list")
		return
	}
	if c.take(']') {
		return
	}
	for index := 0; c.err == nil; index++ {
		c.enter("", index)
		element(index)
		c.leave()
		if c.take(']') {
			return
		}
		if !c.take(',') {
			c.Fail("a comma or ']' is missing")
		}
	}
}

func list[T any](c *Codec, items []T, form Form[T]) {
	c.write("[")
	for i := range items {
		if i > 0 {
			c.write(",")
		}
		c.enter("", i)
		form(c, &items[i])
		c.leave()
	}
	c.write("]")
}

// List is the form of a slice. nil is an empty one.
func List[T any](form Form[T]) Form[[]T] {
	return func(c *Codec, v *[]T) {
		if !c.reading {
			list(c, *v, form)
			return
		}
		read := []T{}
		c.each(func(int) {
			var item T
			form(c, &item)
			read = append(read, item)
		})
		*v = read
	}
}

// Array is the form of an array, which slice shows as one.
func Array[A, T any](form Form[T], slice func(*A) []T) Form[A] {
	return func(c *Codec, v *A) {
		items := slice(v)
		if !c.reading {
			list(c, items, form)
			return
		}
		count := 0
		c.each(func(index int) {
			if count++; index >= len(items) {
				c.Fail("the list has more than %d elements", len(items))
				return
			}
			form(c, &items[index])
		})
		if count < len(items) {
			c.Fail("the list has %d elements, and %d are required", count, len(items))
		}
	}
}

// Set is the form of a set: a list without order, in which nothing is twice.
func Set[T comparable](form Form[T]) Form[map[T]struct{}] {
	return func(c *Codec, v *map[T]struct{}) {
		if c.reading {
			read := map[T]struct{}{}
			c.each(func(int) {
				var item T
				form(c, &item)
				if _, twice := read[item]; twice {
					c.Fail("it is in the set twice")
				}
				read[item] = struct{}{}
			})
			*v = read
			return
		}
		var items [][]byte
		for item := range *v {
			own := NewWriter(nil)
			form(own, &item)
			text, err := own.Written()
			if err != nil {
				c.failed(err)
				return
			}
			items = append(items, text)
		}
		slices.SortFunc(items, func(a, b []byte) int {
			// Numbers by their size, and text as it is sorted.
			if a[0] != '"' && b[0] != '"' && len(a) != len(b) && a[0] != '-' && b[0] != '-' {
				return len(a) - len(b)
			}
			return bytes.Compare(a, b)
		})
		c.write("[")
		c.out = append(c.out, bytes.Join(items, []byte(","))...)
		c.write("]")
	}
}

// positions are the parts of a list, each of its own type.
func (c *Codec) positions(parts ...func()) {
	if !c.reading {
		c.write("[")
		for i, part := range parts {
			if i > 0 {
				c.write(",")
			}
			c.enter("", i)
			part()
			c.leave()
		}
		c.write("]")
		return
	}
	count := 0
	c.each(func(index int) {
		if count++; index >= len(parts) {
			c.Fail("the list has more than %d elements", len(parts))
			return
		}
		parts[index]()
	})
	if count < len(parts) {
		c.Fail("the list has %d elements, and %d are required", count, len(parts))
	}
}

// Part is one of the parts of a list.
func Part[T any](c *Codec, v *T, form Form[T]) func() { return func() { form(c, v) } }

// Parts is a list of values that have types of their own.
func Parts(c *Codec, parts ...func()) { c.positions(parts...) }

// Tuple2 is the form of a pair: a list.
func Tuple2[A, B any](a Form[A], b Form[B]) Form[spandrel.Tuple2[A, B]] {
	return func(c *Codec, v *spandrel.Tuple2[A, B]) { Parts(c, Part(c, &v.V0, a), Part(c, &v.V1, b)) }
}

// Tuple3 is the form of a tuple of three.
func Tuple3[A, B, C any](a Form[A], b Form[B], d Form[C]) Form[spandrel.Tuple3[A, B, C]] {
	return func(c *Codec, v *spandrel.Tuple3[A, B, C]) {
		Parts(c, Part(c, &v.V0, a), Part(c, &v.V1, b), Part(c, &v.V2, d))
	}
}

// Tuple4 is the form of a tuple of four.
func Tuple4[A, B, C, D any](a Form[A], b Form[B], d Form[C], e Form[D]) Form[spandrel.Tuple4[A, B, C, D]] {
	return func(c *Codec, v *spandrel.Tuple4[A, B, C, D]) {
		Parts(c, Part(c, &v.V0, a), Part(c, &v.V1, b), Part(c, &v.V2, d), Part(c, &v.V3, e))
	}
}

// Tuple5 is the form of a tuple of five.
func Tuple5[A, B, C, D, E any](a Form[A], b Form[B], d Form[C], e Form[D], f Form[E]) Form[spandrel.Tuple5[A, B, C, D, E]] {
	return func(c *Codec, v *spandrel.Tuple5[A, B, C, D, E]) {
		Parts(c, Part(c, &v.V0, a), Part(c, &v.V1, b), Part(c, &v.V2, d), Part(c, &v.V3, e), Part(c, &v.V4, f))
	}
}

// Tuple6 is the form of a tuple of six.
func Tuple6[A, B, C, D, E, F any](
	a Form[A], b Form[B], d Form[C], e Form[D], f Form[E], g Form[F],
) Form[spandrel.Tuple6[A, B, C, D, E, F]] {
	return func(c *Codec, v *spandrel.Tuple6[A, B, C, D, E, F]) {
		Parts(c, Part(c, &v.V0, a), Part(c, &v.V1, b), Part(c, &v.V2, d), Part(c, &v.V3, e), Part(c, &v.V4, f), Part(c, &v.V5, g))
	}
}
