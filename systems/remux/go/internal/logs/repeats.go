package logs

import (
	"context"
	"log/slog"
	"net"
	"strings"
	"sync"
	"time"
)

// StreamKey and ReaderKey are the attributes that say which stream a line is
// about, and the address and port of which reader.
const (
	StreamKey = "stream"
	ReaderKey = "reader"
)

// Limits bound how often the same message is written.
type Limits struct {
	// First is how often it is written for a stream at once.
	First int `yaml:"first"`
	// Interval is how long it then waits for its next line, and how long it
	// must be absent for the count to begin anew.
	Interval time.Duration `yaml:"interval"`
	// Total is how often it is written within an interval for all streams.
	Total int `yaml:"total"`
}

// maxMessages bounds how many messages are told apart; those that were absent
// for an interval make room for others, and what is then too many counts as one.
// Messages are words of the program, so there are few.
const maxMessages = 4096

const (
	// maxErrors bounds how many errors of one message are told apart for a
	// stream; somebody else may have chosen their texts.
	maxErrors = 16
	// maxReaders is the same for the addresses of readers. All of them have half
	// of the room at most.
	maxReaders = 256
)

// Repeats is a handler that writes a message which repeats now and then only,
// and says how many it left out. Messages are compared by their text,
// the address of the reader that they are about, and the text of their error,
// without numbers; other attributes hold what differs each time, or what
// somebody chose.
type Repeats struct {
	next           slog.Handler
	stream, reader string
	counts         *counts
}

// NewRepeats puts limits before another handler.
func NewRepeats(next slog.Handler, limits Limits) *Repeats {
	return &Repeats{next: next, counts: &counts{limits: limits, messages: make(map[message]*count), causes: make(map[message]int)}}
}

// Enabled asks the next handler.
func (r *Repeats) Enabled(ctx context.Context, level slog.Level) bool {
	return r.next.Enabled(ctx, level)
}

// WithAttrs remembers the stream that the lines are about.
func (r *Repeats) WithAttrs(attributes []slog.Attr) slog.Handler {
	stream, reader := r.stream, r.reader
	for _, attribute := range attributes {
		switch attribute.Key {
		case StreamKey:
			stream = attribute.Value.String()
		case ReaderKey:
			reader = addressOf(attribute.Value.String())
		}
	}
	return &Repeats{r.next.WithAttrs(attributes), stream, reader, r.counts}
}

// WithGroup leaves groups to the next handler.
func (r *Repeats) WithGroup(name string) slog.Handler {
	return &Repeats{r.next.WithGroup(name), r.stream, r.reader, r.counts}
}

// Handle writes the record or counts it.
func (r *Repeats) Handle(ctx context.Context, record slog.Record) error {
	one := message{stream: r.stream, text: kind(record.Message), reader: r.reader}
	record.Attrs(func(attribute slog.Attr) bool {
		if attribute.Key == errorKey {
			one.cause = words(attribute.Value.String())
		}
		return true
	})
	unsaid, write := r.counts.add(one, record.Time)
	if !write {
		return nil
	}
	if unsaid > 0 {
		record = record.Clone()
		record.AddAttrs(slog.Uint64("repeated", unsaid))
	}
	return r.next.Handle(ctx, record)
}

// Flush says how many messages were counted and not written, nor told of in a
// later line.
func (r *Repeats) Flush() error {
	unsaid := r.counts.flush()
	if unsaid == 0 || !r.Enabled(context.Background(), slog.LevelInfo) {
		return nil
	}
	record := slog.NewRecord(time.Now(), slog.LevelInfo, "more messages like those above were not written", 0)
	record.AddAttrs(slog.Uint64("repeated", unsaid))
	return r.next.Handle(context.Background(), record)
}

// message is what a line is about. One that has no cause and no reader stands
// for all that differ in those.
type message struct{ stream, text, reader, cause string }

// general is the message without what tells it from others.
func (m message) general() message { return message{stream: m.stream, text: m.text} }

// addressOf is an address without its port, which differs each time.
func addressOf(reader string) string {
	host, _, err := net.SplitHostPort(reader)
	if err != nil {
		return reader
	}
	return host
}

// errorKey is the attribute that says what went wrong.
const errorKey = "error"

// words is an error without its numbers, which are ports, codes and times.
func words(text string) string {
	text = text[:min(len(text), 4*kindBytes)]
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return -1
		}
		return r
	}, text)
}

// kindBytes is how much of a message tells it from others.
const kindBytes = 64

// kind is what messages have in common that differ by numbers, addresses or
// what follows: package net/http puts those into the message itself.
func kind(text string) string {
	if at := strings.IndexAny(text, "0123456789"); at >= 0 {
		text = text[:at]
	}
	return strings.Clone(text[:min(len(text), kindBytes)])
}

// count is how often a message came.
type count struct {
	written int // since the count began anew
	said    time.Time
	came    time.Time
	unsaid  uint64
}

type counts struct {
	limits Limits

	mu       sync.Mutex
	messages map[message]*count
	causes   map[message]int // of one message, told apart
	pruned   time.Time       // when room was made last
	unsaid   uint64          // of messages that made room
}

// prune makes room when there is none, not more than once in an interval: a
// message that was absent for one counts anew anyhow.
func (c *counts) prune(now time.Time) {
	if len(c.messages) < maxMessages || now.Sub(c.pruned) < c.limits.Interval {
		return
	}
	c.pruned = now
	for m, one := range c.messages {
		if now.Sub(one.came) < c.limits.Interval || now.Sub(one.said) < c.limits.Interval {
			continue
		}
		c.unsaid += one.unsaid
		delete(c.messages, m)
		if general := m.general(); m != general {
			if c.causes[general]--; c.causes[general] == 0 {
				delete(c.causes, general)
			}
		}
	}
}

// find returns the count of a message; there is room for so many.
func (c *counts) find(m message) *count {
	if general := m.general(); c.messages[m] == nil && m != general {
		most, room := maxErrors, maxMessages
		if m.reader != "" {
			most, room = maxReaders, maxMessages/2
		}
		if c.causes[general] >= most || m.reader != "" && len(c.messages) >= room {
			m = general
		} else if len(c.messages) < room {
			c.causes[general]++
		}
	}
	if c.messages[m] == nil {
		if len(c.messages) >= maxMessages {
			m = message{}
		}
		if c.messages[m] == nil {
			c.messages[m] = new(count)
		}
	}
	return c.messages[m]
}

// add counts a message and says whether to write it and how often it was not
// written before.
func (c *counts) add(m message, now time.Time) (unsaid uint64, write bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.prune(now)
	all := c.find(message{text: "all: " + m.text})
	if now.Sub(all.said) >= c.limits.Interval {
		all.written, all.said = 0, now
	}
	one := c.find(m)
	if now.Sub(one.came) >= c.limits.Interval {
		one.written = 0
	}
	one.came = now
	if all.written >= c.limits.Total || one.written >= c.limits.First && now.Sub(one.said) < c.limits.Interval {
		one.unsaid++
		return 0, false
	}
	all.written++
	one.written++
	one.said = now
	unsaid, one.unsaid = one.unsaid, 0
	return unsaid, true
}

func (c *counts) flush() (unsaid uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	unsaid, c.unsaid = c.unsaid, 0
	for _, one := range c.messages {
		unsaid += one.unsaid
		one.unsaid = 0
	}
	return unsaid
}
