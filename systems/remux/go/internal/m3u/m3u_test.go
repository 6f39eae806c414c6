package m3u_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/m3u"
)

func TestRead(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want m3u.Playlist
	}{
		"nothing":        {"", m3u.Playlist{}},
		"a URL alone":    {"http://tuner.example/1\n", m3u.Playlist{Channels: []m3u.Channel{{URL: "http://tuner.example/1"}}}},
		"a path":         {"#EXTM3U\nnews/one two.ts\n", m3u.Playlist{Channels: []m3u.Channel{{URL: "news/one two.ts"}}}},
		"a title":        {"#EXTINF:-1,News, now\nu\n", m3u.Playlist{Channels: []m3u.Channel{{URL: "u", Title: "News, now"}}}},
		"length, title":  {"#EXTINF:0 ,News\nu\n", m3u.Playlist{Channels: []m3u.Channel{{URL: "u", Title: "News"}}}},
		"no title":       {"#EXTINF:-1 tvg-name=\"News\",\nu\n", m3u.Playlist{Channels: []m3u.Channel{{URL: "u", Title: "News"}}}},
		"bytes in front": {"\ufeff#EXTM3U\r\n#EXTINF:-1,News\r\nu\r\n", m3u.Playlist{Channels: []m3u.Channel{{URL: "u", Title: "News"}}}},
		"Latin-1":        {"#EXTINF:-1,K\xf6ln\nu\n", m3u.Playlist{Channels: []m3u.Channel{{URL: "u", Title: "Köln"}}}},
		"a group line":   {"#EXTINF:-1,News\n#EXTGRP:Talk\n#EXTVLCOPT:network-caching=1000\nu\nv\n", m3u.Playlist{Channels: []m3u.Channel{{URL: "u", Title: "News", Group: "Talk"}, {URL: "v"}}}},
		"options":        {"#EXTINF:-1,News\n#EXTVLCOPT:http-user-agent=TV 1=2\n#EXTVLCOPT:http-referrer=http://tv.example/\nu\n", m3u.Playlist{Channels: []m3u.Channel{{URL: "u", Title: "News", UserAgent: "TV 1=2", Referrer: "http://tv.example/"}}}},
		"everything": {
			"#EXTM3U url-tvg=\"http://guide.example/x.xml\" refresh=3600\n" +
				"#EXTINF:-1 tvg-id=\"one.example\" tvg-chno=7 tvg-logo='http://logo.example/a,b.png' group-title=\"News, talk\" unknown=\"x=y\",One = \"1\"\nhttp://u?a=b,c\n",
			m3u.Playlist{Guide: "http://guide.example/x.xml", Channels: []m3u.Channel{{
				URL: "http://u?a=b,c", Title: "One = \"1\"", Number: "7", Group: "News, talk", Logo: "http://logo.example/a,b.png", ID: "one.example",
			}}},
		},
	} {
		got, err := m3u.Read(strings.NewReader(test.text))
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %+v, %v; want %+v", name, got, err, test.want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	if _, err := m3u.Read(strings.NewReader("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\na.ts\n")); !errors.Is(err, m3u.ErrHLS) {
		t.Errorf("an HLS stream: %v", err)
	}
	for name, text := range map[string]string{
		"a large list": strings.Repeat("#\n", m3u.MostBytes/2+1), "many channels": strings.Repeat("u\n", 10_001),
	} {
		if _, err := m3u.Read(strings.NewReader(text)); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	list := m3u.Playlist{Guide: "http://guide.example/x.xml", Channels: []m3u.Channel{
		{URL: "http://box/stream/one.ts", Title: "One, two", Number: "1.1", Group: "It's", Logo: "http://logo.example/1.png", ID: "one"},
		{URL: "http://box/stream/two.ts", Title: "two"},
	}}
	var text bytes.Buffer
	if err := list.Write(&text); err != nil {
		t.Fatal(err)
	}
	got, err := m3u.Read(&text)
	if err != nil || !reflect.DeepEqual(got, list) {
		t.Errorf("got %+v, %v; want %+v", got, err, list)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("#EXTM3U x-tvg-url=\"g\"\n#EXTINF:-1 tvg-id=\"a\" tvg-chno=1,T\nu\n")
	f.Add("#EXTINF:=',\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := m3u.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, one := range list.Channels {
			if one.URL == "" || strings.ContainsAny(one.Title+one.Group+one.Logo+one.ID+one.Number, "\r\n") {
				t.Errorf("%q", one)
			}
		}
	})
}
