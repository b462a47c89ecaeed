"""What gets in the way of a live talk: it is told, got over, and gone again."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser, WebSocketRoute, expect

from services.errors import SynthesisFailed
from services.realtime import monitor
from tests.e2e.axe import grave_findings
from tests.e2e.talks import Service, Talker, answering, talking
from tests.fault_proxy import FaultProxy
from tests.server import Served

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("steady"),
]

HIDE = """(isHidden) => {
  Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
NO_CANCELLATION = """
  MediaStreamTrack.prototype.getSettings = () => ({ echoCancellation: false });
  undefined;
"""


async def test_a_broken_connection_is_taken_up_again_within_the_reply(
    quiet: Browser, talk_service: Service
) -> None:
    network = FaultProxy(talk_service.served.port)
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
    speaker: Browser, talk_service: Service
) -> None:
    is_blocked = True

    async def guard(route: WebSocketRoute) -> None:
        if is_blocked:
            await route.close()
        else:
            route.connect_to_server()

    async with talking(speaker, talk_service.served) as talker:
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
    talker: Talker, talk_service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(monitor, "BETTER_AFTER_S", 0.5)
    talk_service.ears.synthesizer.fails = SynthesisFailed()
    try:
        for _ in range(2):
            await talker.visitor.ask("show me the projects")
            await talker.visitor.sees("The answer could not be spoken")
        await talker.mode("Text only")
        await talker.visitor.sees("My voice is out of order right now.")
        assert await grave_findings(talker.page) == []
        await expect(talker.page.locator("#talk")).to_be_disabled()
    finally:
        talk_service.ears.synthesizer.fails = None
    monkeypatch.setattr(monitor, "TRIED_AGAIN_S", 0.1)
    await talker.mode("Live talk")
    await talker.visitor.ask("show me the projects")
    await talker.is_told()


async def test_nobody_is_listened_to_while_the_tab_is_hidden(talker: Talker) -> None:
    await talker.page.evaluate(HIDE, True)
    await talker.phase("paused")
    await talker.page.evaluate(HIDE, False)
    await talker.visitor.sees("While this tab was hidden I did not listen.")
    await talker.phase("listening")


async def test_without_echo_cancellation_one_at_a_time_speaks(
    speaker: Browser, talk_service: Service
) -> None:
    async with talking(speaker, talk_service.served) as talker:
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


async def test_where_programs_need_keys_the_page_lets_itself_in(
    quiet: Browser, tmp_path: Path
) -> None:
    keys = "site:jK83hfH72hfbvkQPzz12"
    with answering(tmp_path, api_keys=keys, admin_token="owner-of-a-house-7Qw") as own:
        async with talking(quiet, own.served) as talker:
            await talker.begins()
            await talker.visitor.ask("show me the projects")
            await talker.is_told()
