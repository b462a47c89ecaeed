"""A live talk: heard, answered aloud, interrupted, heard again."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.axe import grave_findings
from tests.e2e.talks import Service, Talker, talking
from tests.needs import needs
from tests.sounds import encode, tone

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("steady"),
]

CONTROLS = ("talk", "stop", "hands-free", "question")
PLACES = """(ids) => ids.map((id) => {
  const { x, y, width, height } = document.getElementById(id).getBoundingClientRect();
  return [id, x, y, width, height];
})"""
COUNT_LOCKS = """
  window.locks = 0;
  navigator.wakeLock.request = async () => {
    window.locks += 1;
    return { release: async () => (window.locks -= 1) };
  };
  undefined;
"""
SHORT = encode(tone(440, 0.4), "wav")


async def test_one_speaks_is_answered_aloud_and_interrupts_by_voice(
    speaker: Browser, talk_service: Service
) -> None:
    async with talking(speaker, talk_service.served) as talker:
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
    assert await talk_service.channels(asked) == ["voice"] * asked


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


async def test_what_was_said_may_be_taken_back_before_it_is_answered(
    speaker: Browser, talk_service: Service
) -> None:
    async with talking(speaker, talk_service.served) as talker:
        await talker.begins()
        await talker.phase("hearing")
        talk_service.ears.recognizer.takes_s = 1.0
        try:
            await talker.phase("thinking")
            await talker.page.keyboard.press("Escape")
            await talker.until_sent("response.cancel")
            assert await talker.page.locator(".turn").count() == 0
        finally:
            talk_service.ears.recognizer.takes_s = 0.0


async def test_words_stand_out_as_they_are_spoken(talker: Talker) -> None:
    await talker.visitor.ask("show me the projects")
    await talker.is_told()
    heard = "document.querySelectorAll('.reply span:not(.unheard)').length"
    first = await talker.page.evaluate(heard)
    await talker.visitor.until(
        f"{heard} > {first} + 2 && document.querySelector('.reply .unheard')"
    )


async def test_a_reply_is_heard_again_and_a_question_is_changed(
    talker: Talker, talk_service: Service
) -> None:
    talk_service.ears.synthesizer.data, kept = SHORT, talk_service.ears.synthesizer.data
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
        talk_service.ears.synthesizer.data = kept


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_no_grave_finding_in_any_state_of_a_talk(
    speaker: Browser, talk_service: Service, theme: Literal["light", "dark"]
) -> None:
    needs("axe-core")
    async with talking(speaker, talk_service.served, color_scheme=theme) as talker:
        await talker.begins()
        assert await grave_findings(talker.page) == []
        await talker.phase("hearing")
        talk_service.ears.recognizer.takes_s = 1.0
        try:
            assert await grave_findings(talker.page) == []
            await talker.phase("thinking")
            assert await grave_findings(talker.page) == []
        finally:
            talk_service.ears.recognizer.takes_s = 0.0
        await talker.is_told()
        assert await grave_findings(talker.page) == []
        await talker.page.get_by_role("button", name="Change the question").last.click()
        assert await grave_findings(talker.page) == []
    async with talking(speaker, talk_service.served, color_scheme=theme) as talker:
        await talker.page.route_web_socket("**/v1/realtime*", lambda r: r.close())
        await talker.page.click("#talk")
        await talker.mode("Press to talk")
        assert await grave_findings(talker.page) == []


async def test_the_screen_stays_on_as_long_as_one_talks(
    quiet: Browser, talk_service: Service
) -> None:
    async with talking(quiet, talk_service.served) as talker:
        await talker.page.evaluate(COUNT_LOCKS)
        await talker.begins()
        await talker.visitor.until("window.locks === 1")
        await talker.page.click("#talk")
        await talker.visitor.until("window.locks === 0")


async def test_the_keyboard_begins_and_ends_a_talk(
    quiet: Browser, talk_service: Service
) -> None:
    async with talking(quiet, talk_service.served) as talker:
        await talker.page.focus("#talk")
        await talker.page.keyboard.press("Space")
        await talker.phase("listening")
        await expect(talker.page.locator("#talk")).to_have_attribute(
            "aria-pressed", "true"
        )
        await talker.page.keyboard.press("Enter")
        await talker.visitor.until("!document.body.dataset.phase")
