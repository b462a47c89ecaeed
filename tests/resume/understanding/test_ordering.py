from __future__ import annotations

import pytest

from tests.resume.asking import ask, ids


@pytest.mark.parametrize(
    ("question", "cards"),
    [
        ("her latest project", ["owl-post"]),
        ("oldest project", ["night-bus"]),
        ("current job", ["tidewater"]),
        ("what was her previous job", ["oldmill"]),
        ("which job was the longest", ["tidewater"]),
        ("top two projects", ["owl-post", "rain-gauge"]),
    ],
)
def test_superlatives_pick_their_entry(question: str, cards: list[str]) -> None:
    assert ids(ask(question)) == cards
