"""Streams whose sound is easily lost, heard by players: sloppy time stamps, wrong or missing maps, no stamps, junk."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from judge import media, sound, ts

AUDIO = media.GERMAN
BLOCK = sound.RATE // 50


def tone(out: Path, codec: str = "mp2", seconds: float = 8) -> Path:
    """A picture and a tone of 1 kHz."""
    inputs = ["-f", "lavfi", "-i", f"testsrc2=size=160x90:rate=25:duration={seconds}"]
    inputs += ["-f", "lavfi", "-i", f"aevalsrc=0.3*sin(2*PI*1000*t):s=48000:d={seconds}"]
    encode = ["-c:v", "mpeg2video", "-g", "12", "-b:v", "300k", "-c:a", codec, "-ac", "2", "-b:a", "256k"]
    media.ffmpeg(*inputs, *encode, "-f", "mpegts", str(out))
    return out


def restamped(data: bytes, change) -> bytes:
    """The stream with each time stamp of the audio changed; None takes it out."""
    out, index = [], 0
    for packet in ts.packets(data):
        raw = bytearray(packet.raw)
        if packet.pid == AUDIO and packet.starts:
            at = ts.PACKET - len(packet.payload)
            a, b, c = raw[at + 9], int.from_bytes(raw[at + 10 : at + 12], "big"), int.from_bytes(raw[at + 12 : at + 14], "big")
            pts = change(index, (a >> 1 & 7) << 30 | (b >> 1) << 15 | c >> 1)
            index += 1
            if pts is None:
                raw[at + 7] &= 0x3F
                raw[at + 9 : at + 14] = b"\xff" * 5
            else:
                raw[at + 9] = 0x21 | pts >> 29 & 0x0E
                raw[at + 10 : at + 12] = (pts >> 14 & 0xFFFE | 1).to_bytes(2, "big")
                raw[at + 12 : at + 14] = (pts << 1 & 0xFFFE | 1).to_bytes(2, "big")
        out.append(bytes(raw))
    return b"".join(out)


def heard(path: Path) -> np.ndarray:
    """The sound of a stream's first audio track as a player without any map of its own finds it."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:a:0", "-ac", "1", "-f", "f32le", "-"]
    return np.frombuffer(sound.run(command), "<f4")


def purity(samples: np.ndarray) -> float:
    """The worst ratio of tone to anything else in a block of 20 ms, in dB; ends are left out."""
    samples = samples[sound.RATE // 2 : -sound.RATE // 2]
    angle = 2 * np.pi * 1000 * np.arange(BLOCK) / sound.RATE
    basis = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    worst = np.inf
    for block in samples[: len(samples) // BLOCK * BLOCK].reshape(-1, BLOCK).astype(np.float64):
        fitted = basis @ (basis.T @ block) * 2 / BLOCK
        rest = np.sum((block - fitted) ** 2)
        worst = min(worst, 10 * np.log10(max(np.sum(fitted**2), 1e-12) / max(rest, 1e-12)))
    return float(worst)


def codec_of(path: Path) -> list[str]:
    command = ["ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream=codec_name", "-of", "csv=p=0", str(path)]
    # A stream of a program is named twice.
    return sorted({line.strip(",") for line in sound.run(command).decode().split()})


def remuxed(remux, made: Path, name: str, data: bytes, *options: str) -> tuple[Path, dict]:
    source, out = made / f"{name}.ts", made / f"{name}_out.ts"
    source.write_bytes(data)
    return out, remux(source, out, *options)


def within(milliseconds: float):
    dice = random.Random(3)
    return lambda index, pts: pts + round(90 * dice.uniform(-milliseconds, milliseconds))


def drifting(parts: float):
    first = []
    return lambda index, pts: round(first[0] + (pts - first[0]) * (1 + parts)) if first else first.append(pts) or pts


def repeated():
    last = [0]

    def change(index: int, pts: int) -> int:
        last[0] = last[0] if index % 5 == 4 else pts
        return last[0]

    return change


JITTER = {"1": within(1), "2": within(2), "10": within(10), "20": within(20), "40": within(40), "fifth": repeated()}


@pytest.mark.parametrize("name", JITTER)
def test_issue_sloppy_stamps_leave_a_tone_clean(remux, made, name):
    data = restamped(tone(made / "tone.ts").read_bytes(), JITTER[name])
    out, stats = remuxed(remux, made, f"jitter_{name}", data)
    assert purity(heard(out)) >= 30
    assert stats["programs"][0]["tracks"][0]["concealed"] == 0


@pytest.mark.parametrize("parts", [100e-6, 2000e-6])
def test_issue_drift_is_followed(remux, made, parts):
    data = restamped(tone(made / "tone.ts").read_bytes(), drifting(parts))
    out, stats = remuxed(remux, made, f"drift_{round(parts * 1e6)}", data)
    assert purity(heard(out)) >= 30
    assert stats["programs"][0]["tracks"][0]["concealed"] == 0
    before, after = ts.check(data).pts[AUDIO], ts.check(out.read_bytes()).pts[AUDIO]
    # The last stamps tell when the sound ends: the source's, or the last AAC frame that begins before it.
    assert abs(after[-1] + 1920 - before[-1]) < 2 * 2160


@pytest.mark.parametrize("step", [0.1, 0.5, 3.0, -0.5])
def test_issue_a_jump_lands_within_a_second(remux, made, step):
    data = restamped(media.make(made / "jumping.ts", seconds=10).read_bytes(), lambda i, pts: pts + round(90_000 * step) * (i >= 60))
    out, _ = remuxed(remux, made, f"jump_{step}", data)
    source = made / f"jump_{step}.ts"
    before, after = sound.Track(source, 0), sound.Track(out, 0)
    place = max(before.end, after.end) - 4
    late = sound.lag(before.window(place, 2.0), after.window(place, 2.0)) / sound.RATE
    assert abs(late) <= 0.001


def test_the_measure_of_purity_sees_a_seeded_gap(made):
    """Canary: 2 ms of silence in a clean tone."""
    samples = heard(tone(made / "tone.ts")).copy()
    assert purity(samples) > 40
    samples[100_000:100_096] = 0
    assert purity(samples) < 20


def unnamed(data: bytes) -> bytes:
    return b"".join(ts.without(data, {0, media.MAP}))


def late_map(data: bytes) -> bytes:
    video = media.stream_entry(0x02, media.VIDEO)
    full = media.map_section(video + media.stream_entry(0x03, AUDIO), version=1)
    return media.replace_tables(data, {media.MAP: [media.map_section(video)] * 5 + [full]})


def wrong_checksums(data: bytes) -> bytes:
    section = media.map_section(media.stream_entry(0x02, media.VIDEO) + media.stream_entry(0x03, AUDIO))
    return media.replace_tables(data, {media.MAP: [section[:-1] + bytes([section[-1] ^ 0x55])]})


def junk(data: bytes) -> bytes:
    dice, out = random.Random(4), []
    for index, packet in enumerate(ts.packets(data)):
        if index % 200 in (50, 51, 53, 56, 60):
            out.append(bytes(dice.choice([b for b in range(256) if b != 0x47]) for _ in range(100)))
        out.append(packet.raw)
    return b"".join(out)


KINDS = {
    "unnamed": unnamed,
    "late_map": late_map,
    "wrong_checksums": wrong_checksums,
    "junk": junk,
    "unstamped": lambda data: restamped(data, lambda index, pts: None),
}


@pytest.mark.parametrize("kind", KINDS)
def test_issue_players_hear_all_of_it_as_aac(remux, made, kind):
    source = tone(made / "tone.ts")
    out, stats = remuxed(remux, made, kind, KINDS[kind](source.read_bytes()))
    assert codec_of(out) == ["aac"]
    samples = heard(out)
    assert purity(samples) >= 30
    assert len(samples) >= 0.98 * len(heard(source))
    track = next(track for program in stats["programs"] for track in program["tracks"])
    assert track["codec_out"] == "aac" and track["concealed"] == 0


@pytest.mark.parametrize("kind", [0x03, 0x04])
def test_issue_aac_declared_as_mpeg_audio_is_heard(remux, made, kind):
    source = tone(made / "tone_aac.ts", "aac")
    section = media.map_section(media.stream_entry(0x02, media.VIDEO) + media.stream_entry(kind, AUDIO))
    out, stats = remuxed(remux, made, f"aac_as_{kind}", media.replace_tables(source.read_bytes(), {media.MAP: [section]}))
    assert codec_of(out) == ["aac"]
    assert ts.check(out.read_bytes()).programs[1][AUDIO] == (0x0F, "")
    assert len(heard(out)) == len(heard(source)) and purity(heard(out)) >= 30
    assert stats["programs"][0]["tracks"][0]["passthrough"]
