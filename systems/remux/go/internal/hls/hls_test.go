package hls_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/hls"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// made is a stream that ffmpeg has made.
func made(t *testing.T, arguments ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.ts")
	command := exec.Command("ffmpeg", append(append([]string{"-v", "error"}, arguments...), "-f", "mpegts", path)...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s (the tests need ffmpeg: apt-get install ffmpeg)", err, out)
	}
	stream, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return stream
}

const (
	picture = "testsrc2=size=320x180:rate=25:duration=%d"
	tone    = "sine=duration=%d"
)

// pictures are so many seconds with a key picture each second, and sounds.
func pictures(t *testing.T, seconds int, codec string, languages ...string) []byte {
	t.Helper()
	arguments := []string{"-f", "lavfi", "-i", fmt.Sprintf(picture, seconds)}
	maps := []string{"-map", "0:v"}
	for i, language := range languages {
		arguments = append(arguments, "-f", "lavfi", "-i", fmt.Sprintf(tone, seconds))
		maps = append(maps, "-map", fmt.Sprint(i+1), fmt.Sprintf("-metadata:s:a:%d", i), "language="+language)
	}
	arguments = append(append(arguments, maps...), "-c:v", codec, "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac", "-x265-params", "log-level=none:keyint=25:open-gop=0", "-pes_payload_size", "100")
	return made(t, arguments...)
}

func settings() hls.Settings {
	return hls.Settings{Enabled: true, Segment: 2 * time.Second, Window: 50, Bytes: 32 << 20, CloseAfter: time.Hour}
}

// channel is a stream as HLS, with its hub.
type channel struct {
	*hls.Channel
	t   *testing.T
	hub *fanout.Hub
}

func open(t *testing.T, with hls.Settings) *channel {
	t.Helper()
	core := remux.Embedded()
	hub := fanout.NewHub(core, fanout.Limits{QueueBytes: 64 << 20, StartBytes: 16 << 20, Tables: ts.DefaultLimits}, func(err error) { t.Error(err) })
	subscribe := func() (*fanout.Reader, func(), error) {
		reader, err := hub.Subscribe()
		if err != nil {
			return nil, nil, err
		}
		return reader, reader.Close, nil
	}
	c := &channel{hls.New(core, with, ts.DefaultLimits, subscribe, slog.New(slog.DiscardHandler)), t, hub}
	t.Cleanup(func() { hub.Close(); c.Forget() })
	return c
}

// play lets a player ask, sends it the pieces one after the other, and ends the stream.
func (c *channel) play(pieces ...[]byte) (master string) {
	c.t.Helper()
	answer := c.ask()
	for _, piece := range pieces {
		for len(piece) > 0 {
			n := min(len(piece), 100*ts.PacketSize)
			c.hub.Publish(piece[:n:n])
			piece = piece[n:]
		}
	}
	c.hub.Close()
	text := <-answer
	until(c.t, func() bool { return strings.Contains(c.media("main"), "#EXT-X-ENDLIST") })
	return text
}

// ask begins to cut.
func (c *channel) ask() <-chan string {
	answer := make(chan string, 1)
	go func() {
		text, err := c.Master(context.Background(), "player", hls.TS, "")
		if err != nil {
			c.t.Error(err)
		}
		answer <- text
	}()
	until(c.t, func() bool { return c.hub.Counters().Readers == 1 })
	return answer
}

func (c *channel) media(rendition string) string {
	c.t.Helper()
	text, err := c.Media(context.Background(), "player", rendition, hls.TS, "")
	if err != nil {
		c.t.Fatal(err)
	}
	return text
}

var segmentLine = regexp.MustCompile(`(?m)^(\S+)/(\d+)\.ts$`)

// segments are those of a playlist.
func (c *channel) segments(rendition string) (all [][]byte) {
	c.t.Helper()
	for _, line := range segmentLine.FindAllStringSubmatch(c.media(rendition), -1) {
		var sequence uint64
		if _, err := fmt.Sscan(line[2], &sequence); err != nil {
			c.t.Fatal(err)
		}
		segment, err := c.Segment("player", line[1], sequence)
		if err != nil {
			c.t.Fatal(err)
		}
		all = append(all, segment)
	}
	return all
}

func until(t *testing.T, done func() bool) {
	t.Helper()
	for began := time.Now(); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatal("it did not happen in a minute")
		}
	}
}

// frames is how many frames ffmpeg decodes of the first track of a kind. It must
// have nothing to complain about.
func frames(t *testing.T, stream []byte, kind string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.ts")
	if err := os.WriteFile(path, stream, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("ffprobe", "-v", "warning", "-count_frames", "-select_streams", kind+":0", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", path)
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil || complaints.Len() > 0 {
		t.Errorf("ffprobe: %v: %s", err, complaints.String())
	}
	count, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return strings.Trim(count, ",")
}

// packetsOf are the packets of one PID with a payload.
func packetsOf(stream []byte, pid uint16) (packets []byte) {
	for ; len(stream) >= ts.PacketSize; stream = stream[ts.PacketSize:] {
		if p := ts.Packet(stream[:ts.PacketSize]); p.PID() == pid && p.HasPayload() {
			packets = append(packets, p...)
		}
	}
	return packets
}

// Every segment begins with the tables and a key picture, and all of them together
// are the stream: no packet is lost or moved, and ffmpeg decodes every frame.
func TestIssueSegmentsBeginWithTablesAndAKeyPicture(t *testing.T) {
	for _, codec := range []string{"libx264", "libx265", "mpeg2video"} {
		stream := pictures(t, 10, codec, "deu")
		c := open(t, settings())
		master := c.play(stream)
		segments := c.segments("main")
		if len(segments) < 5 {
			t.Errorf("%s: %d segments", codec, len(segments))
		}
		for i, segment := range segments {
			var tables tstest.Tables
			tables.Observe(ts.Packet(segment[:188]))
			tables.Observe(ts.Packet(segment[188:376]))
			third := ts.Packet(segment[376:564])
			if !tables.Complete() || third.PID() != 0x100 || !third.RandomAccess() {
				t.Errorf("%s: segment %d: tables complete: %v, then PID %#x", codec, i, tables.Complete(), third.PID())
			}
			if n := frames(t, segment, "v"); n != "25" && n != "50" && n != "75" {
				t.Errorf("%s: segment %d has %s pictures", codec, i, n)
			}
		}
		whole := bytes.Join(segments, nil)
		for _, pid := range []uint16{0x100, 0x101} {
			if !bytes.Equal(packetsOf(whole, pid), packetsOf(stream, pid)) {
				t.Errorf("%s: PID %#x has other packets than the stream", codec, pid)
			}
		}
		if got, want := frames(t, whole, "a"), frames(t, stream, "a"); got != want || got == "" {
			t.Errorf("%s: %s frames of sound, the stream has %s", codec, got, want)
		}
		want := map[string]string{"libx264": `CODECS="avc1.`, "libx265": `CODECS="hvc1.1.6.L`, "mpeg2video": `CODECS="mp4v.61,`}[codec]
		if !strings.Contains(master, want) || !strings.Contains(master, `,mp4a.40.2",RESOLUTION=320x180`) || strings.Contains(master, "EXT-X-MEDIA") {
			t.Errorf("%s: %s", codec, master)
		}
	}
}

// Sound is cut where the pictures are cut, by time: a segment can be heard from its
// first picture to its last.
func TestIssueSoundIsCutAtTheTimeOfThePicture(t *testing.T) {
	c := open(t, settings())
	c.play(pictures(t, 10, "libx264", "deu"))
	for i, segment := range c.segments("main") {
		var picture, sound ts.Timestamp
		for rest := segment; len(rest) > 0; rest = rest[ts.PacketSize:] {
			p := ts.Packet(rest[:ts.PacketSize])
			if stamps, ok := p.Stamps(); ok && p.PID() == 0x100 && picture == 0 {
				picture = stamps.Present()
			} else if ok && p.PID() == 0x101 && sound == 0 {
				sound = stamps.Present()
			}
		}
		// A frame of sound is 21 ms.
		if late := sound.Sub(picture); i > 0 && (late < 0 || late > 90*25) {
			t.Errorf("segment %d: its sound begins %.3f s after its pictures", i, float64(late)/90_000)
		}
	}
}

// Each of several sounds is a rendition of its own, with its language.
func TestIssueSoundsAreRenditions(t *testing.T) {
	stream := pictures(t, 6, "libx264", "deu", "fra", "deu")
	c := open(t, settings())
	master := c.play(stream)
	for _, want := range []string{
		`NAME="Deutsch",LANGUAGE="de",DEFAULT=YES,AUTOSELECT=YES,URI="audio-257.m3u8"`, `NAME="Français",LANGUAGE="fr",DEFAULT=NO,AUTOSELECT=YES,URI="audio-258.m3u8"`,
		`NAME="Deutsch 2",LANGUAGE="de",DEFAULT=NO`, `AUDIO="sound"`,
	} {
		if !strings.Contains(master, want) {
			t.Errorf("%q is missing in %s", want, master)
		}
	}
	if found := packetsOf(bytes.Join(c.segments("main"), nil), 0x101); len(found) > 0 {
		t.Error("there is sound among the pictures")
	}
	for _, pid := range []uint16{0x101, 0x102, 0x103} {
		sound := bytes.Join(c.segments(fmt.Sprintf("audio-%d", pid)), nil)
		if !bytes.Equal(packetsOf(sound, pid), packetsOf(stream, pid)) {
			t.Errorf("PID %#x has other packets than the stream", pid)
		}
		clocks := 0
		for rest := sound; len(rest) > 0; rest = rest[ts.PacketSize:] {
			if clock, ok := ts.Packet(rest[:ts.PacketSize]).PCR(); ok && clock > 0 {
				clocks++
			}
		}
		if frames(t, sound, "a") != frames(t, stream, "a") || clocks < 60 {
			t.Errorf("PID %#x: %s frames, %d clocks", pid, frames(t, sound, "a"), clocks)
		}
	}
}

// A stream of sound alone is cut too.
func TestIssueSoundAloneIsCut(t *testing.T) {
	c := open(t, settings())
	stream := made(t, "-f", "lavfi", "-i", fmt.Sprintf(tone, 10), "-c:a", "aac")
	master := c.play(stream)
	segments := c.segments("main")
	if len(segments) < 4 || !bytes.Equal(packetsOf(bytes.Join(segments, nil), 0x100), packetsOf(stream, 0x100)) {
		t.Errorf("%d segments", len(segments))
	}
	if !strings.Contains(master, `CODECS="mp4a.40.2"`) || strings.Contains(master, "RESOLUTION") {
		t.Error(master)
	}
}

// Where the source was opened anew, its clock jumps: the next segment does not
// follow, and the playlist says so.
func TestIssueABreakIsADiscontinuity(t *testing.T) {
	first, second := pictures(t, 5, "libx264", "deu"), pictures(t, 5, "libx264", "deu")
	c := open(t, settings())
	c.play(first, second)
	text := c.media("main")
	if n := strings.Count(text, "#EXT-X-DISCONTINUITY\n"); n != 1 {
		t.Errorf("%d discontinuities in\n%s", n, text)
	}
	// The canary: without a break there is none.
	c = open(t, settings())
	c.play(first)
	if text := c.media("main"); strings.Contains(text, "#EXT-X-DISCONTINUITY\n") {
		t.Error(text)
	}
}

// No segment is longer than the playlist promises, also without key pictures.
func TestIssueNoSegmentIsLongerThanPromised(t *testing.T) {
	for group, key := range map[string]string{"of 3 s": "75", "without end": "100000"} {
		stream := made(t, "-f", "lavfi", "-i", fmt.Sprintf(picture, 40), "-c:v", "libx264", "-preset", "ultrafast", "-g", key, "-sc_threshold", "0")
		c := open(t, settings())
		c.play(stream)
		text := c.media("main")
		var target int
		if _, err := fmt.Sscanf(text[strings.Index(text, "#EXT-X-TARGETDURATION:"):], "#EXT-X-TARGETDURATION:%d", &target); err != nil {
			t.Fatal(err)
		}
		lengths := regexp.MustCompile(`#EXTINF:([0-9.]+),`).FindAllStringSubmatch(text, -1)
		total := 0.0
		for _, one := range lengths {
			var seconds float64
			if _, err := fmt.Sscan(one[1], &seconds); err != nil {
				t.Fatal(err)
			}
			if total += seconds; int(seconds+0.5) > target {
				t.Errorf("group %s: %v s in a playlist of at most %d", group, seconds, target)
			}
		}
		if total < 39.9 || total > 40.1 {
			t.Errorf("group %s: %v s in all", group, total)
		}
		if independent := strings.Contains(text, "#EXT-X-INDEPENDENT-SEGMENTS"); independent != (key == "75") {
			t.Errorf("group %s: independent: %v", group, independent)
		}
	}
}

// The window is bounded in number and bytes, and nothing is in memory while nobody
// asks.
func TestIssueTheWindowIsBounded(t *testing.T) {
	with := settings()
	with.Window = 3
	c := open(t, with)
	c.play(pictures(t, 30, "libx264", "deu"))
	if n := len(c.segments("main")); n != 3 {
		t.Errorf("%d segments in a playlist of 3", n)
	}
	if now := c.Counters(); now.WindowSegments != 6 || now.Segments < 12 {
		t.Errorf("%+v", now)
	}
	with.Window, with.Bytes = 50, 1<<20
	c = open(t, with)
	c.play(made(t, "-f", "lavfi", "-i", "nullsrc=s=320x180:r=25:d=20,geq=random(1)*255:128:128", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-b:v", "3M"))
	if now := c.Counters(); now.WindowBytes > 3<<19 || now.Segments < 6 {
		t.Errorf("%+v", now)
	}
}

// A stream is cut while players ask for it, and some time after the last.
func TestIssueNothingIsCutWhileNobodyAsks(t *testing.T) {
	with := settings()
	with.CloseAfter = 50 * time.Millisecond
	c := open(t, with)
	if now := c.Counters(); now.WindowBytes > 0 || c.hub.Counters().Readers != 0 {
		t.Errorf("before anybody asked: %+v", now)
	}
	go c.Master(t.Context(), "player", hls.TS, "") // which gets nothing, or not in time
	until(t, func() bool { return c.hub.Counters().Readers == 1 })
	until(t, func() bool { return c.hub.Counters().Readers == 0 })
	if now := c.Counters(); now.WindowBytes > 0 || now.Players > 0 {
		t.Errorf("after nobody asked: %+v", now)
	}
	if _, err := c.Segment("player", "main", 1); !errors.Is(err, hls.ErrGone) {
		t.Error(err)
	}
}

// Sounds that come, go or move while somebody plays are heard in the renditions
// that there are.
func TestIssueASoundThatMovesIsNotLost(t *testing.T) {
	before := pictures(t, 5, "libx264", "deu")
	after := made(t, "-f", "lavfi", "-i", fmt.Sprintf(picture, 5), "-f", "lavfi", "-i", fmt.Sprintf(tone, 5), "-c:v", "libx264", "-g", "25", "-c:a", "aac",
		"-streamid", "1:600", "-metadata:s:a:0", "language=deu", "-output_ts_offset", "5", "-mpegts_flags", "+pat_pmt_at_frames", "-pat_period", "0.1")
	// The map of the second stream has another version, as when a sender changes it.
	for at := 0; at < len(after); at += ts.PacketSize {
		tstest.SetVersion(after[at:at+ts.PacketSize], 0x1000, 1)
	}
	c := open(t, settings())
	c.play(before, after)
	whole := bytes.Join(c.segments("main"), nil)
	if len(packetsOf(whole, 0x101)) == 0 || len(packetsOf(whole, 600)) < len(packetsOf(after, 600))*9/10 {
		t.Errorf("%d of %d bytes of sound after it moved", len(packetsOf(whole, 600)), len(packetsOf(after, 600)))
	}
}
