package config

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"spandrel.dev/remux/internal/foreign"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/m3u"
)

// PassedOver says which channels of the playlists are not sources, and why.
func (c *Config) PassedOver() []string { return c.passedOver }

// readPlaylists makes a source of each channel of the playlists. Sources that stand
// in the configuration keep their names.
func (c *Config) readPlaylists(p *problems) {
	names, numbers := make(map[string]bool), make(map[string]bool)
	for _, source := range c.Sources {
		names[source.Name], numbers[source.Number] = true, true
	}
	for _, path := range c.Playlists {
		if isURL.MatchString(path) {
			p.add("playlists has the path of a file; download a list first (curl -o channels.m3u URL)")
			continue
		}
		list, err := readPlaylist(path)
		if err != nil {
			p.add("playlist %s: %v", path, err)
			continue
		}
		if c.Lineup.GuideURL == "" && isWebURL(list.Guide) {
			c.Lineup.GuideURL = list.Guide
		}
		for _, channel := range list.Channels {
			source, err := sourceOf(channel, filepath.Dir(path))
			if err != nil {
				c.passedOver = append(c.passedOver, fmt.Sprintf("%s: channel %q: %v", path, channel.Title, err))
				continue
			}
			source.Name = unused(names, channel.Title)
			if numbers[source.Number] {
				source.Number = ""
			}
			numbers[source.Number] = true
			c.Sources = append(c.Sources, source)
		}
	}
	c.Playlists = nil
}

func readPlaylist(path string) (m3u.Playlist, error) {
	file, err := os.Open(path)
	if err != nil {
		return m3u.Playlist{}, err
	}
	defer file.Close()
	return m3u.Read(file)
}

// sourceOf makes a source of a channel. What would be wrong in a list is left out:
// the file is another program's.
func sourceOf(channel m3u.Channel, folder string) (Source, error) {
	source := Source{
		URL: location.Address(channel.URL), OnDemand: true, folder: folder,
		Title: foreign.Clean(channel.Title, mostTitle), Group: foreign.Clean(channel.Group, mostTitle), GuideID: foreign.Clean(channel.ID, mostTitle),
	}
	if channelNumber.MatchString(channel.Number) {
		source.Number = channel.Number
	}
	if isWebURL(channel.Logo) {
		source.Logo = channel.Logo
	}
	if parsed, err := url.Parse(channel.URL); channel.URL != "-" && (err != nil || parsed.Scheme == "") {
		source.URL = location.Address("file:" + (&url.URL{Path: channel.URL}).EscapedPath())
	}
	from, err := source.Location()
	if err == nil && from.Kind == location.HTTP {
		for name, value := range map[string]string{"User-Agent": channel.UserAgent, "Referer": channel.Referrer} {
			if header := location.Header(name + ": " + value); value != "" && header.Valid() {
				source.Headers = append(source.Headers, header)
			}
		}
	}
	if err == nil && from.Kind == location.Stdin {
		err = errors.New("standard input is not a channel")
	}
	return source, err
}

// unused is a name for a source, made of its title, that no other one has.
func unused(names map[string]bool, title string) string {
	var word strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			word.WriteRune(r)
		case word.Len() > 0 && !strings.HasSuffix(word.String(), "-"):
			word.WriteByte('-')
		}
	}
	short := word.String()
	short = strings.Trim(short[:min(len(short), 56)], "-")
	if short == "" {
		short = "channel"
	}
	name := short
	for n := 2; names[name]; n++ {
		name = fmt.Sprintf("%s-%d", short, n)
	}
	names[name] = true
	return name
}
