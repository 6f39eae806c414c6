package ts

// Limits bounds what the tables of a stream may make the core remember. What
// lies beyond is not looked at and counted.
type Limits struct {
	// Programs is the number of programs of the PAT.
	Programs int `yaml:"programs"`
	// Tracks is the number of tracks of each program.
	Tracks int `yaml:"tracks"`
}

// DefaultLimits are the most that the core follows.
var DefaultLimits = Limits{Programs: 256, Tracks: 32}
