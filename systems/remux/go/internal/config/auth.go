package config

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"spandrel.dev/remux/internal/location"
)

// Auth says who may read. Without users and tokens everybody may.
type Auth struct {
	// Users are NAME:PASSWORD, for Basic authentication.
	Users []Credential `yaml:"users"`
	// Tokens are for programs: in a header or in the query of a URL.
	Tokens []Credential `yaml:"tokens"`
	// Open are the paths that need neither.
	Open []string `yaml:"open"`
}

// Required reports whether a client must say who it is.
func (a *Auth) Required() bool { return len(a.Users)+len(a.Tokens) > 0 }

// Credential is a secret of the operator. Whatever prints it shows the name of a user
// at most; only a conversion to string reveals it.
type Credential string

// String is what may be shown.
func (c Credential) String() string {
	if name, _, ok := strings.Cut(string(c), ":"); ok {
		return name + ":…"
	}
	return "…"
}

// Format shows what String returns, whatever the verb.
func (c Credential) Format(state fmt.State, verb rune) {
	text := c.String()
	if verb == 'q' {
		text = strconv.Quote(text)
	}
	// The state remembers a failure itself.
	_, _ = io.WriteString(state, text)
}

// LogValue is what a log line shows.
func (c Credential) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalText is what JSON and YAML show.
func (c Credential) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Least lengths: what is shorter can be guessed.
const (
	leastPassword = 8
	leastToken    = 16
)

// resolve fills in the environment.
func (a *Auth) resolve(p *problems) {
	for _, list := range [][]Credential{a.Users, a.Tokens} {
		for i, one := range list {
			filled, err := location.FillPlain(string(one))
			if err != nil {
				p.add("auth: %v", err)
			}
			list[i] = Credential(filled)
		}
	}
}

func (p *problems) checkAuth(a *Auth) {
	names := make(map[string]bool)
	for i, user := range a.Users {
		name, password, ok := strings.Cut(string(user), ":")
		switch {
		case !ok || name == "" || !isTitle(name):
			p.add("auth.users: number %d is not NAME:PASSWORD", i+1)
		case names[name]:
			p.add("auth.users: %q stands twice", name)
		case len(password) < leastPassword || len(password) > mostURL:
			p.add("auth.users: the password of %q needs at least %d bytes", name, leastPassword)
		}
		names[name] = true
	}
	for i, token := range a.Tokens {
		if text := string(token); len(text) < leastToken || len(text) > mostURL || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }) {
			p.add("auth.tokens: number %d needs at least %d printable bytes without spaces, such as those of openssl rand -hex 16", i+1, leastToken)
		}
	}
	for _, path := range a.Open {
		if !strings.HasPrefix(path, "/") {
			p.add("auth.open: %q is not a path, such as /metrics", path)
		}
	}
}

// hasCredentials reports whether the text itself holds some, besides what the
// environment fills in.
func (a *Auth) hasCredentials() bool {
	return slices.ContainsFunc(slices.Concat(a.Users, a.Tokens), func(one Credential) bool {
		_, secret, ok := strings.Cut(string(one), ":")
		if !ok {
			secret = string(one)
		}
		return !strings.HasPrefix(secret, "${")
	})
}
