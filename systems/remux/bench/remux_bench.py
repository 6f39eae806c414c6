#!/usr/bin/env python3
"""Measures the remuxer against ffmpeg on the same input and writes `bench/results/remux.json`.

    systems/remux/bench/remux_bench.py [--rounds N] [--seconds S] [--out FILE]

Run it from anywhere; results go to the project's `bench/results/` by default. What is measured:

- `mp2_60s`: processor time (user + system, from the kernel's account of the child) and peak resident memory for a
  file of 720p25 H.264 at 3 Mb/s with one MP2 track, turned into AAC at 192 kb/s. Base: `ffmpeg -c:v copy -c:a aac
  -b:a 192k -ac 2`. Programs take turns within each round; medians are given. Every output is decoded once and its
  sound checked, so that nobody is fast by doing nothing.
- `mp2_3_tracks_60s`: the same with three tracks.
- `ac3_5.1_60s`: the same with one track of AC-3 5.1 at 384 kb/s, which becomes stereo.
- `first_byte`, `first_aac`: a live pipe, the sample fed at the speed of its own clock: time from the first byte
  written to the first byte read, and from the first audio packet written to the first AAC packet read.

The remuxer is the crate's example `remux_file`, or the command in REMUX_COMMAND (it is given IN, OUT and options).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CRATE = ROOT / "systems" / "remux" / "rust"
SAMPLE = ROOT / "systems" / "remux" / "samples" / "sample.ts"
PACKET = 188



def build() -> list[str]:
    """The command that remuxes."""
    if own := os.environ.get("REMUX_COMMAND"):
        return shlex.split(own)
    subprocess.run(["cargo", "build", "-q", "--release", "--locked", "--example", "remux_file"], cwd=CRATE, check=True)
    command = ["cargo", "metadata", "--format-version", "1", "--no-deps", "--offline"]
    target = json.loads(subprocess.run(command, cwd=CRATE, check=True, capture_output=True).stdout)["target_directory"]
    return [f"{target}/release/examples/remux_file"]


def make(path: Path, seconds: int, tracks: int) -> None:
    """Sound that is worth encoding: struck tones of moving pitch over pink noise, a picture that fills its rate."""
    tone = "0.2*sin(2*PI*(300+100*sin(t))*t)*exp(-3*mod(t\\,0.4))|0.2*sin(2*PI*440*t)*exp(-3*mod(t\\,0.3))"
    graph = []
    for n in range(tracks):
        graph.append(f"[{2 * n + 1}:a]volume={1 - 0.2 * n}[t{n}];[{2 * n + 2}:a]aformat=channel_layouts=stereo[h{n}]")
        graph.append(f"[t{n}][h{n}]amix=inputs=2:normalize=0[a{n}]")
    inputs = ["-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=25:duration={seconds}"]
    for n in range(tracks):
        inputs += ["-f", "lavfi", "-i", f"aevalsrc={tone}:s=48000:d={seconds}"]
        inputs += ["-f", "lavfi", "-i", f"anoisesrc=color=pink:amplitude=0.05:seed={n + 3}:r=48000:d={seconds}"]
    video = "-c:v libx264 -preset veryfast -b:v 3M -minrate 3M -maxrate 3M -bufsize 3M -x264-params nal-hrd=cbr -g 50"
    maps = [word for n in range(tracks) for word in ("-map", f"[a{n}]")]
    run = ["ffmpeg", "-v", "error", "-y", *inputs, "-filter_complex", ";".join(graph), "-map", "0:v", *maps]
    subprocess.run([*run, *video.split(), "-c:a", "mp2", "-b:a", "192k", "-t", str(seconds), str(path)], check=True)


def surround(stereo: Path, path: Path) -> None:
    """The same stream with its first track as AC-3 5.1."""
    pan = "pan=5.1(side)|FL=FL|FR=FR|FC=0.3*FL+0.3*FR|LFE=0.2*FL|SL=0.3*FR|SR=0.3*FL"
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(stereo), "-map", "0:v", "-map", "0:a:0", "-c:v", "copy", "-af", pan]
    subprocess.run([*command, "-c:a", "ac3", "-b:a", "384k", str(path)], check=True)


def spend(command: list[str]) -> tuple[float, int]:
    """Processor seconds and peak resident bytes of one run."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    # The kernel's figure in wait4 begins with this interpreter's own size (it survives exec), so the peak is read
    # from the child's account while it runs; it only grows.
    peak = 0
    while True:
        peak = max(peak, high_water(process.pid))
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.01)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed with status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, peak


def high_water(pid: int) -> int:
    """The most bytes a running process has had in memory; 0 when it has none any more, or is not yet itself."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        if os.readlink(f"/proc/{pid}/exe") == os.readlink("/proc/self/exe"):
            return 0
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


def loudness(path: Path, track: int) -> float:
    """Mean volume in dB of a decoded track; ffmpeg must not complain."""
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-map", f"0:a:{track}", "-af", "volumedetect", "-f", "null", "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return float(text.split("mean_volume:")[1].split()[0])


def processor_time(group: str, source: Path, tracks: int, remux: list[str], rounds: int, work: Path) -> list[dict]:
    """Rows of one group: the base and ours, interleaved."""
    maps = [word for n in range(tracks) for word in ("-map", f"0:a:{n}")]
    programs = {
        "ffmpeg": ["ffmpeg", "-v", "error", "-y", "-i", str(source), "-map", "0:v", *maps, "-c:v", "copy",
                   "-c:a", "aac", "-b:a", "192k", "-ac", "2", str(work / "ffmpeg.ts")],
        "remux": [*remux, str(source), str(work / "remux.ts")],
        "remux_fast": [*remux, str(source), str(work / "remux_fast.ts"), "--fast"],
    }
    taken: dict[str, list[tuple[float, int]]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, command in programs.items():
            taken[name].append(spend(command))
    # A mix of several channels has another loudness than they have: there the base is the measure.
    measure = work / "ffmpeg.ts" if group.startswith("ac3") else source
    expected = [loudness(measure, track) for track in range(tracks)]
    for name in programs:
        for track in range(tracks):
            found = loudness(work / f"{name}.ts", track)
            if abs(found - expected[track]) > 1.5:
                raise SystemExit(f"{name}: track {track} has {found} dB, the source {expected[track]} dB")
    rows = []
    for name, runs in taken.items():
        ratios = [base[0] / own[0] for base, own in zip(taken["ffmpeg"], runs)]
        rows.append({
            "group": group, "name": name, "base": "ffmpeg", "ns": round(statistics.median(r[0] for r in runs) * 1e9),
            "speedup": round(statistics.median(ratios), 3), "allocs": None, "bytes": max(r[1] for r in runs), "rounds": rounds,
        })
    return rows


def clock(packet: bytes) -> float | None:
    """The program clock in seconds, if the packet carries it."""
    if not packet[3] & 0x20 or packet[4] < 7 or not packet[5] & 0x10:
        return None
    return (int.from_bytes(packet[6:10], "big") << 1 | packet[10] >> 7) / 90_000


def live(command: list[str], limit: float) -> tuple[float, float] | None:
    """Seconds to the first byte and to the first AAC packet of a program fed at the stream's own speed."""
    data = SAMPLE.read_bytes()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
    times: dict[str, float] = {}
    done = threading.Event()

    def read() -> None:
        rest = b""
        while part := os.read(process.stdout.fileno(), 1 << 16):
            now = time.perf_counter()
            times.setdefault("byte", now)
            rest += part
            while len(rest) >= PACKET:
                packet, rest = rest[:PACKET], rest[PACKET:]
                pid = (packet[1] & 0x1F) << 8 | packet[2]
                if pid == 0x101 and packet[1] & 0x40 and "aac" not in times:
                    times["aac"] = now
                    done.set()
        done.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    begin, origin = time.perf_counter(), None
    for at in range(0, len(data), PACKET):
        packet = data[at : at + PACKET]
        stamp = clock(packet)
        if stamp is not None:
            origin = stamp if origin is None else origin
            wait = begin + stamp - origin - time.perf_counter()
            if wait > 0 and done.wait(wait):
                break
        times.setdefault("fed", time.perf_counter())
        if (packet[1] & 0x1F) << 8 | packet[2] == 0x101:
            times.setdefault("audio", time.perf_counter())
        try:
            process.stdin.write(packet)
        except BrokenPipeError:
            break
        if done.is_set() or time.perf_counter() - begin > limit:
            break
    process.kill()
    process.wait()
    reader.join()
    process.stdin.close()
    process.stdout.close()
    if "aac" not in times:
        return None
    return times["byte"] - times["fed"], times["aac"] - times["audio"]


def latency(remux: list[str], rounds: int) -> list[dict]:
    """Rows of the live groups."""
    programs = {
        "ffmpeg": ["ffmpeg", "-v", "error", "-i", "-", "-map", "0:v", "-map", "0:a:0", "-c:v", "copy", "-c:a", "aac",
                   "-b:a", "192k", "-ac", "2", "-f", "mpegts", "-flush_packets", "1", "-"],
        "remux": [*remux, "-", "-"],
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, command in programs.items():
            if (taken := live(command, 17)) is not None:
                found[name].append(taken)
    rows = []
    for index, group in enumerate(("first_byte", "first_aac")):
        for name, runs in found.items():
            if not runs or not found["ffmpeg"]:
                continue
            ratios = [base[index] / own[index] for base, own in zip(found["ffmpeg"], runs)]
            rows.append({
                "group": group, "name": name, "base": "ffmpeg", "ns": round(statistics.median(r[index] for r in runs) * 1e9),
                "speedup": round(statistics.median(ratios), 3), "allocs": None, "bytes": None, "rounds": len(runs),
            })
    return rows


def machine() -> dict:
    """What the figures were taken on."""

    def version(*command: str) -> str:
        try:
            return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0]
        except (OSError, subprocess.CalledProcessError):
            return ""

    cpu = platform.processor()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    return {
        "cpu": cpu, "cores": os.cpu_count(), "go": (version("go", "version").split() + ["", "", ""])[2],
        "rustc": (version("rustc", "--version").split() + ["", ""])[1], "ffmpeg": version("ffmpeg", "-version").split(" Copyright")[0],
        "load": round(os.getloadavg()[0], 2),
    }


def table(result: dict) -> str:
    """The rows as Markdown."""
    lines = [f"# remux\n\n{json.dumps(result['machine'])}\n", "| work | program | seconds | × | peak memory | rounds |", "|---|---|--:|--:|--:|--:|"]
    for row in result["rows"]:
        memory = f"{row['bytes'] / 1e6:.1f} MB" if row["bytes"] else ""
        lines.append(f"| {row['group']} | {row['name']} | {row['ns'] / 1e9:.4f} | {row['speedup']:.2f} | {memory} | {row['rounds']} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the remuxer against ffmpeg.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "remux.json")
    arguments = parser.parse_args()
    remux = build()
    result = {"suite": "remux", "machine": machine(), "rows": []}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for group, tracks in (("mp2", 1), ("mp2_3_tracks", 3), ("ac3_5.1", 1)):
            source = work / f"{group}.ts"
            if group == "ac3_5.1":
                surround(work / "mp2.ts", source)
            else:
                make(source, arguments.seconds, tracks)
            result["rows"] += processor_time(f"{group}_{arguments.seconds}s", source, tracks, remux, arguments.rounds, work)
    result["rows"] += latency(remux, min(arguments.rounds, 5))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(result, indent=1) + "\n")
    arguments.out.with_suffix(".md").write_text(table(result))
    print(table(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
