package config

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lineup is how the streams are listed for players: /playlist.m3u, and the documents
// of a network tuner.
type Lineup struct {
	// Name is the name of the tuner.
	Name string `yaml:"name"`
	// BaseURL is the address in the lists; empty takes that of the request.
	BaseURL string `yaml:"base_url"`
	// GuideURL is the programme guide (XMLTV) that the list names.
	GuideURL string `yaml:"guide_url"`
	// Tuners is how many streams a player may use at a time.
	Tuners int `yaml:"tuners"`
}

// mostTitle bounds what people read of a source, in bytes.
const mostTitle = 128

// mostURL bounds a URL in a list.
const mostURL = 2048

// channelNumber is a place on a remote control, such as 7 or 7.1.
var channelNumber = regexp.MustCompile(`^[0-9]{1,5}(\.[0-9]{1,3})?$`)

// isTitle reports whether text can stand in a list of channels.
func isTitle(text string) bool {
	return len(text) <= mostTitle && utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) &&
		strings.TrimSpace(text) == text
}

// isWebURL reports whether text is a URL that can stand in a list.
func isWebURL(text string) bool {
	parsed, err := url.Parse(text)
	return err == nil && (parsed.Scheme == "http" || parsed.Scheme == "https") && parsed.Host != "" && len(text) <= mostURL &&
		!strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == '"' || r == 0x7f })
}

func (p *problems) checkLineup(lineup *Lineup) {
	if lineup.Name == "" || !isTitle(lineup.Name) {
		p.add("lineup.name is %q: write 1 to %d printable characters", lineup.Name, mostTitle)
	}
	if parsed, err := url.Parse(lineup.BaseURL); lineup.BaseURL != "" && (!isWebURL(lineup.BaseURL) || err != nil || parsed.RawQuery != "" || parsed.Fragment != "" || parsed.User != nil) {
		p.add("lineup.base_url: write http://HOST:PORT, or https://HOST/PATH where a proxy serves /")
	}
	if lineup.GuideURL != "" && !isWebURL(lineup.GuideURL) {
		p.add("lineup.guide_url: write the http or https URL of an XMLTV guide")
	}
}

// checkListing judges what a source says about itself in lists.
func (p *problems) checkListing(where string, source *Source, numbers map[string]string) {
	for _, text := range []struct{ name, value string }{{"title", source.Title}, {"group", source.Group}, {"guide_id", source.GuideID}} {
		if !isTitle(text.value) {
			p.add("%s: %s has at most %d bytes, all of them printable", where, text.name, mostTitle)
		}
	}
	if source.Logo != "" && !isWebURL(source.Logo) {
		p.add("%s: logo is the http or https URL of a picture", where)
	}
	if source.Number == "" {
		return
	}
	if !channelNumber.MatchString(source.Number) {
		p.add("%s: number is %q: write 7 or 7.1", where, source.Number)
	} else if other, twice := numbers[source.Number]; twice {
		p.add("%s and %s have the number %s: change one", other, where, source.Number)
	}
	numbers[source.Number] = where
}
