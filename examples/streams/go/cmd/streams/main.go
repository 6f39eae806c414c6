// Command streams calls an async Rust function and reads a Rust stream.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"example.com/streams/feed"
)

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	name, err := feed.Connect(ctx, 7)
	if err != nil {
		return err
	}
	fmt.Println("connected to", name)

	for reading, err := range feed.Readings(ctx, 7) {
		if err != nil {
			return err
		}
		fmt.Println(reading.Sensor, reading.Value)
		if reading.Value >= 1.5 {
			break // drops the stream in Rust
		}
	}

	short, cancel := context.WithTimeout(ctx, 10*time.Millisecond)
	defer cancel()
	_, err = feed.Connect(short, 0) // would take an hour; the context drops the future
	fmt.Println("timed out:", errors.Is(err, context.DeadlineExceeded))
	return nil
}
