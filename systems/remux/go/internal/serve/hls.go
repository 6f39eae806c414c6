package serve

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/hls"
	"spandrel.dev/remux/internal/stream"
)

const (
	playlistType = "application/vnd.apple.mpegurl"
	// segmentLife is how long caches keep a segment, which never changes.
	segmentLife = "max-age=300"
	// gzipLeast is the size from which packing is worth its header.
	gzipLeast = 256
)

var errNoHLS = errors.New("streams are not offered as HLS here (hls.enabled)")

// hls answers for the playlists and segments of one stream.
func (s *Server) hls(w http.ResponseWriter, r *http.Request) {
	one, err := s.find(r.PathValue("name"))
	if err == nil && one.HLS() == nil {
		err = errNoHLS
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	w.Header().Set(EngineHeader, one.Status().Engine)
	file := r.PathValue("file")
	rendition, rest, isSegment := strings.Cut(file, "/")
	playlist, isPlaylist := strings.CutSuffix(file, ".m3u8")
	ending := path.Ext(rest)
	number, init := strings.CutPrefix(strings.TrimSuffix(rest, ending), "init-")
	sequence, wrong := strconv.ParseUint(number, 10, 64)
	switch {
	case isPlaylist && !isSegment:
		s.hlsPlaylist(w, r, one, playlist)
	case isSegment && wrong == nil && ending == ".ts" && !init:
		body, err := one.HLS().Segment(playerOf(r), rendition, sequence)
		s.hlsSegment(w, r, one, "video/mp2t", body, err)
	case isSegment && wrong == nil && (ending == ".m4s" && !init || ending == ".mp4" && init):
		body, err := s.fragment(r, one, rendition, sequence, init)
		s.hlsSegment(w, r, one, "video/mp4", body, err)
	default:
		w.Header().Del(EngineHeader)
		http.Error(w, "there is no such file: begin with "+stream.HLSPath(one.Name()), http.StatusNotFound)
	}
}

// playerOf tells players apart, as far as that is possible without asking them for
// more than they send.
func playerOf(r *http.Request) string {
	sum := sha256.Sum256([]byte(clientOfRequest(r).String() + " " + r.UserAgent()))
	return string(sum[:])
}

// hlsPlaylist waits until there is something to play. Who asks for the header alone
// is not made to wait.
func (s *Server) hlsPlaylist(w http.ResponseWriter, r *http.Request, one *stream.Stream, name string) {
	times := deadlinesOf(w, s.log)
	if r.Method == http.MethodHead && !one.HLS().Playing() {
		switch status := one.Status(); {
		case status.State == stream.Ended:
			s.refuse(w, times, fanout.ErrEnded)
		case !status.Ready && status.State != stream.Idle:
			s.refuse(w, times, errNotPlaying)
		default:
			w.Header().Set("Content-Type", playlistType)
			w.Header().Set("Cache-Control", "no-store")
		}
		return
	}
	times.endless() // while it waits
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.Readers.StartWait+2*one.HLS().Target())
	defer cancel()
	query := s.address(r).query
	var text string
	var err error
	rendition, fragments := strings.CutPrefix(name, "mp4-")
	switch {
	case name == "index":
		text, err = one.HLS().Master(ctx, playerOf(r), hls.Auto, query)
	case name == "ts":
		text, err = one.HLS().Master(ctx, playerOf(r), hls.TS, query)
	case name == "mp4":
		text, err = one.HLS().Master(ctx, playerOf(r), hls.MP4, query)
	case fragments:
		text, err = one.HLS().Media(ctx, playerOf(r), rendition, hls.MP4, query)
	default:
		text, err = one.HLS().Media(ctx, playerOf(r), name, hls.TS, query)
	}
	switch {
	case errors.Is(err, hls.ErrGone):
		s.missing(w, times, err)
	case r.Context().Err() != nil:
		s.log.Debug("a player left before its playlist was there")
	case errors.Is(err, hls.ErrNotPlaying):
		s.refuse(w, times, hls.ErrNotPlaying)
	case err != nil:
		s.refuse(w, times, err)
	default:
		times.answer(s.limits.HTTP.WriteTimeout)
		s.document(w, r, text)
	}
}

// missing answers for what was there, or never was.
func (s *Server) missing(w http.ResponseWriter, times *deadlines, err error) {
	times.answer(s.limits.HTTP.WriteTimeout)
	w.Header().Del(EngineHeader)
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, err.Error(), http.StatusNotFound)
}

// document sends a playlist, packed for those who can unpack it, or says that the
// one they have is still right.
func (s *Server) document(w http.ResponseWriter, r *http.Request, text string) {
	header := w.Header()
	sum := sha256.Sum256([]byte(text))
	tag := hex.EncodeToString(sum[:8])
	body := []byte(text)
	header.Set("Content-Type", playlistType)
	header.Set("Cache-Control", "no-cache") // which caches may store, and ask for again
	header.Add("Vary", "Accept-Encoding")
	if len(body) >= gzipLeast && accepts(r, "gzip") {
		var packed bytes.Buffer
		to := gzip.NewWriter(&packed)
		_, err := to.Write(body)
		if err = errors.Join(err, to.Close()); err == nil { // into memory, which never fails
			body, tag = packed.Bytes(), tag+"-gzip"
			header.Set("Content-Encoding", "gzip")
		}
	}
	header.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// accepts reports whether a client takes an encoding.
func accepts(r *http.Request, encoding string) bool {
	for _, part := range strings.Split(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		weight := strings.TrimPrefix(strings.ReplaceAll(quality, " ", ""), "q=")
		if strings.EqualFold(strings.TrimSpace(name), encoding) && strings.Trim(weight, "0.") == "" == (weight == "") {
			return true
		}
	}
	return false
}

// errManyFragments is returned when too many others have theirs made.
var errManyFragments = errors.New("as many answers are being made as there may be (http.api_in_flight, http.api_wait)")

// fragment makes MP4 of a segment, which costs processor time and therefore has one
// of the places for answers.
func (s *Server) fragment(r *http.Request, one *stream.Stream, rendition string, sequence uint64, init bool) ([]byte, error) {
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.HTTP.APIWait)
	defer cancel()
	select {
	case s.answers <- struct{}{}:
		defer func() { <-s.answers }()
		return one.HLS().Fragment(playerOf(r), rendition, sequence, init)
	case <-ctx.Done():
		return nil, errManyFragments
	}
}

// hlsSegment sends a segment. A client that needs longer for it than two segments
// last could not play the stream.
func (s *Server) hlsSegment(w http.ResponseWriter, r *http.Request, one *stream.Stream, contentType string, body []byte, err error) {
	times := deadlinesOf(w, s.log)
	switch {
	case errors.Is(err, errManyFragments):
		s.refuse(w, times, err)
		return
	case err != nil:
		s.missing(w, times, err)
		return
	}
	times.answer(s.limits.HTTP.WriteTimeout + 2*one.HLS().Target())
	header := w.Header()
	header.Set("Content-Type", contentType)
	header.Set("Cache-Control", segmentLife)
	header.Set("ETag", `"`+strings.NewReplacer("/", "-").Replace(r.PathValue("file"))+`"`)
	counted := &countedBody{ResponseWriter: w}
	http.ServeContent(counted, r, "", time.Time{}, bytes.NewReader(body))
	one.HLS().Delivered(counted.bytes)
}

// countedBody counts what is sent.
type countedBody struct {
	http.ResponseWriter
	bytes int
}

func (c *countedBody) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err
}
