"""Dates in English texts, and which end of a time they tell."""

from __future__ import annotations

from datetime import date

import pytest

from services.language.days import dates


@pytest.mark.parametrize(
    ("text", "first", "last", "end_of"),
    [
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31), ""),
        ("since March 2021", date(2021, 3, 1), date(2021, 3, 31), "since"),
        ("until Feb. 2020", date(2020, 2, 1), date(2020, 2, 29), "end"),
        ("she joined it in 2018", date(2018, 1, 1), date(2018, 12, 31), "start"),
        ("early 2023", date(2023, 1, 1), date(2023, 4, 30), ""),
        ("5 November 2022", date(2022, 11, 5), date(2022, 11, 5), ""),
        ("summer 2020", date(2020, 6, 1), date(2020, 8, 31), ""),
    ],
)
def test_a_date_is_read(text: str, first: date, last: date, end_of: str) -> None:
    said = dates(text)[0]
    assert (said.first, said.last, said.end_of) == (first, last, end_of)


def test_a_range_has_two_ends() -> None:
    assert [said.end_of for said in dates("from 2018 to 2020")] == ["start", "end"]


def test_money_is_no_date() -> None:
    assert dates("$2000 and 2000 euros") == ()
