from __future__ import annotations

import pytest

from tests.resume.other_trade import ask


@pytest.mark.parametrize(
    ("question", "entry", "number"),
    [
        ("how many singers does she rehearse", "harbour-opera", "48"),
        ("how many performances did she run", "lantern-stage", "310"),
        ("how big was the crew at lantern stage", "lantern-stage", "14"),
    ],
)
def test_a_number_told_in_a_sentence_is_said(
    question: str, entry: str, number: str
) -> None:
    answer = ask(question)
    assert [card.id for card in answer.cards] == [entry]
    assert number in answer.text


def test_the_cards_of_a_part_are_counted() -> None:
    answer = ask("how many projects has she done")
    assert answer.intent == "projects"
    assert len(answer.cards) == 2


def test_a_number_that_nobody_tells_is_not_made_up() -> None:
    assert "48" not in ask("how many goats does she keep").text
