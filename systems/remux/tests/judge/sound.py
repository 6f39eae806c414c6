"""Measurements on decoded sound."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np

RATE = 48_000


class Track:
    """A decoded track (mono) with the time of every frame on the stream's own clock."""

    def __init__(self, path: Path, index: int) -> None:
        command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", f"0:a:{index}", "-ac", "1", "-f", "f32le", "-"]
        self.samples = np.frombuffer(run(command), "<f4")
        command = ["ffprobe", "-v", "error", "-select_streams", f"a:{index}"]
        command += ["-show_entries", "frame=pts,nb_samples", "-of", "csv=p=0", str(path)]
        rows = [line.split(",")[:2] for line in run(command).decode().split()]
        self.times = np.array([int(pts) / 90_000 for pts, _ in rows])
        self.lengths = np.array([int(length) for _, length in rows])
        if self.lengths.sum() != len(self.samples):
            raise ValueError(f"{path}: {self.lengths.sum()} samples announced, {len(self.samples)} decoded")

    @property
    def begin(self) -> float:
        return float(self.times[0])

    @property
    def end(self) -> float:
        return float(self.times[-1] + self.lengths[-1] / RATE)

    def gaps(self) -> list[float]:
        """Seconds by which frames fail to follow each other, where that is more than two ticks."""
        steps = np.diff(self.times) - self.lengths[:-1] / RATE
        return [float(step) for step in steps if abs(step) > 2.5 / 90_000]

    def window(self, start: float, seconds: float) -> np.ndarray:
        """The sound from a time on, found by the stamp of the frame that holds it."""
        frame = int(np.searchsorted(self.times, start, side="right")) - 1
        first = int(self.lengths[:frame].sum()) + round((start - self.times[frame]) * RATE)
        return self.samples[first : first + round(seconds * RATE)]


def run(command: list[str]) -> bytes:
    """The standard output of a program that must succeed."""
    return subprocess.run(command, check=True, capture_output=True).stdout


def lag(reference: np.ndarray, other: np.ndarray) -> float:
    """Samples by which `other` is behind `reference`, to a fraction of a sample, by cross-correlation."""
    size = 1 << int(np.ceil(np.log2(len(reference) + len(other))))
    spectrum = np.conj(np.fft.rfft(reference, size)) * np.fft.rfft(other, size)
    correlation = np.fft.irfft(spectrum, size)
    peak = int(np.argmax(correlation))
    left, middle, right = (correlation[(peak + step) % size] for step in (-1, 0, 1))
    fraction = 0.5 * (left - right) / (left - 2 * middle + right)
    return (peak if peak < size // 2 else peak - size) + float(fraction)


def offsets(source: Path, remuxed: Path, index: int, *, windows: int = 3, seconds: float = 4.0) -> list[float]:
    """Seconds by which the remuxed track's sound is late against the source's, each on its own clock, in several
    windows from the beginning to the end."""
    before, after = Track(source, index), Track(remuxed, index)
    begin, end = max(before.begin, after.begin), min(before.end, after.end) - seconds
    starts = np.linspace(begin, end, windows)
    return [lag(before.window(start, seconds), after.window(start, seconds)) / RATE for start in starts]


def level(samples: np.ndarray) -> float:
    """Root mean square in dB of full scale."""
    return 20 * float(np.log10(max(np.sqrt(np.mean(np.square(samples, dtype=np.float64))), 1e-12)))
