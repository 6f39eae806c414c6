package config

import (
	"crypto/x509"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/location"
)

// Source is one stream.
type Source struct {
	// Name is the word in /stream/{name}.ts.
	Name string `yaml:"name"`
	// URL says where the stream comes from; see Location.
	URL location.Address `yaml:"url"`
	// URLFile is a file that holds the URL instead.
	URLFile string `yaml:"url_file"`
	// Loop repeats a file for ever.
	Loop bool `yaml:"loop"`
	// Once ends the stream of a FIFO with its first writer.
	Once bool `yaml:"once"`
	// OnDemand opens the source only while somebody reads.
	OnDemand bool `yaml:"on_demand"`
	// Group is its heading in lists, and shares the tuners of demand.tuners.
	Group string `yaml:"group"`
	// Title is what lists call it, Number its place on a remote control; without
	// them it is the name, and its place in the file.
	Title  string `yaml:"title"`
	Number string `yaml:"number"`
	// Logo is the URL of a picture, GuideID the channel in the programme guide.
	Logo    string `yaml:"logo"`
	GuideID string `yaml:"guide_id"`
	// Headers are sent to the server of an HTTP source, and to no other that it
	// redirects to.
	Headers []location.Header `yaml:"headers"`
	// CAFile holds the certificates, in PEM, that the server of an HTTPS source is
	// judged by, instead of those of the system.
	CAFile string `yaml:"ca_file"`
	// Audio changes settings of audio for this source; see Settings.
	Audio yaml.Node `yaml:"audio"`

	settings *engine.Settings // made of Audio by Resolve
	// folder is what paths are relative to: that of the configuration file, or
	// empty for the working directory.
	folder string
}

// sourceName is what fits into a path of the server without escaping.
var sourceName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// mostSources bounds the streams of one daemon.
const mostSources = 256

// within is a path of this source as the operating system takes it, wherever the
// program was started.
func (s *Source) within(path string) (string, error) {
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.folder, path)
	}
	return filepath.Abs(path)
}

// Location is where the stream comes from.
func (s *Source) Location() (location.Location, error) {
	from, err := location.Parse(s.URL)
	if err == nil && from.Kind == location.File {
		from.Path, err = s.within(from.Path)
	}
	return from, err
}

// Settings are those of the audio of this source.
func (s *Source) Settings(c *Config) engine.Settings {
	if s.settings == nil {
		return c.Audio
	}
	return *s.settings
}

// label is the name of a source for messages. One that is not a valid name may
// be a URL, after a missing NAME=, and is not shown.
func (s *Source) label(i int) string {
	if !sourceName.MatchString(s.Name) {
		return fmt.Sprintf("number %d", i+1)
	}
	return fmt.Sprintf("%q", s.Name)
}

func (p *problems) checkSources(sources []Source) {
	if len(sources) == 0 {
		p.add("there is no source: add one under sources, or use --source NAME=URL")
	}
	if len(sources) > mostSources {
		p.add("there are %d sources: at most %d are possible", len(sources), mostSources)
	}
	var names []string
	numbers := make(map[string]string)
	stdin := ""
	for i, source := range sources {
		where := "source " + source.label(i)
		if !sourceName.MatchString(source.Name) {
			p.add("%s: its name must be 1 to 64 letters, digits, dots, hyphens or underscores and start with a letter or digit", where)
		} else if slices.Contains(names, source.Name) {
			p.add("%s stands twice: rename one", where)
		}
		names = append(names, source.Name)
		p.checkListing(where, &source, numbers)
		from, err := source.Location()
		p.checkRequest(where, &source, from)
		switch {
		case err != nil:
			p.add("%s: %v", where, err)
		case source.Loop && from.Kind != location.File:
			p.add("%s: only a file can loop, not %s", where, from)
		case source.Once && from.Kind != location.File:
			p.add("%s: once is for a file or FIFO, not %s", where, from)
		case (source.Once || from.Once) && (source.Loop || from.Loop):
			p.add("%s: loop and once exclude each other", where)
		case from.Kind == location.Stdin && source.OnDemand:
			p.add("%s: standard input cannot be opened on demand", where)
		case from.Kind == location.Stdin && stdin != "":
			p.add("%s reads standard input, and so does %s: only one can", where, stdin)
		case from.Kind == location.Stdin:
			stdin = where
		}
	}
}

// checkRequest judges what the server of a source is sent.
func (p *problems) checkRequest(where string, source *Source, from location.Location) {
	if from.Kind != location.HTTP && (len(source.Headers) > 0 || source.CAFile != "") {
		p.add("%s: headers and ca_file are for http and https, not %s", where, from)
		return
	}
	for _, header := range source.Headers {
		if _, _, err := header.Parse(); err != nil {
			p.add("%s: %v", where, err)
		}
	}
	if _, err := source.Roots(); err != nil {
		p.add("%s: ca_file: %v", where, err)
	}
}

// Roots are the certificates of CAFile; nil stands for those of the system.
func (s *Source) Roots() (*x509.CertPool, error) {
	if s.CAFile == "" {
		return nil, nil
	}
	path, err := s.within(s.CAFile)
	if err != nil {
		return nil, err
	}
	text, err := read(path)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%s has no certificate in PEM", path)
	}
	return roots, nil
}
