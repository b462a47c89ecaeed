"""Stays and differences follow from what is written; nothing else does."""

from __future__ import annotations

from datetime import date

import pytest

from services.llm.grounding import GroundingCheck
from services.models.answer import Card

MILL = Card(
    "mill",
    "experience",
    "Tidal Mill",
    "experience",
    company="Tidal Mill",
    role="Miller",
    date="Jun 2020 – Feb 2023",
    highlights=(
        "Cut grinding from 900 to 150 seconds",
        "Ground 80 sacks instead of 60",
    ),
)
FERRY = Card(
    "ferry",
    "experience",
    "Fog Ferry",
    "experience",
    company="Fog Ferry",
    role="Pilot",
    date="Mar 2023 – Present",
)


def stands(sentence: str) -> bool:
    talk = GroundingCheck((MILL, FERRY), today=lambda: date(2026, 3, 20))
    return talk.check(sentence).kind == "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "She spent nearly three years at Tidal Mill.",
        "She stayed at Tidal Mill for two years and eight months.",
        "She was at Tidal Mill for more than two and a half years.",
        "She has worked at Fog Ferry for about three years.",
        "She spent several years at Fog Ferry.",
        "At Tidal Mill, grinding is six times faster.",
        "At Tidal Mill she cut grinding by 750 seconds.",
    ],
)
def test_what_follows_from_dates_and_figures_stands(sentence: str) -> None:
    assert stands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She spent nearly four years at Tidal Mill.",
        "She stayed at Tidal Mill for two years and one month.",
        "She has worked at Fog Ferry for five years.",
        "She spent a few months at Fog Ferry.",
        "At Tidal Mill, grinding is nine times faster.",
        "At Tidal Mill she cut grinding by 900 seconds.",
        "At Tidal Mill she cut grinding to 900 seconds.",
        "At Tidal Mill she cut grinding by three years.",
    ],
)
def test_what_does_not_follow_falls(sentence: str) -> None:
    assert not stands(sentence)
