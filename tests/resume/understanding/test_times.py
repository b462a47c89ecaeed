from __future__ import annotations

import pytest

from tests.resume.asking import ask, ids


@pytest.mark.parametrize(
    ("question", "cards"),
    [
        ("what did she do in 2021", {"oldmill", "chess-clock"}),
        ("jobs before 2020", {"brewery"}),
        ("projects from 22", {"rain-gauge"}),
        ("projects since 2022", {"owl-post", "rain-gauge"}),
        ("jobs between 2019 and 2021", {"oldmill", "brewery"}),
    ],
)
def test_cards_fall_in_the_time(question: str, cards: set[str]) -> None:
    assert set(ids(ask(question))) == cards
