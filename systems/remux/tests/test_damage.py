"""Bad input: a clear error, or counted and survived."""

from __future__ import annotations

import random

import pytest
from judge import media, ts

AUDIO = {media.GERMAN, media.ENGLISH}


def remuxed(remux, made, name: str, data: bytes, *options: str) -> tuple[bytes, dict]:
    source, out = made / f"{name}.ts", made / f"{name}_out.ts"
    source.write_bytes(data)
    stats = remux(source, out, *options)
    return out.read_bytes(), stats


def refused(remux, made, name: str, data: bytes, *options: str) -> str:
    source = made / f"{name}.bin"
    source.write_bytes(data)
    result = remux.run(source, made / f"{name}_out.ts", *options)
    assert result.returncode == 1, (result.returncode, result.stderr)
    assert "panicked" not in result.stderr
    return result.stderr


def own_tables_and_audio(out: bytes) -> list[str]:
    """Faults in what the remuxer itself writes; what passes may be as damaged as it came."""
    report = ts.check(out)
    own = tuple(f"pid {pid:#x}" for pid in (*AUDIO, media.MAP))
    return [f for f in report.continuity if f.startswith(own)] + report.pes + [f for f in report.crc if "map" in f]


def test_an_empty_input_is_an_error(remux, made):
    assert "no input" in refused(remux, made, "empty", b"")


@pytest.mark.parametrize("size", [10, 5_000, 2_000_000])
def test_no_transport_stream_is_an_error(remux, made, size):
    noise = random.Random(7).randbytes(size)
    message = refused(remux, made, f"noise_{size}", noise)
    assert "not a transport stream" in message


def test_a_picture_is_no_transport_stream(remux, made):
    file = made / "other.mp4"
    media.ffmpeg("-f", "lavfi", "-i", "testsrc2=duration=3:size=640x360", "-c:v", "libx264", "-f", "mp4", str(file))
    message = refused(remux, made, "mp4", file.read_bytes())
    assert "not a transport stream" in message


@pytest.mark.parametrize(
    ("option", "value", "field"),
    [
        ("--sample-rate", "47999", "sample_rate"),
        ("--sample-rate", "7350", "sample_rate"),
        ("--channels", "0", "channels"),
        ("--channels", "3", "channels"),
        ("--channels", "9", "channels"),
        ("--bitrate", "31999", "bitrate"),
        ("--bitrate", "512001", "bitrate"),
        ("--program", "0", "program"),
        ("--frames-per-pes", "0", "frames_per_pes"),
        ("--tracks", "DEU", "languages"),
    ],
)
def test_settings_out_of_range_are_named(remux, made, option, value, field):
    message = refused(remux, made, "settings", media.sample(1), option, value)
    assert field in message


def test_junk_between_packets_costs_nothing(remux, made, remuxed_sample):
    dice, out, places = random.Random(1), [], 0
    for index, packet in enumerate(ts.packets(media.sample())):
        out.append(packet.raw)
        if index % 500 == 250:
            places += 1
            out.append(bytes(dice.choice([b for b in range(256) if b != 0x47]) for _ in range(dice.randrange(1, 400))))
    result, stats = remuxed(remux, made, "junk", b"".join(out))
    assert result == remuxed_sample[0].read_bytes()
    assert stats["resyncs"] == places > 10 and stats["junk_bytes"] > 0


@pytest.mark.parametrize("cut", [100, 188 * 40 + 17, 188 * 1000 + 187, 700_001])
def test_a_cut_stream_is_used_to_its_last_packet(remux, made, cut):
    data = media.sample()[:cut]
    if cut < 188:
        assert "not a transport stream" in refused(remux, made, "cut", data)
        return
    out, stats = remuxed(remux, made, f"cut_{cut}", data)
    assert stats["packets_in"] == cut // 188
    assert own_tables_and_audio(out) == []


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bits_are_survived(remux, made, seed):
    dice, data = random.Random(seed), bytearray(media.sample(8))
    for _ in range(400):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    out, stats = remuxed(remux, made, f"flips_{seed}", bytes(data))
    assert len(out) % 188 == 0
    counted = stats["resyncs"] + stats["continuity_errors"] + stats["crc_errors"] + stats["transport_errors"]
    assert counted + sum(t["concealed"] for p in stats["programs"] for t in p["tracks"]) > 0
    assert own_tables_and_audio(out) == []


@pytest.mark.parametrize("start", [188 * 777, 188 * 1500 + 91, 500_003])
def test_a_start_in_the_middle(remux, made, start):
    data = media.sample()[start:]
    out, stats = remuxed(remux, made, f"middle_{start}", data)
    assert own_tables_and_audio(out) == []
    assert stats["continuity_errors"] == 0 and stats["resyncs"] == 0
    for track in stats["programs"][0]["tracks"]:
        assert track["concealed"] == 0
        assert track["frames_out"] > 0.8 * 845 * len(data) / len(media.sample()) - 40


def test_scrambled_packets_are_counted(remux, made):
    out = []
    for packet in ts.packets(media.sample(8)):
        raw = bytearray(packet.raw)
        if packet.pid == media.ENGLISH:
            raw[3] |= 0x80
            raw[4:] = bytes(b ^ 0x5A for b in raw[4:])
            raw[3] &= ~0x20 & 0xFF
        out.append(bytes(raw))
    expected = sum(ts.Packet(raw).pid == media.ENGLISH for raw in out)
    result, stats = remuxed(remux, made, "scrambled", b"".join(out))
    assert stats["scrambled_packets"] == expected > 100
    german, english = stats["programs"][0]["tracks"]
    assert german["frames_out"] > 200
    assert (english["passthrough"], english["passthrough_reason"]) == (True, "scrambled")
    passed = [packet.raw for packet in ts.packets(result) if packet.pid == media.ENGLISH]
    assert passed == [raw for raw in out if ts.Packet(raw).pid == media.ENGLISH]
    assert [fault for fault in own_tables_and_audio(result) if "0x102" not in fault] == []


def test_scrambled_pictures_pass(remux, made):
    out = []
    for packet in ts.packets(media.sample(4)):
        raw = bytearray(packet.raw)
        if packet.pid == media.VIDEO and packet.has_payload:
            raw[3] |= 0xC0
        out.append(bytes(raw))
    result, _ = remuxed(remux, made, "scrambled_video", b"".join(out))
    assert ts.without(result, AUDIO | {media.MAP}) == ts.without(b"".join(out), AUDIO | {media.MAP})


def test_a_stream_without_audio_passes_unchanged(remux, made):
    source = media.make(made / "silent.ts", seconds=2, codecs=())
    out, stats = remuxed(remux, made, "no_audio", source.read_bytes())
    assert out == source.read_bytes()
    assert stats["programs"] == [{"number": 1, "tracks": []}]


def test_packets_marked_as_damaged_are_counted_and_concealed(remux, made):
    out, marked = [], 0
    for index, packet in enumerate(ts.packets(media.sample(8))):
        raw = bytearray(packet.raw)
        if packet.pid == media.GERMAN and index % 30 == 0:
            raw[1] |= 0x80
            raw[20:60] = bytes(40)
            marked += 1
        out.append(bytes(raw))
    result, stats = remuxed(remux, made, "marked", b"".join(out))
    assert stats["transport_errors"] == marked > 3
    assert stats["programs"][0]["tracks"][0]["concealed"] >= 3
    assert own_tables_and_audio(result) == []


def test_packets_sent_twice_are_used_once(remux, made, remuxed_sample):
    out = []
    for index, packet in enumerate(ts.packets(media.sample())):
        out.append(packet.raw)
        if index % 7 == 0 and packet.pid in AUDIO:
            out.append(packet.raw)
    result, stats = remuxed(remux, made, "twice", b"".join(out))
    assert stats["continuity_errors"] == 0
    assert result == remuxed_sample[0].read_bytes()


def test_the_judge_of_own_faults_sees_a_seeded_one(remuxed_sample):
    """Canary: the raw audio packets of the source among the converted ones."""
    stream = [packet.raw for packet in ts.packets(remuxed_sample[0].read_bytes())]
    foreign = [p.raw for p in ts.packets(media.sample()) if p.pid == media.GERMAN][100:104]
    assert own_tables_and_audio(b"".join(stream[:3000] + foreign + stream[3000:])) != []
