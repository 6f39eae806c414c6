package config

// In is what tests see of the folder that paths are relative to.
func (s Source) In(folder string) Source {
	s.folder = folder
	return s
}
