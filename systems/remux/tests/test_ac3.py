"""AC-3 and E-AC-3 by the rule of three decoders, and what becomes of them in a transport stream."""

from __future__ import annotations

import ac3forge
import numpy as np
import pytest
from judge import media, sound, surround, ts

LAYOUTS = {
    "mono": 1, "stereo": 2, "2.1": 3, "3.0": 3, "3.0(back)": 3, "3.1": 4, "4.0": 4, "quad(side)": 4, "4.1": 5, "5.0(side)": 5,
    "5.1(side)": 6,
}


@pytest.fixture(scope="session")
def a52(made):
    return surround.liba52(made)


@pytest.mark.parametrize(
    ("layout", "rate", "bitrate"),
    [("mono", 48_000, 64), ("stereo", 48_000, 192), ("stereo", 44_100, 128), ("stereo", 32_000, 640), ("2.1", 48_000, 192),
     ("3.0", 44_100, 256), ("3.0(back)", 48_000, 256), ("3.1", 48_000, 320), ("4.0", 32_000, 256), ("quad(side)", 48_000, 256),
     ("4.1", 48_000, 320), ("5.0(side)", 44_100, 384), ("5.1(side)", 48_000, 448), ("5.1(side)", 32_000, 192)],
)  # fmt: skip
def test_ac3_is_as_near_to_others_as_they_are(remux, made, a52, layout, rate, bitrate):
    channels = LAYOUTS[layout]
    source = surround.encoded(made / f"{layout}_{rate}_{bitrate}.ac3", layout, channels, rate, "-b:a", f"{bitrate}k")
    ours = surround.by_ours(remux.decoder, source, "--range", "off")
    ffmpeg, liba52 = surround.by_ffmpeg(source), surround.by_liba52(a52, source)
    assert len(ours) == len(liba52)
    assert surround.judge(ours, ffmpeg, liba52, channels) == []
    if bitrate == 640:
        assert surround.agreed(ffmpeg, liba52) > 0.5, "the test for bins without noise tests nothing"


def test_the_rule_sees_seeded_faults(remux, made, a52):
    """Canary: a gain that is a little wrong, a sample late, noise of the wrong size, and one bin too loud."""
    source = surround.encoded(made / "canary.ac3", "stereo", 2, 48_000, "-b:a", "640k")
    ours = surround.by_ours(remux.decoder, source, "--range", "off")
    others = surround.by_ffmpeg(source), surround.by_liba52(a52, source)
    assert surround.judge(ours, *others, 2) == []
    time = np.arange(len(ours) // 2).repeat(2) / 48_000
    hiss = 1e-4 * np.random.default_rng(1).standard_normal(len(ours)).astype("<f4")
    for spoiled in (ours * np.float32(1.0001), np.roll(ours, 2), ours + hiss, ours + 1e-5 * np.sin(2 * np.pi * 440 * time)):
        assert surround.judge(spoiled, *others, 2)


def test_dynamic_range_is_applied_by_choice(remux, made, a52):
    profile = ac3forge.profile_for(ac3forge.ProfileId.kFilmStandard)
    config = ac3forge.EncoderConfig(acmod=ac3forge.Acmod.k3_2, lfe=True, bitrate_kbps=448, drc=profile, coupling=True)
    source = made / "drc.ac3"
    source.write_bytes(surround.frames(ac3forge.FrameEncoder(config).encode_frame, 6, 1536, 2))
    plain = surround.by_ffmpeg(source), surround.by_liba52(a52, source)
    pressed = surround.by_ffmpeg(source, drc=True), surround.by_liba52(a52, source, drc=True)
    assert sound.level(plain[0] - pressed[0]) > -60, "the stream asks for no compression"
    assert surround.judge(surround.by_ours(remux.decoder, source, "--range", "off"), *plain, 6) == []
    assert surround.judge(surround.by_ours(remux.decoder, source, "--range", "line"), *pressed, 6) == []
    assert surround.judge(surround.by_ours(remux.decoder, source, "--range", "line"), *plain, 6), "canary"


def test_dialogue_level_is_applied_by_choice(remux, made):
    source = surround.encoded(made / "speech.ac3", "stereo", 2, 48_000, "-b:a", "192k", "-dialnorm", "-20")
    plain = surround.by_ours(remux.decoder, source)
    moved = surround.by_ours(remux.decoder, source, "--dialogue", "31")
    assert sound.level(moved) - sound.level(plain) == pytest.approx(-11, abs=0.01)


@pytest.mark.parametrize("options", [(), ("--lt-rt",)])
def test_five_channels_become_two_with_the_levels_of_the_stream(remux, made, options):
    levels = ("-center_mixlev", "0.5", "-surround_mixlev", "0.5", "-loro_cmixlev", "0.5", "-loro_surmixlev", "0.5",
              "-ltrt_cmixlev", "1.0", "-ltrt_surmixlev", "0.5")  # fmt: skip
    source = surround.encoded(made / f"mix{len(options)}.ac3", "5.1(side)", 6, 48_000, "-b:a", "640k", *levels)
    ours = surround.by_ours(remux.decoder, source, "--output", "stereo", *options).reshape(-1, 2)
    left, right, centre, _, behind_left, behind_right = surround.by_ours(remux.decoder, source).reshape(-1, 6).T
    behind = 0.5 * (behind_left + behind_right)
    expected = (left + centre - behind, right + centre + behind) if options else (
        left + 0.5 * centre + 0.5 * behind_left, right + 0.5 * centre + 0.5 * behind_right)  # fmt: skip
    assert sound.level(ours - np.stack(expected, axis=1)) < -120


@pytest.mark.parametrize(
    ("layout", "rate", "bitrate"),
    [("mono", 48_000, 64), ("stereo", 44_100, 192), ("3.0", 48_000, 256), ("quad(side)", 32_000, 256), ("5.1(side)", 48_000, 256),
     ("5.1(side)", 48_000, 1024)],
)  # fmt: skip
def test_eac3_is_as_near_to_others_as_they_are(remux, made, layout, rate, bitrate):
    channels = LAYOUTS[layout]
    source = surround.encoded(made / f"{layout}_{rate}_{bitrate}.eac3", layout, channels, rate, "-b:a", f"{bitrate}k")
    ours = surround.by_ours(remux.decoder, source, "--range", "off")
    assert surround.judge(ours, surround.by_ffmpeg(source), surround.by_forge(source), channels) == []


STEREO, FIVE = {"acmod": ac3forge.Acmod.k2_0}, {"acmod": ac3forge.Acmod.k3_2, "lfe": True}


@pytest.mark.parametrize(
    ("name", "channels", "settings"),
    [("one", 2, STEREO | {"bitrate_kbps": 384, "numblkscod": 0}),
     ("two", 2, STEREO | {"bitrate_kbps": 192, "numblkscod": 1}),
     ("three", 2, STEREO | {"bitrate_kbps": 192, "numblkscod": 2}),
     ("extended", 2, STEREO | {"bitrate_kbps": 96, "spx": True}),
     ("notched", 2, STEREO | {"bitrate_kbps": 96, "spx": True, "spx_atten": True}),
     ("coupled", 6, FIVE | {"bitrate_kbps": 192, "spx": True, "coupling": True})],
)  # fmt: skip
def test_tools_of_eac3_that_ffmpeg_only_decodes(remux, made, name, channels, settings):
    source = surround.forged(made / f"{name}.eac3", channels, **settings)
    ours = surround.by_ours(remux.decoder, source, "--range", "off")
    assert surround.judge(ours, surround.by_ffmpeg(source), surround.by_forge(source), channels) == []


@pytest.mark.parametrize("gains", [0, 1, 2, 3])
def test_the_hybrid_transform(remux, made, gains):
    """ffmpeg is no measure here: of the 32 vectors of one codebook it has 31, and it makes noise that is not asked for."""
    settings = FIVE | {"bitrate_kbps": 384, "aht": True, "gaqmod": gains, "dither": False}
    source = surround.forged(made / f"hybrid{gains}.eac3", 6, **settings)
    ours, forge = surround.by_ours(remux.decoder, source, "--range", "off"), surround.by_forge(source)
    length = min(len(ours), len(forge))
    assert length > 400_000
    assert sound.level(ours[:length] - forge[:length]) < -130
    assert sound.level(forge) > -40


def test_dependent_substreams_add_channels(remux, made):
    config = ac3forge.eac3.access_unit_config_for_layout(ac3forge.eac3.LayoutId.k71, 640, 384)
    encoder = ac3forge.eac3.AccessUnitEncoder(config)
    source = made / "seven.eac3"
    encode = lambda channels: encoder.encode_access_unit(channels).bytes  # noqa: E731
    source.write_bytes(surround.frames(encode, encoder.channel_count, 1536, 2))
    ours = surround.by_ours(remux.decoder, source, "--range", "off")
    assert surround.judge(ours, surround.by_ffmpeg(source), surround.by_forge(source), 8) == []
    # An output of up to 5.1 is that of the first substream, which is whole by itself.
    five = surround.by_ours(remux.decoder, source, "--range", "off", "--output", "surround").reshape(-1, 6)
    assert sound.level(five[:, :3] - ours.reshape(-1, 8)[: len(five), :3]) < -60


def stream(made, codec: str, *muxer: str):
    """A picture with 5.1 sound."""
    name = made / f"surround_{codec}_{len(muxer)}"
    audio = surround.encoded(name.with_suffix(f".{codec}"), "5.1(side)", 6, 48_000, "-b:a", "448k", seconds=8, gain=0.4)
    out = name.with_suffix(".ts")
    media.ffmpeg("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=8", "-i", str(audio), "-map", "0:v", "-map", "1:a",
                 "-c:v", "mpeg2video", "-g", "12", "-c:a", "copy", "-metadata:s:a:0", "language=eng", *muxer, "-f", "mpegts",
                 str(out))  # fmt: skip
    return out


@pytest.mark.parametrize("codec", ["ac3", "eac3"])
@pytest.mark.parametrize("muxer", [(), ("-mpegts_flags", "system_b")], ids=["atsc", "dvb"])
def test_a_stream_comes_out_with_the_same_sound(remux, made, codec, muxer):
    source = stream(made, codec, *muxer)
    kind = ts.check(source.read_bytes()).programs[1][0x101][0]
    assert kind == (0x06 if muxer else 0x81 if codec == "ac3" else 0x87)
    out = made / f"{source.stem}_out.ts"
    stats = remux(source, out, "--bitrate", "320000")
    [track] = stats["programs"][0]["tracks"]
    assert (track["codec_in"], track["codec_out"], track["passthrough"]) == (codec, "aac", False)
    assert (track["frames_in"], track["concealed"], track["language"], track["channels"]) == (250, 0, "eng", 2)
    report = ts.check(out.read_bytes())
    assert report.faults == [] and report.programs[1][0x101][0] == 0x0F
    assert all(abs(offset) <= 0.001 for offset in sound.offsets(source, out, 0, windows=2))
    # The same mix as ffmpeg's decoder gives with the levels of the stream, as far as AAC keeps it.
    left, right, centre, _, behind_left, behind_right = surround.by_ffmpeg(source, drc=True).reshape(-1, 6).T
    middle, behind = (0.5946, 0.5) if codec == "ac3" else (0.7071, 0.7071)
    expected = np.stack((left + middle * centre + behind * behind_left, right + middle * centre + behind * behind_right), axis=1)
    command = ["ffmpeg", "-v", "error", "-i", str(out), "-f", "f32le", "-"]
    decoded = np.frombuffer(sound.run(command), "<f4").reshape(-1, 2)
    late = round(sound.lag(expected[: 2 * 48_000, 0], decoded[: 2 * 48_000, 0]))
    begin, end = 10_000, min(len(expected), len(decoded) - late) - 10_000
    assert abs(late) < 4000 and end > 300_000
    for side in range(2):
        difference = sound.level(decoded[begin + late : end + late, side] - expected[begin:end, side])
        assert sound.level(expected[:, side]) - difference > 15, (side, difference)


def test_surround_stays_surround_by_choice(remux, made):
    out = made / "surround_out.ts"
    stats = remux(stream(made, "ac3"), out, "--channels", "6", "--bitrate", "448000")
    assert stats["programs"][0]["tracks"][0]["channels"] == 6
    command = ["ffmpeg", "-v", "error", "-i", str(out), "-f", "f32le", "-"]
    decoded = np.frombuffer(sound.run(command), "<f4").reshape(-1, 6)[20_000:-20_000]
    original = surround.by_ffmpeg(made / "surround_ac3_0.ac3").reshape(-1, 6)
    for channel in (0, 1, 2, 4, 5):
        assert sound.level(decoded[:, channel]) == pytest.approx(sound.level(original[:, channel]), abs=1.5), channel
    low = [surround.amplitude(samples[48_000 : 5 * 48_000, 3], 60, 48_000) for samples in (decoded, original)]
    assert low[0] == pytest.approx(low[1], rel=0.1)
    assert low[1] > 0.02


@pytest.mark.parametrize(("choice", "other"), [("left", 1), ("right", 0)])
def test_one_of_two_programmes_by_choice(remux, made, choice, other):
    settings = {"acmod": ac3forge.Acmod.kDualMono, "bitrate_kbps": 256, "dialnorm2": 27}
    audio = surround.forged(made / "two.eac3", 2, seconds=4, **settings)
    source, out = made / "two.ts", made / f"two_{choice}.ts"
    media.ffmpeg("-i", str(audio), "-c", "copy", "-f", "mpegts", str(source))
    remux(source, out, "--dual-mono", choice)
    command = ["ffmpeg", "-v", "error", "-i", str(out), "-f", "f32le", "-"]
    left, right = np.frombuffer(sound.run(command), "<f4").reshape(-1, 2).T
    assert sound.level(left - right) < sound.level(left) - 40
    programmes = surround.by_ffmpeg(audio).reshape(-1, 2).T
    wanted, unwanted = programmes[1 - other][:96_000], programmes[other][:96_000]
    alike = lambda reference: np.max(np.abs(np.correlate(left[24_000:48_000], reference[20_000:50_000], "valid")))  # noqa: E731
    assert alike(wanted) > 2 * alike(unwanted)
