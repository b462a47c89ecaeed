"""A live talk: heard, answered aloud, interrupted, and taken up where it broke."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, WebSocketRoute, expect

from services.errors import SynthesisFailed
from services.realtime import monitor
from tests.e2e.axe import grave_findings
from tests.e2e.talks import (
    Service,
    Talker,
    answering,
    talking,
    write_silence,
    write_talker,
)
from tests.e2e.visitor import chromium
from tests.fault_proxy import FaultProxy
from tests.needs import needs
from tests.server import Served
from tests.sounds import encode, tone

pytestmark = pytest.mark.asyncio(loop_scope="session")

CONTROLS = ("talk", "stop", "hands-free", "question", "open-guestbook", "options")
PLACES = """(ids) => ids.map((id) => {
  const { x, y, width, height } = document.getElementById(id).getBoundingClientRect();
  return [id, x, y, width, height];
})"""
HIDE = """(isHidden) => {
  Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
COUNT_LOCKS = """
  window.locks = 0;
  navigator.wakeLock.request = async () => {
    window.locks += 1;
    return { release: async () => (window.locks -= 1) };
  };
  undefined;
"""
SHORT = encode(tone(440, 0.4), "wav")
NO_CANCELLATION = """
  MediaStreamTrack.prototype.getSettings = () => ({ echoCancellation: false });
  undefined;
"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def speaker(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """A browser whose microphone asks a question, again and again."""
    needs("chromium")
    sound = tmp_path_factory.mktemp("microphone") / "talker.wav"
    write_talker(sound)
    async with chromium(sound) as browser:
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def quiet(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """A browser in a quiet room."""
    needs("chromium")
    sound = tmp_path_factory.mktemp("microphone") / "silence.wav"
    write_silence(sound)
    async with chromium(sound) as browser:
        yield browser


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with answering(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest_asyncio.fixture(loop_scope="session")
async def talker(quiet: Browser, service: Service) -> AsyncIterator[Talker]:
    """Somebody in a live talk who does not speak yet."""
    async with talking(quiet, service.served) as talker:
        await talker.begins()
        yield talker


async def test_one_speaks_is_answered_aloud_and_interrupts_by_voice(
    speaker: Browser, service: Service
) -> None:
    async with talking(speaker, service.served) as talker:
        places = await talker.page.evaluate(PLACES, CONTROLS)
        await talker.begins()
        await talker.phase("hearing")
        await talker.visitor.until(
            "document.getElementById('caption').textContent.includes('python')"
        )
        await talker.is_told()
        await expect(talker.page.locator(".question")).to_have_text(
            "You said which projects use python"
        )
        await expect(talker.page.locator(".reply .unheard").first).to_be_attached()
        # The microphone asks again, into the reply.
        await talker.phase("hearing")
        await talker.is_quiet()
        cut = await talker.until_sent("conversation.item.truncate")
        assert cut["audio_end_ms"] > 0
        assert await talker.page.evaluate(PLACES, CONTROLS) == places
        cancelled = talker.of("response.done")[0]["response"]
        assert cancelled["status_details"]["reason"] == "turn_detected"
        await talker.page.click("#talk")
        await expect(talker.page.locator("#talk")).to_have_text("Tap to talk")
        asked = len(talker.of("response.created"))
    assert await service.channels(asked) == ["voice"] * asked


async def test_escape_the_button_and_typing_interrupt(talker: Talker) -> None:
    async def by(way: str) -> None:
        if way == "Stop":
            await talker.page.get_by_role("button", name="Stop").click()
        else:
            await talker.page.locator("#question").press(way)

    for count, way in enumerate(("Escape", "Stop", "a"), start=1):
        await talker.visitor.ask("show me the projects")
        await talker.is_told()
        await by(way)
        await talker.is_quiet()
        cut = await talker.until_sent("conversation.item.truncate", count)
        assert cut["audio_end_ms"] > 0
        assert len(talker.of("response.cancel")) == count
        await talker.phase("listening")
        await talker.visitor.titles()


async def test_words_stand_out_as_they_are_spoken(talker: Talker) -> None:
    await talker.visitor.ask("show me the projects")
    await talker.is_told()
    heard = "document.querySelectorAll('.reply span:not(.unheard)').length"
    first = await talker.page.evaluate(heard)
    await talker.visitor.until(
        f"{heard} > {first} + 2 && document.querySelector('.reply .unheard')"
    )


async def test_a_reply_is_heard_again_and_a_question_is_changed(
    talker: Talker, service: Service
) -> None:
    service.ears.synthesizer.data, kept = SHORT, service.ears.synthesizer.data
    try:
        await talker.visitor.ask("hello")
        await talker.is_told()
        await talker.phase("listening")
        await talker.page.get_by_role("button", name="Hear it again").click()
        await talker.visitor.until("document.body.dataset.phase === 'speaking'")
        assert len(talker.of("response.created")) == 1
        await talker.phase("listening")
        await talker.page.get_by_role("button", name="Change the question").click()
        await talker.page.keyboard.type("show me the projects")
        await talker.page.keyboard.press("Enter")
        assert "Night Owl" in await talker.visitor.titles()
        await expect(talker.page.locator(".turn")).to_have_count(1)
        await talker.phase("listening")
    finally:
        service.ears.synthesizer.data = kept


async def test_a_broken_connection_is_taken_up_again_within_the_reply(
    quiet: Browser, service: Service
) -> None:
    network = FaultProxy(service.served.port)
    await network.turn(None)
    try:
        way = Served("127.0.0.1", network.port)
        async with talking(quiet, way) as talker:
            await talker.begins()
            await talker.visitor.ask("show me the projects")
            await talker.is_told()
            await network.turn(None)
            await talker.until_sent("viva_voce.resumed")
            await talker.is_told()
        assert len(talker.of("session.created")) == 1
        assert len(talker.of("response.created")) == 1
    finally:
        await network.close()


async def test_a_talk_goes_on_after_the_server_restarted(
    quiet: Browser, tmp_path: Path
) -> None:
    with ExitStack() as running:
        before = running.enter_context(answering(tmp_path))
        async with talking(quiet, before.served) as talker:
            await talker.begins()
            await talker.visitor.ask("hello")
            await talker.is_told()
            running.close()
            await talker.mode("Press to talk")
            with answering(tmp_path, before.served.port):
                await talker.mode("Live talk")
                await talker.phase("listening")
                await talker.visitor.ask("show me the projects")
                await talker.is_told()
        sessions = [e["session"]["viva_voce"] for e in talker.of("session.created")]
    assert len({one["resume"] for one in sessions}) == 2
    assert len({one["session_id"] for one in sessions}) == 1


async def test_where_no_socket_is_to_be_had_questions_are_uploaded(
    speaker: Browser, service: Service
) -> None:
    is_blocked = True

    async def guard(route: WebSocketRoute) -> None:
        if is_blocked:
            await route.close()
        else:
            route.connect_to_server()

    async with talking(speaker, service.served) as talker:
        await talker.page.route_web_socket("**/v1/realtime*", guard)
        await talker.page.click("#talk")
        await talker.mode("Press to talk")
        await talker.visitor.sees("A live talk cannot be had right now")
        await talker.page.hover("#talk")
        await talker.page.mouse.down()
        await talker.visitor.sees("Let go to ask")
        await talker.page.wait_for_timeout(600)
        await talker.page.mouse.up()
        assert "Night Owl" in await talker.visitor.titles()
        await talker.page.keyboard.press("Escape")
        is_blocked = False
        await talker.mode("Live talk")
        await talker.visitor.sees("The live talk is back.")
        await talker.phase("listening", "hearing")


async def test_a_voice_that_fails_leaves_text_until_it_is_back(
    talker: Talker, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(monitor, "TRIED_AGAIN_S", 3.0)
    monkeypatch.setattr(monitor, "BETTER_AFTER_S", 0.5)
    service.ears.synthesizer.fails = SynthesisFailed()
    try:
        for _ in range(2):
            await talker.visitor.ask("show me the projects")
            await talker.visitor.sees("The answer could not be spoken")
        await talker.mode("Text only")
        await talker.visitor.sees("My voice is out of order right now.")
        assert await grave_findings(talker.page) == []
        await expect(talker.page.locator("#talk")).to_be_disabled()
    finally:
        service.ears.synthesizer.fails = None
    await talker.mode("Live talk")
    await talker.visitor.ask("show me the projects")
    await talker.is_told()


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_no_grave_finding_in_any_state_of_a_talk(
    speaker: Browser, service: Service, theme: Literal["light", "dark"]
) -> None:
    needs("axe-core")
    async with talking(speaker, service.served, color_scheme=theme) as talker:
        await talker.begins()
        assert await grave_findings(talker.page) == []
        await talker.phase("hearing")
        service.ears.recognizer.takes_s = 1.0
        try:
            assert await grave_findings(talker.page) == []
            await talker.phase("thinking")
            assert await grave_findings(talker.page) == []
        finally:
            service.ears.recognizer.takes_s = 0.0
        await talker.is_told()
        assert await grave_findings(talker.page) == []
        await talker.page.get_by_role("button", name="Change the question").click()
        assert await grave_findings(talker.page) == []
    async with talking(speaker, service.served, color_scheme=theme) as talker:
        await talker.page.route_web_socket("**/v1/realtime*", lambda r: r.close())
        await talker.page.click("#talk")
        await talker.mode("Press to talk")
        assert await grave_findings(talker.page) == []


async def test_the_screen_stays_on_as_long_as_one_talks(
    quiet: Browser, service: Service
) -> None:
    async with talking(quiet, service.served) as talker:
        await talker.page.evaluate(COUNT_LOCKS)
        await talker.begins()
        await talker.visitor.until("window.locks === 1")
        await talker.page.click("#talk")
        await talker.visitor.until("window.locks === 0")


async def test_nobody_is_listened_to_while_the_tab_is_hidden(talker: Talker) -> None:
    await talker.page.evaluate(HIDE, True)
    await talker.phase("paused")
    await talker.page.evaluate(HIDE, False)
    await talker.visitor.sees("While this tab was hidden I did not listen.")
    await talker.phase("listening")


async def test_without_echo_cancellation_one_at_a_time_speaks(
    speaker: Browser, service: Service
) -> None:
    async with talking(speaker, service.served) as talker:
        await talker.page.evaluate(NO_CANCELLATION)
        await talker.begins()
        await talker.visitor.sees("This browser cannot tell my voice from yours")
        await talker.is_told()
        started = len(talker.of("input_audio_buffer.speech_started"))
        # The microphone asks again meanwhile, and is not heard.
        await talker.visitor.until("document.body.dataset.phase !== 'speaking'")
        assert len(talker.of("input_audio_buffer.speech_started")) == started
        assert talker.of("conversation.item.truncate") == []


async def test_sound_that_the_browser_holds_back_is_told(talker: Talker) -> None:
    hold = "graph.context.suspend()"
    await talker.page.evaluate(hold)
    await talker.visitor.sees("Your browser holds the sound back.")
    await talker.page.mouse.click(5, 300)
    await expect(talker.page.locator("#notice")).to_be_hidden()


async def test_the_keyboard_begins_and_ends_a_talk(
    quiet: Browser, service: Service
) -> None:
    async with talking(quiet, service.served) as talker:
        await talker.page.focus("#talk")
        await talker.page.keyboard.press("Space")
        await talker.phase("listening")
        await expect(talker.page.locator("#talk")).to_have_attribute(
            "aria-pressed", "true"
        )
        await talker.page.keyboard.press("Enter")
        await talker.visitor.until("!document.body.dataset.phase")
