package serve

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io"
	"net/http"
	"strconv"
)

// players are hls.js and mpegts.js, which the build takes from npm; without it there
// is only a note.
//
//go:embed player
var players embed.FS

//go:embed page.js
var pageScript []byte

// asset is a file of the page.
type asset struct {
	contentType string
	packed      bool
	body        []byte
}

// assets are the files of the page by their paths. They are the same for everybody
// and hold nothing of the streams, so that they need no log-in.
var assets = readAssets()

// HasPlayer reports whether the program was built with the players of the page.
func HasPlayer() bool {
	return assets["/player/hls.js"].body != nil && assets["/player/mpegts.js"].body != nil
}

func readAssets() map[string]asset {
	const script = "text/javascript; charset=utf-8"
	all := map[string]asset{"/page.js": {script, false, pageScript}}
	for path, one := range map[string]asset{
		"/player/hls.js": {script, true, nil}, "/player/mpegts.js": {script, true, nil},
		"/player/licenses.txt": {"text/plain; charset=utf-8", false, nil},
	} {
		file := path[1:]
		if one.packed {
			file += ".gz"
		}
		// What is not there was left out of the build.
		if body, err := players.ReadFile(file); err == nil {
			one.body = body
			all[path] = one
		}
	}
	return all
}

// asset sends a file of the page, packed as it is if the client takes it so.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	one, found := assets[r.URL.Path]
	if !found {
		http.Error(w, "this program was built without the players of the page: npm was missing", http.StatusNotFound)
		return
	}
	deadlinesOf(w, s.log).answer(s.limits.HTTP.WriteTimeout)
	header, body := w.Header(), one.body
	header.Set("Vary", "Accept-Encoding")
	if one.packed && accepts(r, "gzip") {
		header.Set("Content-Encoding", "gzip")
	} else if one.packed {
		reader, err := gzip.NewReader(bytes.NewReader(body))
		if err == nil {
			body, err = io.ReadAll(reader)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	header.Set("Content-Type", one.contentType)
	header.Set("Cache-Control", "no-cache")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	if _, err := w.Write(body); err != nil {
		s.log.Debug("a response was not taken", "error", err)
	}
}
