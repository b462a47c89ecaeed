"""How written names are said."""

from __future__ import annotations

import pytest

from services.resume.spoken_names import MAX_WAYS, ways_to_say


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("FastAPI", "fast a p i"),
        ("AWS", "a w s"),
        ("Node.js", "node j s"),
        ("Node.js", "node dot j s"),
        ("C++", "c plus plus"),
        ("C#", "c sharp"),
        ("CI/CD", "c i c d"),
        ("TypeScript", "type script"),
        ("Blue Lantern Health", "blue lantern health"),
        ("ROS", "ros"),
        ("PostgreSQL (Postgres)", "postgre s q l"),
    ],
)
def test_a_name_is_said(name: str, way: str) -> None:
    assert way in ways_to_say(name, {})


def test_a_saying_overrides_the_letters() -> None:
    assert ways_to_say("nginx", {"nginx": ["engine x"]}) == ("engine x",)


def test_a_saying_counts_within_a_longer_name() -> None:
    ways = ways_to_say("Apache Kafka", {"kafka": ["kaff ka"]})
    assert ways == ("apache kaff ka",)


def test_the_ways_are_bounded() -> None:
    assert len(ways_to_say(".ABE.ABE.ABE.ABE.ABE", {})) <= MAX_WAYS
