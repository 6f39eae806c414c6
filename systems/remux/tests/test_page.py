"""The page of the daemon in headless Chromium."""

from __future__ import annotations

import os

import pytest
from judge import media
from judge.chromium import Chromium, program
from judge.daemon import Daemon

REQUIRED = os.environ.get("SPANDREL_BROWSER") == "required"


@pytest.fixture(scope="module")
def daemon():
    if program() is None and not REQUIRED:
        pytest.skip("there is no Chromium: the page was not opened in a browser")
    with Daemon(f"sample=file:{media.SAMPLE}?loop=true") as daemon:
        if 'data-player="no"' in daemon.get("/") and not REQUIRED:
            pytest.skip("the program was built without npm: there is no player to try")
        yield daemon


def press(page: Chromium, button: str) -> None:
    page.until("document.querySelectorAll('.buttons button').length >= 3")
    page.run(f"[...document.querySelectorAll('.buttons button')].find(one => one.textContent === {button!r}).click()")


VIDEO = "document.querySelector('video')"


def plays(page: Chromium) -> None:
    """Time moves, and pictures and sound are decoded, more and more of them."""
    page.until(f"{VIDEO} && {VIDEO}.currentTime > 0 && !{VIDEO}.paused")
    for _ in range(2):
        page.run(f"window.before = [{VIDEO}.currentTime, {VIDEO}.webkitAudioDecodedByteCount, {VIDEO}.webkitVideoDecodedByteCount]; 0")
        page.until(
            f"{VIDEO}.currentTime > before[0] + 1 && {VIDEO}.webkitAudioDecodedByteCount > before[1]"
            f" && {VIDEO}.webkitVideoDecodedByteCount > before[2]"
        )


def test_the_page_plays_hls_and_the_sound_can_be_chosen(daemon, tmp_path):
    with Chromium(daemon.base + "/") as page:
        press(page, "Play (HLS)")
        plays(page)
        page.until("document.querySelector('.player select').options.length === 2")
        names = page.run("[...document.querySelector('.player select').options].map(one => one.text).join()")
        assert names == "Deutsch,English"
        page.run(
            "window.asked = () => performance.getEntriesByType('resource').filter(one => one.name.includes('/audio-258/')).length;"
            "const select = document.querySelector('.player select'); select.value = '1'; select.onchange(); 0"
        )
        page.until("asked() > 0 && document.querySelector('.player select').value === '1'")
        plays(page)
        page.until("document.querySelectorAll('.pictures polyline').length === 5")
        (tmp_path / "page.png").write_bytes(page.picture())
        assert page.console == []


def test_mp4_plays_too(daemon):
    """The same player, given the playlist of MP4."""
    with Chromium(daemon.base + "/") as page:
        page.until("window.Hls && document.querySelectorAll('.buttons button').length >= 3")
        page.run(
            "const video = document.createElement('video'); document.body.append(video); const hls = new Hls();"
            "hls.loadSource('hls/sample/mp4.m3u8'); hls.attachMedia(video); hls.on(Hls.Events.MANIFEST_PARSED, () => video.play()); 0"
        )
        plays(page)
        assert page.run("performance.getEntriesByType('resource').some(one => one.name.endsWith('.m4s'))")
        assert page.console == []


def test_the_page_plays_the_stream_itself(daemon):
    with Chromium(daemon.base + "/") as page:
        press(page, "Play at once (TS)")
        plays(page)
        press(page, "Stop")
        page.until(f"!{VIDEO}")
        assert page.console == []


def test_the_judge_sees_what_the_console_shows_and_a_picture_that_stands_still(daemon):
    """The canary of both: an error of the page is seen, and a video that is paused does not play."""
    with Chromium(daemon.base + "/") as page:
        page.until("document.querySelectorAll('.buttons button').length >= 3")
        page.run("setTimeout(() => { throw new Error('planted'); }); fetch('/nothing/here').then(() => 0)")
        page.until("document.readyState === 'complete'")
        page.run("new Promise(done => setTimeout(done, 100))")
        assert any("planted" in line for line in page.console) and any("404" in line for line in page.console), page.console
        press(page, "Play (HLS)")
        plays(page)
        page.run(f"{VIDEO}.pause(); window.at = {VIDEO}.currentTime; 0")
        page.run("new Promise(done => setTimeout(done, 1000))")
        assert page.run(f"{VIDEO}.currentTime === at")
