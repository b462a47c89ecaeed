from __future__ import annotations

import pytest

from tests.resume.asking import ask as ask_engineer
from tests.resume.asking import ids
from tests.resume.other_trade import ask


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("was she ever a stage manager", "lantern-stage"),
        ("what did she do as a teacher", "city-school"),
        ("where was she a music teacher", "city-school"),
    ],
)
def test_a_role_is_found_by_what_she_was(question: str, entry: str) -> None:
    answer = ask(question)
    assert (answer.intent, ids(answer)) == ("experience", [entry])


def test_how_long_a_role_was_held_is_said() -> None:
    text = ask("how long was she a stage manager").text
    assert "years" in text
    assert "2016" in text
    assert "2021" in text


def test_a_role_never_held_is_not_claimed() -> None:
    assert ask("was she ever a welder").absent


def test_before_a_role_is_before_the_first_position_so_called() -> None:
    cards = ids(ask_engineer("what did she do before becoming a lead engineer"))
    assert cards[0] == "oldmill"
    assert "tidewater" not in cards


def test_who_became_something_did_so_at_first() -> None:
    answer = ask_engineer("when did she become an engineer")
    assert ids(answer) == ["oldmill"]
    assert "2020" in answer.text
