"""Numbers and dates are one thing, however they are written."""

from __future__ import annotations

import pytest

from services.llm.quantities import moments, quantities


def values(text: str) -> list[tuple[float, str]]:
    return [(quantity.value, quantity.unit) for quantity in quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,200 people", [(1200, "")]),
        ("1.2 million papers", [(1_200_000, "")]),
        ("10k users and 3x the speed", [(10_000, ""), (3, "x")]),
        ("$1.5M saved", [(1_500_000, "$")]),
        ("forty percent", [(40, "%")]),
        ("40 % less", [(40, "%")]),
        ("from 900 ms to 140 ms", [(900, "ms"), (140, "ms")]),
        ("two hundred and five", [(205, "")]),
        ("twenty-four letters", [(24, "")]),
        ("a dozen", [(12, "")]),
        ("halved it", [(50, "%")]),
        ("twice as fast", [(2, "x")]),
        ("one of them", []),
        ("one year", [(1, "y")]),
        ("GPT-4 and EC2 and Web3", []),
        ("in March 2023", []),
    ],
)
def test_amounts_are_read(text: str, found: list[tuple[float, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mar 2023 – Present", [(2023, 3)]),
        ("2018-06", [(2018, 6)]),
        ("2024-03-12", [(2024, 3)]),
        ("in 2016 and September 2017", [(2016, None), (2017, 9)]),
        ("June 5, 2020", [(2020, 6)]),
        ("$2020 and 2,016 things", []),
    ],
)
def test_dates_are_read(text: str, found: list[tuple[int, int | None]]) -> None:
    assert [(moment.year, moment.month) for moment in moments(text)] == found


@pytest.mark.parametrize(
    ("said", "true", "matches"),
    [
        ("9,870 visits", "9870 visits", True),
        ("nearly 10,000 visits", "9870 visits", True),
        ("10,000 visits", "9870 visits", False),
        ("over 20,000 visits", "9870 visits", False),
        ("40%", "40 percent", True),
        ("40", "40%", False),
    ],
)
def test_a_hedge_allows_a_rounder_number(said: str, true: str, matches: bool) -> None:
    assert quantities(said)[0].matches(quantities(true)[0]) is matches
