"""Tables in the shapes broadcasters send them."""

from __future__ import annotations

import pytest
from judge import media, ts

VIDEO = media.stream_entry(0x1B, media.VIDEO)
GERMAN = media.stream_entry(0x03, media.GERMAN, media.language("deu"))
ENGLISH = media.stream_entry(0x04, media.ENGLISH, media.language("eng"))


def remuxed(remux, made, name: str, data: bytes, *options: str) -> tuple[bytes, dict]:
    source, out = made / f"{name}.ts", made / f"{name}_out.ts"
    source.write_bytes(data)
    stats = remux(source, out, *options)
    return out.read_bytes(), stats


def test_a_map_spread_over_several_packets(remux, made):
    private = b"".join(media.stream_entry(0x05, 0x300 + n, bytes([0xC0, 40]) + bytes(40)) for n in range(12))
    section = media.map_section(VIDEO + private + GERMAN + ENGLISH)
    assert len(ts.cut(section, media.MAP, 0)) >= 4
    out, stats = remuxed(remux, made, "long_map", media.replace_tables(media.sample(5), {media.MAP: [section]}))
    report = ts.check(out)
    assert report.faults == []
    assert report.programs[1][media.GERMAN] == (0x0F, "deu")
    assert report.programs[1][media.ENGLISH] == (0x0F, "eng")
    assert report.programs[1][0x305] == (0x05, "")
    assert all(track["frames_out"] > 100 for track in stats["programs"][0]["tracks"])


def eight_programs() -> bytes:
    """Eight programs: the first and the sixth with real tracks, the others with streams that are not there."""
    maps = {n: 0x1000 + n - 1 for n in range(1, 9)}
    streams = {1: VIDEO + GERMAN, 6: VIDEO + ENGLISH}
    data = media.replace_tables(media.sample(6), {0: [media.association(maps)], media.MAP: [media.map_section(streams[1])]})
    out, counters = [], dict.fromkeys(maps, 0)
    for packet in ts.packets(data):
        out.append(packet.raw)
        if packet.pid == media.MAP and packet.starts:
            for number in range(2, 9):
                entries = streams.get(number, media.stream_entry(0x1B, 0x400 + number) + media.stream_entry(0x03, 0x500 + number))
                made = ts.cut(media.map_section(entries, program=number), maps[number], counters[number])
                counters[number] += len(made)
                out += made
    return b"".join(out)


def test_eight_programs(remux, made):
    out, stats = remuxed(remux, made, "eight", eight_programs())
    report = ts.check(out)
    assert report.faults == []
    assert sorted(report.programs) == list(range(1, 9))
    assert report.programs[1][media.GERMAN] == (0x0F, "deu")
    assert report.programs[6][media.ENGLISH] == (0x0F, "eng")
    assert [program["number"] for program in stats["programs"]] == list(range(1, 9))
    assert stats["programs"][5]["tracks"][0]["frames_out"] > 200


def test_one_program_of_eight(remux, made):
    data = eight_programs()
    out, stats = remuxed(remux, made, "one_of_eight", data, "--program", "6")
    report = ts.check(out)
    assert report.faults == []
    assert report.programs[1][media.GERMAN] == (0x03, "deu")
    assert report.programs[6][media.ENGLISH] == (0x0F, "eng")
    assert stats["unclaimed_packets"] == 0
    replaced = {media.ENGLISH, 0x1005}
    assert ts.without(out, replaced) == ts.without(data, replaced)


def test_a_new_version_adds_and_removes_tracks(remux, made):
    first = media.map_section(VIDEO + GERMAN, version=1)
    second = media.map_section(VIDEO + GERMAN + ENGLISH, version=2)
    third = media.map_section(VIDEO + ENGLISH, version=3)
    turns = [first] * 60 + [second] * 60 + [third]
    out, stats = remuxed(remux, made, "versions", media.replace_tables(media.sample(), {media.MAP: turns}))
    report = ts.check(out)
    assert report.crc == [] and report.pes == []
    assert report.versions[1][0] == 1 and report.versions[1][-1] == 3 and set(report.versions[1]) == {1, 2, 3}
    assert [track["language"] for track in stats["programs"][0]["tracks"]] == ["eng"]
    # Both are AAC all the time, whether or not the map of the moment names them: a player takes a PID for one codec.
    for pid in (media.GERMAN, media.ENGLISH):
        elementary = ts.payload_of(out, pid)
        assert elementary[:2] == b"\xff\xf1" and ts.payload_of(media.sample(), pid)[:4] not in elementary, hex(pid)
    assert [program["number"] for program in stats["programs"]] == [1, 0]
    assert [track["pid"] for track in stats["programs"][1]["tracks"]] == [media.GERMAN]
    assert report.continuity == []


def test_a_map_with_a_wrong_checksum_is_counted_and_dropped(remux, made):
    good = media.map_section(VIDEO + GERMAN + ENGLISH)
    bad = bytearray(media.map_section(VIDEO, version=9))
    bad[8] ^= 1
    turns = [good] * 20 + [bytes(bad)] * 5 + [good]
    out, stats = remuxed(remux, made, "bad_crc", media.replace_tables(media.sample(6), {media.MAP: turns}))
    assert stats["crc_errors"] == 5
    report = ts.check(out)
    assert report.faults == [] and len(report.programs[1]) == 3


def test_descriptors_of_the_old_codec_go(remux, made):
    descriptors = bytes([0x03, 1, 0x67]) + media.language("deu") + bytes([0x52, 1, 7])
    section = media.map_section(VIDEO + media.stream_entry(0x03, media.GERMAN, descriptors))
    out, _ = remuxed(remux, made, "descriptors", media.replace_tables(media.sample(4), {media.MAP: [section]}))
    expected = media.map_section(VIDEO + media.stream_entry(0x0F, media.GERMAN, media.language("deu") + bytes([0x52, 1, 7])))
    found = ts.sections([packet for packet in ts.packets(out) if packet.pid == media.MAP])
    assert set(found) == {expected}


def test_a_map_announced_for_later_changes_nothing_yet(remux, made):
    now = media.map_section(VIDEO + GERMAN, version=1)
    later = bytearray(media.map_section(VIDEO + GERMAN + ENGLISH, version=2))
    later[5] &= 0xFE
    turns = [now, ts.set_crc(bytes(later))] * 40 + [now]
    out, stats = remuxed(remux, made, "later", media.replace_tables(media.sample(6), {media.MAP: turns}))
    assert [[track["pid"] for track in program["tracks"]] for program in stats["programs"]] == [[media.GERMAN], [media.ENGLISH]]
    assert stats["programs"][1]["number"] == 0, "named by no map that is valid now"
    assert ts.check(out).crc == []


@pytest.mark.parametrize(("prefix", "suffix", "stride"), [(b"\1\2\3\4", b"", 192), (b"", bytes(16), 204), (b"\x47" * 4, b"", 192)])
def test_other_strides_give_the_same_output(remux, made, remuxed_sample, prefix, suffix, stride):
    data = media.with_suffix(media.with_prefix(media.sample(), prefix), suffix) if suffix else media.with_prefix(media.sample(), prefix)
    out, stats = remuxed(remux, made, f"stride_{stride}_{len(set(prefix))}", data)
    assert (stats["packet_stride"], stats["resyncs"]) == (stride, 0)
    assert out == remuxed_sample[0].read_bytes()
