"""Streams to judge, made by ffmpeg or by hand from the sample."""

from __future__ import annotations

import subprocess
from pathlib import Path

from judge import ts

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "sample.ts"
VIDEO, GERMAN, ENGLISH = 0x100, 0x101, 0x102
MAP = 0x1000

TONE = "aevalsrc=0.2*sin(2*PI*(300+40*t)*t)*exp(-3*mod(t\\,0.4)):s={rate}:d={seconds}"
HISS = "anoisesrc=color=pink:amplitude=0.05:seed={seed}:r={rate}:d={seconds}"


def ffmpeg(*arguments: str) -> None:
    """Runs ffmpeg, which must succeed."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments], check=True)


def make(
    out: Path,
    *,
    seconds: float = 6,
    rate: int = 48_000,
    channels: int = 2,
    codecs: tuple[str, ...] = ("mp2",),
    languages: tuple[str, ...] = ("deu", "eng", "fra"),
    bitrate: str = "128k",
    video: str = "libx264",
    muxer: tuple[str, ...] = (),
) -> Path:
    """A stream with a picture and one audio track for each codec, every track with its own sound."""
    inputs = ["-f", "lavfi", "-i", f"testsrc2=size=320x180:rate=25:duration={seconds}"]
    maps, graph = ["-map", "0:v"], []
    for index, codec in enumerate(codecs):
        inputs += ["-f", "lavfi", "-i", TONE.format(rate=rate, seconds=seconds)]
        inputs += ["-f", "lavfi", "-i", HISS.format(rate=rate, seconds=seconds, seed=index + 1)]
        layout = "mono" if channels == 1 else "stereo"
        graph.append(
            f"[{2 * index + 1}:a][{2 * index + 2}:a]amix=inputs=2:normalize=0,"
            f"asetrate={rate},aformat=channel_layouts={layout}[a{index}]"
        )
        maps += ["-map", f"[a{index}]", f"-c:a:{index}", codec, f"-metadata:s:a:{index}", f"language={languages[index]}"]
    graph_option = ["-filter_complex", ";".join(graph)] if graph else []
    extra = ["-preset", "veryfast", "-g", "25"] if video == "libx264" else ["-g", "12"]
    encode = ["-c:v", video, *extra, "-pix_fmt", "yuv420p", "-b:v", "300k", "-b:a", bitrate]
    ffmpeg(*inputs, *graph_option, *maps, *encode, "-t", str(seconds), *muxer, "-f", "mpegts", str(out))
    return out


def shifted(source: Path, out: Path, seconds: float) -> Path:
    """The same stream, copied with all its time stamps moved."""
    ffmpeg("-i", str(source), "-map", "0", "-c", "copy", "-output_ts_offset", str(seconds), "-f", "mpegts", str(out))
    return out


def sample(seconds: float | None = None) -> bytes:
    """The committed sample, or about so many seconds of its beginning."""
    data = SAMPLE.read_bytes()
    if seconds is None:
        return data
    return data[: int(len(data) / ts.PACKET * min(1.0, seconds / 18)) * ts.PACKET]


def with_prefix(data: bytes, prefix: bytes) -> bytes:
    """Every packet with something in front (192 bytes: a timecode)."""
    return b"".join(prefix + packet.raw for packet in ts.packets(data))


def with_suffix(data: bytes, suffix: bytes) -> bytes:
    """Every packet with something behind (204 bytes: parity)."""
    return b"".join(packet.raw + suffix for packet in ts.packets(data))


def map_section(streams: bytes, *, program: int = 1, version: int = 0, info: bytes = b"", pcr: int = VIDEO) -> bytes:
    """A program map section with a right checksum."""
    body = program.to_bytes(2, "big") + bytes([0xC1 | version << 1, 0, 0]) + (0xE000 | pcr).to_bytes(2, "big")
    body += (0xF000 | len(info)).to_bytes(2, "big") + info + streams
    section = bytes([2]) + (0xB000 | len(body) + 4).to_bytes(2, "big") + body + bytes(4)
    return ts.set_crc(section)


def stream_entry(kind: int, pid: int, descriptors: bytes = b"") -> bytes:
    """One stream of a map."""
    return bytes([kind]) + (0xE000 | pid).to_bytes(2, "big") + (0xF000 | len(descriptors)).to_bytes(2, "big") + descriptors


def language(code: str) -> bytes:
    """A language descriptor."""
    return bytes([0x0A, 4]) + code.encode() + b"\0"


def association(programs: dict[int, int], version: int = 0) -> bytes:
    """A program association section with a right checksum."""
    body = b"\0\1" + bytes([0xC1 | version << 1, 0, 0])
    body += b"".join(number.to_bytes(2, "big") + (0xE000 | pid).to_bytes(2, "big") for number, pid in programs.items())
    section = bytes([0]) + (0xB000 | len(body) + 4).to_bytes(2, "big") + body + bytes(4)
    return ts.set_crc(section)


def replace_tables(data: bytes, tables: dict[int, list[bytes]]) -> bytes:
    """The stream with every section on some PIDs replaced by another, taken in turn and the last one for ever.
    Several sections in one entry of the list are joined beforehand by the caller."""
    counters = dict.fromkeys(tables, 0)
    turn = dict.fromkeys(tables, 0)
    out = []
    for packet in ts.packets(data):
        if packet.pid not in tables:
            out.append(packet.raw)
        elif packet.starts:
            choices = tables[packet.pid]
            section = choices[min(turn[packet.pid], len(choices) - 1)]
            turn[packet.pid] += 1
            made = ts.cut(section, packet.pid, counters[packet.pid])
            counters[packet.pid] += len(made)
            out += made
    return b"".join(out)
