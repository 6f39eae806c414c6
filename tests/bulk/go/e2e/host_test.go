// Package e2e sends the largest values that cross in place, and values that take no memory, through every place.
package e2e

import (
	"context"
	"errors"
	"iter"
	"strconv"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/bulk/bulk"
)

// host is the Go side of the bridge.
type host struct{}

func init() {
	bulk.Implement(host{})
}

func (host) GoWords(v [2048]uint64) ([2048]uint64, error) { return v, nil }

func (host) GoWides(v [1024]spandrel.Uint128) ([1024]spandrel.Uint128, error) { return v, nil }

func (host) GoTexts(v [682]string) ([682]string, error) { return v, nil }

func (host) GoPage(v bulk.Page) (bulk.Page, error) { return v, nil }

func (host) GoMost(a [2048]uint64, b [1024]spandrel.Uint128, c [682]string) (bulk.Leaflet, error) {
	var sum uint64
	for _, word := range a {
		sum += word
	}
	for _, wide := range b {
		sum += wide.Lo
	}
	return bulk.Leaflet{Title: strconv.FormatUint(sum, 10)}, nil
}

func (host) GoBounce(v bulk.Page) (bulk.Page, error) {
	page := bulk.EchoPage(v)
	_, err := bulk.Fail(bulk.Page{})
	if failed := new(bulk.Error); !errors.As(err, &failed) {
		return page, errors.New("no error of the bridge")
	}
	return bulk.Fail(page)
}

func (host) GoLater(_ context.Context, v [1024]spandrel.Uint128) ([1024]spandrel.Uint128, error) {
	return v, nil
}

func (host) GoLaterTexts(_ context.Context, v [682]string) ([682]string, error) { return v, nil }

func (host) GoStream(_ context.Context, v [2048]uint64) iter.Seq2[[2048]uint64, error] {
	return repeat(v, 3)
}

func (host) GoLeaflets(_ context.Context, v bulk.Leaflet) iter.Seq2[bulk.Leaflet, error] {
	return repeat(v, 3)
}

func (host) GoEmpties(v []bulk.Empty) ([]bulk.Hollow, error) { return hollows(len(v)), nil }

func (host) GoLaterEmpties(_ context.Context, v []bulk.Hollow) ([]bulk.Empty, error) {
	return make([]bulk.Empty, len(v)), nil
}

func (host) GoStreamEmpties(_ context.Context, count uint32) iter.Seq2[bulk.Empty, error] {
	return repeat(bulk.Empty{}, int(count))
}

func (host) GoStreamEmptyLists(_ context.Context, count uint32) iter.Seq2[[]bulk.Hollow, error] {
	return func(yield func([]bulk.Hollow, error) bool) {
		for length := range count {
			if !yield(hollows(int(length)), nil) {
				return
			}
		}
	}
}

func repeat[T any](item T, count int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for range count {
			if !yield(item, nil) {
				return
			}
		}
	}
}

func hollows(count int) []bulk.Hollow {
	list := make([]bulk.Hollow, count)
	for i := range list {
		list[i].Maybe = new(bulk.Empty)
	}
	return list
}
