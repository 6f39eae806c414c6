package hls

import (
	"fmt"
	"slices"
)

// layout says which tracks of a stream go into which rendition.
//
// The sound that is played first is part of the main rendition if it was the only
// one when the first player came: such a player has no list of sounds and would
// hear nothing of another rendition. With several sounds each is a rendition of
// its own. Once chosen this remains so, because players do not read the list of
// renditions again.
type layout struct {
	number     uint16 // of the program
	mapPID     uint16
	version    uint8
	pcrPID     uint16
	lead       elementary // whose places to start are those of segments
	apart      bool       // all sounds are renditions of their own
	renditions []rendition
}

// sounds is the number of sounds.
func (l *layout) sounds() (n int) {
	for _, one := range l.renditions {
		for i := range one.tracks {
			if one.tracks[i].isAudio() {
				n++
			}
		}
	}
	return n
}

// choose picks the program: the one that was chosen before, else the first with
// pictures, else the first with sound.
func choose(programs []program, before *layout) *program {
	has := func(p *program, kind func(*elementary) bool) bool {
		return slices.ContainsFunc(p.tracks, func(one elementary) bool { return kind(&one) })
	}
	for _, wanted := range []func(p *program) bool{
		func(p *program) bool {
			return before != nil && p.number == before.number && (has(p, (*elementary).isVideo) || has(p, (*elementary).isAudio))
		},
		func(p *program) bool { return has(p, (*elementary).isVideo) },
		func(p *program) bool { return has(p, (*elementary).isAudio) },
	} {
		for i := range programs {
			if wanted(&programs[i]) {
				return &programs[i]
			}
		}
	}
	return nil
}

// newLayout lays the tracks of a program out. Sounds that a layout before had keep
// their names, also when they have moved to another PID, so that players find them
// where they were.
func newLayout(p *program, before *layout) *layout {
	l := &layout{number: p.number, mapPID: p.mapPID, version: p.version, pcrPID: p.pcrPID}
	var pictures *elementary
	var sounds []elementary
	for i := range p.tracks {
		switch one := &p.tracks[i]; {
		case one.isVideo() && pictures == nil:
			pictures = one
		case one.isAudio() && len(sounds) < mostSounds:
			sounds = append(sounds, *one)
		}
	}
	l.apart = pictures != nil && len(sounds) > 1
	if before != nil {
		l.apart = before.apart
		sounds = ordered(sounds, before)
	}
	first := rendition{name: main}
	if pictures != nil {
		first.tracks = append(first.tracks, *pictures)
	}
	if (!l.apart || pictures == nil) && len(sounds) > 0 {
		first.describe(&sounds[0])
		first.tracks = append(first.tracks, sounds[0])
		sounds = sounds[1:]
	}
	l.lead = first.tracks[0]
	l.renditions = []rendition{first}
	for i := range sounds {
		one := rendition{name: l.nameFor(&sounds[i], before), tracks: sounds[i : i+1 : i+1]}
		one.describe(&sounds[i])
		l.renditions = append(l.renditions, one)
	}
	l.entitle()
	return l
}

// mostSounds bounds the renditions that a stream can ask for.
const mostSounds = 16

func (r *rendition) describe(sound *elementary) {
	r.language = sound.language
	r.describes = sound.audioType == 3
	r.title = languageName(sound.language)
	if r.describes {
		r.title += " (AD)"
	}
}

// entitle makes the titles differ.
func (l *layout) entitle() {
	seen := make(map[string]int)
	for i := range l.renditions {
		one := &l.renditions[i]
		if one.title == "" {
			continue
		}
		seen[one.title]++
		if n := seen[one.title]; n > 1 {
			one.title = fmt.Sprintf("%s %d", one.title, n)
		}
	}
}

// nameFor is the name of the rendition of a sound: the one that it had before,
// else its PID.
func (l *layout) nameFor(sound *elementary, before *layout) string {
	taken := func(name string) bool {
		return slices.ContainsFunc(l.renditions, func(one rendition) bool { return one.name == name })
	}
	if before != nil {
		for _, same := range []func(old *elementary) bool{
			func(old *elementary) bool { return old.pid == sound.pid },
			func(old *elementary) bool { return old.language == sound.language && old.audioType == sound.audioType },
		} {
			for _, one := range before.renditions {
				if one.name != main && same(one.lead()) && !taken(one.name) {
					return one.name
				}
			}
		}
	}
	name := fmt.Sprintf("audio-%d", sound.pid)
	for taken(name) {
		name += "a"
	}
	return name
}

// ordered puts the sound first that was part of the main rendition, or what is
// most like it.
func ordered(sounds []elementary, before *layout) []elementary {
	if before.apart || len(sounds) == 0 {
		return sounds
	}
	tracks := before.renditions[0].tracks
	old := &tracks[len(tracks)-1]
	at := slices.IndexFunc(sounds, func(one elementary) bool { return one.pid == old.pid })
	if at < 0 {
		at = slices.IndexFunc(sounds, func(one elementary) bool { return one.language == old.language && one.audioType == old.audioType })
	}
	if at <= 0 {
		return sounds
	}
	first := sounds[at]
	return append([]elementary{first}, slices.Delete(slices.Clone(sounds), at, at+1)...)
}
