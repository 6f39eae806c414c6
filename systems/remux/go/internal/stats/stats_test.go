package stats_test

import (
	"encoding/json"
	"runtime"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/remux/contract"
)

func TestReportHasThePublishedShape(t *testing.T) {
	report := stats.Of("embedded", contract.Stats{MediaSeconds: 60, Programs: []stats.Program{{Number: 1,
		Tracks: []stats.Track{{Pid: 257, CodecIn: "mp2", CodecOut: "aac", Language: "deu", SampleRate: 48000, Channels: 2}}}}})
	report.SpendCPU(500 * time.Millisecond)
	got, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"engine":"embedded","packets_in":0,"packets_out":0,"resyncs":0,"junk_bytes":0,"continuity_errors":0,"transport_errors":0,"crc_errors":0,` +
		`"pes_errors":0,"scrambled_packets":0,"unclaimed_packets":0,"programs":[{"number":1,"tracks":[{"pid":257,"codec_in":"mp2","codec_out":"aac",` +
		`"language":"deu","sample_rate":48000,"channels":2,"frames_in":0,"frames_out":0,"concealed":0,` +
		`"late":0,"discontinuities":0,"passthrough":false,"passthrough_reason":""}]}],` +
		`"media_seconds":60,"cpu_seconds":0.5,"times_realtime":120}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTextNamesWhatHappened(t *testing.T) {
	report := stats.Of("embedded", contract.Stats{Programs: []stats.Program{{Number: 7, Tracks: []stats.Track{
		{Pid: 257, CodecIn: "mp2", CodecOut: "aac", Language: "deu", SampleRate: 48000, Channels: 2, FramesIn: 10},
		{Pid: 258, CodecIn: "ac3", CodecOut: "ac3", Passthrough: true, PassthroughReason: "not selected"}}}}})
	var text strings.Builder
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"program 7", "pid 257 deu: mp2, 48000 Hz, 2 channels -> aac; 10 frames in", "pid 258: ac3, passed through (not selected)"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, text.String())
		}
	}
}

func TestThreadTimeCountsTheThreadOnly(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start := stats.ThreadCPU()
	sum := 0
	for began := time.Now(); time.Since(began) < 30*time.Millisecond; {
		sum++
	}
	worked := stats.ThreadCPU() - start
	time.Sleep(60 * time.Millisecond)
	slept := stats.ThreadCPU() - start - worked
	if sum == 0 || worked <= 0 || slept > worked {
		t.Errorf("%v for working, %v for sleeping", worked, slept)
	}
}
