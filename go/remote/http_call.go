package remote

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/remote/internal/frame"
	"spandrel.dev/spandrel/remote/internal/peer"
)

// pieceHead is in front of a piece of a stream in the encoding: a code, and the size of what follows.
const pieceHead = 5

// httpCall is a call over HTTP that is being served.
type httpCall struct {
	handler *Handler
	w       http.ResponseWriter
	control *http.ResponseController
	number  int
	args    []byte
	ctx     context.Context
	isJSON  bool
	streams bool
	// began tells that a part of a stream was sent, broken that no more can be.
	began, broken bool
}

func (c *httpCall) Number() int              { return c.number }
func (c *httpCall) Arguments() []byte        { return c.args }
func (c *httpCall) Free()                    {}
func (c *httpCall) Context() context.Context { return c.ctx }
func (c *httpCall) Streams() bool            { return c.streams }
func (c *httpCall) Fits(size int) bool       { return size <= c.handler.options.Limits.Frame }

// More sends a batch.
func (c *httpCall) More(batch *frame.Buffer) bool {
	defer batch.Free()
	if c.ctx.Err() != nil || c.broken {
		return false
	}
	if !c.isJSON {
		return c.piece(peer.CodeMore, batch.Payload())
	}
	reader := wire.NewReader(batch.Payload())
	var (
		lines []byte
		err   error
	)
	for range reader.Uint32() {
		lines = append(lines, `{"item":`...)
		if lines, err = appendJSON(lines, &reader, c.handler.bridge.Functions[c.number].Item); err != nil {
			name := c.handler.name(c.number)
			c.problem(c.handler.bridge.problemOf(name, refusedJSON(name, err, "item", true)))
			return false
		}
		lines = append(lines, "}\n"...)
	}
	return c.send(typeLines, lines)
}

// piece sends a piece of a stream in the encoding.
func (c *httpCall) piece(code uint8, payload []byte) bool {
	head := binary.LittleEndian.AppendUint32([]byte{code}, uint32(len(payload)))
	return c.send(typeBatches, head) && (len(payload) == 0 || c.send(typeBatches, payload))
}

// send writes a part of a stream, and waits no longer than the limit for a client that does not read.
func (c *httpCall) send(contentType string, part []byte) bool {
	_ = c.control.SetWriteDeadline(time.Now().Add(c.handler.options.Limits.Timeout))
	if !c.began {
		c.began = true
		c.w.Header().Set("Content-Type", contentType)
		c.w.Header().Set("X-Content-Type-Options", "nosniff")
		c.w.Header().Set("Cache-Control", "no-store")
	}
	if _, err := c.w.Write(part); err != nil || c.control.Flush() != nil {
		c.broken = true
		return false
	}
	return true
}

// Answer ends the call.
func (c *httpCall) Answer(code uint8, answer *frame.Buffer) {
	defer answer.Free()
	if c.broken {
		return
	}
	h, name := c.handler, c.handler.name(c.number)
	if code != abi.CodeOK {
		reader := wire.NewReader(answer.Payload())
		err := h.bridge.readError(name, code, &reader)
		if err == nil {
			err = fmt.Errorf("the error of %s does not follow the contract", name)
		}
		h.report(name, err)
		c.problem(h.bridge.problemOf(name, err))
		return
	}
	switch {
	case c.streams && c.isJSON:
		c.send(typeLines, []byte(`{"done":true}`+"\n"))
	case c.streams:
		c.piece(abi.CodeOK, nil)
	case !c.isJSON:
		h.write(c.w, http.StatusOK, typeFlat, answer.Payload())
	default:
		c.json(name, answer.Payload())
	}
}

// json answers with JSON of the result.
func (c *httpCall) json(name string, payload []byte) {
	h := c.handler
	if c.number >= len(h.bridge.Functions) || h.bridge.Functions[c.number].Answer == nil {
		c.w.WriteHeader(http.StatusNoContent)
		return
	}
	text, err := toJSON(nil, payload, h.bridge.Functions[c.number].Answer)
	switch {
	case err != nil:
		c.problem(h.bridge.problemOf(name, refusedJSON(name, err, "result", true)))
	case !c.Fits(len(text)):
		refused := &spandrel.InputError{Parameter: "result", Reason: fmt.Sprintf("has %d bytes of JSON, more than the other side accepts", len(text))}
		c.problem(h.bridge.problemOf(name, &spandrel.CallError{Function: name, Err: refused}))
	default:
		h.write(c.w, http.StatusOK, typeJSON, text)
	}
}

// problem answers with an error. Behind a part of a stream it is another part.
func (c *httpCall) problem(p *problem) {
	if !c.began {
		c.handler.refuse(c.w, p)
		c.began = true
		return
	}
	text, err := json.Marshal(p)
	if err != nil {
		c.broken = true
		return
	}
	if c.isJSON {
		c.send(typeLines, append(append([]byte(`{"problem":`), text...), "}\n"...))
		return
	}
	c.piece(pieceProblem, text)
}

// pieceProblem is the code of a piece that is a problem.
const pieceProblem = 255

// report logs what clients are not told.
func (h *Handler) report(name string, err error) {
	if panicked, ok := err.(*spandrel.PanicError); ok {
		h.log("function panicked", "function", name, "message", panicked.Message, "backtrace", panicked.Backtrace)
	}
}
