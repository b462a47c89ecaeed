"""Numbers in English texts, with their units and what they count."""

from __future__ import annotations

import pytest

from services.language.quantities import numbers


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,200 people", 1200, ""),
        ("CA$1.3 million", 1_300_000, "dollar"),
        ("forty-two tests", 42, ""),
        ("4.5% per sector", 4.5, "%"),
        ("a year and a half", 18, "months"),
        ("2 years and 9 months", 33, "months"),
        ("nearly a third of them", 100 / 3, "%"),
        ("nine in ten dogs", 90, "%"),
        ("900 metres", 900, "m"),
    ],
)
def test_a_number_is_read(text: str, value: float, unit: str) -> None:
    number = numbers(text)[0]
    assert number.value == pytest.approx(value)
    assert number.unit == unit


@pytest.mark.parametrize("text", ["in 2019", "one of them", "Zero accidents"])
def test_a_year_and_a_mere_word_are_no_numbers(text: str) -> None:
    assert numbers(text) == ()


def test_the_unit_of_a_pair_is_of_both() -> None:
    assert [n.unit for n in numbers("from 31 to 18 percent")] == ["%", "%"]


def test_bounds_and_roles_are_told() -> None:
    bound, role, per = numbers("up to 12 boats, from 9 men, 720 hours a year")
    assert (bound.bound, bound.ceiling) == ("nearly", True)
    assert role.role == "from"
    assert per.per == "year"
