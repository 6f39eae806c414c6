// Package kit_test tests the migration kit between two cores in Go, of which one has a fault.
package kit_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/tests/go_main/migration/faulty"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/contract"
	"spandrel.dev/tests/go_main/migration/stock/hook"
)

// answer is how a call ended.
type answer struct {
	value any
	err   error
}

// user makes calls of a core, and of the reference beside it.
type user struct {
	random          *rand.Rand
	core, reference contract.Core
	shelf, twin     contract.CoreShelf
	// calls counts them, wrong those with another answer than the reference, refused those that a gate did not answer.
	calls, wrong, refused int
}

func newUser(core contract.Core, seed uint64) *user {
	return &user{random: rand.New(rand.NewPCG(seed, 0)), core: core, reference: native.Core{}}
}

var texts = []string{"", "a", " a b ", "a\nb\n", "\n", "+1", "-2147483648", "2147483648", "12", "x y z", "0"}

// step makes one call of each core.
func (u *user) step() {
	var of func(core contract.Core, shelf contract.CoreShelf) (any, error)
	text := texts[u.random.IntN(len(texts))]
	n := u.random.Uint32()
	items := make([]contract.Item, u.random.IntN(4))
	for i := range items {
		items[i] = contract.Item{Name: fmt.Sprint(i), Price: float64(u.random.IntN(2)), Count: uint32(i)}
	}
	numbers := []int64{int64(n), -int64(u.random.Uint32()) * 3, math.MaxInt64 - 5}[:u.random.IntN(4)]
	switch u.random.IntN(15) {
	case 0:
		u.open(n % 4)
		return
	case 1, 2:
		of = func(_ contract.Core, s contract.CoreShelf) (any, error) {
			return s.Put(contract.Item{Name: text, Price: float64(n % 3), Count: n % 5})
		}
	case 3:
		of = func(_ contract.Core, s contract.CoreShelf) (any, error) { return s.Take(text, n%5) }
	case 4:
		limit := n % 2
		of = func(_ contract.Core, s contract.CoreShelf) (any, error) {
			return s.Find(contract.Query{Limit: &limit, Order: contract.OrderPrice{Falling: n%3 == 0}})
		}
	case 5:
		of = func(_ contract.Core, s contract.CoreShelf) (any, error) { return s.Size() }
	case 6:
		of = func(c contract.Core, _ contract.CoreShelf) (any, error) { return c.Total(numbers) }
	case 7:
		values := make([]float64, len(numbers))
		for i := range values {
			values[i] = float64(numbers[i]) / 3
		}
		of = func(c contract.Core, _ contract.CoreShelf) (any, error) { return c.Mean(values) }
	case 8:
		of = func(c contract.Core, _ contract.CoreShelf) (any, error) { return c.Digest([]byte(text)) }
	case 9:
		of = func(c contract.Core, _ contract.CoreShelf) (any, error) { return c.Words(text) }
	case 10:
		of = func(c contract.Core, _ contract.CoreShelf) (any, error) { return c.Lines(text) }
	case 11:
		of = func(c contract.Core, _ contract.CoreShelf) (any, error) { return c.Parse(text) }
	case 12:
		of = func(c contract.Core, _ contract.CoreShelf) (any, error) { return c.Cheapest(items) }
	case 13:
		of = func(c contract.Core, _ contract.CoreShelf) (any, error) { return count(c, uint64(n%6)) }
	case 14:
		of = func(c contract.Core, _ contract.CoreShelf) (any, error) { return c.Wait(context.Background(), n) }
	}
	if u.shelf == nil {
		u.open(2)
		if u.shelf == nil {
			return
		}
	}
	u.both(of)
}

func count(c contract.Core, to uint64) (any, error) {
	var all []uint64
	for number, err := range c.Count(context.Background(), 0, to) {
		if err != nil {
			return all, err
		}
		all = append(all, number)
	}
	return all, nil
}

// open opens another shelf, and closes the one before.
func (u *user) open(limit uint32) {
	u.close()
	u.calls++
	var err error
	u.shelf, err = u.core.OpenShelf(limit)
	twin, want := u.reference.OpenShelf(limit)
	u.twin = twin
	if fmt.Sprint(err) != fmt.Sprint(want) {
		u.judge(err)
		u.close()
	}
}

func (u *user) close() {
	if u.shelf != nil {
		_ = u.shelf.Close()
	}
	u.shelf, u.twin = nil, nil
}

func (u *user) judge(err error) {
	if errors.Is(err, migrate.ErrDiverged) || errors.Is(err, migrate.ErrHalted) {
		u.refused++
	} else {
		u.wrong++
	}
}

func (u *user) both(of func(contract.Core, contract.CoreShelf) (any, error)) {
	u.calls++
	value, err := of(u.core, u.shelf)
	want, wantErr := of(u.reference, u.twin)
	equal := reflect.DeepEqual(value, want) || fmt.Sprintf("%#v", value) == fmt.Sprintf("%#v", want)
	if errText(err) == errText(wantErr) && (equal || err != nil) {
		return
	}
	u.judge(err)
	if err != nil {
		// The shelves differ from now on, where one refused what the other did.
		u.close()
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return strings.TrimSpace(err.Error())
}

// kit returns the native core with a candidate that has a fault.
func kit(t testing.TB, fault faulty.Fault, policy migrate.Policy, more ...func(*migrate.Options)) (*migrate.Kit, contract.Core) {
	t.Helper()
	options := migrate.Options{
		Candidates: []migrate.Candidate{{Name: "other", Calls: hook.Calls(faulty.New(fault))}},
		Plan:       migrate.Plan{Default: policy},
	}
	for _, change := range more {
		change(&options)
	}
	k, err := migrate.New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.Close() })
	return k, hook.Wrap(native.Core{}, k)
}

// sum adds up the counts of all functions.
func sum(k *migrate.Kit) (all migrate.Counts) {
	for _, c := range k.Counts() {
		all.Served += c.Served
		all.FellBack += c.FellBack
		all.Compared += c.Compared
		all.Agreed += c.Agreed
		all.Diverged += c.Diverged
		all.Nondeterministic += c.Nondeterministic
		all.Dropped += c.Dropped
		all.Failed += c.Failed
		all.Abstained += c.Abstained
	}
	return all
}

var _ spandrel.Hook = (*migrate.Kit)(nil)
