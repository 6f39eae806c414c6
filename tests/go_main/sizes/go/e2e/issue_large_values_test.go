package e2e

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"strconv"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/sizes/sizes"
)

func words() (v [2048]uint64) {
	for i := range v {
		v[i] = uint64(i) * 3
	}
	return v
}

func wides() (v [1024]spandrel.Uint128) {
	for i := range v {
		v[i] = spandrel.Uint128{Lo: uint64(i), Hi: uint64(i) << 32}
	}
	return v
}

func texts() (v [682]string) {
	for i := range v {
		v[i] = strconv.Itoa(i)
	}
	return v
}

func page(number uint64) sizes.Page {
	v := sizes.Page{Number: number}
	for i := range v.Body {
		v.Body[i] = byte(i)
	}
	return v
}

// same fails the test if an answer is an error or differs. What it says of large values is only that.
func same[T comparable](t *testing.T, what string, got T, err error, want T) {
	t.Helper()
	if err != nil {
		t.Errorf("%s: %v", what, err)
	} else if got != want {
		t.Errorf("%s: another value came back", what)
	}
}

// everySync makes every call that answers at once.
func everySync(t *testing.T) {
	w, x, s, p := words(), wides(), texts(), page(3)
	same(t, "EchoWords", sizes.EchoWords(w), nil, w)
	same(t, "EchoWides", sizes.EchoWides(x), nil, x)
	same(t, "EchoPage", sizes.EchoPage(p), nil, p)
	same(t, "LeafWords", sizes.LeafWords(w), nil, w)
	same(t, "LeafWides", sizes.LeafWides(x), nil, x)
	same(t, "LeafPage", sizes.LeafPage(p), nil, p)
	gotTexts, err := sizes.EchoTexts(s)
	same(t, "EchoTexts", gotTexts, err, s)
	gotTexts, err = sizes.LeafTexts(s)
	same(t, "LeafTexts", gotTexts, err, s)
	leaflet := sizes.Leaflet{Title: "large", Body: [16360]uint8{1, 16359: 2}}
	gotLeaflet, err := sizes.EchoLeaflet(leaflet)
	same(t, "EchoLeaflet", gotLeaflet, err, leaflet)
	grid := [32][32]time.Duration{{1, 2}, 31: {31: time.Hour}}
	gotGrid, err := sizes.EchoGrid(grid)
	same(t, "EchoGrid", gotGrid, err, grid)

	maps := [341]map[uint8]uint8{}
	for i := range maps {
		maps[i] = map[uint8]uint8{uint8(i): 1}
	}
	if got := sizes.EchoMaps(maps); !reflect.DeepEqual(got, maps) {
		t.Error("EchoMaps: another value came back")
	}
	maybe := &[2047]uint64{1, 2046: 2}
	if got := sizes.EchoMaybe(maybe); got == nil || *got != *maybe || sizes.EchoMaybe(nil) != nil {
		t.Error("EchoMaybe: another value came back")
	}
	yes := true
	if got := sizes.EchoFlags([8192]*bool{8191: &yes}); got[0] != nil || got[8191] == nil || !*got[8191] {
		t.Error("EchoFlags: another value came back")
	}
	if got := sizes.EchoLists([][2048]uint64{w, w, w}); len(got) != 3 || got[2] != w {
		t.Error("EchoLists: another value came back")
	}
	gotLeaflets, err := sizes.EchoLeaflets(map[uint8]sizes.Leaflet{1: leaflet, 2: {}})
	if err != nil || len(gotLeaflets) != 2 || gotLeaflets[1] != leaflet {
		t.Error("EchoLeaflets: another value came back", err)
	}
	want := "3 8"
	for what, most := range map[string]func([2048]uint64, [1024]spandrel.Uint128, [682]string) (sizes.Leaflet, error){
		"EchoMost": sizes.EchoMost, "LeafMost": sizes.LeafMost,
	} {
		got, err := most([2048]uint64{1}, [1024]spandrel.Uint128{{Lo: 2}}, [682]string{"ab", 681: "cdefgh"})
		same(t, what, got.Title, err, want)
	}
}

func TestIssueLargeValuesInCalls(t *testing.T) {
	everySync(t)
	mebibyte := make([]spandrel.Uint128, 65_536)
	mebibyte[65_535].Hi = 7
	if got := sizes.EchoList(mebibyte); !reflect.DeepEqual(got, mebibyte) {
		t.Error("EchoList: another value came back")
	}
}

// Every goroutine has a thread of its own then, some of them for the first time.
func TestIssueLargeValuesInGoroutines(t *testing.T) {
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			everySync(t)
		}()
	}
	all.Wait()
}

func TestIssueLargeValuesInAsyncCalls(t *testing.T) {
	ctx := context.Background()
	w, x, s, p := words(), wides(), texts(), page(3)
	for _, wait := range []bool{false, true} {
		gotWords, err := sizes.LaterWords(ctx, w, wait)
		same(t, "LaterWords", gotWords, err, w)
		gotWides, err := sizes.LaterWides(ctx, x, wait)
		same(t, "LaterWides", gotWides, err, x)
		gotTexts, err := sizes.LaterTexts(ctx, s, wait)
		same(t, "LaterTexts", gotTexts, err, s)
		gotPage, err := sizes.LaterPage(ctx, p, wait)
		same(t, "LaterPage", gotPage, err, p)
		_, err = sizes.LaterPage(ctx, sizes.Page{}, wait)
		checkLargeError(t, err)
		got, err := sizes.LaterMost(ctx, [2048]uint64{1}, [1024]spandrel.Uint128{{Lo: 2}}, [682]string{"ab"}, wait)
		same(t, "LaterMost", got.Title, err, "3 2")
	}
}

func TestIssueLargeValuesInStreams(t *testing.T) {
	ctx := context.Background()
	count(t, "StreamWords", sizes.StreamWords(ctx, 5), func(i int, v [2048]uint64) bool { return v[2047] == uint64(i) })
	count(t, "StreamWides", sizes.StreamWides(ctx, 5), func(i int, v [1024]spandrel.Uint128) bool { return v[1023].Hi == uint64(i) })
	count(t, "StreamTexts", sizes.StreamTexts(ctx, 5), func(i int, v [682]string) bool { return v[681] == strconv.Itoa(i) })
	batches := 0
	for batch, err := range sizes.StreamWordsBatches(ctx, 5) {
		if err != nil {
			t.Fatal(err)
		}
		batches += len(batch)
	}
	if batches != 5 {
		t.Errorf("%d items in batches", batches)
	}
	pages := 0
	for got, err := range sizes.StreamPages(ctx, 3) {
		if err != nil {
			checkLargeError(t, err)
			break
		}
		if pages++; got.Body[16375] != 2 {
			t.Error("another page came")
		}
	}
	if pages != 2 {
		t.Errorf("%d pages before the error", pages)
	}
}

// count ranges over five items.
func count[T any](t *testing.T, what string, stream iter.Seq2[T, error], isItem func(int, T) bool) {
	t.Helper()
	items := 0
	for item, err := range stream {
		if err != nil || !isItem(items, item) {
			t.Fatalf("%s: item %d is another, %v", what, items, err)
		}
		items++
	}
	if items != 5 {
		t.Errorf("%s: %d items, want 5", what, items)
	}
}

func checkLargeError(t *testing.T, err error) {
	t.Helper()
	failed := new(sizes.Error)
	if !errors.As(err, &failed) || !errors.Is(err, sizes.ErrPage) || failed.Body[16367] != 8 {
		t.Errorf("got %T, want an error with its 16 KiB", err)
	}
}

func TestIssueLargeValuesInErrors(t *testing.T) {
	_, err := sizes.Fail(sizes.Page{})
	checkLargeError(t, err)
}

func TestIssueLargeValuesInCallbacks(t *testing.T) {
	w, s, p := words(), texts(), page(4)
	gotWords, err := sizes.VisitWords(w, func(v [2048]uint64) [2048]uint64 { v[0]++; return v })
	w[0]++
	same(t, "VisitWords", gotWords, err, w)
	gotTexts, err := sizes.VisitTexts(s, func(v [682]string) [682]string { v[0] = "x"; return v })
	s[0] = "x"
	same(t, "VisitTexts", gotTexts, err, s)
	gotPage, err := sizes.VisitPage(p, func(v sizes.Page) sizes.Page { v.Number = 1; return v })
	p.Number = 1
	same(t, "VisitPage", gotPage, err, p)
}

func TestIssueLargeValuesInObjects(t *testing.T) {
	shelf, err := sizes.NewShelf(page(1))
	if err != nil {
		t.Fatal(err)
	}
	defer shelf.Close()
	got, err := shelf.Swap(page(2))
	same(t, "Swap", got, err, page(1))
	got, err = shelf.Look(context.Background())
	same(t, "Look", got, err, page(2))
}

// Threads of Rust's have stacks of 2 MiB unless they ask for more, and so have those of the executor.
func TestIssueLargeValuesFromRust(t *testing.T) {
	sum, err := sizes.CallGo()
	if want := uint64(2048 + 1024 + 682 + 1 + 4 + 1); err != nil || sum != want {
		t.Errorf("CallGo: got %d and %v, want %d", sum, err, want)
	}
	sum, err = sizes.AwaitGo(context.Background())
	if want := uint64(1024 + 682 + 3*2048 + 3); err != nil || sum != want {
		t.Errorf("AwaitGo: got %d and %v, want %d", sum, err, want)
	}
}
