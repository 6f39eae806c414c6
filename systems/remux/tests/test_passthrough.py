"""What is not converted passes byte for byte, in order."""

from __future__ import annotations

from collections import Counter

import pytest
from judge import media, ts

SAMPLE_AUDIO = {media.GERMAN, media.ENGLISH}


def test_everything_else_is_identical_and_in_order(remuxed_sample):
    out = remuxed_sample[0].read_bytes()
    replaced = SAMPLE_AUDIO | {media.MAP}
    assert ts.without(out, replaced) == ts.without(media.sample(), replaced)
    before = [packet.pid for packet in ts.packets(media.sample()) if packet.pid not in SAMPLE_AUDIO]
    after = [packet.pid for packet in ts.packets(out) if packet.pid not in SAMPLE_AUDIO]
    assert after == before, "tables keep their places too"


def test_the_comparison_sees_a_seeded_change(remuxed_sample):
    """Canary: one flipped bit and one swapped pair of packets."""
    out = remuxed_sample[0].read_bytes()
    original = ts.without(media.sample(), SAMPLE_AUDIO | {media.MAP})
    at = next(i for i, packet in enumerate(ts.packets(out)) if packet.pid == media.VIDEO) * ts.PACKET
    flipped = out[: at + 100] + bytes([out[at + 100] ^ 1]) + out[at + 101 :]
    assert ts.without(flipped, SAMPLE_AUDIO | {media.MAP}) != original
    swapped = out[ts.PACKET : 2 * ts.PACKET] + out[: ts.PACKET] + out[2 * ts.PACKET :]
    assert ts.without(swapped, SAMPLE_AUDIO | {media.MAP}) != original


def test_the_checker_sees_seeded_faults(remuxed_sample):
    """Canary: a dropped packet, a wrong checksum and a cut PES packet are each reported."""
    stream = [packet.raw for packet in ts.packets(remuxed_sample[0].read_bytes())]
    audio = [index for index, raw in enumerate(stream) if ts.Packet(raw).pid == media.GERMAN]
    dropped = ts.check(b"".join(stream[: audio[50]] + stream[audio[50] + 1 :]))
    assert dropped.continuity and dropped.pes
    table = next(index for index, raw in enumerate(stream) if ts.Packet(raw).pid == media.MAP)
    broken = bytearray(stream[table])
    broken[20] ^= 0x40
    assert ts.check(b"".join([*stream[:table], bytes(broken), *stream[table + 1 :]])).crc


@pytest.mark.parametrize("video", ["libx264", "mpeg2video"])
def test_pictures_of_either_codec_pass(remux, made, video):
    source = media.make(made / f"video_{video}.ts", seconds=3, video=video)
    out = made / f"video_{video}_out.ts"
    remux(source, out)
    replaced = {0x101, media.MAP}
    assert ts.without(out.read_bytes(), replaced) == ts.without(source.read_bytes(), replaced)


def test_other_codecs_pass_untouched_and_are_named(remux, made):
    source = media.make(made / "mixed.ts", seconds=3, codecs=("libopus", "mp2", "aac"))
    out = made / "mixed_out.ts"
    stats = remux(source, out)
    tracks = stats["programs"][0]["tracks"]
    assert [track["codec_in"] for track in tracks] == ["opus", "mp2", "aac"]
    assert [track["passthrough"] for track in tracks] == [True, False, True]
    assert [track["codec_out"] for track in tracks] == ["opus", "aac", "aac"]
    assert all(track["frames_in"] > 0 for track in tracks)
    replaced = {0x102, media.MAP}
    assert ts.without(out.read_bytes(), replaced) == ts.without(source.read_bytes(), replaced)
    assert ts.check(out.read_bytes()).faults == []


@pytest.mark.parametrize(("policy", "converted"), [("first", {0x101}), ("eng", {0x102}), ("deu,eng", {0x101, 0x102}), ("nld", set())])
def test_the_choice_of_tracks(remux, made, policy, converted):
    out = made / f"choice_{policy}.ts"
    stats = remux(media.SAMPLE, out, "--tracks", policy)
    tracks = stats["programs"][0]["tracks"]
    assert {track["pid"] for track in tracks if not track["passthrough"]} == converted
    report = ts.check(out.read_bytes())
    assert {pid for pid, (kind, _) in report.programs[1].items() if kind == 0x0F} == converted
    assert ts.without(out.read_bytes(), converted | {media.MAP}) == ts.without(media.sample(), converted | {media.MAP})
    if not converted:
        assert out.read_bytes() == media.sample(), "with nothing to convert the stream is the same"


def test_a_clock_on_the_audio_keeps_its_place(remux, made):
    """The program clock moved onto the German track: every value must leave exactly where it came."""
    stream, out, pending = ts.packets(media.sample()), [], None
    for packet in stream:
        raw = packet.raw
        if packet.pid == media.GERMAN:
            # A packet of nothing but the clock, in front of each audio packet that follows a video clock.
            if pending is not None:
                field = b"\x10" + pending
                last = (packet.counter - 1) & 15
                head = bytes([0x47, media.GERMAN >> 8, media.GERMAN & 0xFF, 0x20 | last, 183])
                out.append((head + field).ljust(ts.PACKET, b"\xff"))
                pending = None
        elif packet.pcr is not None:
            pending = packet.adaptation[1:7]
        out.append(raw)
    source, target = made / "clock.ts", made / "clock_out.ts"
    source.write_bytes(b"".join(out))
    remux(source, target)
    before, after = ts.packets(source.read_bytes()), ts.packets(target.read_bytes())

    def clocks(packets):
        """Each clock on the audio with the number of other packets before it."""
        others, found = 0, []
        for packet in packets:
            if packet.pid == media.GERMAN and packet.pcr is not None:
                found.append((others, packet.pcr))
            others += packet.pid not in SAMPLE_AUDIO
        return found

    assert len(clocks(before)) > 100
    assert clocks(after) == clocks(before)
    assert ts.check(target.read_bytes()).faults == []


def test_constant_rate_keeps_the_number_of_packets(remux, made):
    source = made / "muxrate.ts"
    media.ffmpeg("-i", str(media.SAMPLE), "-map", "0", "-c", "copy", "-muxrate", "1M", str(source))
    out = made / "muxrate_out.ts"
    stats = remux(source, out, "--cbr")
    # At the end the tracks' last frames (the encoder's delay) have no places left: a few packets more.
    assert 0 <= stats["packets_out"] - stats["packets_in"] < 40
    skip = SAMPLE_AUDIO | {ts.NULL_PID}
    pids = [[p.pid for p in ts.packets(path.read_bytes()) if p.pid not in skip] for path in (source, out)]
    assert pids[0] == pids[1]
    # The clock's packets lie where they lay, so the rate is as constant as it was.
    places = [[i for i, p in enumerate(ts.packets(path.read_bytes())) if p.pcr is not None] for path in (source, out)]
    assert places[0] == places[1]
    assert ts.check(out.read_bytes()).faults == []
    assert Counter(p.pid for p in ts.packets(out.read_bytes()))[ts.NULL_PID] > 0
