"""Sound stays where it was on the stream's own clock."""

from __future__ import annotations

import pytest
from judge import media, sound, ts

MILLISECOND = 0.001
# Seconds from time stamp zero to its wrap at 2^33 ticks.
WRAP = 2**33 / 90_000


@pytest.mark.parametrize("track", [0, 1])
def test_clean_input_is_not_shifted(remuxed_sample, track):
    found = sound.offsets(media.SAMPLE, remuxed_sample[0], track, windows=4)
    assert max(map(abs, found)) <= MILLISECOND, found


@pytest.mark.parametrize("track", [0, 1])
def test_sound_stays_in_place_across_the_wrap(remux, made, track):
    source = media.shifted(media.SAMPLE, made / "wrap.ts", WRAP - 9)
    out = made / "wrap_out.ts"
    stats = remux(source, out)
    described = stats["programs"][0]["tracks"][track]
    assert (described["discontinuities"], described["concealed"]) == (0, 0)
    pts = ts.check(out.read_bytes()).pts[media.GERMAN + track]
    assert max(pts) > 2**33 - 3000, "the stream does not reach the wrap"
    assert pts[-1] < 12 * 90_000, "the stream does not pass the wrap"
    found = sound.offsets(source, out, track, windows=6, seconds=2.5)
    assert max(map(abs, found)) <= MILLISECOND, found


def test_frames_follow_each_other_without_gaps(remuxed_sample):
    for track in (0, 1):
        assert sound.Track(remuxed_sample[0], track).gaps() == []


@pytest.mark.parametrize(
    ("rate", "options"), [(48_000, ("--sample-rate", "44100")), (44_100, ("--sample-rate", "48000")), (44_100, ())]
)
def test_a_change_of_rate_does_not_shift(remux, made, rate, options):
    source = media.make(made / f"rate_{rate}.ts", seconds=6, rate=rate)
    out = made / f"rate_{rate}_{len(options)}_out.ts"
    remux(source, out, *options)
    # ffmpeg resamples both to one rate for the comparison; its stamps stay those of the streams.
    for path in (source, out):
        wave = path.with_suffix(".48k.ts")
        media.ffmpeg("-copyts", "-i", str(path), "-map", "0:a", "-c:a", "s302m", "-strict", "-2", "-ar", "48000",
                     "-ac", "2", "-f", "mpegts", "-muxdelay", "0", str(wave))
    found = sound.offsets(source.with_suffix(".48k.ts"), out.with_suffix(".48k.ts"), 0, seconds=2)
    assert max(map(abs, found)) <= MILLISECOND, found


def test_the_loop_point_restarts_the_time_line(remux, made):
    source = made / "loop.ts"
    source.write_bytes(media.sample() * 3)
    out = made / "loop_out.ts"
    stats = remux(source, out)
    for track in stats["programs"][0]["tracks"]:
        assert track["discontinuities"] == 2
        assert track["concealed"] <= 2
        assert abs(track["frames_out"] - 3 * 845) <= 4
    report = ts.check(out.read_bytes())
    assert [fault for fault in report.continuity if f"{media.GERMAN:#x}" in fault] == []
    assert report.crc == [] and report.pes == []
    # Each turn of the loop, cut at the backward step of its stamps, has the sound where the source has it.
    pts = report.pts[media.ENGLISH]
    steps = [index for index in range(1, len(pts)) if pts[index] < pts[index - 1] - 90_000]
    assert len(steps) == 2
    assert all(abs(pts[step] - pts[0]) <= 2 for step in steps)


def test_audio_behind_the_clock_is_counted_and_not_moved(remux, made, remuxed_sample):
    data = bytearray(media.sample())
    for at in range(0, len(data), ts.PACKET):
        packet = ts.Packet(bytes(data[at : at + ts.PACKET]))
        if packet.pcr is not None:
            base = packet.pcr // 300 + 2 * 90_000
            data[at + 6 : at + 10] = (base >> 1).to_bytes(4, "big")
            data[at + 10] = data[at + 10] & 0x7F | (base & 1) << 7
    source, out = made / "late.ts", made / "late_out.ts"
    source.write_bytes(data)
    stats = remux(source, out)
    for track in stats["programs"][0]["tracks"]:
        assert track["late"] > 800
    before, after = ts.check(remuxed_sample[0].read_bytes()), ts.check(out.read_bytes())
    assert after.pts[media.GERMAN] == before.pts[media.GERMAN]


def test_lost_packets_do_not_add_up_to_drift(remux, made):
    data, kept, out = media.sample(), [], made / "loss_out.ts"
    state = 12345
    for packet in ts.packets(data):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        # 0.4 percent of all packets, but no table and no first packet
        if state % 1000 >= 4 or packet.pid in (0, media.MAP) or len(kept) < 40:
            kept.append(packet.raw)
    source = made / "loss.ts"
    source.write_bytes(b"".join(kept))
    stats = remux(source, out)
    assert stats["continuity_errors"] >= 15
    for index, track in enumerate(stats["programs"][0]["tracks"]):
        assert track["concealed"] >= 1
        assert sound.Track(out, index).gaps() == [], "lost frames must be filled in"
        found = sound.offsets(media.SAMPLE, out, index, windows=6, seconds=2.5)
        assert max(map(abs, found)) <= 5 * MILLISECOND, found


def test_the_measurement_sees_a_seeded_shift(remuxed_sample, made):
    """Canary: time stamps moved by 2 ms must fail the bound that the clean stream passes."""
    data = bytearray(remuxed_sample[0].read_bytes())
    for at in range(0, len(data), ts.PACKET):
        packet = ts.Packet(bytes(data[at : at + ts.PACKET]))
        if packet.pid == media.GERMAN and packet.starts:
            stamp = at + ts.PACKET - len(packet.payload) + 9
            a, b, c = data[stamp], int.from_bytes(data[stamp + 1 : stamp + 3], "big"), int.from_bytes(data[stamp + 3 : stamp + 5], "big")
            pts = ((a >> 1 & 7) << 30 | (b >> 1) << 15 | c >> 1) + 180
            data[stamp] = a & 0xF1 | (pts >> 30 & 7) << 1
            data[stamp + 1 : stamp + 3] = ((pts >> 15 & 0x7FFF) << 1 | 1).to_bytes(2, "big")
            data[stamp + 3 : stamp + 5] = ((pts & 0x7FFF) << 1 | 1).to_bytes(2, "big")
    moved = made / "moved.ts"
    moved.write_bytes(data)
    found = sound.offsets(media.SAMPLE, moved, 0)
    assert all(abs(offset - 0.002) < 0.0005 for offset in found), found
