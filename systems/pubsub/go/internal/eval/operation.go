package eval

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"time"

	"spandrel.dev/pubsub"
)

// operation is a line, or a reaction, whose form was checked.
type operation struct {
	Op         string      `json:"op"`
	Side       string      `json:"side"`
	Subject    string      `json:"subject"`
	Publisher  *string     `json:"publisher"`
	Name       string      `json:"name"`
	Sub        string      `json:"sub"`
	Pattern    string      `json:"pattern"`
	Group      *string     `json:"group"`
	Messages   uint64      `json:"messages"`
	Bytes      uint64      `json:"bytes"`
	OnFull     string      `json:"on_full"`
	TimeoutMS  *uint64     `json:"timeout_ms"`
	Replay     uint64      `json:"replay"`
	Handler    *[]reaction `json:"handler"`
	Payload    filled      `json:"payload"`
	Headers    [][2]string `json:"headers"`
	Reply      *string     `json:"reply"`
	Count      uint64      `json:"count"`
	Size       uint64      `json:"size"`
	From       uint64      `json:"from"`
	Publishers []storming  `json:"publishers"`
	Most       *uint64     `json:"most"`
	Brief      bool        `json:"brief"`
	MaxBytes   uint64      `json:"max_bytes"`
	MaxPayload uint64      `json:"max_payload"`
	History    uint64      `json:"history"`
	MS         uint64      `json:"ms"`
}

// reaction is what a handler does with a message.
type reaction struct {
	At        uint64 `json:"at"` // from 1; 0 is each
	Do        string `json:"do"`
	operation        // its inputs
}

// storming is one publisher of a storm.
type storming struct {
	Op      string `json:"op"` // for the side of Rust
	Side    string `json:"side"`
	Subject string `json:"subject"`
	Count   uint64 `json:"count"`
	Size    uint64 `json:"size"`
	Handle  bool   `json:"handle"`
	Index   uint16 `json:"index"`
}

// defaults are the inputs that a line leaves out.
func defaults() operation {
	return operation{Messages: 1024, Bytes: 8 << 20, OnFull: "drop_oldest", MaxBytes: 256 << 20, MaxPayload: 64 << 20}
}

func (r *reaction) UnmarshalJSON(text []byte) error {
	r.operation = defaults()
	head := struct {
		At *uint64 `json:"at"`
		Do *string `json:"do"`
	}{&r.At, &r.Do}
	if err := json.Unmarshal(text, &head); err != nil {
		return err
	}
	return json.Unmarshal(text, &r.operation)
}

// timeout returns the timeout, which is unset milliseconds if it is not given.
func (op *operation) timeout(unset uint64) time.Duration {
	if op.TimeoutMS != nil {
		unset = *op.TimeoutMS
	}
	return milliseconds(unset)
}

// milliseconds returns a duration of at most a hundred years.
func milliseconds(ms uint64) time.Duration {
	return time.Duration(min(ms, 100*365*24*3600*1000)) * time.Millisecond
}

// filled are bytes in JSON: hex, or a byte so many times.
type filled struct {
	bytes []byte
	fill  byte
	size  uint64
}

func (f *filled) UnmarshalJSON(text []byte) error {
	if !bytes.HasPrefix(text, []byte("{")) {
		var digits string
		if err := json.Unmarshal(text, &digits); err != nil {
			return err
		}
		var err error
		f.bytes, err = hex.DecodeString(digits)
		return err
	}
	given := struct {
		Fill string `json:"fill"`
		Size uint64 `json:"size"`
	}{}
	if err := json.Unmarshal(text, &given); err != nil {
		return err
	}
	digits, err := hex.DecodeString(given.Fill)
	if err != nil || len(digits) == 0 {
		return err
	}
	f.fill, f.size = digits[0], given.Size
	return nil
}

// draft returns the message, with no more of a payload than the hub refuses.
func (op *operation) draft(maxPayload uint64) pubsub.Draft {
	payload := op.Payload.bytes
	if op.Payload.size > 0 {
		payload = bytes.Repeat([]byte{op.Payload.fill}, int(min(op.Payload.size, maxPayload+1)))
	}
	return op.draftOf(payload)
}

// draftOf returns the message with another payload.
func (op *operation) draftOf(payload []byte) pubsub.Draft {
	draft := pubsub.Draft{Subject: op.Subject, Payload: payload}
	for _, header := range op.Headers {
		draft.Headers = append(draft.Headers, pubsub.Header{Name: header[0], Value: header[1]})
	}
	if op.Reply != nil {
		draft.Reply = *op.Reply
	}
	return draft
}

var onFull = map[string]pubsub.OnFull{
	"block": pubsub.Block, "drop_oldest": pubsub.DropOldest, "drop_newest": pubsub.DropNewest, "latest": pubsub.Latest,
	"disconnect": pubsub.Disconnect,
}

func (op *operation) options() []pubsub.Option {
	options := []pubsub.Option{
		pubsub.Named(op.Sub), pubsub.Messages(op.Messages), pubsub.Bytes(op.Bytes), pubsub.WhenFull(onFull[op.OnFull]),
		pubsub.Timeout(op.timeout(1000)), pubsub.Replay(op.Replay),
	}
	if op.Group != nil {
		options = append(options, pubsub.Group(*op.Group))
	}
	return options
}
