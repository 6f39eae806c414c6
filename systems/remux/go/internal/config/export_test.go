package config

import "io"

// In is what tests see of the folder that paths are relative to.
func (s Source) In(folder string) Source {
	s.folder = folder
	return s
}

// WriteExample writes a configuration with its URLs as they are.
func (c *Config) WriteExample(to io.Writer) error {
	return c.write(to, func(s *Source) string { return string(s.URL) })
}
