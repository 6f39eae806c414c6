"""The daemon's HLS, played by ffmpeg and GStreamer and read by another program's parser."""

from __future__ import annotations

import gzip
import re
import subprocess
import time
from pathlib import Path

import pytest
from judge import media
from judge.daemon import Daemon
from judge.playlists import faults_of_master, faults_of_media


@pytest.fixture(scope="module")
def looped():
    with Daemon(f"sample=file:{media.SAMPLE}?loop=true") as daemon:
        yield daemon


RENDITIONS = ("main", f"audio-{media.GERMAN}", f"audio-{media.ENGLISH}")


def test_the_playlists_are_what_the_standard_wants(looped):
    master = looped.get("/hls/sample/index.m3u8")
    assert faults_of_master(master) == []
    assert 'NAME="Deutsch",LANGUAGE="de",DEFAULT=YES' in master and 'NAME="English",LANGUAGE="en",DEFAULT=NO' in master
    assert 'CODECS="avc1.4D401E,mp4a.40.2"' in master and "RESOLUTION=640x360" in master
    before = {name: looped.get(f"/hls/sample/{name}.m3u8") for name in RENDITIONS}
    while looped.get("/hls/sample/main.m3u8") == before["main"]:
        time.sleep(0.2)
    for name in RENDITIONS:
        assert faults_of_media(before[name]) == []
        assert faults_of_media(looped.get(f"/hls/sample/{name}.m3u8"), before[name]) == []


def test_the_judge_of_playlists_sees_seeded_faults(looped):
    master, text = looped.get("/hls/sample/index.m3u8"), looped.get("/hls/sample/main.m3u8")
    for wrong in (
        re.sub(r"#EXTINF:[0-9.]+", "#EXTINF:99.0", text, count=1),
        re.sub(r"#EXT-X-TARGETDURATION:\d+", "#EXT-X-TARGETDURATION:1", text),
        re.sub(r"#EXT-X-PROGRAM-DATE-TIME:\d+", "#EXT-X-PROGRAM-DATE-TIME:1999", text, count=1),
        "#EXTM3U\n",
    ):
        assert faults_of_media(wrong) != [], wrong
    renumbered = re.sub(r"#EXT-X-MEDIA-SEQUENCE:\d+", "#EXT-X-MEDIA-SEQUENCE:7", text)
    assert faults_of_media(renumbered, text) != []
    for wrong in (master.replace('AUDIO="sound"', 'AUDIO="none"'), master.replace("DEFAULT=NO", "DEFAULT=YES"), master.replace("English", "Deutsch")):
        assert faults_of_master(wrong) != [], wrong


def recorded(daemon: Daemon, out: Path, *options: str) -> Path:
    """What ffmpeg plays of the stream in a while, all its tracks, without a complaint."""
    command = ["ffmpeg", "-v", "warning", "-y", "-i", daemon.base + "/hls/sample/index.m3u8", "-map", "0", *options, str(out)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    # At each look at a playlist ffmpeg reads the beginning of the MP4 again, and says so.
    complaints = [line for line in result.stderr.splitlines() if "Found duplicated MOOV Atom" not in line]
    assert (result.returncode, complaints) == (0, [])
    return out


def gaps(path: Path, track: str, step: float) -> list[float]:
    """Where the time stamps of a track do not follow each other."""
    command = ["ffprobe", "-v", "error", "-select_streams", track, "-show_entries", "packet=pts_time", "-of", "csv=p=0", str(path)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    times = sorted(float(line.strip(",")) for line in lines)
    assert len(times) > 100, path
    # At the end pictures are missing whose turn to be decoded had not come.
    return [b - a for a, b in zip(times, times[1:]) if abs(b - a - step) > 0.002 and b < times[-1] - 0.5]


def test_ffmpeg_plays_all_tracks_without_a_gap(looped, tmp_path):
    out = recorded(looped, tmp_path / "out.mkv", "-t", "12", "-c", "copy")
    assert gaps(out, "v:0", 0.04) == []
    assert gaps(out, "a:0", 1024 / 48_000) == []
    assert gaps(out, "a:1", 1024 / 48_000) == []
    command = ["ffmpeg", "-v", "warning", "-i", str(out), "-map", "0", "-f", "null", "-"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""
    # The canary: a stream with a hole has a gap.
    holed = tmp_path / "holed.mkv"
    cut = "select='not(between(t,3,4))'"
    media.ffmpeg("-i", str(out), "-map", "0:v", "-vf", cut, "-fps_mode", "passthrough", "-c:v", "libx264", "-preset", "ultrafast", str(holed))
    assert gaps(holed, "v:0", 0.04) != []


def test_the_sounds_can_be_told_apart(looped, tmp_path):
    """Each rendition has the sound of its language: the two are as different as in the sample."""
    out = recorded(looped, tmp_path / "out.mkv", "-t", "6", "-c", "copy")
    command = ["ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream_tags=language", "-of", "csv=p=0", str(out)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() in (["de", "en"], ["ger", "eng"], ["deu", "eng"])
    sounds = []
    for track in (0, 1):
        command = ["ffmpeg", "-v", "error", "-i", str(out), "-map", f"0:a:{track}", "-f", "s16le", "-"]
        sounds.append(subprocess.run(command, check=True, capture_output=True).stdout)
    assert sounds[0] != sounds[1] and min(len(sound) for sound in sounds) > 5 * 48_000 * 4


@pytest.fixture(scope="module")
def hevc(tmp_path_factory):
    """A looped stream of HEVC with two sounds, of a whole number of frames."""
    path = tmp_path_factory.mktemp("hevc") / "hevc.ts"
    inputs = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=12"]
    inputs += ["-f", "lavfi", "-i", "sine=f=440:r=48000:duration=12", "-f", "lavfi", "-i", "sine=f=880:r=48000:duration=12"]
    encode = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:keyint=25:open-gop=0", "-pix_fmt", "yuv420p", "-c:a", "mp2"]
    maps = ["-map", "0", "-map", "1", "-map", "2", "-metadata:s:a:0", "language=deu", "-metadata:s:a:1", "language=fra"]
    media.ffmpeg(*inputs, *maps, *encode, "-f", "mpegts", str(path))
    with Daemon(f"sample=file:{path}?loop=true") as daemon:
        yield daemon


def test_hevc_comes_as_mp4(hevc, tmp_path):
    master = hevc.get("/hls/sample/index.m3u8")
    assert faults_of_master(master) == [] and 'CODECS="hvc1.1.6.L' in master and "mp4-main.m3u8" in master
    text = hevc.get("/hls/sample/mp4-main.m3u8")
    assert faults_of_media(text) == [] and text.count("#EXT-X-MAP") == 1
    # A stretch has one beginning, however the window moves on.
    first = re.search(r'URI="([^"]+)"', text).group(1)
    body = hevc.ask("/hls/sample/" + first)[1]
    out = recorded(hevc, tmp_path / "out.mkv", "-t", "12", "-c", "copy")
    assert gaps(out, "v:0", 0.04) == []
    assert gaps(out, "a:0", 1024 / 48_000) == []
    assert first in hevc.get("/hls/sample/mp4-main.m3u8") and hevc.ask("/hls/sample/" + first)[1] == body
    command = ["ffmpeg", "-v", "warning", "-i", str(out), "-map", "0", "-f", "null", "-"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""
    assert "main.m3u8" in hevc.get("/hls/sample/ts.m3u8") and "mp4-" not in hevc.get("/hls/sample/ts.m3u8")


def test_mp4_and_ts_are_the_same_pictures(looped, tmp_path):
    """The frames that ffmpeg decodes of the newest segment, made of TS and of MP4."""
    names = re.findall(r"main/(\d+)\.ts", looped.get("/hls/sample/main.m3u8"))
    start = re.search(r'URI="([^"]+)"', looped.get("/hls/sample/mp4-main.m3u8")).group(1)
    sums = []
    for path, paths in ((tmp_path / "a.ts", [f"main/{names[-1]}.ts"]), (tmp_path / "a.mp4", [start, f"main/{names[-1]}.m4s"])):
        path.write_bytes(b"".join(looped.ask("/hls/sample/" + one)[1] for one in paths))
        command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:v", "-fps_mode", "passthrough", "-f", "framehash", "-"]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        sums.append([line.split(",")[-1] for line in lines if not line.startswith("#")])
    assert sums[0] == sums[1] and len(sums[0]) >= 50
    # The canary: another segment has other pictures.
    other = tmp_path / "b.ts"
    other.write_bytes(looped.ask(f"/hls/sample/main/{names[-2]}.ts")[1])
    command = ["ffmpeg", "-v", "error", "-i", str(other), "-map", "0:v", "-fps_mode", "passthrough", "-f", "framehash", "-"]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.count(sums[0][0]) == 0


def test_gstreamer_plays_a_recording_to_its_end(tmp_path):
    sink = tmp_path / "sound.raw"
    with Daemon(f"sample=file:{media.SAMPLE}") as daemon:
        master = daemon.get("/hls/sample/index.m3u8")
        assert faults_of_master(master) == []
        pipeline = f"uridecodebin uri={daemon.base}/hls/sample/index.m3u8 name=d d. ! video/x-raw ! fakesink "
        pipeline += f"d. ! audio/x-raw ! audioconvert ! audio/x-raw,format=S16LE,channels=2 ! filesink location={sink}"
        command = ["gst-launch-1.0", "-q", *pipeline.split()]
        result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert result.returncode == 0, result.stderr
        text = daemon.get("/hls/sample/main.m3u8")
        assert text.rstrip().endswith("#EXT-X-ENDLIST") and faults_of_media(text) == []
    # 18 s, but for what a player leaves out at the beginning.
    assert sink.stat().st_size > 14 * 48_000 * 4


def test_a_source_that_was_opened_anew_is_a_discontinuity(tmp_path):
    fifo = tmp_path / "tuner.fifo"
    subprocess.run(["mkfifo", str(fifo)], check=True)
    writer = subprocess.Popen(["sh", "-c", f"head -c 700000 {media.SAMPLE} > {fifo}; head -c 700000 {media.SAMPLE} > {fifo}; sleep 60"])
    try:
        with Daemon(f"sample=file:{fifo}") as daemon:
            daemon.get("/hls/sample/index.m3u8")
            end = time.monotonic() + 90
            while "#EXT-X-DISCONTINUITY\n" not in (text := daemon.get("/hls/sample/main.m3u8")):
                assert time.monotonic() < end, text + daemon.said()
                time.sleep(0.2)
            assert faults_of_media(text) == []
            assert daemon.figures()["hls"]["discontinuities"] == 1
    finally:
        writer.kill()
        writer.wait()


def test_answers(looped):
    looped.get("/hls/sample/index.m3u8")
    for path, status in (
        ("/hls/none/index.m3u8", 404), ("/hls/sample/none.m3u8", 404), ("/hls/sample/main/1.ts", 404),
        ("/hls/sample/none/1.ts", 404), ("/hls/sample/main", 404), ("/hls/sample/main/x.ts", 404),
    ):
        response, _ = looped.ask(path)
        assert response.status == status, path
    response, text = looped.ask("/hls/sample/main.m3u8")
    assert response.headers["Content-Type"] == "application/vnd.apple.mpegurl"
    assert response.headers["Cache-Control"] == "no-cache"
    response, packed = looped.ask("/hls/sample/main.m3u8", Accept_Encoding="gzip")
    assert response.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed).startswith(b"#EXTM3U")
    response, _ = looped.ask("/hls/sample/index.m3u8")
    again, body = looped.ask("/hls/sample/index.m3u8", If_None_Match=response.headers["ETag"])
    assert again.status in (200, 304) and (again.status == 200 or body == b"")
    path = "/hls/sample/" + re.findall(r"main/\d+\.ts", text.decode())[-1]
    whole, segment = looped.ask(path)
    head, nothing = looped.ask(path, "HEAD")
    assert (head.status, nothing, head.headers["Content-Length"]) == (200, b"", str(len(segment)))
    part, piece = looped.ask(path, Range="bytes=188-375")
    assert part.status == 206 and piece == segment[188:376]
    assert looped.ask(path, If_None_Match=whole.headers["ETag"])[0].status == 304
    assert "Access-Control-Allow-Origin" not in looped.ask(path, Origin="http://elsewhere")[0].headers
    figures = looped.figures()["hls"]
    assert figures["players"] >= 1 and figures["bytes_delivered"] > len(segment) and figures["window_bytes"] < 32 << 20
    assert 'remux_hls_players{stream="sample"} ' in looped.get("/metrics")


def test_a_stream_that_is_not_up_is_503(tmp_path):
    options = ("--readers-start-wait", "200ms", "--hls-segment", "1s")
    with Daemon(f"sample=file:{media.SAMPLE}?loop=true", f"gone=file:{tmp_path}/none.ts", options=options) as daemon:
        for method in ("GET", "HEAD"):
            response, _ = daemon.ask("/hls/gone/index.m3u8", method)
            assert response.status == 503 and response.headers["Retry-After"]


def test_pages_of_allowed_origins_may_play():
    options = ("--http-origins", "https://tv.example")
    with Daemon(f"sample=file:{media.SAMPLE}?loop=true", options=options) as daemon:
        for path in ("/hls/sample/index.m3u8", "/hls/none/x"):
            allowed, _ = daemon.ask(path, Origin="https://tv.example")
            assert allowed.headers["Access-Control-Allow-Origin"] == "https://tv.example"
            assert allowed.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
            other, _ = daemon.ask(path, Origin="https://elsewhere.example")
            assert "Access-Control-Allow-Origin" not in other.headers
        first, _ = daemon.ask("/hls/sample/index.m3u8", "OPTIONS", Origin="https://tv.example", Access_Control_Request_Method="GET")
        assert first.status == 204 and "Authorization" in first.headers["Access-Control-Allow-Headers"]
        assert daemon.ask("/hls/sample/index.m3u8", "OPTIONS", Origin="https://elsewhere.example", Access_Control_Request_Method="GET")[0].status == 405
        assert "Access-Control-Allow-Origin" not in daemon.ask("/api/streams", Origin="https://tv.example")[0].headers


def test_a_token_goes_into_every_path(tmp_path):
    config = tmp_path / "remux.yaml"
    token = "a-token-of-many-letters"
    config.write_text(f"auth: {{tokens: [{token}], open: [/healthz]}}\nsources: [{{name: sample, url: 'file:{media.SAMPLE}', loop: true}}]\n")
    config.chmod(0o600)
    with Daemon(options=("--config", str(config))) as daemon:
        assert daemon.ask("/hls/sample/index.m3u8")[0].status == 401
        text = daemon.get(f"/hls/sample/index.m3u8?token={token}")
        assert f'URI="audio-257.m3u8?token={token}"' in text and f"main.m3u8?token={token}" in text
        assert f".ts?token={token}" in daemon.get(f"/hls/sample/main.m3u8?token={token}")
        # The scripts of the page hold nothing, and the page asks for them without a token.
        assert daemon.ask("/page.js")[0].status == 200 and daemon.ask("/")[0].status == 401


def test_nothing_is_cut_while_nobody_asks():
    with Daemon(f"sample=file:{media.SAMPLE}?loop=true", options=("--hls-close-after", "10s")) as daemon:
        assert daemon.figures()["clients"] == 0
        daemon.get("/hls/sample/index.m3u8")
        assert daemon.figures()["clients"] == 1 and daemon.figures()["hls"]["window_bytes"] > 0
        end = time.monotonic() + 90
        while daemon.figures()["clients"]:
            assert time.monotonic() < end, daemon.said()
            time.sleep(0.5)
        assert daemon.figures()["hls"]["window_bytes"] == 0
