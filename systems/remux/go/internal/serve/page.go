package serve

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"strings"

	"spandrel.dev/remux/internal/version"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// pagePolicy adds to the policy of every answer that the page may have the
// one style sheet that it contains.
var pagePolicy = policy["Content-Security-Policy"] + "; style-src '" + styleHash(pageText) + "'"

// styleHash is how a content security policy names the style sheet of a page.
func styleHash(page string) string {
	_, after, _ := strings.Cut(page, "<style>")
	style, _, _ := strings.Cut(after, "</style>")
	sum := sha256.Sum256([]byte(style))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// page lists the streams for people.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", pagePolicy)
	header.Set("Cache-Control", "no-store")
	err := pageTemplate.Execute(w, map[string]any{
		"Version": version.String(), "Host": r.Host, "Streams": s.shared.get().statuses, "LostLines": s.lostLines(),
	})
	if err != nil {
		s.log.Debug("a response was not taken", "error", err)
	}
}
