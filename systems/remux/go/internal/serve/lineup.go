package serve

import (
	"bytes"
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"spandrel.dev/remux/internal/hdhomerun"
	"spandrel.dev/remux/internal/m3u"
	"spandrel.dev/remux/internal/stream"
	"spandrel.dev/remux/internal/version"
)

// listed answers with a list of the streams. Lists name the address that the
// request came to, so they are not shared; they are small and made of the
// configuration alone, and need no place among http.api_in_flight.
func (s *Server) listed(contentType string, render func(from address) ([]byte, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		deadlinesOf(w, s.log).answer(s.limits.HTTP.WriteTimeout)
		body, err := render(s.address(r))
		s.answer(w, http.StatusOK, contentType, body, err)
	}
}

// address is how a client reaches what a list names.
type address struct {
	base  string // before the path
	query string // behind it: the token that the list was asked for with
}

// of is the URL of a path.
func (a address) of(path string) string { return a.base + path + a.query }

// address is the setting, or what the client asked, which the guard has judged. A
// client of old that names no host is told the one that it reached.
func (s *Server) address(r *http.Request) address {
	var a address
	if token, ok := r.Context().Value(tokenKey{}).(string); ok {
		a.query = "?token=" + url.QueryEscape(token)
	}
	host := r.Host
	if listener := s.listener.Load(); host == "" && listener != nil {
		host = listener.Addr().String()
	}
	a.base = cmp.Or(strings.TrimRight(s.limits.Lineup.BaseURL, "/"), "http://"+host)
	return a
}

// playlist lists the streams for players.
func (s *Server) playlist(from address) ([]byte, error) {
	list := m3u.Playlist{Guide: s.limits.Lineup.GuideURL}
	for _, one := range s.streams {
		channel := one.Listing()
		channel.URL = from.of(stream.Path(one.Name()))
		list.Channels = append(list.Channels, channel)
	}
	var text bytes.Buffer
	err := list.Write(&text)
	return text.Bytes(), err
}

// discover describes the daemon as a network tuner.
func (s *Server) discover(from address) ([]byte, error) {
	name := s.limits.Lineup.Name
	return encode(hdhomerun.Device{
		FriendlyName: name, Manufacturer: "remux", ModelNumber: "remux", FirmwareName: "remux", FirmwareVersion: version.String(),
		DeviceID: hdhomerun.ID(name), BaseURL: from.base, LineupURL: from.of("/lineup.json"), TunerCount: s.limits.Lineup.Tuners,
	})
}

// lineup lists the streams as the channels of a tuner. One without a number has that
// of its place, unless another one has it.
func (s *Server) lineup(from address) ([]byte, error) {
	taken := make(map[string]bool)
	for _, one := range s.streams {
		taken[one.Listing().Number] = true
	}
	channels := make([]hdhomerun.Channel, 0, len(s.streams))
	for i, one := range s.streams {
		listing := one.Listing()
		for n := i + 1; listing.Number == ""; n++ {
			if number := strconv.Itoa(n); !taken[number] {
				listing.Number, taken[number] = number, true
			}
		}
		channels = append(channels, hdhomerun.Channel{GuideNumber: listing.Number, GuideName: listing.Title, URL: from.of(stream.Path(one.Name()))})
	}
	return encode(channels)
}

func lineupStatus(address) ([]byte, error) { return encode(hdhomerun.Complete) }
