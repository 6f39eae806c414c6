package source

import (
	"errors"
	"strings"
)

// ErrNoStream is returned when a server sends something else than a stream.
var ErrNoStream = errors.New("not a transport stream")

// Other is something other than a transport stream.
type Other struct {
	What string // with its article
	Cure string // what to try when a server sends it
}

func (o Other) String() string { return o.What + o.Cure }

const (
	logIn = ": is a log-in or another path needed?"
	find  = ", which remux does not read: use the URL of a transport stream"
)

// radio is told by more than its first bytes.
var radio = Other{"Internet radio (ICY)", ", which is sound alone: use the URL of a transport stream"}

// beginnings are how they begin, in small letters, and after how many bytes.
var beginnings = []struct {
	at    int
	begin string
	other Other
}{
	{0, "#extm3u", Other{"a playlist (HLS)", ", which remux cannot follow: use the URL of a transport stream"}},
	{0, "<!doctype html", Other{"a web page", logIn}},
	{0, "<html", Other{"a web page", logIn}},
	{0, "<head", Other{"a web page", logIn}},
	{0, "<?xml", Other{"XML, such as a playlist (DASH)", find}},
	{0, "<mpd", Other{"a playlist (DASH)", find}},
	{0, "{\"", Other{"JSON", logIn}},
	{0, "icy 200", radio},
	{0, "[playlist]", Other{"a playlist (PLS)", find}},
	{4, "ftyp", Other{"an MP4 file", find}},
	{4, "styp", Other{"a segment of MP4", find}},
	{0, "\x1ae\xdf\xa3", Other{"a Matroska or WebM file", find}},
	{0, "id3", Other{"an MP3 or AAC file", find}},
	{0, "oggs", Other{"an Ogg file", find}},
	{0, "flv\x01", Other{"a Flash video", find}},
	{0, "riff", Other{"a WAV or AVI file", find}},
	{0, "\x1f\x8b\x08", Other{"compressed data (gzip)", find}},
}

// Recognizable is how many bytes [Recognize] looks at.
const Recognizable = 64

// Recognize tells what these first bytes begin if that is something other than a stream. sure is whether more of them would not
// change the answer.
func Recognize(begun []byte) (other Other, sure bool) {
	text := asciiLower(begun)
	start := strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), " \t\r\n")
	for _, known := range beginnings {
		from := start
		if known.at > 0 {
			from = text[min(known.at, len(text)):]
		}
		if strings.HasPrefix(from, known.begin) {
			return known.other, true
		}
	}
	return Other{}, len(start) >= len("<!doctype html") || len(begun) >= Recognizable
}

// asciiLower leaves bytes as they are that are not letters.
func asciiLower(data []byte) string {
	lower := make([]byte, len(data))
	for i, c := range data {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return string(lower)
}
