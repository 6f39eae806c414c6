package matrix

import (
	"math"
	"testing"
	"time"
)

// What the matrix compares with tells values apart that look alike.
func TestCanaryDifferencesAreSeen(t *testing.T) {
	quiet := math.Float64frombits(0x7ff8000000000002)
	for name, pair := range map[string][2]any{
		"nil and empty list":     {[]int(nil), []int{}},
		"nil and empty map":      {map[int]int(nil), map[int]int{}},
		"nil and zero":           {(*uint32)(nil), to(uint32(0))},
		"the sign of zero":       {0.0, math.Copysign(0, -1)},
		"two NaNs":               {[]float64{math.NaN()}, []float64{quiet}},
		"two variants":           {Shape(ShapeEmpty{}), Shape(ShapeCircle{})},
		"nil and a variant":      {[]Shape{nil}, []Shape{ShapeEmpty{}}},
		"two instants":           {time.Unix(0, 1).UTC(), time.Unix(0, 2).UTC()},
		"a field of a record":    {person(3), func() Person { p := person(3); p.Tags[2] = ""; return p }()},
		"a value deep in a map":  {deep(3), func() Deep { d := deep(3); d.Index[-2]["letters"]['b'] = struct{}{}; return d }()},
		"types of one value":     {int32(1), int64(1)},
		"a record and no record": {plain(1), nil},
	} {
		if same(pair[0], pair[1]) || !same(pair[0], pair[0]) || !same(pair[1], pair[1]) {
			t.Errorf("%s: %s and %s", name, brief(pair[0]), brief(pair[1]))
		}
	}
}
