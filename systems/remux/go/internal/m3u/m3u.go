// Package m3u reads and writes lists of channels, as players and set-top boxes
// exchange them.
package m3u

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"spandrel.dev/remux/internal/foreign"
)

// Playlist is a list of channels.
type Playlist struct {
	// Guide is the URL of the programme guide (XMLTV), or empty.
	Guide    string
	Channels []Channel
}

// Channel is one entry. All texts but the URL may be empty.
type Channel struct {
	// URL is what is played, as it stands in the file.
	URL string
	// Title is for people, Number the place on a remote control.
	Title, Number string
	// Group is a heading, such as News.
	Group string
	// Logo is the URL of a picture, ID the channel in the programme guide.
	Logo, ID string
	// UserAgent and Referrer are what its server wants to be sent. They are read
	// and never written.
	UserAgent, Referrer string
}

// Bounds of what is read.
const (
	MostBytes    = 4 << 20
	mostChannels = 10_000
	mostText     = 256
)

// ErrHLS is returned for the playlist of one HLS stream.
var ErrHLS = errors.New("this is the playlist of an HLS stream, not a list of channels")

// Read reads a list. Lines and attributes that it does not know are passed over.
func Read(from io.Reader) (Playlist, error) {
	var list Playlist
	text, err := io.ReadAll(io.LimitReader(from, MostBytes+1))
	switch {
	case err != nil:
		return list, err
	case len(text) > MostBytes:
		return list, fmt.Errorf("the list is larger than %d bytes", MostBytes)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	var next Channel
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, MostBytes+1)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		name, rest, _ := strings.Cut(line, ":")
		switch {
		case line == "":
		case strings.HasPrefix(line, "#EXTM3U"):
			known, _ := attributes(strings.TrimPrefix(line, "#EXTM3U"))
			list.Guide = first(known["url-tvg"], known["x-tvg-url"])
		case strings.HasPrefix(line, "#EXT-X-"):
			return list, ErrHLS
		case name == "#EXTINF":
			next = information(rest)
		case name == "#EXTVLCOPT":
			switch option, value, _ := strings.Cut(rest, "="); option {
			case "http-user-agent":
				next.UserAgent = clean(value)
			case "http-referrer":
				next.Referrer = clean(value)
			}
		case name == "#EXTGRP":
			next.Group = first(next.Group, clean(rest))
		case strings.HasPrefix(line, "#"):
		case len(list.Channels) == mostChannels:
			return list, fmt.Errorf("the list has more than %d channels", mostChannels)
		default:
			next.URL = line
			list.Channels = append(list.Channels, next)
			next = Channel{}
		}
	}
	return list, lines.Err()
}

// information is what stands in front of a channel: its length, attributes and,
// behind a comma, its title.
func information(text string) Channel {
	known, title := attributes(strings.TrimLeft(text, "+-.0123456789"))
	return Channel{
		Title: first(title, known["tvg-name"]), Number: first(known["tvg-chno"], known["channel-number"]),
		Group: known["group-title"], Logo: known["tvg-logo"], ID: first(known["tvg-id"], known["channel-id"]),
	}
}

// attributes reads NAME="VALUE" as often as it stands there, and what follows
// behind a comma.
func attributes(text string) (known map[string]string, rest string) {
	known = make(map[string]string)
	for {
		text = strings.TrimLeft(text, " \t")
		name, after, ok := strings.Cut(text, "=")
		if !ok || strings.ContainsAny(name, ", \t") {
			break
		}
		quote := ""
		if after != "" && strings.ContainsAny(after[:1], `"'`) {
			quote, after = after[:1], after[1:]
		}
		var value string
		if quote != "" {
			value, text, _ = strings.Cut(after, quote)
		} else {
			end := strings.IndexAny(after, " \t,")
			if end < 0 {
				end = len(after)
			}
			value, text = after[:end], after[end:]
		}
		known[strings.ToLower(name)] = clean(value)
	}
	_, rest, _ = strings.Cut(text, ",")
	return known, clean(rest)
}

func clean(text string) string {
	if !utf8.ValidString(text) {
		// Old lists are in Latin-1.
		runes := make([]rune, 0, len(text))
		for _, b := range []byte(text) {
			runes = append(runes, rune(b))
		}
		text = string(runes)
	}
	return foreign.Clean(strings.TrimSpace(text), mostText)
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// Write writes the list.
func (p *Playlist) Write(to io.Writer) error {
	var text bytes.Buffer
	text.WriteString("#EXTM3U")
	attribute(&text, "url-tvg", p.Guide)
	attribute(&text, "x-tvg-url", p.Guide)
	text.WriteString("\n")
	for _, one := range p.Channels {
		text.WriteString("#EXTINF:-1")
		attribute(&text, "tvg-id", one.ID)
		attribute(&text, "tvg-chno", one.Number)
		attribute(&text, "tvg-logo", one.Logo)
		attribute(&text, "group-title", one.Group)
		fmt.Fprintf(&text, ",%s\n%s\n", one.Title, one.URL)
	}
	_, err := to.Write(text.Bytes())
	return err
}

// attribute writes one that is not empty. There is no way to write a quotation
// mark in a value.
func attribute(to *bytes.Buffer, name, value string) {
	if value != "" {
		fmt.Fprintf(to, ` %s="%s"`, name, strings.ReplaceAll(value, `"`, "'"))
	}
}
