package matrix

import (
	"math"
	"strconv"
	"strings"
	"time"

	"spandrel.dev/spandrel"
)

// Records of a size. The Rust side makes the same ones.

func point(n int32) Point {
	return Point{X: n, Y: -n, Visible: n%2 == 1}
}

func plain(n uint16) Plain {
	return Plain{
		Flag:    true,
		Wide:    spandrel.Uint128{Lo: math.MaxUint64 - uint64(n), Hi: math.MaxUint64},
		Small:   -1,
		Letter:  'é',
		Tiny:    n,
		Real:    float64(n) / 2,
		Row:     [3]uint16{n, 0, math.MaxUint16},
		Span:    time.Duration(n),
		Colour:  ColourInfrared,
		At:      point(int32(n)),
		Corners: [2]Point{point(1), point(2)},
		Size:    math.MaxUint,
	}
}

func person(n int) Person {
	p := Person{
		Name:   strings.Repeat("wörld ", n),
		Age:    uint8(n),
		Tags:   []string{},
		Places: []Point{},
		Colour: ColourGreen,
		Scores: repeated(n, 0.5),
		Born:   time.Unix(-int64(n), 0).UTC(),
	}
	if n > 0 {
		p.Nick = to("nick")
	}
	for i := range n {
		p.Tags = append(p.Tags, strconv.Itoa(i))
		p.Places = append(p.Places, point(int32(i)))
	}
	return p
}

func deep(n int) Deep {
	d := Deep{
		People: []Person{},
		ByName: map[string][]Shape{},
		Grid:   [2][2]*uint8{{nil, to(uint8(n))}, {to(uint8(0)), nil}},
		Pairs:  []spandrel.Tuple2[uint64, spandrel.Tuple2[bool, []byte]]{},
		Index:  map[int64]map[string]map[rune]struct{}{},
	}
	if n > 0 {
		d.Plain = to(plain(uint16(n)))
	}
	for i := range n {
		d.People = append(d.People, person(i))
		d.ByName[strconv.Itoa(i)] = []Shape{nil, ShapeEmpty{}, ShapeCircle{V0: float64(i)}}
		d.Pairs = append(d.Pairs, spandrel.Tuple2[uint64, spandrel.Tuple2[bool, []byte]]{
			V0: math.MaxUint64, V1: spandrel.Tuple2[bool, []byte]{V0: true, V1: []byte{1, 2}},
		})
		d.Index[-int64(i)] = map[string]map[rune]struct{}{"letters": {'a': {}, 'é': {}}}
	}
	return d
}
