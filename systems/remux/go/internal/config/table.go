package config

import (
	"log/slog"
	"strings"
	"time"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/ts"
)

// section is a part of the file; the one without a name is its outermost level.
type section struct {
	name, note string
	settings   []Setting
}

// all are the settings with their whole names.
func (s section) all() []Setting {
	all := make([]Setting, 0, len(s.settings))
	for _, one := range s.settings {
		one.Name = strings.TrimPrefix(s.name+"."+one.Name, ".")
		all = append(all, one)
	}
	return all
}

// day bounds every duration that has no tighter bound, so that none is endless.
const day = 24 * time.Hour

// moment is the shortest time that a time-out may have.
const moment = time.Millisecond

// sections are the table of settings: the only place that says what they are
// without a file and what they may be.
var sections = []section{
	{settings: []Setting{
		other("listen", "127.0.0.1:8080", "`address` of the HTTP server", "HOST:PORT, or :PORT for every interface"),
		other("debug_listen", "", "loopback `address` for profiles (pprof); without one there are none", "such as 127.0.0.1:6060"),
		number("memory_limit", int64(0), 32<<20, 1<<50, "`bytes` to stay within; 0 takes nine tenths of what the control group allows").orZero().noted(
			"When four fifths of it are needed, the readers that are furthest behind are",
			"dropped. GOMEMLIMIT in the environment goes before it."),
	}},
	{"http", "What clients may cost, besides the streams they read.", []Setting{
		number("header_timeout", 10*time.Second, moment, day, "`time` for a request to arrive"),
		number("body_timeout", 10*time.Second, moment, day, "`time` after which the connection of a request with a body, which is refused, is closed"),
		number("idle_timeout", time.Minute, moment, day, "`time` after which a connection without a request is closed"),
		number("write_timeout", 10*time.Second, moment, day, "`time` for an answer other than a stream to be taken"),
		number("header_bytes", 16<<10, 5<<10, 1<<20, "`bytes` in the header of a request"),
		number("headers", 100, 10, 10_000, "`fields` in the header of a request"),
		number("connections", 1024, 1, 1<<20, "`number` of connections at a time").noted(
			"Fewer when the limit on open files leaves fewer beside 64 and 4 for each source."),
		number("per_address", 64, 1, 1<<20, "`number` of connections of one client address").noted(
			"A /64 network counts as one address with IPv6. Behind a proxy raise it to",
			"connections: the proxy is one address."),
		number("api_in_flight", 8, 1, 1024, "`number` of answers that are rendered at a time; streams do not count").noted(
			"The same answer is rendered once for all who ask for it. Others wait for a place."),
		number("api_wait", time.Second, moment, time.Minute, "`time` that a request waits until its answer is rendered, before it is refused"),
		number("send_buffer", 512<<10, 0, 64<<20, "`bytes` in the kernel for a slow connection; 0 lets it choose"),
		other("origins", []string{}, "`origins` of pages elsewhere that may play the streams, or * for all", "such as https://tv.example"),
		other("hosts", []string{}, "`names` under which browsers may ask for the server, besides addresses, localhost and the host of listen", "such as tv.example"),
	}},
	{"auth", "Who may read. Without users and tokens everybody may. Passwords and tokens are sent\nin the clear unless a proxy speaks https with the clients.", []Setting{
		other("users", []Credential{}, "`users` with their passwords, for browsers and players", "NAME:PASSWORD, such as anna:${ANNA_PASSWORD}").fileOnly(),
		other("tokens", []Credential{}, "`tokens` for programs: Authorization: Bearer TOKEN, or ?token=TOKEN", "16 bytes or more").fileOnly(),
		other("open", []string{"/healthz"}, "`paths` that need neither", "such as /metrics"),
	}},
	{"log", "", []Setting{
		other("level", slog.LevelInfo, "what is logged", "debug, info, warn or error"),
		word("format", "text", "form of the lines on standard error", "text", "json"),
		number("queue_lines", 1000, 1, 100_000, "`lines` that wait when nobody reads standard error; further ones are lost and counted"),
	}},
	{"log.repeats", "A message that repeats is written so often for a stream, then once in an interval\nwith how often it came.", []Setting{
		number("first", 3, 1, 1000, "`times` that a message is written at once"),
		number("interval", 10*time.Second, moment, day, "`time` that a message then waits for its next line"),
		number("total", 100, 1, 100_000, "`times` that a message is written in an interval for all streams"),
	}},
	{"engine", "", []Setting{
		other("name", engine.Embedded, "the Rust core in this program, or no change", strings.Join(engine.Names(), " or ")),
		word("on_failure", Restart, "what becomes of the input while an engine that failed is opened again", Restart, Passthrough).noted(
			"With restart it is dropped, with passthrough it goes on with the audio it came with."),
	}},
	{"audio", "What the audio tracks become.", []Setting{
		other("sample_rate", nil, "sample rate of the AAC in `Hz`; 0 follows the source", "0, or 8000 to 96000"),
		other("channels", nil, "`channels` of the AAC", "1, 2 or 6"),
		other("bitrate", nil, "`bits` per second of each AAC track", "32000 to 512000"),
		other("program", nil, "`number` of the only program to convert; 0 converts all", ""),
		other("tracks", nil, "which audio tracks of a program to convert", string(engine.AllTracks)+" or "+string(engine.FirstTrack)),
		other("languages", []string{}, "convert only tracks in these `languages`", "ISO 639 codes such as deu, eng"),
		other("frames_per_pes", nil, "AAC `frames` in a PES packet", "1 to 8"),
		other("cbr", nil, "keep the packet rate by null packets", ""),
		other("afterburner", nil, "let the encoder spend more time on quality", ""),
		other("dynamic_range", nil, "compression of AC-3 and E-AC-3", "off, line or heavy").noted(
			"The one of line is for listening at home, as the stream has it, heavy is the strong",
			"one for late hours."),
		other("dialogue_level", nil, "`dB` below full scale for speech in AC-3 and E-AC-3; 0 leaves it", "0 to 31"),
		other("downmix", nil, "how two channels are made of more: for loudspeakers or for a matrix decoder", "lo-ro or lt-rt"),
		other("dual_mono", nil, "which of two programmes in one track is heard", "both, left or right"),
	}},
	{"readers", "What readers of a stream may cost.", []Setting{
		// What the engine passes on at a time is up to 64 kB and a packet: with less
		// room an honest reader would be dropped.
		number("queue_bytes", 4<<20, 128<<10, 64<<20, "`bytes` that a reader may fall behind"),
		other("slow", fanout.Drop, "what a reader that falls behind further gets", "drop or skip").noted(
			"With drop its stream ends, with skip it goes on at the next key picture."),
		number("start_bytes", 16<<20, 0, 64<<20, "`bytes` stored since the last key picture, so that a new reader sees one at once; 0 lets it wait"),
		number("starts_per_second", 10, 1, 1000, "`places` a second where readers may start"),
		number("write_timeout", 10*time.Second, moment, day, "`time` after which a reader is dropped whose connection takes nothing"),
		// With 1 a reader that is a packet behind at the end of a window would go.
		number("min_rate", 0.5, 0, 0.9, "`part` of the stream's rate that a reader must take; 0 asks for nothing"),
		number("rate_window", 10*time.Second, time.Second, day, "`time` that a reader may take less before it is dropped"),
		number("limit", 64, 0, 1<<20, "`number` of readers of a stream; 0 sets no limit").noted(
			"A reader counts until its connection is gone."),
		number("per_address", 0, 0, 1<<20, "`number` of readers of a stream from one client address; 0 allows a quarter of limit").noted(
			"A /64 network counts as one address with IPv6. Behind a proxy set it to limit:",
			"the proxy is one address."),
		number("total", 256, 0, 1<<20, "`number` of readers of all streams; 0 sets no limit"),
		number("start_wait", 5*time.Second, moment, day, "`time` that a reader waits for a stream that does not play"),
		number("silence_timeout", time.Minute, moment, day, "`time` after which a reader of a silent stream is ended"),
	}},
	{"hls", "Streams as HLS, at /hls/NAME/index.m3u8. A stream is cut into segments while players ask\nfor it, by one more reader of it.", []Setting{
		other("enabled", true, "offer the streams as HLS", ""),
		number("segment", 4*time.Second, time.Second, 30*time.Second, "`time` after which a segment ends at the next key picture"),
		number("window", 6, 3, 100, "`number` of segments in a playlist"),
		number("bytes", 32<<20, 1<<20, 1<<30, "`bytes` of segments of one stream in memory").noted(
			"When that is less than the window has, playlists are shorter, but for three segments."),
		number("close_after", 30*time.Second, 10*time.Second, day, "`time` that a stream is cut after the last request for it"),
	}},
	{"tables", "What is remembered of the tables of a stream. Programs and tracks beyond are passed\non but not looked at, and counted.", []Setting{
		// More than the Rust core follows would be of no use.
		number("programs", ts.DefaultLimits.Programs, 1, ts.DefaultLimits.Programs, "`number` of programs"),
		number("tracks", ts.DefaultLimits.Tracks, 1, ts.DefaultLimits.Tracks, "`number` of tracks of a program"),
	}},
	{"metrics", "What a stream may add to /metrics.", []Setting{
		number("tracks", 64, 0, 1024, "`number` of tracks with figures of their own; the rest is summed as other"),
		number("label_bytes", 16, 4, 128, "`bytes` of a label value that comes from the stream"),
	}},
	{"reconnect", "A source that breaks is opened again after a pause, which grows and is varied by\nchance.", []Setting{
		number("initial", 250*time.Millisecond, moment, day, "`time` of the first pause"),
		number("longest", 15*time.Second, moment, day, "`time` that pauses grow to"),
		number("idle_timeout", 10*time.Second, time.Second, day, "`time` after which an HTTP source that sends nothing is broken"),
	}},
	{"source", "What the servers of HTTP sources may do.", []Setting{
		number("header_bytes", 64<<10, 1<<10, 1<<20, "`bytes` in the status line and header of a response"),
		number("redirects", 5, 0, 10, "`number` of redirects that are followed"),
		other("allow_private", false, "let redirects of a source from outside lead to this machine and into its networks", ""),
		other("allow_downgrade", false, "let redirects lead from https to http", ""),
		word("tls_min", string(TLS12), "oldest `version` of TLS that is spoken", string(TLS12), string(TLS13)),
		number("min_packets", 1, 1, 100_000, "`packets` that must come within reconnect.idle_timeout"),
		number("text_bytes", 200, 16, 4<<10, "`bytes` shown of a text that a server sent"),
		number("dials", 64, 1, 1024, "`number` of connections being made at a time, by all sources"),
		number("opens", 16, 1, 256, "`number` of files being opened at a time, by all sources"),
		number("open_timeout", 2*time.Second, moment, day, "`time` that opening a file has a place among opens").noted(
			"It goes on without one, so that a FIFO without a writer holds up no other source."),
	}},
	{"demand", "Sources with on_demand: true are open only while somebody reads.", []Setting{
		number("close_after", 10*time.Second, 0, day, "`time` that such a source stays open after its last reader").noted(
			"It is closed earlier when another source of its group needs the tuner."),
		other("tuners", []string{}, "how many sources of a `group` are open at a time, as GROUP=NUMBER", "such as sat=4").noted(
			"A reader who would need one more gets 503."),
	}},
	{"lineup", "How /playlist.m3u and, for programs that look for a network tuner (HDHomeRun),\n/discover.json and /lineup.json list the streams.", []Setting{
		other("name", "remux", "`name` of the tuner", ""),
		other("base_url", "", "`URL` before the paths in the lists; without one it is that of the request", "such as https://tv.example"),
		other("guide_url", "", "`URL` of the programme guide that the list names", "XMLTV"),
		number("tuners", 4, 1, 1000, "`number` of streams that such a program may use at a time"),
	}},
	{settings: []Setting{
		other("playlists", []string{}, "`files` (M3U) whose channels are sources on demand", "paths"),
		// Whatever ends the program waits for it, and kills it when that takes long.
		number("drain_timeout", 3*time.Second, 0, 5*time.Minute, "`time` that readers get at the end to take what is queued for them").noted(
			"What ends the program must wait for 2 s more (TimeoutStopSec= of systemd)."),
	}},
}

// sourcesNote is what the file says of sources.
const sourcesNote = `Each source becomes /stream/NAME.ts. Paths are relative to the folder of this file
(with --source, to the working directory). Logs and responses show of a URL the
scheme and the host alone. To keep credentials out of this file, write
url: ${NAME}, which the environment fills in, or url_file: PATH, a file that holds
the URL. In http://me:${PASSWORD}@HOST/live the value of the variable is the
password as it is; what is special in a URL is escaped.
  file:PATH     a recording, played at its own speed; loop: true repeats it
                without a seam. A FIFO is opened again when its writer ends;
                once: true ends the stream then.
  http://HOST/  a live stream, which sets its own pace
  "-"           standard input; one source at most
on_demand: true opens a source only while somebody reads. title, number, group, logo
and guide_id say how lists show it. headers are sent to its server, such as
["User-Agent: TV", "X-Key: ${KEY}"], ca_file names certificates to judge it by, and
audio changes settings of audio for this source alone.`
