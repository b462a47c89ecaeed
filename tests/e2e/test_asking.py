"""Questions by voice and by text, answered in sight and aloud."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

SKILLS = ["Languages", "Machine learning", "Backend", "Data"]


async def test_a_question_spoken_with_the_button_held_is_answered_aloud(
    visitor: Visitor,
) -> None:
    await visitor.press_to_talk()
    await visitor.page.hover("#talk")
    await visitor.page.mouse.down()
    await visitor.sees("Listening")
    await visitor.wait_until_said()
    await visitor.page.mouse.up()
    assert (await visitor.titles())[: len(SKILLS)] == SKILLS
    await visitor.spoken_to_the_end()


async def test_a_typed_question_and_its_follow_up(visitor: Visitor) -> None:
    await visitor.ask("show me the projects")
    first = await visitor.titles()
    await visitor.ask("tell me more about the second one")
    assert await visitor.titles(1) == [first[1]]
    await visitor.speaks()


async def test_a_suggestion_is_a_question(visitor: Visitor) -> None:
    await visitor.page.click("#welcome button >> nth=1")
    await visitor.titles()
    await visitor.page.click(".turn:last-child .suggestions button >> nth=0")
    await expect(visitor.page.locator(".turn")).to_have_count(2)


async def test_the_rest_of_the_cards_are_there_to_view(visitor: Visitor) -> None:
    await visitor.ask("show me the projects")
    shown = await visitor.titles()
    await visitor.page.get_by_role("button", name="View").click()
    await expect(visitor.page.locator(".turn")).to_have_count(2)
    assert len(await visitor.titles()) > len(shown)


async def test_stop_silences_the_reply_and_leaves_it_in_writing(
    visitor: Visitor,
) -> None:
    await visitor.ask("where has the owner worked")
    await visitor.sees("Speaking")
    await visitor.page.click("#stop")
    await expect(visitor.page.locator("#stop")).to_be_hidden()
    assert await visitor.page.evaluate("heard.at(-1).ended") is False
    await visitor.titles()


async def test_a_new_question_takes_the_place_of_the_one_being_spoken(
    visitor: Visitor,
) -> None:
    await visitor.ask("where has the owner worked")
    await visitor.sees("Speaking")
    await visitor.ask("show me the projects")
    # One that was cut off, and one that is being heard.
    await visitor.until("heard.filter((one) => !one.ended).length === 2")


async def test_in_silence_nothing_is_played(visitor: Visitor) -> None:
    await visitor.page.click("summary")
    await visitor.page.check("#mute")
    await visitor.ask("show me the projects")
    await visitor.titles()
    await expect(visitor.page.locator("#phase-name")).to_be_empty()
    assert await visitor.page.evaluate("heard") == []


async def test_the_conversation_outlives_a_reload_and_ends_when_asked(
    visitor: Visitor,
) -> None:
    await visitor.ask("show me the projects")
    await visitor.answered()
    shown = await visitor.titles()
    await visitor.page.reload()
    assert await visitor.titles() == shown
    await visitor.page.click("summary")
    await visitor.page.click("#restart")
    await expect(visitor.page.locator(".turn")).to_have_count(0)
    await visitor.page.reload()
    await expect(visitor.page.locator(".turn")).to_have_count(0)


async def test_who_spoke_is_named_and_can_be_heard_again(visitor: Visitor) -> None:
    await visitor.ask("hello")
    await visitor.sees("Spoken by espeak-ng")
    await visitor.spoken_to_the_end()
    sounds = await visitor.page.evaluate("heard.length")
    await visitor.page.get_by_role("button", name="Hear it again").click()
    again = f"heard.length === {2 * sounds} && heard.at(-1).ended"
    await visitor.until(again)


async def test_a_question_sent_before_the_page_was_whole_is_asked_once(
    visitor: Visitor,
) -> None:
    await visitor.page.goto(f"{visitor.page.url}?theme=dark&question=hello")
    await visitor.answered()
    assert visitor.page.url.endswith("/app?theme=dark")
    await visitor.page.reload()
    await expect(visitor.page.locator(".turn")).to_have_count(1)
