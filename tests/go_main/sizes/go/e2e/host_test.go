// Package e2e sends the largest values that cross in place, and values that take no memory, through every place.
package e2e

import (
	"context"
	"errors"
	"iter"
	"strconv"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/sizes/sizes"
)

// host is the Go side of the bridge.
type host struct{}

func init() {
	sizes.Implement(host{})
}

func (host) GoWords(v [2048]uint64) ([2048]uint64, error) { return v, nil }

func (host) GoWides(v [1024]spandrel.Uint128) ([1024]spandrel.Uint128, error) { return v, nil }

func (host) GoTexts(v [682]string) ([682]string, error) { return v, nil }

func (host) GoPage(v sizes.Page) (sizes.Page, error) { return v, nil }

func (host) GoMost(a [2048]uint64, b [1024]spandrel.Uint128, c [682]string) (sizes.Leaflet, error) {
	var sum uint64
	for _, word := range a {
		sum += word
	}
	for _, wide := range b {
		sum += wide.Lo
	}
	return sizes.Leaflet{Title: strconv.FormatUint(sum, 10)}, nil
}

func (host) GoBounce(v sizes.Page) (sizes.Page, error) {
	page := sizes.EchoPage(v)
	_, err := sizes.Fail(sizes.Page{})
	if failed := new(sizes.Error); !errors.As(err, &failed) {
		return page, errors.New("no error of the bridge")
	}
	return sizes.Fail(page)
}

func (host) GoLater(_ context.Context, v [1024]spandrel.Uint128) ([1024]spandrel.Uint128, error) {
	return v, nil
}

func (host) GoLaterTexts(_ context.Context, v [682]string) ([682]string, error) { return v, nil }

func (host) GoStream(_ context.Context, v [2048]uint64) iter.Seq2[[2048]uint64, error] {
	return repeat(v, 3)
}

func (host) GoLeaflets(_ context.Context, v sizes.Leaflet) iter.Seq2[sizes.Leaflet, error] {
	return repeat(v, 3)
}

func (host) GoEmpties(v []sizes.Empty) ([]sizes.Hollow, error) { return hollows(len(v)), nil }

func (host) GoLaterEmpties(_ context.Context, v []sizes.Hollow) ([]sizes.Empty, error) {
	return make([]sizes.Empty, len(v)), nil
}

func (host) GoStreamEmpties(_ context.Context, count uint32) iter.Seq2[sizes.Empty, error] {
	return repeat(sizes.Empty{}, int(count))
}

func (host) GoStreamEmptyLists(_ context.Context, count uint32) iter.Seq2[[]sizes.Hollow, error] {
	return func(yield func([]sizes.Hollow, error) bool) {
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

func hollows(count int) []sizes.Hollow {
	list := make([]sizes.Hollow, count)
	for i := range list {
		list[i].Maybe = new(sizes.Empty)
	}
	return list
}
