package serve

import (
	"bytes"
	"net/http"
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
func (s *Server) listed(contentType string, render func(base string) ([]byte, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		deadlinesOf(w, s.log).answer(s.limits.HTTP.WriteTimeout)
		body, err := render(s.base(r))
		s.answer(w, http.StatusOK, contentType, body, err)
	}
}

// base is what stands before the paths in lists: the setting, or the address that
// the client asked, which the guard has judged. A client of old that names none is
// told the one that it reached.
func (s *Server) base(r *http.Request) string {
	if set := s.limits.Lineup.BaseURL; set != "" {
		return strings.TrimRight(set, "/")
	}
	host := r.Host
	if listener := s.listener.Load(); host == "" && listener != nil {
		host = listener.Addr().String()
	}
	return "http://" + host
}

// playlist lists the streams for players.
func (s *Server) playlist(base string) ([]byte, error) {
	list := m3u.Playlist{Guide: s.limits.Lineup.GuideURL}
	for _, one := range s.streams {
		channel := one.Listing()
		channel.URL = base + stream.Path(one.Name())
		list.Channels = append(list.Channels, channel)
	}
	var text bytes.Buffer
	err := list.Write(&text)
	return text.Bytes(), err
}

// discover describes the daemon as a network tuner.
func (s *Server) discover(base string) ([]byte, error) {
	name := s.limits.Lineup.Name
	return encode(hdhomerun.Device{
		FriendlyName: name, Manufacturer: "remux", ModelNumber: "remux", FirmwareName: "remux", FirmwareVersion: version.String(),
		DeviceID: hdhomerun.ID(name), BaseURL: base, LineupURL: base + "/lineup.json", TunerCount: s.limits.Lineup.Tuners,
	})
}

// lineup lists the streams as the channels of a tuner. One without a number has that
// of its place, unless another one has it.
func (s *Server) lineup(base string) ([]byte, error) {
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
		channels = append(channels, hdhomerun.Channel{GuideNumber: listing.Number, GuideName: listing.Title, URL: base + stream.Path(one.Name())})
	}
	return encode(channels)
}

func lineupStatus(string) ([]byte, error) { return encode(hdhomerun.Complete) }
