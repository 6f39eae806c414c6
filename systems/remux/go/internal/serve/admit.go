package serve

import (
	"errors"
	"net/http"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/hls"
	"spandrel.dev/remux/internal/stream"
)

var (
	errTooManyReaders = errors.New("there are as many readers as there may be")
	errTooManyOfOne   = errors.New("one address has as many readers of this stream as it may have")
	errNotPlaying     = errors.New("the stream does not play now")
)

// limitsReached are the refusals that a setting is the reason of.
var limitsReached = map[error]string{
	errTooManyReaders: "readers.total",
	errTooManyOfOne:   "readers.per_address",
	fanout.ErrFull:    "readers.limit",
	stream.ErrTuners:  "demand.tuners",
	errNotPlaying:     "readers.start_wait",
	hls.ErrNotPlaying: "readers.start_wait",
	errManyFragments:  "http.api_in_flight",
}

// admit lets a client read a stream while there is a place: of all streams, of
// this one, and of its address. The places are taken until leave is called.
func (s *Server) admit(one *stream.Stream, r *http.Request) (reader *fanout.Reader, leave func(), err error) {
	if !s.readers.take(s.limits.Readers.Total) {
		return nil, nil, errTooManyReaders
	}
	reader, close, err := one.Subscribe()
	if err != nil {
		s.readers.leave()
		return nil, nil, err
	}
	client := reading{one.Name(), clientOfRequest(r)}
	if !s.readings.take(client, s.limits.Readers.OfAddress()) {
		close()
		s.readers.leave()
		return nil, nil, errTooManyOfOne
	}
	return reader, func() { s.readings.leave(client); close(); s.readers.leave() }, nil
}

// refuse answers a reader that does not get the stream.
func (s *Server) refuse(w http.ResponseWriter, times *deadlines, err error) {
	times.answer(s.limits.HTTP.WriteTimeout)
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
