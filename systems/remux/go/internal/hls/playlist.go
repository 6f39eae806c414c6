package hls

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Kind is what segments are made of.
type Kind uint8

const (
	// Auto is TS, and MP4 for HEVC, which Apple's players take in nothing else.
	Auto Kind = iota
	// TS is the packets of the stream.
	TS
	// MP4 is fragments of MP4, which are made of them when they are asked for.
	MP4
)

// prefix stands in front of the names of the playlists of a kind.
func (k Kind) prefix() string {
	if k == MP4 {
		return "mp4-"
	}
	return ""
}

// segmentName is the path of a segment beside its playlist.
func segmentName(rendition string, sequence uint64, kind Kind) string {
	ending := "ts"
	if kind == MP4 {
		ending = "m4s"
	}
	return fmt.Sprintf("%s/%d.%s", rendition, sequence, ending)
}

// master is the list of what there is to choose: one variant, and sounds where
// there are several. The query is appended to each path.
func (w *window) master(kind Kind, query string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	newest := w.segments[len(w.segments)-1]
	fragments := !slices.ContainsFunc(newest.renditions, func(one rendition) bool { return !one.fragmentable() })
	switch {
	case kind == MP4 && !fragments:
		return "", fmt.Errorf("%w: %w", ErrGone, errNoFragment)
	case kind == Auto && fragments && newest.renditions[0].lead().streamType == typeHEVC:
		kind = MP4
	}
	pictures := newest.forms[main]
	forms := []string{pictures.codec}
	var sounds []*rendition
	for i := range newest.renditions {
		one := &newest.renditions[i]
		if one.name != main && !w.fills(one.name) {
			continue // a track that the tables name and that never comes
		}
		for _, track := range one.tracks {
			if known, ok := newest.forms[soundName(track.pid)]; ok {
				forms = append(forms, known.codec)
			}
		}
		if one.title != "" {
			sounds = append(sounds, one)
		}
	}
	var text strings.Builder
	text.WriteString("#EXTM3U\n#EXT-X-VERSION:6\n")
	group := ""
	if len(sounds) > 1 || len(sounds) == 1 && sounds[0].name != main {
		group = `,AUDIO="sound"`
		writeSounds(&text, sounds, kind, query)
	}
	peak, average := w.rates(newest.renditions)
	fmt.Fprintf(&text, "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d", peak, average)
	if list := codecList(forms...); list != "" {
		fmt.Fprintf(&text, ",CODECS=%q", list)
	}
	if pictures.width > 0 && pictures.height > 0 {
		fmt.Fprintf(&text, ",RESOLUTION=%dx%d", pictures.width, pictures.height)
	}
	if pictures.rate > 0 {
		fmt.Fprintf(&text, ",FRAME-RATE=%.3f", pictures.rate)
	}
	fmt.Fprintf(&text, "%s\n%s%s.m3u8%s\n", group, kind.prefix(), main, query)
	return text.String(), nil
}

// fills reports whether a rendition has anything in the playlists. It requires the
// lock.
func (w *window) fills(name string) bool {
	return slices.ContainsFunc(w.listed(), func(one *segment) bool { return one.parts[name] != nil && one.parts[name].filled })
}

// writeSounds lists the sounds. The first is played unless the player or its user
// wants another language.
func writeSounds(text *strings.Builder, sounds []*rendition, kind Kind, query string) {
	for i, one := range sounds {
		fmt.Fprintf(text, `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="%s"`, attribute(one.title))
		if one.language != "" {
			fmt.Fprintf(text, `,LANGUAGE="%s"`, languageTag(one.language))
		}
		chosen := "NO"
		if i == 0 {
			chosen = "YES"
		}
		if one.describes {
			text.WriteString(`,CHARACTERISTICS="public.accessibility.describes-video"`)
		}
		fmt.Fprintf(text, ",DEFAULT=%s,AUTOSELECT=YES", chosen)
		if one.name != main {
			fmt.Fprintf(text, `,URI="%s%s.m3u8%s"`, kind.prefix(), one.name, query)
		}
		text.WriteByte('\n')
	}
}

// attribute is text that can stand in quotes.
func attribute(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '"' || r < ' ' {
			return '\''
		}
		return r
	}, text)
}

// rates are the largest and the mean number of bits a second of the pictures with
// the largest sound. It requires the lock.
func (w *window) rates(renditions []rendition) (peak, average int) {
	sound, soundMean := 0.0, 0.0
	for _, one := range renditions {
		most := w.peak[one.name]
		bits, seconds := 0, 0.0
		for _, segment := range w.listed() {
			if part := segment.parts[one.name]; part != nil {
				bits += len(part.bytes) * 8
				seconds += segment.duration.Seconds()
			}
		}
		mean := 0.0
		if seconds > 0 {
			mean = float64(bits) / seconds
		}
		if most == 0 {
			most = mean
		}
		if one.name == main {
			peak, average = int(math.Ceil(most)), int(math.Ceil(mean))
			continue
		}
		sound, soundMean = max(sound, most), max(soundMean, mean)
	}
	return max(1, peak+int(math.Ceil(sound))), max(1, average+int(math.Ceil(soundMean)))
}

// media is the playlist of one rendition, or false when there is none of that name.
func (w *window) media(name string, kind Kind, query string) (string, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	listed := w.listed()
	known, independent, version := false, true, 6
	if kind == MP4 {
		version = 7
	}
	for _, one := range listed {
		part := one.parts[name]
		known = known || part != nil
		if part == nil || !part.filled {
			version = 8 // which is that of gaps
		}
		independent = independent && one.independent
	}
	if !known {
		return "", false
	}
	var text strings.Builder
	fmt.Fprintf(&text, "#EXTM3U\n#EXT-X-VERSION:%d\n", version)
	if independent {
		text.WriteString("#EXT-X-INDEPENDENT-SEGMENTS\n")
	}
	before := listed[0].discontinuities
	if listed[0].discontinuity {
		before-- // its own tag is in this playlist
	}
	fmt.Fprintf(&text, "#EXT-X-TARGETDURATION:%d\n#EXT-X-MEDIA-SEQUENCE:%d\n#EXT-X-DISCONTINUITY-SEQUENCE:%d\n",
		int(w.target.Seconds()), listed[0].sequence, before)
	stretch := uint64(0)
	for _, one := range listed {
		if one.discontinuity {
			text.WriteString("#EXT-X-DISCONTINUITY\n")
		}
		if kind == MP4 && one.stretch != stretch {
			stretch = one.stretch
			fmt.Fprintf(&text, "#EXT-X-MAP:URI=\"%s/init-%d.mp4%s\"\n", name, stretch, query)
		}
		if part := one.parts[name]; part == nil || !part.filled {
			text.WriteString("#EXT-X-GAP\n")
		}
		fmt.Fprintf(&text, "#EXT-X-PROGRAM-DATE-TIME:%s\n#EXTINF:%.5f,\n%s%s\n",
			one.at.UTC().Format("2006-01-02T15:04:05.000Z07:00"), min(one.duration, w.target+time.Second/4).Seconds(),
			segmentName(name, one.sequence, kind), query)
	}
	if w.ended {
		text.WriteString("#EXT-X-ENDLIST\n")
	}
	return text.String(), true
}
