package e2e

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"spandrel.dev/remux/internal/m3u"
)

// A list of channels goes in, a list of channels comes out, and a player that knows
// nothing else plays the sound of one that was not open before.
func TestAPlayerPlaysFromTheLists(t *testing.T) {
	absolute, err := filepath.Abs(sample)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	text := "#EXTM3U\n#EXTINF:-1 tvg-chno=\"7\" group-title=\"Test\",The sample\n" + absolute + "\n#EXTINF:-1,Far\nrtsp://camera.example/1\n"
	if err := os.WriteFile(filepath.Join(folder, "channels.m3u"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := begin(t, "--playlists", filepath.Join(folder, "channels.m3u"))
	list, ok := strings.CutPrefix(p.line(t), "on demand: 1 streams   ")
	if !ok {
		t.Fatalf("no stream on demand is announced: %q", list)
	}
	response, err := http.Get(list)
	if err != nil {
		t.Fatal(err)
	}
	channels, err := m3u.Read(response.Body)
	response.Body.Close()
	if err != nil || len(channels.Channels) != 1 || channels.Channels[0].Title != "The sample" || channels.Channels[0].Number != "7" {
		t.Fatalf("the list has %+v, %v", channels, err)
	}
	codecs := output(t, "ffprobe", "-v", "error", "-select_streams", "a:0", "-show_entries", "stream=codec_name", "-of", "csv=p=0", channels.Channels[0].URL)
	if got := strings.TrimSpace(string(codecs)); !strings.HasPrefix(got, "aac") {
		t.Errorf("the sound is %q", got)
	}
	if status := p.end(t, syscall.SIGTERM); status != 0 {
		t.Errorf("exit status %d", status)
	}
	if log := p.log.String(); !strings.Contains(log, "a channel of a playlist is not a source") || !strings.Contains(log, "Far") {
		t.Error("the channel that cannot be read is not told of")
	}
}
