from __future__ import annotations

import pytest

from tests.resume.telling.read_aloud import of_several, told


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            {"name": "Restoring a lugger", "keywords": ["oak", "caulking"]},
            "Outside work she enjoys restoring a lugger, including oak and caulking.",
        ),
        (
            {"name": "Choir", "keywords": ["second bass"]},
            "Outside work she enjoys choir: second bass.",
        ),
        (
            {"name": "Old lighthouses", "keywords": ["visited 88 of them"]},
            "Outside work she enjoys old lighthouses and has visited 88 of them.",
        ),
        (
            {"name": "Baking", "keywords": ["rusks", "flatbreads"]},
            "Outside work she enjoys baking, including rusks and flatbreads.",
        ),
        (
            {"name": "Bouldering", "keywords": ["6B", "bad knees"]},
            "Outside work she enjoys bouldering: 6B and bad knees.",
        ),
        ({"name": "Fiddle", "keywords": []}, "Outside work she plays the fiddle."),
        (
            {"name": "Playing the cello", "keywords": []},
            "Outside work she enjoys playing the cello.",
        ),
        (
            {"name": "Hockey", "keywords": ["goalie in a beer league"]},
            "Outside work she enjoys hockey and is a goalie in a beer league.",
        ),
        (
            {"name": "Crosswords", "keywords": ["sets them for a magazine"]},
            "Outside work she enjoys crosswords and sets them for a magazine.",
        ),
        (
            {"name": "Board games", "keywords": ["designs own"]},
            "Outside work she enjoys board games and designs her own.",
        ),
        (
            {"name": "Pelota", "keywords": ["against any wall"]},
            "Outside work she enjoys pelota against any wall.",
        ),
        (
            {"name": "Jollof rice", "keywords": ["my aunt's recipe"]},
            "Outside work she enjoys jollof rice: her aunt's recipe.",
        ),
        (
            {"name": "Ska records", "keywords": ["about 900 of them"]},
            "Outside work she enjoys ska records: about 900 of them.",
        ),
    ],
)
def test_an_interest_is_joined_to_its_keywords_as_they_bear_it(
    entry: dict[str, object], sentence: str
) -> None:
    assert told("interests", entry) == sentence


def test_what_they_do_agrees_with_them() -> None:
    entry: dict[str, object] = {"name": "Oud", "keywords": ["plays in a band"]}
    said = of_several("interests", entry)
    assert said == "Outside work they play the oud and play in a band."
