from __future__ import annotations

import pytest

from tests.resume.asking import ask, ids


@pytest.mark.parametrize(
    ("technology", "cards"),
    [("go", ["chess-clock"]), ("react", ["owl-post", "night-bus"])],
)
def test_the_same_part_of_another_technology(technology: str, cards: list[str]) -> None:
    assert ids(ask("python projects", f"and in {technology}")) == cards


def test_a_technology_that_none_has_is_missing() -> None:
    answer = ask("python projects", "and in cobol")
    assert answer.absent
    assert not answer.cards
