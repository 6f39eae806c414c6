"""Playlists of HLS as another program's parser reads them, and what RFC 8216 wants of them."""

from __future__ import annotations

import m3u8


def faults_of_media(text: str, before: str | None = None) -> list[str]:
    """What is wrong with a media playlist, and with what changed since the one before."""
    faults = []
    playlist = m3u8.loads(text)
    if not playlist.segments:
        return ["no segments"]
    if not playlist.target_duration:
        return ["no target duration"]
    for index, segment in enumerate(playlist.segments):
        if round(segment.duration) > playlist.target_duration:
            faults.append(f"{segment.uri} has {segment.duration} s of at most {playlist.target_duration}")
        if segment.program_date_time is None:
            faults.append(f"{segment.uri} has no date")
        if index and not segment.discontinuity:
            last = playlist.segments[index - 1]
            gap = (segment.program_date_time - last.program_date_time).total_seconds() - last.duration
            if abs(gap) > 0.002:
                faults.append(f"{segment.uri} begins {gap:.3f} s after the end of the one before")
    if before is not None:
        old = m3u8.loads(before)
        if playlist.media_sequence < old.media_sequence or playlist.target_duration != old.target_duration:
            faults.append("sequence or target duration changed")
        names = {old.media_sequence + i: segment.uri for i, segment in enumerate(old.segments)}
        for i, segment in enumerate(playlist.segments):
            if names.get(playlist.media_sequence + i, segment.uri) != segment.uri:
                faults.append(f"{segment.uri} has another number than before")
    return faults


def faults_of_master(text: str) -> list[str]:
    """What is wrong with a multivariant playlist."""
    faults = []
    playlist = m3u8.loads(text)
    if not playlist.is_variant or not playlist.playlists:
        return ["no variant"]
    for variant in playlist.playlists:
        info = variant.stream_info
        if not info.bandwidth or not info.average_bandwidth or info.average_bandwidth > info.bandwidth * 1.01:
            faults.append(f"bandwidth {info.bandwidth}, average {info.average_bandwidth}")
        if not info.codecs or " " in info.codecs:
            faults.append(f"codecs {info.codecs!r}")
        groups = {media.group_id for media in playlist.media}
        if groups and info.audio not in groups:
            faults.append(f"group {info.audio} of {groups}")
    names = [media.name for media in playlist.media]
    if len(set(names)) != len(names):
        faults.append(f"names {names}")
    if playlist.media and [media.default for media in playlist.media].count("YES") != 1:
        faults.append("not one default")
    return faults
