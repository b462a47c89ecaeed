from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.resume.reading.dates import find_when

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in 2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("from 23", date(2023, 1, 1), date(2023, 12, 31)),
        ("before 2012", None, date(2011, 12, 31)),
        ("since 2018", date(2018, 1, 1), None),
        ("after 2016", date(2017, 1, 1), None),
        ("between 2013 and 2015", date(2013, 1, 1), date(2015, 12, 31)),
        ("from 1993 to 2004", date(1993, 1, 1), date(2004, 12, 31)),
        ("the nineties", date(1990, 1, 1), date(1999, 12, 31)),
        ("1980s jobs", date(1980, 1, 1), date(1989, 12, 31)),
        ("twenty twenty three", date(2023, 1, 1), date(2023, 12, 31)),
        ("nineteen ninety five", date(1995, 1, 1), date(1995, 12, 31)),
        ("two thousand and five", date(2005, 1, 1), date(2005, 12, 31)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("three years ago", date(2023, 1, 1), date(2023, 12, 31)),
        ("the last two years", date(2024, 11, 21), TODAY),
        ("in march 2021", date(2021, 3, 1), date(2021, 3, 31)),
    ],
)
def test_times_are_read(text: str, start: date | None, end: date | None) -> None:
    when = find_when(text.split(), TODAY)
    assert when is not None
    assert (when.range.start, when.range.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["projects", "two years of experience", "may i ask", "top 10", "20 people"]
)
def test_other_numbers_are_no_times(text: str) -> None:
    assert find_when(text.split(), TODAY) is None


@given(
    st.lists(st.sampled_from("in 20 2022 two thousand last years ago may and".split()))
)
def test_any_order_of_time_words_is_survived(spoken: list[str]) -> None:
    when = find_when(spoken, TODAY)
    assert when is None or 0 <= when.start < when.end <= len(spoken)


def test_a_thousand_years_are_read_in_linear_time() -> None:
    began = time.perf_counter()
    find_when(["2020"] * 400, TODAY)
    assert time.perf_counter() - began < 0.5
