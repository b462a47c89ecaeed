from __future__ import annotations

import pytest

from tests.resume.asking import ask


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("hello there", "greeting"),
        ("thanks, that helps", "thanks"),
        ("ok bye", "goodbye"),
        ("how are you doing", "smalltalk"),
        ("are you Ines", "smalltalk"),
        ("what can you do", "meta"),
        ("um", "unclear"),
        ("thank you for watching", "unclear"),
    ],
)
def test_talk_shows_no_cards(said: str, intent: str) -> None:
    answer = ask(said)
    assert (answer.intent, answer.cards) == (intent, ())


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("hi can you show me her projects", "projects"),
        ("hello what is her email", "contact"),
        ("cool, where did she work", "experience"),
    ],
)
def test_a_question_behind_a_greeting_is_answered(said: str, intent: str) -> None:
    assert ask(said).intent == intent


@pytest.mark.parametrize("said", ["hello hello testing", "hi testing"])
def test_trying_the_microphone_is_a_greeting(said: str) -> None:
    assert ask(said).intent == "greeting"


def test_what_somebody_helped_with_is_no_call_for_help() -> None:
    assert ask("did she help with pump controllers").intent != "meta"
