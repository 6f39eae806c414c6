"""An independent reader and checker of transport streams. It shares no code with the remuxer."""

from __future__ import annotations

from dataclasses import dataclass, field

PACKET = 188
NULL_PID = 0x1FFF


@dataclass(frozen=True)
class Packet:
    """One packet, split up; `payload` is empty when there is none."""

    raw: bytes

    @property
    def pid(self) -> int:
        return (self.raw[1] & 0x1F) << 8 | self.raw[2]

    @property
    def starts(self) -> bool:
        return bool(self.raw[1] & 0x40)

    @property
    def counter(self) -> int:
        return self.raw[3] & 0x0F

    @property
    def has_payload(self) -> bool:
        return bool(self.raw[3] & 0x10)

    @property
    def adaptation(self) -> bytes:
        if not self.raw[3] & 0x20:
            return b""
        return self.raw[5 : 5 + self.raw[4]]

    @property
    def payload(self) -> bytes:
        if not self.has_payload:
            return b""
        return self.raw[5 + self.raw[4] :] if self.raw[3] & 0x20 else self.raw[4:]

    @property
    def discontinuity(self) -> bool:
        return bool(self.adaptation and self.adaptation[0] & 0x80)

    @property
    def pcr(self) -> int | None:
        field = self.adaptation
        if len(field) < 7 or not field[0] & 0x10:
            return None
        base = int.from_bytes(field[1:5], "big") << 1 | field[5] >> 7
        return base * 300 + ((field[5] & 1) << 8 | field[6])


def packets(data: bytes) -> list[Packet]:
    """Splits whole packets; raises when the data is not packet-aligned."""
    if len(data) % PACKET:
        raise ValueError(f"{len(data)} bytes are no whole packets")
    found = [Packet(data[at : at + PACKET]) for at in range(0, len(data), PACKET)]
    for index, packet in enumerate(found):
        if packet.raw[0] != 0x47:
            raise ValueError(f"packet {index} does not begin with the sync byte")
    return found


def crc32(data: bytes) -> int:
    """CRC-32/MPEG-2, bit by bit."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc


@dataclass
class Report:
    """What the checker found; lists hold a line for each fault."""

    continuity: list[str] = field(default_factory=list)
    crc: list[str] = field(default_factory=list)
    pes: list[str] = field(default_factory=list)
    adaptation: list[str] = field(default_factory=list)
    programs: dict[int, dict[int, tuple[int, str]]] = field(default_factory=dict)
    pts: dict[int, list[int]] = field(default_factory=dict)
    pcr: dict[int, list[int]] = field(default_factory=dict)
    versions: dict[int, list[int]] = field(default_factory=dict)

    @property
    def faults(self) -> list[str]:
        return self.continuity + self.crc + self.pes + self.adaptation


def sections(stream: list[Packet]) -> list[bytes]:
    """The sections carried by the packets of one PID."""
    found, buffer, active = [], b"", False
    for packet in stream:
        payload = packet.payload
        if not payload:
            continue
        if packet.starts:
            pointer = payload[0]
            buffer += payload[1 : 1 + pointer]
            found += [buffer] if active and len(buffer) >= 3 and len(buffer) == section_length(buffer) else []
            buffer, active = payload[1 + pointer :], True
        elif active:
            buffer += payload
        while active and len(buffer) >= 3 and buffer[0] != 0xFF and len(buffer) >= section_length(buffer):
            length = section_length(buffer)
            found.append(buffer[:length])
            buffer = buffer[length:]
        if active and (not buffer or buffer[0] == 0xFF):
            buffer, active = b"", False
    return found


def section_length(section: bytes) -> int:
    return 3 + ((section[1] & 0x0F) << 8 | section[2])


def check(data: bytes, *, audio_only_pes: bool = True) -> Report:
    """Checks counters, table checksums, adaptation fields and audio PES packets of a whole stream."""
    report = Report()
    by_pid: dict[int, list[Packet]] = {}
    for packet in packets(data):
        by_pid.setdefault(packet.pid, []).append(packet)
    for pid, stream in by_pid.items():
        if pid != NULL_PID:
            check_continuity(pid, stream, report)
        for packet in stream:
            if packet.raw[3] & 0x20 and packet.raw[4] > (182 if packet.has_payload else 183):
                report.adaptation.append(f"pid {pid:#x}: adaptation field of {packet.raw[4]} bytes")
            if packet.pcr is not None:
                report.pcr.setdefault(pid, []).append(packet.pcr)
    map_pids: dict[int, set[int]] = {}
    for section in sections(by_pid.get(0, [])):
        if checked(section, "association table", report):
            for at in range(8, len(section) - 4, 4):
                number = int.from_bytes(section[at : at + 2], "big")
                if number:
                    map_pids.setdefault(int.from_bytes(section[at + 2 : at + 4], "big") & 0x1FFF, set()).add(number)
    for pid in map_pids:
        for section in sections(by_pid.get(pid, [])):
            if checked(section, f"map on {pid:#x}", report) and section[0] == 2:
                read_map(section, report)
    audio = {pid for program in report.programs.values() for pid, (kind, _) in program.items() if is_audio(kind)}
    for pid in audio if audio_only_pes else by_pid:
        check_pes(pid, by_pid.get(pid, []), report)
    return report


def is_audio(stream_type: int) -> bool:
    return stream_type in (0x03, 0x04, 0x0F, 0x11, 0x81, 0x87)


def check_continuity(pid: int, stream: list[Packet], report: Report) -> None:
    last, repeated = None, False
    for index, packet in enumerate(stream):
        if not packet.has_payload:
            if last is not None and packet.counter != last and not packet.discontinuity:
                report.continuity.append(f"pid {pid:#x} packet {index}: {packet.counter} without payload after {last}")
            continue
        if last is not None and not packet.discontinuity:
            if packet.counter == last and not repeated and packet.raw[4:] == stream[index - 1].raw[4:]:
                repeated = True
                continue
            if packet.counter != (last + 1) & 15:
                report.continuity.append(f"pid {pid:#x} packet {index}: {packet.counter} after {last}")
        last, repeated = packet.counter, False


def checked(section: bytes, name: str, report: Report) -> bool:
    if crc32(section) != 0:
        report.crc.append(f"{name}: wrong checksum")
        return False
    return True


def read_map(section: bytes, report: Report) -> None:
    number = int.from_bytes(section[3:5], "big")
    report.versions.setdefault(number, []).append(section[5] >> 1 & 31)
    at = 12 + ((section[10] & 0x0F) << 8 | section[11])
    streams: dict[int, tuple[int, str]] = {}
    while at + 5 <= len(section) - 4:
        length = (section[at + 3] & 0x0F) << 8 | section[at + 4]
        if at + 5 + length > len(section) - 4:
            report.crc.append(f"map of program {number}: descriptors overrun the section")
            return
        descriptors, language = section[at + 5 : at + 5 + length], ""
        while len(descriptors) >= 2:
            if descriptors[0] == 0x0A:
                language = descriptors[2:5].decode("latin-1")
            descriptors = descriptors[2 + descriptors[1] :]
        streams[(section[at + 1] & 0x1F) << 8 | section[at + 2]] = (section[at], language)
        at += 5 + length
    report.programs[number] = streams


def check_pes(pid: int, stream: list[Packet], report: Report) -> None:
    unit = b""
    for packet in [*stream, None]:
        if packet is None or packet.starts:
            if unit:
                check_unit(pid, unit, report)
            unit = b""
        if packet is not None and (unit or packet.starts):
            unit += packet.payload


def check_unit(pid: int, unit: bytes, report: Report) -> None:
    if unit[:3] != b"\0\0\1" or len(unit) < 9 or unit[6] >> 6 != 2:
        report.pes.append(f"pid {pid:#x}: no PES header where one should be")
        return
    announced = int.from_bytes(unit[4:6], "big")
    if announced and announced != len(unit) - 6:
        report.pes.append(f"pid {pid:#x}: PES packet of {len(unit) - 6} bytes announces {announced}")
    if unit[7] & 0x80:
        a, b, c = unit[9], int.from_bytes(unit[10:12], "big"), int.from_bytes(unit[12:14], "big")
        if not a & b & c & 1:
            report.pes.append(f"pid {pid:#x}: marker bits of a time stamp are wrong")
        report.pts.setdefault(pid, []).append((a >> 1 & 7) << 30 | (b >> 1) << 15 | c >> 1)


def payload_of(data: bytes, pid: int) -> bytes:
    """The elementary stream of one PID: PES payloads in a row."""
    out = b""
    for packet in packets(data):
        if packet.pid != pid or not packet.payload:
            continue
        payload = packet.payload
        if packet.starts:
            payload = payload[9 + payload[8] :]
        out += payload
    return out


def without(data: bytes, pids: set[int]) -> list[bytes]:
    """All packets but those of some PIDs, in order."""
    return [packet.raw for packet in packets(data) if packet.pid not in pids]


def set_crc(section: bytes) -> bytes:
    """The section with its checksum put right."""
    return section[:-4] + crc32(section[:-4]).to_bytes(4, "big")


def cut(section: bytes, pid: int, counter: int) -> list[bytes]:
    """Packets of one section, the first with `counter`."""
    rest, out = b"\0" + section, []
    while rest:
        head = bytes([0x47, (0 if out else 0x40) | pid >> 8, pid & 0xFF, 0x10 | counter & 15])
        out.append((head + rest[:184]).ljust(PACKET, b"\xff"))
        rest, counter = rest[184:], counter + 1
    return out
