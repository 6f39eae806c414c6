package location

import (
	"net/url"
	"slices"
	"strings"
)

// replaceForms takes secrets out of a text, in whatever case and whether or not
// the text has them escaped.
func replaceForms(text string, secrets []string) string {
	for _, secret := range slices.Clone(secrets) {
		secrets = append(secrets, url.QueryEscape(secret), url.PathEscape(secret))
	}
	slices.SortFunc(secrets, func(a, b string) int { return len(b) - len(a) })
	for _, secret := range slices.Compact(secrets) {
		if len(secret) >= secretBytes {
			text = replaceFold(text, secret)
		}
	}
	return text
}

// replaceFold replaces a secret in either case of the letters of ASCII.
func replaceFold(text, secret string) string {
	lower, sought := lowerASCII(text), lowerASCII(secret)
	var clean strings.Builder
	for {
		at := strings.Index(lower, sought)
		if at < 0 {
			clean.WriteString(text)
			return clean.String()
		}
		clean.WriteString(text[:at] + "…")
		text, lower = text[at+len(sought):], lower[at+len(sought):]
	}
}

// lowerASCII changes no length, also of what is not UTF-8.
func lowerASCII(text string) string {
	bytes := []byte(text)
	for i, b := range bytes {
		if b >= 'A' && b <= 'Z' {
			bytes[i] = b + 'a' - 'A'
		}
	}
	return string(bytes)
}
