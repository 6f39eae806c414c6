package serve

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"slices"
	"strings"
	"time"

	"spandrel.dev/remux/internal/config"
)

// login lets those in that say who they are. It remembers no password: what it
// compares are codes under a key of its own, so that the time of a comparison tells
// nothing about a secret.
type login struct {
	next   http.Handler
	key    []byte
	known  map[[sha256.Size]byte]bool
	open   []string
	pause  time.Duration
	refuse func()
}

// refusalPause is how long a wrong answer takes, so that guessing is slow.
const refusalPause = 500 * time.Millisecond

// tokenKey is where the context of a request has the token of its URL.
type tokenKey struct{}

// newLogin guards next; refuse is told of each that is not let in.
func newLogin(next http.Handler, auth *config.Auth, refuse func()) http.Handler {
	if !auth.Required() {
		return next
	}
	l := &login{next: next, key: make([]byte, 32), known: make(map[[sha256.Size]byte]bool), open: auth.Open, pause: refusalPause, refuse: refuse}
	// It never fails.
	_, _ = rand.Read(l.key)
	for _, user := range auth.Users {
		l.known[l.code("user", string(user))] = true
	}
	for _, token := range auth.Tokens {
		l.known[l.code("token", string(token))] = true
	}
	return l
}

func (l *login) code(kind, secret string) (code [sha256.Size]byte) {
	sum := hmac.New(sha256.New, l.key)
	sum.Write([]byte(kind + ":" + secret)) // which never fails
	copy(code[:], sum.Sum(nil))
	return code
}

// ServeHTTP answers or refuses one request.
func (l *login) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token := r.URL.Query().Get("token")
	switch {
	case slices.Contains(l.open, r.URL.Path), assets[r.URL.Path].body != nil:
	case token != "" && l.known[l.code("token", token)]:
		r = r.WithContext(context.WithValue(r.Context(), tokenKey{}, token))
	case l.admits(r):
	default:
		l.refuse()
		if token != "" || r.Header.Get("Authorization") != "" {
			select {
			case <-time.After(l.pause):
			case <-r.Context().Done():
			}
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="remux", charset="UTF-8"`)
		http.Error(w, "say who you are: a user with a password, or a token (auth in the configuration)", http.StatusUnauthorized)
		return
	}
	l.next.ServeHTTP(w, r)
}

// admits looks at the header of a request.
func (l *login) admits(r *http.Request) bool {
	if user, password, ok := r.BasicAuth(); ok {
		return l.known[l.code("user", user+":"+password)]
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.EqualFold(scheme, "Bearer") && l.known[l.code("token", strings.TrimSpace(token))]
}
