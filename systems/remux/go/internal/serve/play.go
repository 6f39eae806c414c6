package serve

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"spandrel.dev/remux/internal/fanout"
)

// EngineHeader names the engine at work in every stream response.
const EngineHeader = "X-Remux-Engine"

// play sends a stream for as long as both sides want it.
func (s *Server) play(w http.ResponseWriter, r *http.Request) {
	name, isStream := strings.CutSuffix(r.PathValue("file"), ".ts")
	stream, err := s.find(name)
	if !isStream || err != nil {
		if err == nil {
			err = errors.New("streams end in .ts: use " + "/stream/" + name + ".ts")
		}
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "video/mp2t")
	header.Set("Cache-Control", "no-store")
	header.Set(EngineHeader, stream.Status().Engine)
	if r.Method == http.MethodHead {
		return
	}
	reader, err := stream.Subscribe()
	if err != nil {
		refuse(w, err)
		return
	}
	defer reader.Close()
	log := s.log.With("stream", name, "reader", r.RemoteAddr, "engine", header.Get(EngineHeader))
	log.Info("a reader came")
	began := time.Now()
	sent, err := s.send(w, r, reader)
	log.Info("a reader left", "bytes", sent, "after", time.Since(began).Round(time.Millisecond), "because", reason(err))
}

// send copies until the stream ends, the client goes or is too slow.
func (s *Server) send(w http.ResponseWriter, r *http.Request, reader *fanout.Reader) (sent int64, err error) {
	control := http.NewResponseController(w)
	for {
		chunks, err := reader.Next(r.Context())
		if err != nil {
			return sent, err
		}
		for _, chunk := range chunks {
			if err := control.SetWriteDeadline(time.Now().Add(s.writeTimeout)); err != nil {
				return sent, err
			}
			n, err := w.Write(chunk)
			sent += int64(n)
			if err != nil {
				return sent, err
			}
		}
		if err := control.Flush(); err != nil {
			return sent, err
		}
	}
}

// refuse answers a reader that Subscribe turned away.
func refuse(w http.ResponseWriter, err error) {
	code := http.StatusServiceUnavailable
	if errors.Is(err, fanout.ErrEnded) {
		code = http.StatusGone
	}
	w.Header().Del(EngineHeader)
	http.Error(w, err.Error(), code)
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
