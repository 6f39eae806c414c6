package location

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestHeaders(t *testing.T) {
	for text, want := range map[Header]string{
		"User-Agent: TV 1.0":      "User-Agent=TV 1.0",
		"x-api-key:secret":        "X-Api-Key=secret",
		" Cookie : a=b; c=d ":     "Cookie=a=b; c=d",
		"secret":                  "NAME: VALUE",
		"two words: secret":       "NAME: VALUE",
		"X-Key:":                  "the header X-Key has no value",
		"X-Key: secret\r\nX: y":   "not printable ASCII",
		"X-Key: secr\u00e9t":      "not printable ASCII",
		"Host: secret":            "the header Host is set by remux itself",
		"transfer-encoding: gzip": "set by remux itself",
	} {
		name, value, err := text.Parse()
		got := name + "=" + value
		if err != nil {
			got = err.Error()
			if strings.Contains(got, "secr") {
				t.Errorf("the error shows a value: %s", got)
			}
		}
		if !strings.Contains(got, want) {
			t.Errorf("%q is %s, want %s", string(text), got, want)
		}
	}
}

func TestHeadersAreFilledAndNotShown(t *testing.T) {
	t.Setenv("REMUX_TEST_TOKEN", "secret%2F")
	header, err := Header("Authorization: Bearer ${REMUX_TEST_TOKEN}").Filled()
	if err != nil || string(header) != "Authorization: Bearer secret%2F" {
		t.Errorf("%q, %v", string(header), err)
	}
	if _, err := Header("X: ${REMUX_TEST_MISSING}").Filled(); err == nil || !strings.Contains(err.Error(), "REMUX_TEST_MISSING") {
		t.Errorf("a variable that is not there: %v", err)
	}
	for header, want := range map[Header]bool{
		"Authorization: Bearer ${TOKEN}": false, "Authorization: Bearer secret": true, "X-Key: secret": true, "User-Agent: TV": false,
	} {
		if header.HasCredentials() != want {
			t.Errorf("%s: credentials are %v", string(header), !want)
		}
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("", "header", header)
	text, err := json.Marshal(header)
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{fmt.Sprint(header), fmt.Sprintf("%q %x %#v", header, header, header), log.String(), string(text), Header("secret").String()} {
		if strings.Contains(shown, "secret") {
			t.Errorf("shown: %s", shown)
		}
	}
}
