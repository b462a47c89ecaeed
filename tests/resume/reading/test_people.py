from __future__ import annotations

import pytest

from tests.resume.other_trade import ask


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("how can i reach Odile", "contact"),
        ("whats the best way to get hold of odile marchetti", "contact"),
        ("where does Odile live", "contact"),
        ("when did odile graduate", "education"),
        ("has odile published anything", "absent"),
    ],
)
def test_a_name_is_read_as_a_pronoun_would_be(question: str, intent: str) -> None:
    assert ask(question).intent == intent


@pytest.mark.parametrize(
    "question", ["who is professor marchetti", "who is dr marchetti", "who's this lady"]
)
def test_titles_and_words_for_a_person_are_no_subjects(question: str) -> None:
    assert ask(question).intent == "about"


def test_a_title_alone_is_still_a_subject() -> None:
    assert ask("was she ever a teacher").cards[0].id == "city-school"
