from __future__ import annotations

import pytest

from tests.resume.asking import ask, ids


@pytest.mark.parametrize(
    ("question", "cards"),
    [
        ("her two newest projects", ["owl-post", "rain-gauge"]),
        ("what were her first two jobs", ["brewery", "oldmill"]),
        ("her last two jobs", ["tidewater", "oldmill"]),
        ("what was her third job", ["tidewater"]),
        ("her first and second job", ["brewery", "oldmill"]),
    ],
)
def test_as_many_as_are_counted(question: str, cards: list[str]) -> None:
    assert ids(ask(question)) == cards


def test_two_of_five_are_not_said_to_be_all() -> None:
    text = ask("top two projects").text
    assert text.startswith("The two newest projects are Owl Post")


def test_a_second_job_beside_another_is_no_place_in_a_row() -> None:
    assert ids(ask("does she have a second job")) != ["oldmill"]


def test_a_place_beyond_the_last_is_no_entry() -> None:
    assert "brewery" not in ids(ask("what was her fourth job"))[:1]


@pytest.mark.parametrize("asked", ["compare", "tell me about"])
def test_the_first_two_of_a_list_are_both_told(asked: str) -> None:
    answer = ask("show me her projects", f"{asked} the first two")
    assert ids(answer) == ["owl-post", "rain-gauge"]
    assert "Owl Post" in answer.text
    assert "Rain Gauge" in answer.text
