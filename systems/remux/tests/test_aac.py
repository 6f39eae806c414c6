"""AAC that not every player knows, LATM and HE-AAC, comes out as AAC-LC in ADTS."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from judge import media, sound, ts

# Made by the linked encoder from sweeps and clicks: SBR over a core of 24 kHz, 64 kb/s, stereo.
ENHANCED = Path(__file__).resolve().parents[1] / "rust" / "tests" / "streams" / "enhanced.aac"


def described(path: Path) -> list[str]:
    command = ["ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream=codec_name,profile,sample_rate", "-of", "csv=p=0", str(path)]
    return sorted({line.strip(",") for line in sound.run(command).decode().split()})


def test_issue_latm_becomes_lc_in_adts(remux, made):
    source = media.make(made / "latm.ts", seconds=8, codecs=("aac", "aac"), muxer=("-mpegts_flags", "latm"))
    assert ts.check(source.read_bytes()).programs[1][media.GERMAN] == (0x11, "deu")
    out = made / "latm_out.ts"
    stats = remux(source, out)
    report = ts.check(out.read_bytes())
    assert report.faults == []
    assert report.programs[1][media.GERMAN] == (0x0F, "deu")
    assert described(out) == ["aac,LC,48000"]
    assert all(abs(offset) <= 0.001 for index in (0, 1) for offset in sound.offsets(source, out, index))
    for track in stats["programs"][0]["tracks"]:
        assert (track["codec_in"], track["codec_out"], track["concealed"]) == ("aac_latm", "aac", 0)


@pytest.mark.parametrize("packing", ["adts", "latm"])
def test_issue_he_aac_becomes_lc_at_its_full_rate(remux, made, packing):
    muxer = ["-mpegts_flags", "latm"] if packing == "latm" else []
    source, out = made / f"he_{packing}.ts", made / f"he_{packing}_out.ts"
    media.ffmpeg("-stream_loop", "2", "-i", str(ENHANCED), "-c", "copy", *muxer, "-f", "mpegts", str(source))
    stats = remux(source, out)
    assert described(out) == ["aac,LC,48000"]
    assert stats["programs"][0]["tracks"][0]["codec_in"] == "aac_he"
    before, after = sound.Track(source, 0), sound.Track(out, 0)
    start = before.begin + 1
    old, new = before.window(start, 2.0), after.window(start, 2.0)
    assert abs(sound.lag(old, new)) / sound.RATE <= 0.001
    error = sound.level(old - new) - sound.level(old)
    assert error < -20, "the same sound, twice coded"
    assert np.abs(np.fft.rfft(new))[int(13_000 * 2) :].max() > 0


def test_plain_aac_passes(remux, made):
    source, out = media.make(made / "plain.ts", seconds=3, codecs=("aac",)), made / "plain_out.ts"
    remux(source, out)
    assert out.read_bytes() == source.read_bytes()
