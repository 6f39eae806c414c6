package remote

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/remote/internal/frame"
	"spandrel.dev/spandrel/remote/internal/peer"
)

// httpExchange is a call over HTTP, which is sent when its answer is waited for.
type httpExchange struct {
	session *httpSession
	number  int
	streams bool
	body    []byte
	// items is the rest of a stream, as its reader.
	items  *bufio.Reader
	answer *http.Response
	cancel context.CancelFunc
	// finished tells that the stream has sent its end.
	finished bool
}

// Next sends the call and waits for its answer, or for the next items.
func (e *httpExchange) Next(ctx context.Context) (peer.Answer, error) {
	if e.items != nil {
		return e.more(ctx)
	}
	s, b := e.session, e.session.bridge
	name := b.name(e.number)
	kind := typeFlat
	if s.dialed.options.JSON {
		kind = typeJSON
	}
	own, cancel := context.WithCancel(ctx)
	r, err := s.request(own, http.MethodPost, strings.TrimPrefix(name, b.Contract.Package+"."), e.body, kind)
	if err == nil {
		e.answer, err = s.dialed.client.Do(r)
	}
	if err != nil {
		cancel()
		return peer.Answer{}, s.lost(ctx, err, true)
	}
	e.cancel = cancel
	if e.streams && e.answer.StatusCode == http.StatusOK {
		e.items = bufio.NewReader(e.answer.Body)
		return e.more(ctx)
	}
	defer e.Abandon()
	return e.whole(ctx)
}

// whole reads an answer that is not a stream.
func (e *httpExchange) whole(ctx context.Context) (peer.Answer, error) {
	limit := e.session.dialed.calls.Limits.Frame
	body, err := io.ReadAll(io.LimitReader(e.answer.Body, int64(limit)+1))
	switch {
	case err != nil:
		return peer.Answer{}, e.session.lost(ctx, err, true)
	case len(body) > limit:
		return peer.Answer{}, e.nonsense(fmt.Sprintf("its answer has more than %d bytes", limit))
	}
	kind, _, _ := mime.ParseMediaType(e.answer.Header.Get("Content-Type"))
	switch status := e.answer.StatusCode; {
	case status == http.StatusNoContent:
		return peer.Answer{Code: abi.CodeOK, Buffer: frame.New()}, nil
	case status != http.StatusOK:
		return e.failed(status, kind, body)
	case kind == typeFlat && !e.session.dialed.options.JSON:
		buffer := frame.New()
		buffer.Data = append(buffer.Data, body...)
		return peer.Answer{Code: abi.CodeOK, Buffer: buffer}, nil
	case kind == typeJSON && e.session.dialed.options.JSON && e.number < len(e.session.bridge.Functions):
		form := e.session.bridge.Functions[e.number].Answer
		if form == nil {
			break
		}
		buffer := frame.New()
		if buffer.Data, err = fromJSON(buffer.Data, body, form); err != nil {
			buffer.Free()
			return peer.Answer{}, e.nonsense("its answer does not follow the contract: " + err.Error())
		}
		return peer.Answer{Code: abi.CodeOK, Buffer: buffer}, nil
	}
	return peer.Answer{}, e.nonsense(fmt.Sprintf("its answer is of type %q", kind))
}

// failed is the answer with an error.
func (e *httpExchange) failed(status int, kind string, body []byte) (peer.Answer, error) {
	b := e.session.bridge
	header := e.answer.Header
	if kind == typeProblem {
		p := new(problem)
		if json.Unmarshal(body, p) == nil {
			if p.kind() == kindSession {
				e.session.Fail(errors.New("its session has ended: " + p.Detail))
				return peer.Answer{}, &ownError{func(function string) error {
					return &spandrel.GoneError{Function: function, Err: errors.New("its session has ended")}
				}}
			}
			if answer, ok := e.problem(p); ok {
				return answer, nil
			}
		}
	}
	return peer.Answer{}, &ownError{func(function string) error { return refusal(b, function, status, header, body) }}
}

// problem is the answer that a problem of a call describes.
func (e *httpExchange) problem(p *problem) (peer.Answer, bool) {
	b := e.session.bridge
	err := p.err(b, b.name(e.number))
	var unsupported *UnsupportedError
	if err == nil || errors.As(err, &unsupported) {
		return peer.Answer{}, false
	}
	buffer := frame.New()
	var code uint8
	code, buffer.Data = b.appendError(buffer.Data, err)
	return peer.Answer{Code: code, Buffer: buffer}, true
}

// nonsense is the error of an answer that does not follow the protocol.
func (e *httpExchange) nonsense(what string) error {
	return &ownError{func(function string) error {
		return &spandrel.GoneError{Function: function, Sent: true, Err: peer.Violation("%s", what)}
	}}
}

// more reads the next items of a stream.
func (e *httpExchange) more(ctx context.Context) (peer.Answer, error) {
	next := e.piece
	if e.session.dialed.options.JSON {
		next = e.lines
	}
	answer, err := next()
	switch own := (*ownError)(nil); {
	case err == nil:
		return answer, nil
	case errors.As(err, &own):
		return answer, err
	case errors.Is(err, io.EOF):
		err = io.ErrUnexpectedEOF
	}
	return answer, e.session.lost(ctx, err, true)
}

// piece reads a piece in the encoding.
func (e *httpExchange) piece() (peer.Answer, error) {
	var head [pieceHead]byte
	if _, err := io.ReadFull(e.items, head[:]); err != nil {
		return peer.Answer{}, err
	}
	size := int(binary.LittleEndian.Uint32(head[1:]))
	if limit := e.session.dialed.calls.Limits.Frame; size > limit {
		return peer.Answer{}, e.nonsense(fmt.Sprintf("a part of its stream has %d bytes, and %d are accepted", size, limit))
	}
	// Memory is for what was sent, and not for what was announced.
	body, err := io.ReadAll(io.LimitReader(e.items, int64(size)))
	if err == nil && len(body) < size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return peer.Answer{}, err
	}
	if head[0] == pieceProblem {
		return e.streamProblem(body)
	}
	if head[0] != peer.CodeMore && head[0] != abi.CodeOK {
		return peer.Answer{}, e.nonsense(fmt.Sprintf("a part of its stream has code %d", head[0]))
	}
	e.finished = head[0] == abi.CodeOK
	buffer := frame.New()
	buffer.Data = append(buffer.Data, body...)
	return peer.Answer{Code: head[0], Buffer: buffer}, nil
}

func (e *httpExchange) streamProblem(text []byte) (peer.Answer, error) {
	p := new(problem)
	if json.Unmarshal(text, p) == nil {
		if answer, ok := e.problem(p); ok {
			return answer, nil
		}
	}
	return peer.Answer{}, e.nonsense("its stream ends with a problem that is not one of calls")
}

// lines reads what has arrived of the lines of a stream: one at least.
func (e *httpExchange) lines() (peer.Answer, error) {
	buffer := frame.New()
	start := len(buffer.Data)
	buffer.Data = wire.AppendUint32(buffer.Data, 0)
	count := uint32(0)
	for count == 0 || count < batchItems && e.hasLine() {
		text, err := e.line()
		if err != nil {
			buffer.Free()
			return peer.Answer{}, err
		}
		var line struct {
			Item    json.RawMessage `json:"item"`
			Problem json.RawMessage `json:"problem"`
			Done    bool            `json:"done"`
		}
		err = json.Unmarshal(text, &line)
		switch {
		case err != nil:
			err = e.nonsense("a line of its stream is not JSON")
		case line.Done && count == 0:
			e.finished = true
			buffer.Data = buffer.Data[:start]
			return peer.Answer{Code: abi.CodeOK, Buffer: buffer}, nil
		case line.Problem != nil && count == 0:
			buffer.Free()
			return e.streamProblem(line.Problem)
		case line.Item != nil:
			if buffer.Data, err = fromJSON(buffer.Data, line.Item, e.session.bridge.Functions[e.number].Item); err != nil {
				err = e.nonsense("an item does not follow the contract: " + err.Error())
			}
			count++
		default:
			err = e.nonsense("a line of its stream has neither an item nor the end")
		}
		if err != nil {
			buffer.Free()
			return peer.Answer{}, err
		}
	}
	wire.AppendUint32(buffer.Data[:start], count)
	return peer.Answer{Code: peer.CodeMore, Buffer: buffer}, nil
}

// hasLine tells whether an item has arrived that needs no waiting.
func (e *httpExchange) hasLine() bool {
	arrived, _ := e.items.Peek(e.items.Buffered())
	line, _, whole := strings.Cut(string(arrived), "\n")
	return whole && strings.HasPrefix(line, `{"item":`)
}

// line reads a line, no longer than the limit.
func (e *httpExchange) line() ([]byte, error) {
	limit := e.session.dialed.calls.Limits.Frame
	var line []byte
	for {
		part, err := e.items.ReadSlice('\n')
		if line = append(line, part...); len(line) > limit {
			return nil, e.nonsense(fmt.Sprintf("a line of its stream has more than %d bytes", limit))
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// Pull does nothing: what is not read is not sent.
func (e *httpExchange) Pull() {}

// Abandon ends the request.
func (e *httpExchange) Abandon() {
	if e.answer != nil {
		if e.finished {
			// Read to its end, so that the connection is used again.
			_, _ = io.CopyN(io.Discard, e.items, 1)
		}
		e.answer.Body.Close()
	}
	if e.cancel != nil {
		e.cancel()
	}
}
