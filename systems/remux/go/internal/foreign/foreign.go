// Package foreign is the border that text from elsewhere passes: reason
// phrases, error texts of servers, language codes and names in streams. What
// has passed it is short, valid UTF-8 and printable, so that it can be put
// into logs, terminals, pages, JSON and label values as it is.
package foreign

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limit is how many bytes of a text are shown where no setting says otherwise.
const Limit = 200

// cut ends a text that was longer than its limit.
const cut = "…"

// Clean returns text without anything that is not printable, which includes
// line ends, terminal escapes and marks of writing direction, in at most limit
// bytes. It looks at no more of a long text than it returns.
func Clean(text string, limit int) string {
	short := len(text) <= limit
	if short && plain(text) {
		return text
	}
	var b strings.Builder
	end := 0 // of what still leaves room for the mark
	for _, r := range text {
		if !unicode.IsPrint(r) {
			r = utf8.RuneError
		}
		if b.Len()+utf8.RuneLen(r) > limit {
			return b.String()[:end] + mark(limit)
		}
		b.WriteRune(r)
		if b.Len()+len(cut) <= limit {
			end = b.Len()
		}
	}
	return b.String()
}

func mark(limit int) string {
	if limit < len(cut) {
		return ""
	}
	return cut
}

// plain reports whether text is printable ASCII.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// Error is an error whose text is clean. The errors it was made of stay
// reachable for errors.Is and errors.As.
type Error struct {
	text  string
	cause error
}

// CleanError returns err with a clean text, or nil for nil.
func CleanError(err error, limit int) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if cleaned, ok := errors.AsType[*Error](err); ok && cleaned.text == text {
		return err
	}
	return &Error{text: Clean(text, limit), cause: err}
}

// Reworded returns an error that says text, cleaned, instead of what cause says.
func Reworded(text string, cause error, limit int) error {
	return &Error{text: Clean(text, limit), cause: cause}
}

func (e *Error) Error() string { return e.text }

// Unwrap returns the error as it came.
func (e *Error) Unwrap() error { return e.cause }
