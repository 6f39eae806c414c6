package serve

import (
	"bytes"
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

// pagePolicy adds to the policy of every answer that the page may have the one style
// sheet that it contains, and may run the scripts of this server and play its streams:
// players hand the browser what they have read as blobs.
var pagePolicy = policy["Content-Security-Policy"] + "; style-src '" + styleHash(pageText) +
	"'; script-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src blob:; img-src data:"

// styleHash is how a content security policy names the style sheet of a page.
func styleHash(page string) string {
	_, after, _ := strings.Cut(page, "<style>")
	style, _, _ := strings.Cut(after, "</style>")
	sum := sha256.Sum256([]byte(style))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// page lists the streams for people. Its links work behind a proxy that has
// it below a path of its own, and whatever name the proxy is asked for.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", pagePolicy)
	s.shared("text/html; charset=utf-8", func(now *snapshot) *rendering { return now.page }, func(now *snapshot) ([]byte, error) {
		var text bytes.Buffer
		err := pageTemplate.Execute(&text, map[string]any{
			"Version": version.String(), "Streams": now.statuses(), "LostLines": s.lostLines(), "Player": HasPlayer(),
		})
		return text.Bytes(), err
	})(w, r)
}
