package main

import (
	"context"
	"encoding/binary"
	"runtime"

	"github.com/puzpuzpuz/xsync/v4"
	"spandrel.dev/spandrel/ring"
)

// Messages that wait at most, in rings and in channels.
const waiting = 1024

// fixed is a message of 64 bytes.
type fixed struct {
	number uint64
	_      [7]uint64
}

func groups() []group {
	const kilobytes = 4 << 10
	return []group{
		{"64B_one_by_one", 1, 400_000, []way{
			{"channel", 0, channel}, {"ring", 1.3, plain(1)}, {"ring_records", 0, records(64, 1, 1)}, {"xsync_spsc", 0, polled},
		}},
		{"64B_by_32", 1, 400_000, []way{
			{"channel", 0, channel}, {"ring", 2.4, plain(32)}, {"ring_records", 2.4, records(64, 32, 1)}, {"xsync_spsc", 0, polled},
		}},
		{"64B_to_8", 8, 50_000, []way{{"channels", 0, channels}, {"ring", 6, broadcast(64, 32)}}},
		{"4KiB", 1, 50_000, []way{{"channel", 0, fresh(kilobytes, 1)}, {"ring", 5, records(kilobytes, 8, 1)}}},
		{"4KiB_to_8", 8, 20_000, []way{{"channels", 0, fresh(kilobytes, 8)}, {"ring", 2, broadcast(kilobytes, 8)}}},
	}
}

// total collects the sums of readers.
func total(sums chan uint64, readers int) uint64 {
	sum := uint64(0)
	for range readers {
		sum += <-sums
	}
	return sum
}

func channel(count uint64) (uint64, error) {
	c, sums := make(chan fixed, waiting), make(chan uint64)
	go func() {
		sum := uint64(0)
		for v := range c {
			sum += v.number
		}
		sums <- sum
	}()
	for n := range count {
		c <- fixed{number: n}
	}
	close(c)
	return total(sums, 1), nil
}

// polled goes through a queue without waiting: who finds it full or empty looks again.
func polled(count uint64) (uint64, error) {
	queue, sums := xsync.NewSPSCQueue[fixed](waiting), make(chan uint64)
	go func() {
		sum := uint64(0)
		for read := uint64(0); read < count; {
			if v, ok := queue.TryDequeue(); ok {
				sum += v.number
				read++
			} else {
				runtime.Gosched()
			}
		}
		sums <- sum
	}()
	for n := range count {
		for !queue.TryEnqueue(fixed{number: n}) {
			runtime.Gosched()
		}
	}
	return total(sums, 1), nil
}

func channels(count uint64) (uint64, error) {
	sums := make(chan uint64)
	var all [8]chan fixed
	for i := range all {
		c := make(chan fixed, waiting)
		all[i] = c
		go func() {
			sum := uint64(0)
			for v := range c {
				sum += v.number
			}
			sums <- sum
		}()
	}
	for n := range count {
		for _, c := range all {
			c <- fixed{number: n}
		}
	}
	for _, c := range all {
		close(c)
	}
	return total(sums, len(all)), nil
}

// fresh sends a fresh slice to each reader, as nobody may write to one that is on its way.
func fresh(size, readers int) func(uint64) (uint64, error) {
	return func(count uint64) (uint64, error) {
		sums, from := make(chan uint64), make([]byte, size)
		all := make([]chan []byte, readers)
		for i := range all {
			c := make(chan []byte, waiting)
			all[i] = c
			go func() {
				sum := uint64(0)
				for v := range c {
					sum += binary.LittleEndian.Uint64(v)
				}
				sums <- sum
			}()
		}
		for n := range count {
			binary.LittleEndian.PutUint64(from, n)
			for _, c := range all {
				c <- append([]byte(nil), from...)
			}
		}
		for _, c := range all {
			close(c)
		}
		return total(sums, readers), nil
	}
}

// plain sends plain data, so many at a time.
func plain(batch int) func(uint64) (uint64, error) {
	return func(count uint64) (uint64, error) {
		tx, rx, err := ring.New[fixed](ring.Config{Messages: waiting})
		if err != nil {
			return 0, err
		}
		sums := make(chan uint64)
		go func() {
			defer rx.Close()
			sum := uint64(0)
			for messages, err := range rx.Batches(context.Background()) {
				if err != nil {
					break
				}
				for i := range messages {
					sum += messages[i].number
				}
			}
			sums <- sum
		}()
		if batch == 1 {
			for n := range count {
				if err := tx.Send(fixed{number: n}); err != nil {
					return 0, err
				}
			}
		} else {
			buffer := make([]fixed, 0, batch)
			for n := range count {
				if buffer = append(buffer, fixed{number: n}); len(buffer) == batch || n == count-1 {
					if err := tx.SendAll(buffer); err != nil {
						return 0, err
					}
					buffer = buffer[:0]
				}
			}
		}
		tx.Close()
		return total(sums, 1), nil
	}
}

// records sends records to one reader; with a batch they are written in place.
func records(size, batch, readers int) func(uint64) (uint64, error) {
	return func(count uint64) (uint64, error) {
		tx, rx, err := ring.NewBytes(ring.Config{Messages: waiting, Bytes: 64 * waiting * max(1, size/1024)})
		if err != nil {
			return 0, err
		}
		sums := make(chan uint64)
		go sumOf(rx, sums)
		if err := send(tx, size, batch, count); err != nil {
			return 0, err
		}
		return total(sums, readers), nil
	}
}

// broadcast sends records to eight readers of one ring.
func broadcast(size, batch int) func(uint64) (uint64, error) {
	return func(count uint64) (uint64, error) {
		tx, err := ring.NewByteBroadcast(ring.Config{Messages: waiting, Bytes: 64 * waiting * max(1, size/1024), Readers: 8})
		if err != nil {
			return 0, err
		}
		sums := make(chan uint64)
		for range 8 {
			rx, err := tx.Reader()
			if err != nil {
				return 0, err
			}
			go sumOf(rx, sums)
		}
		if err := send(tx, size, batch, count); err != nil {
			return 0, err
		}
		return total(sums, 8), nil
	}
}

func sumOf(rx *ring.ByteReceiver, sums chan<- uint64) {
	defer rx.Close()
	sum := uint64(0)
	for messages, err := range rx.Batches(context.Background()) {
		if err != nil {
			break
		}
		for _, v := range messages {
			sum += binary.LittleEndian.Uint64(v)
		}
	}
	sums <- sum
}

// send sends numbered records: small ones so many at a time, large ones written in place.
func send(tx *ring.ByteSender, size, batch int, count uint64) error {
	defer tx.Close()
	if size < 1024 && batch > 1 {
		return sendAll(tx, size, batch, count)
	}
	from := make([]byte, size)
	for n := range count {
		binary.LittleEndian.PutUint64(from, n)
		if batch == 1 {
			if err := tx.Send(from); err != nil {
				return err
			}
			continue
		}
		room, err := tx.Reserve(size)
		if err != nil {
			return err
		}
		copy(room, from)
		if err := tx.Commit(); err != nil {
			return err
		}
		if n%uint64(batch) == 0 {
			if err := tx.Flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// sendAll sends numbered records, so many at a time.
func sendAll(tx *ring.ByteSender, size, batch int, count uint64) error {
	records := make([][]byte, batch)
	for i := range records {
		records[i] = make([]byte, size)
	}
	waiting := 0
	for n := range count {
		binary.LittleEndian.PutUint64(records[waiting], n)
		if waiting++; waiting == batch || n == count-1 {
			if err := tx.SendAll(records[:waiting]); err != nil {
				return err
			}
			waiting = 0
		}
	}
	return nil
}
