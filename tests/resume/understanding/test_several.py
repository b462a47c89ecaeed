from __future__ import annotations

import pytest

from tests.resume.asking import ask as asked
from tests.resume.asking import ids
from tests.resume.other_trade import ask


@pytest.mark.parametrize(
    ("question", "cards"),
    [
        ("her projects and exhibitions", {"tide-mass", "cue-book", "scores"}),
        ("exhibitions plus education", {"scores", "tartini"}),
        (
            "what are her projects and where has she worked",
            {"tide-mass", "cue-book", "harbour-opera", "lantern-stage"},
        ),
    ],
)
def test_each_part_has_cards_on_the_first_page(question: str, cards: set[str]) -> None:
    answer = ask(question)
    assert answer.intent == "multi"
    assert set(ids(answer)) == cards


def test_the_same_part_twice_is_one_question() -> None:
    assert ask("her jobs and positions").intent == "experience"


def test_a_subject_joined_to_a_part_is_a_part_of_its_own() -> None:
    answer = asked("internships and projects")
    assert answer.intent == "multi"
    assert {"brewery", "owl-post"} <= set(ids(answer))
