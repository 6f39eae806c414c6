package stream

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

// The last error says when it was; without one there is no time.
func TestIssueTheLastErrorHasItsTime(t *testing.T) {
	s := testStream(t, "a", "-", nil)
	text, err := json.Marshal(s.Status())
	if err != nil || strings.Contains(string(text), "last_error_at") {
		t.Errorf("%s, %v", text, err)
	}
	before := time.Now()
	s.note(Waiting, errors.New("broken"))
	if status := s.Status(); status.LastError != "broken" || status.LastErrorAt.Before(before) || status.LastErrorAt.After(time.Now()) {
		t.Errorf("%q at %v", status.LastError, status.LastErrorAt)
	}
}
