"""Streams of AC-3 and E-AC-3, decoders for them, and the comparison of three decoders.

No two decoders give the same samples: bins without bits become noise, each decoder's own. So three are compared:
ours may differ from each of two others by no more than those differ from each other. Where the others agree, in
bins that hold no noise, ours must agree as well.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import ac3forge
import numpy as np

from judge import sound
from judge.media import ffmpeg

# What the three may differ by beyond the two, in dB, and a difference that never matters, in dB of full scale.
MARGIN, NOTHING = 1.0, -120.0
# Signal to difference in dB that bins without noise keep.
AGREED = 90.0


def mixture(channels: int, rate: int, seconds: float) -> np.ndarray:
    """Sound for an encoder's every tool: sweeps, clicks (short blocks), hiss (noise), likeness (rematrixing)."""
    chance, time = np.random.default_rng(5), np.arange(int(rate * seconds)) / rate
    common = 0.1 * np.sin(2 * np.pi * 440 * time) + 0.1 * np.sin(2 * np.pi * 60 * time)
    made = []
    for channel in range(channels):
        sweep = 0.2 * np.sin(2 * np.pi * (200 * (channel + 1) + 60 * time) * time)
        click = 0.3 * np.sin(2 * np.pi * 3000 * time) * (np.mod(time, 0.5) < 0.02)
        made.append(common + sweep + click + 0.01 * chance.standard_normal(len(time)))
    return np.stack(made, axis=1).astype("<f4")


def encoded(
    out: Path, layout: str, channels: int, rate: int, *options: str, seconds: float = 2, gain: float = 1
) -> Path:
    """The mixture encoded by ffmpeg; the suffix of `out` is the codec."""
    raw = out.with_suffix(".raw")
    raw.write_bytes((np.float32(gain) * mixture(channels, rate, seconds)).tobytes())
    ffmpeg("-f", "f32le", "-ar", str(rate), "-ch_layout", layout, "-i", str(raw), "-c:a", out.suffix[1:], *options, str(out))
    return out


def forged(out: Path, channels: int, seconds: float = 2, **settings: object) -> Path:
    """The mixture encoded by ac3forge, which has the tools of E-AC-3 that ffmpeg's encoder lacks."""
    encoder = ac3forge.eac3.FrameEncoder(ac3forge.eac3.FrameConfig(**settings))
    out.write_bytes(frames(encoder.encode_frame, channels, encoder.samples_per_frame, seconds))
    return out


def frames(encode, channels: int, size: int, seconds: float) -> bytes:
    """What an encoder of ac3forge makes of the mixture, frame by frame."""
    source = mixture(channels, 48_000, seconds).T
    parts = range(0, source.shape[1] - size + 1, size)
    return b"".join(encode([np.ascontiguousarray(channel[at : at + size]) for channel in source]) for at in parts)


def by_ours(decoder: Path, source: Path, *options: str) -> np.ndarray:
    out = source.with_suffix(".ours")
    subprocess.run([str(decoder), "ac3", str(source), str(out), *options], check=True)
    return np.fromfile(out, "<f4")


def by_ffmpeg(source: Path, *, drc: bool = False) -> np.ndarray:
    command = ["ffmpeg", "-v", "error", "-drc_scale", str(int(drc)), "-i", str(source), "-f", "f32le", "-"]
    return np.frombuffer(sound.run(command), "<f4")


def by_liba52(program: Path, source: Path, *, drc: bool = False) -> np.ndarray:
    out = source.with_suffix(".a52")
    subprocess.run([str(program), str(source), str(out), "drc" if drc else "plain"], check=True)
    return np.fromfile(out, "<f4")


def by_forge(source: Path) -> np.ndarray:
    """Decoded by ac3forge, without compression of the dynamic range."""
    order = ["L", "R", "C", "LFE", "Lrs", "Rrs", "Ls", "Rs"]
    decoder, out = ac3forge.Eac3Decoder(ac3forge.DecoderConfig(drc_scale=0.0)), []
    for unit in ac3forge.split_access_units(source.read_bytes()):
        decoded = decoder.decode_access_unit(unit)
        if decoded is None:
            continue
        labels = list(decoded.channel_labels)
        places = [labels.index(label) for label in order if label in labels] or range(len(labels))
        out.append(np.stack([decoded.channels[place] for place in places], axis=1))
    return np.concatenate(out).reshape(-1)


def liba52(folder: Path) -> Path:
    """Builds the driver of liba52."""
    program = folder / "a52"
    source = Path(__file__).with_name("a52.c")
    subprocess.run(["gcc", "-O2", "-o", str(program), str(source), "-la52", "-lm"], check=True)
    return program


def judge(ours: np.ndarray, first: np.ndarray, second: np.ndarray, channels: int) -> list[str]:
    """What is wrong with our samples, by those of two other decoders."""
    shortest = min(len(ours), len(first), len(second)) // channels
    if shortest < 10_000:
        return [f"only {shortest} samples"]
    ours, first, second = (one[: shortest * channels].reshape(-1, channels) for one in (ours, first, second))
    faults = []
    for channel in range(channels):
        own, one, two = ours[:, channel], first[:, channel], second[:, channel]
        allowed = max(sound.level(one - two) + MARGIN, NOTHING)
        for name, other in (("first", one), ("second", two)):
            if (found := sound.level(own - other)) > allowed:
                faults.append(f"channel {channel}: {found:.1f} dB from the {name}, which differ by {allowed - MARGIN:.1f}")
        faults += disagreements(own, one, two, channel)
    return faults


def amplitude(samples: np.ndarray, hertz: float, rate: int) -> float:
    """Of one tone."""
    return 2 * float(np.abs(np.mean(samples * np.exp(-2j * np.pi * hertz / rate * np.arange(len(samples))))))


def disagreements(own: np.ndarray, one: np.ndarray, two: np.ndarray, channel: int) -> list[str]:
    """Bins where the others agree and ours does not."""
    power, others = spectrum(one), spectrum(one - two)
    heard = power > power.max() * 1e-7
    # Noise can be alike by chance in one bin, not in seven.
    share = np.pad(others / power, 3, mode="edge")
    agreed = heard & (np.max([share[at : at + len(power)] for at in range(7)], axis=0) < 10 ** (-(AGREED + 10) / 10))
    worst = np.max(spectrum(own - one)[agreed] / power[agreed], initial=0)
    if worst > 10 ** (-AGREED / 10):
        return [f"channel {channel}: {-10 * np.log10(worst):.1f} dB where the others agree"]
    return []


def agreed(one: np.ndarray, two: np.ndarray) -> float:
    """The share of bins in which two decoders agree."""
    power = spectrum(one)
    return float(np.mean(spectrum(one - two) < power * 10 ** (-AGREED / 10)))


def spectrum(samples: np.ndarray) -> np.ndarray:
    """Mean power by bin, with a window that keeps loud bins out of quiet ones."""
    size = 2048
    parts = samples[: len(samples) // size * size].reshape(-1, size).astype("f8") * np.blackman(size) ** 2
    return np.mean(np.abs(np.fft.rfft(parts)) ** 2, axis=0)


def main() -> None:
    """Prints the differences for files: `python -m judge.surround DECODER LIBA52-FOLDER FILE...`."""
    decoder, folder, *files = map(Path, sys.argv[1:])
    program = liba52(folder)
    for source in files:
        command = ["ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream=codec_name,channels", "-of", "csv=p=0"]
        codec, channels = sound.run([*command, str(source)]).decode().split()[0].split(",")
        third = by_liba52(program, source) if codec == "ac3" else by_forge(source)
        every = (by_ours(decoder, source, "--range", "off"), by_ffmpeg(source), third)
        length = min(map(len, every)) // int(channels) * int(channels)
        ours, first, second = (one[:length].reshape(-1, int(channels)) for one in every)
        print(source.name, codec, length // int(channels), "samples")
        for pair, difference in (("ours-ffmpeg", ours - first), ("ours-third", ours - second), ("ffmpeg-third", first - second)):
            levels = " ".join(f"{sound.level(difference[:, channel]):7.1f}" for channel in range(int(channels)))
            print(f"  {pair:12} all {sound.level(difference):7.1f} dB, each {levels}")


if __name__ == "__main__":
    main()
