package plain

import (
	"iter"
	"sync"
)

type question struct {
	value  uint64
	answer chan uint64
}

var questions = sync.OnceValue(func() chan question {
	questions := make(chan question, 64)
	go func() {
		for question := range questions {
			question.answer <- question.value + 7
		}
	}()
	return questions
})

// Ask asks another goroutine.
func Ask(value uint64) uint64 {
	answer := make(chan uint64, 1)
	questions() <- question{value, answer}
	return <-answer
}

// Packets yields 64 bytes each, which count on from packet to packet, out of a ring of them.
func Packets(count uint64) iter.Seq2[[64]byte, error] {
	return func(yield func([64]byte, error) bool) {
		packets := make([][64]byte, 256)
		for i := range packets {
			for j := range packets[i] {
				packets[i][j] = byte(i)
			}
		}
		for value := range count {
			if !yield(packets[value%256], nil) {
				return
			}
		}
	}
}
