package serve

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/logs"
)

// EngineHeader names the engine at work in every stream response.
const EngineHeader = "X-Remux-Engine"

// play sends a stream for as long as both sides want it.
func (s *Server) play(w http.ResponseWriter, r *http.Request) {
	name, isStream := strings.CutSuffix(r.PathValue("file"), ".ts")
	one, err := s.find(name)
	if !isStream || err != nil {
		if err == nil {
			err = errors.New("streams end in .ts: use " + "/stream/" + name + ".ts")
		}
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if r.Method == http.MethodHead {
		s.head(w, one.Status().Engine)
		return
	}
	// The time-out for reading is for requests that have an end. Each write has
	// a deadline: those of the stream renew it, and so does a refusal.
	if err := http.NewResponseController(w).SetReadDeadline(time.Time{}); err != nil {
		s.refuse(w, err)
		return
	}
	if !s.readers.take(s.limits.Readers.Total) {
		s.refuse(w, errTooManyReaders)
		return
	}
	defer s.readers.leave()
	reader, err := one.Subscribe()
	if err != nil {
		s.refuse(w, err)
		return
	}
	defer reader.Close()
	client := reading{name, clientOfRequest(r)}
	if !s.readings.take(client, s.limits.Readers.OfAddress()) {
		s.refuse(w, errTooManyOfOne)
		return
	}
	defer s.readings.leave(client)
	engine := one.Status().Engine
	s.head(w, engine)
	log := s.log.With(logs.StreamKey, name, logs.ReaderKey, r.RemoteAddr, "engine", engine)
	log.Info("a reader came")
	began := time.Now()
	// Readers of a stream that is down would gather.
	chunks, err := next(r.Context(), reader, s.limits.Readers.StartWait, errNotPlaying)
	if errors.Is(err, errNotPlaying) {
		log.Info("a reader left", "because", err)
		s.refuse(w, err)
		return
	}
	sent := int64(0)
	if err == nil {
		sent, err = s.send(w, r, reader, chunks)
	}
	level := slog.LevelInfo
	if slices.ContainsFunc(droppings, func(cause error) bool { return errors.Is(err, cause) }) {
		level = slog.LevelWarn
	}
	log.Log(r.Context(), level, "a reader left", "bytes", sent, "after", time.Since(began).Round(time.Millisecond), "because", reason(err))
	if !errors.Is(err, io.EOF) {
		// An orderly end of the response would look like the end of the stream.
		resetWhenClosed(r)
		panic(http.ErrAbortHandler)
	}
}

// head writes the header of a stream.
func (s *Server) head(w http.ResponseWriter, engine string) {
	header := w.Header()
	header.Set("Content-Type", "video/mp2t")
	header.Set("Cache-Control", "no-store")
	header.Set(EngineHeader, engine)
}

var (
	errTooManyReaders = errors.New("there are as many readers as there may be")
	errTooManyOfOne   = errors.New("one address has as many readers of this stream as it may have")
	errNotPlaying     = errors.New("the stream does not play now")
	errSilent         = errors.New("the stream had nothing to send for too long")
)

// droppings are the reasons why a reader is dropped that no other line tells.
var droppings = []error{fanout.ErrSlow, fanout.ErrBelowRate, fanout.ErrStalled}

// limitsReached are the refusals that a setting is the reason of.
var limitsReached = map[error]string{
	errTooManyReaders: "readers.total",
	errTooManyOfOne:   "readers.per_address",
	fanout.ErrFull:    "readers.limit",
	errNotPlaying:     "readers.start_wait",
}

// send copies until the stream ends, the client goes or is too slow.
func (s *Server) send(w http.ResponseWriter, r *http.Request, reader *fanout.Reader, chunks [][]byte) (sent int64, err error) {
	line := deadline{control: http.NewResponseController(w), timeout: s.limits.Readers.WriteTimeout, reader: reader, log: s.log}
	defer line.cutWhenDropped()()
	for {
		for i, chunk := range chunks {
			if err := line.renew(); err != nil {
				return sent, err
			}
			n, err := w.Write(chunk)
			sent += int64(n)
			reader.Sent(n)
			chunks[i] = nil // the rest may take long
			if err != nil {
				return sent, line.cause(err)
			}
		}
		if err := line.control.Flush(); err != nil {
			return sent, line.cause(err)
		}
		if chunks, err = next(r.Context(), reader, s.limits.Readers.SilenceTimeout, errSilent); err != nil {
			if errors.Is(err, io.EOF) {
				// The end is written, too, maybe long after the last packets.
				if cut := line.renew(); cut != nil {
					err = cut
				}
			}
			return sent, err
		}
	}
}

// next waits for data, but not for ever.
func next(ctx context.Context, reader *fanout.Reader, patience time.Duration, cause error) ([][]byte, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, cause)
	defer cancel()
	chunks, err := reader.Next(ctx)
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return chunks, err
}

// refuse answers a reader that does not get the stream. However long it
// waited, it has the time for an answer to take this one.
func (s *Server) refuse(w http.ResponseWriter, err error) {
	if late := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(s.limits.HTTP.WriteTimeout)); late != nil {
		s.log.Debug("a response was not taken", "error", late)
		return
	}
	text := err.Error()
	for cause, setting := range limitsReached {
		if errors.Is(err, cause) {
			s.refused.add(setting, true)
			text += " (" + setting + ")"
		}
	}
	code := http.StatusServiceUnavailable
	if errors.Is(err, fanout.ErrEnded) {
		code = http.StatusGone
	} else {
		w.Header().Set("Retry-After", retryAfter)
	}
	w.Header().Del(EngineHeader)
	http.Error(w, text, code)
}

func reason(err error) string {
	switch {
	case errors.Is(err, io.EOF):
		return "the stream ended"
	case errors.Is(err, context.Canceled):
		return "the client went away"
	}
	return err.Error()
}
