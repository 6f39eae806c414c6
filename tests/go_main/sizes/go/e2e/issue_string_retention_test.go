package e2e

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"

	"spandrel.dev/tests/go_main/sizes/sizes"
)

// What is retained of each of many answers is one string. Each answer takes a million bytes or more.
func TestIssueStringRetention(t *testing.T) {
	const answers, most = 16, 24 << 10
	places := map[string]func(count, length uint32) string{
		"result": func(count, length uint32) string {
			return sizes.Texts(count, length)[count/2]
		},
		"key": func(count, length uint32) (kept string) {
			for key := range sizes.KeyedTexts(count, length) {
				kept = key
			}
			return kept
		},
		"error": func(count, length uint32) string {
			failed := new(sizes.Error)
			if !errors.As(sizes.FailWithTexts(count, length), &failed) {
				t.Fatal("no error")
			}
			return failed.Texts[count/2]
		},
		"message": func(count, length uint32) string {
			return sizes.FailWithTexts(count, length).Error()
		},
		"stream": func(count, length uint32) (kept string) {
			for texts, err := range sizes.StreamTextsLists(context.Background(), count, length) {
				if err != nil {
					t.Fatal(err)
				}
				kept = texts[count/2]
			}
			return kept
		},
		"callback": func(count, length uint32) (kept string) {
			if err := sizes.VisitTextsLists(count, length, func(texts []string) { kept = texts[count/2] }); err != nil {
				t.Fatal(err)
			}
			return kept
		},
	}
	for place, take := range places {
		for _, shape := range []struct{ count, length uint32 }{{100_000, 10}, {1000, 1000}, {100, 10_000}} {
			kept := make([]string, answers)
			before := heap()
			for i := range kept {
				if kept[i] = take(shape.count, shape.length); kept[i] == "" || place != "message" && len(kept[i]) != int(shape.length) {
					t.Fatalf("%s of %+v: %q", place, shape, kept[i])
				}
			}
			if grown := (int64(heap()) - int64(before)) / answers; grown > most {
				t.Errorf("%s of %+v: a string keeps %d bytes", place, shape, grown)
			}
			runtime.KeepAlive(kept)
		}
	}
}

// What strings.Clone returns keeps nothing else: what docs/types.md says to do.
func TestIssueStringRetentionClone(t *testing.T) {
	kept := make([]string, 1000)
	before := heap()
	for i := range kept {
		kept[i] = strings.Clone(sizes.Texts(100, 16)[50])
	}
	if grown := (int64(heap()) - int64(before)) / int64(len(kept)); grown > 128 {
		t.Errorf("a clone keeps %d bytes", grown)
	}
	runtime.KeepAlive(kept)
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
