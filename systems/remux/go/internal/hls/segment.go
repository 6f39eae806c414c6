package hls

import (
	"time"

	"spandrel.dev/remux/internal/ts"
)

// part is what a segment has for one rendition.
type part struct {
	bytes []byte
	// filled says that there is more than tables in it.
	filled bool
}

// segment is a piece of the stream, with all its renditions. It does not change
// once it is finished.
type segment struct {
	sequence uint64
	// discontinuities is how many there were up to its beginning.
	discontinuities uint64
	parts           map[string]*part
	duration        time.Duration
	at              time.Time // wall-clock time of its first picture
	// discontinuity says that it does not follow the one before.
	discontinuity bool
	// independent says that it begins with a key picture.
	independent bool
	// renditions and forms are what was known of the stream at its end.
	renditions []rendition
	forms      map[string]form

	// stretch is the sequence of the first segment that this one follows without a
	// break.
	stretch uint64

	began   ts.Timestamp
	base    int64  // began on the clock of the stretch, which does not wrap
	video   []byte // beginning of its first access unit, until its form is known
	checked bool   // the form of the pictures is known
}

// size is how many bytes it has in memory.
func (s *segment) size() int {
	bytes := 0
	for _, one := range s.parts {
		bytes += len(one.bytes)
	}
	return bytes
}

// rendition is a playlist of its own: the pictures with the sound that is
// played first, or another sound.
type rendition struct {
	// name is the word in its paths.
	name string
	// title is what people read, unique among the sounds.
	title     string
	language  string // as the stream has it
	describes bool   // the pictures, for those who do not see them
	// tracks are what it carries; lead is the first of them.
	tracks []elementary
}

// main is the rendition of the pictures, or of the only sound.
const main = "main"

func (r *rendition) lead() *elementary { return &r.tracks[0] }
