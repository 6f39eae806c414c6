"""Programs nobody here wrote accept the output."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from judge import media, ts


def probe(path: Path) -> list[dict]:
    command = ["ffprobe", "-v", "warning", "-show_streams", "-of", "json", str(path)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    assert result.stderr == "", result.stderr
    return json.loads(result.stdout)["streams"]


def decoder_complaints(path: Path) -> str:
    """What ffmpeg says at level warning while it decodes every audio track."""
    command = ["ffmpeg", "-v", "warning", "-i", str(path), "-map", "0:a", "-f", "null", "-"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def gstreamer(path: Path, pid: int) -> tuple[int, str, int]:
    """GStreamer's way through one track: status, complaints, bytes of decoded sound."""
    sink = path.with_suffix(f".{pid:x}.raw")
    pipeline = f"filesrc location={path} ! tsdemux name=d d.audio_0_{pid:04x} ! queue ! aacparse ! avdec_aac "
    pipeline += f"! audioconvert ! audio/x-raw,format=S16LE ! filesink location={sink}"
    command = ["gst-launch-1.0", "-q", *pipeline.split()]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return result.returncode, result.stderr, sink.stat().st_size if sink.exists() else 0


def test_ffprobe_sees_aac_with_the_languages(remuxed_sample):
    audio = [stream for stream in probe(remuxed_sample[0]) if stream["codec_type"] == "audio"]
    seen = [(s["codec_name"], s["profile"], s["sample_rate"], s["channels"], s["tags"]["language"]) for s in audio]
    assert seen == [("aac", "LC", "48000", 2, "deu"), ("aac", "LC", "48000", 2, "eng")]


def test_ffmpeg_decodes_without_a_warning(remuxed_sample):
    assert decoder_complaints(remuxed_sample[0]) == ""


@pytest.mark.parametrize("pid", [media.GERMAN, media.ENGLISH])
def test_gstreamer_demuxes_parses_and_decodes(remuxed_sample, pid):
    status, complaints, size = gstreamer(remuxed_sample[0], pid)
    assert (status, complaints) == (0, "")
    assert size > 17 * 48_000 * 4


def test_the_independent_checker_finds_no_fault(remuxed_sample):
    report = ts.check(remuxed_sample[0].read_bytes())
    assert report.faults == []
    streams = report.programs[1]
    assert streams[media.GERMAN] == (0x0F, "deu")
    assert streams[media.ENGLISH] == (0x0F, "eng")
    assert len(report.pts[media.GERMAN]) > 800


def test_statistics_name_tracks_and_codecs(remuxed_sample):
    stats = remuxed_sample[1]
    tracks = stats["programs"][0]["tracks"]
    described = [(t["pid"], t["codec_in"], t["codec_out"], t["language"], t["passthrough"]) for t in tracks]
    assert described == [(257, "mp2", "aac", "deu", False), (258, "mp2", "aac", "eng", False)]
    assert all(track["concealed"] == 0 and track["late"] == 0 for track in tracks)
    assert stats["packets_in"] == media.SAMPLE.stat().st_size // 188
    assert abs(stats["media_seconds"] - 18) < 0.2


@pytest.mark.parametrize(
    ("rate", "channels", "options"),
    [
        (44_100, 2, ()),
        (32_000, 1, ()),
        (48_000, 2, ("--sample-rate", "44100")),
        (44_100, 2, ("--sample-rate", "48000", "--bitrate", "256000")),
        (48_000, 2, ("--channels", "1", "--bitrate", "96000")),
        (48_000, 2, ("--channels", "6", "--bitrate", "384000")),
        (24_000, 2, ("--bitrate", "96000")),
        (48_000, 2, ("--frames-per-pes", "4")),
        (48_000, 2, ("--cbr",)),
        (48_000, 2, ("--fast",)),
    ],
)
def test_every_shape_of_output_is_accepted(remux, made, rate, channels, options):
    name = f"shape_{rate}_{channels}_{'_'.join(options).replace('-', '')}"
    source = media.make(made / f"{name}.ts", seconds=3, rate=rate, channels=channels)
    out = made / f"{name}_out.ts"
    remux(source, out, *options)
    [audio] = [stream for stream in probe(out) if stream["codec_type"] == "audio"]
    wanted = dict(zip(options[::2], options[1::2]))
    assert audio["codec_name"] == "aac"
    assert audio["sample_rate"] == wanted.get("--sample-rate", str(rate))
    assert audio["channels"] == int(wanted.get("--channels", "2"))
    assert decoder_complaints(out) == ""
    assert ts.check(out.read_bytes()).faults == []
    assert gstreamer(out, 0x101)[:2] == (0, "")
