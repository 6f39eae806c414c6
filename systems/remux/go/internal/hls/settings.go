package hls

import "time"

// Settings say how streams are cut for players of HLS, and what that may cost.
type Settings struct {
	// Enabled offers the streams as HLS.
	Enabled bool `yaml:"enabled"`
	// Segment is how long a segment is to be. It ends at the next key picture.
	Segment time.Duration `yaml:"segment"`
	// Window is the number of segments in a playlist.
	Window int `yaml:"window"`
	// Bytes bounds the segments of one stream in memory.
	Bytes int `yaml:"bytes"`
	// CloseAfter is how long a stream is cut after the last request for it.
	CloseAfter time.Duration `yaml:"close_after"`
}
