package serve

import (
	_ "embed"
	"html/template"
	"net/http"

	"spandrel.dev/remux/internal/version"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// page lists the streams for people.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	err := pageTemplate.Execute(w, map[string]any{"Version": version.String(), "Host": r.Host, "Streams": s.statuses()})
	if err != nil {
		s.log.Debug("a response was not taken", "error", err)
	}
}
