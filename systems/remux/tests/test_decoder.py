"""The MP2 decoder against ffmpeg's float decoder."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest
from judge import media, sound, ts

# Root mean square of the difference, relative to full scale.
BOUND = -130.0


def decoded(remux, source, out) -> np.ndarray:
    subprocess.run([str(remux.decoder), "mpeg", str(source), str(out)], check=True)
    return np.fromfile(out, "<f4")


def reference(source) -> np.ndarray:
    command = ["ffmpeg", "-v", "error", "-c:a", "mp2float", "-f", "mp3", "-i", str(source), "-f", "f32le", "-"]
    return np.frombuffer(sound.run(command), "<f4")


@pytest.mark.parametrize("pid", [media.GERMAN, media.ENGLISH])
def test_the_sample_decodes_like_ffmpeg(remux, made, pid):
    source = made / f"track_{pid}.mp2"
    source.write_bytes(ts.payload_of(media.sample(), pid))
    ours, theirs = decoded(remux, source, made / "ours.raw"), reference(source)
    assert len(ours) == len(theirs) == 750 * 1152 * 2
    assert sound.level(theirs) > -40, "the reference is silent"
    assert sound.level(ours - theirs) <= BOUND


@pytest.mark.parametrize(
    ("rate", "channels", "bitrate"),
    [(48_000, 2, 384), (44_100, 2, 192), (32_000, 1, 64), (48_000, 1, 56), (24_000, 2, 96), (16_000, 1, 32), (48_000, 2, 96)],
)
def test_other_rates_decode_like_ffmpeg(remux, made, rate, channels, bitrate):
    source = made / f"d_{rate}_{channels}_{bitrate}.mp2"
    tone, hiss = media.TONE.format(rate=rate, seconds=4), media.HISS.format(rate=rate, seconds=4, seed=5)
    media.ffmpeg("-f", "lavfi", "-i", tone, "-f", "lavfi", "-i", hiss, "-filter_complex", "amix=inputs=2:normalize=0",
                 "-ar", str(rate), "-ac", str(channels), "-c:a", "mp2", "-b:a", f"{bitrate}k", str(source))
    ours, theirs = decoded(remux, source, made / "ours.raw"), reference(source)
    assert len(ours) == len(theirs) > 0
    assert sound.level(ours - theirs) <= BOUND


def test_the_measurement_sees_a_seeded_difference(remux, made):
    """Canary: one least significant bit of 16 must fail the bound."""
    source = made / "canary.mp2"
    source.write_bytes(ts.payload_of(media.sample(), media.GERMAN))
    theirs = reference(source)
    rounded = np.round(theirs * 32768) / 32768
    assert sound.level(rounded - theirs) > BOUND
