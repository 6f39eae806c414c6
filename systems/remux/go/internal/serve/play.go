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
	"spandrel.dev/remux/internal/stream"
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
		// Who asks for nothing is not made to wait.
		status := one.Status()
		switch {
		case status.State == stream.Ended:
			s.refuse(w, deadlinesOf(w, s.log), fanout.ErrEnded)
		case !status.Ready && status.State != stream.Idle:
			s.refuse(w, deadlinesOf(w, s.log), errNotPlaying)
		default:
			s.head(w, status.Engine)
		}
		return
	}
	times := deadlinesOf(w, s.log)
	times.endless()
	reader, leave, err := s.admit(one, r)
	if err != nil {
		s.refuse(w, times, err)
		return
	}
	defer leave()
	engine := one.Status().Engine
	s.head(w, engine)
	log := s.log.With(logs.StreamKey, name, logs.ReaderKey, r.RemoteAddr, "engine", engine)
	log.Info("a reader came")
	began := time.Now()
	// Readers of a stream that is down would gather.
	chunks, err := next(r.Context(), reader, s.limits.Readers.StartWait, errNotPlaying)
	if errors.Is(err, errNotPlaying) {
		log.Info("a reader left", "because", err)
		s.refuse(w, times, err)
		return
	}
	sent := int64(0)
	if err == nil {
		sent, err = s.send(w, r, line{times, s.limits.Readers.WriteTimeout, reader}, chunks)
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

var errSilent = errors.New("the stream had nothing to send for too long")

// droppings are the reasons why a reader is dropped that no other line tells.
var droppings = []error{fanout.ErrSlow, fanout.ErrBelowRate, fanout.ErrStalled}

// send copies until the stream ends, the client goes or is too slow.
func (s *Server) send(w http.ResponseWriter, r *http.Request, to line, chunks [][]byte) (sent int64, err error) {
	defer to.cutWhenDropped()()
	for {
		for i, chunk := range chunks {
			if err := to.renew(); err != nil {
				return sent, err
			}
			n, err := w.Write(chunk)
			sent += int64(n)
			to.reader.Sent(n)
			chunks[i] = nil // the rest may take long
			if err != nil {
				return sent, to.cause(err)
			}
		}
		if err := to.control.Flush(); err != nil {
			return sent, to.cause(err)
		}
		if chunks, err = next(r.Context(), to.reader, s.limits.Readers.SilenceTimeout, errSilent); err != nil {
			if errors.Is(err, io.EOF) {
				// The end is written, too, maybe long after the last packets.
				if cut := to.renew(); cut != nil {
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

func reason(err error) string {
	switch {
	case errors.Is(err, io.EOF):
		return "the stream ended"
	case errors.Is(err, context.Canceled):
		return "the client went away"
	}
	return err.Error()
}
