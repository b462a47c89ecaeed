"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.resume.periods import between, read_period, readable

Case = tuple[str, date | None, date | None, bool]
CASES: list[Case] = [
    ("Sep 2025 – Present", date(2025, 9, 1), None, True),
    ("2022", date(2022, 1, 1), date(2022, 12, 31), False),
    ("2024–2025", date(2024, 1, 1), date(2025, 12, 31), False),
    ("2021-23", date(2021, 1, 1), date(2023, 12, 31), False),
    ("2025-04", date(2025, 4, 1), date(2025, 4, 30), False),
    ("2025-01-15", date(2025, 1, 15), date(2025, 1, 15), False),
    ("2024-02-31", date(2024, 2, 1), date(2024, 2, 29), False),
    ("Jul 2019 - Jul 2023", date(2019, 7, 1), date(2023, 7, 31), False),
    ("Jan – Mar 2020", date(2020, 1, 1), date(2020, 3, 31), False),
    ("March 15, 2020", date(2020, 3, 15), date(2020, 3, 15), False),
    ("15 March 2020", date(2020, 3, 15), date(2020, 3, 15), False),
    ("Summer 2022", date(2022, 6, 1), date(2022, 8, 31), False),
    ("Winter 2020", date(2020, 12, 1), date(2021, 2, 28), False),
    ("Q3 2021", date(2021, 7, 1), date(2021, 9, 30), False),
    ("2021 Q3", date(2021, 7, 1), date(2021, 9, 30), False),
    ("03/2021 – 05/2022", date(2021, 3, 1), date(2022, 5, 31), False),
    ("13.03.2021", date(2021, 3, 13), date(2021, 3, 13), False),
    ("since 2019", date(2019, 1, 1), None, True),
    ("2019 –", date(2019, 1, 1), None, True),
    ("until 2020", None, date(2020, 12, 31), False),
    ("May '21 to date", date(2021, 5, 1), None, True),
    ("Okt. 2020 – heute", date(2020, 10, 1), None, True),
    ("enero de 2018 – actualidad", date(2018, 1, 1), None, True),
    ("Expected May 2027", date(2027, 5, 1), date(2027, 5, 31), False),
    ("2020-03-01T00:00:00Z", date(2020, 3, 1), date(2020, 3, 1), False),
]


@pytest.mark.parametrize(
    ("text", "start", "end", "ongoing"), CASES, ids=[case[0] for case in CASES]
)
def test_a_period_is_read(
    text: str, start: date | None, end: date | None, ongoing: bool
) -> None:
    period = read_period(text)
    assert period is not None
    assert (period.start, period.end, period.ongoing) == (start, end, ongoing)


@pytest.mark.parametrize("text", ["", "a while ago", "x" * 500, "1234567", "maybe"])
def test_what_names_no_time_is_none(text: str) -> None:
    assert read_period(text) is None


def test_a_start_without_an_end_goes_on_where_that_is_the_custom() -> None:
    period = between("2020-05-05", "", open_ended=True)
    assert period is not None
    assert (period.text, period.ongoing) == ("May 2020 – Present", True)


def test_a_start_without_an_end_is_a_date_elsewhere() -> None:
    period = between("2020-05-05", "", open_ended=False)
    assert period is not None
    assert (period.text, period.end) == ("May 2020", date(2020, 5, 5))


def test_one_month_is_not_shown_as_a_range() -> None:
    period = between("2020-05-05", "2020-05-09", open_ended=True)
    assert period is not None
    assert period.text == "May 2020"


def test_iso_dates_become_readable() -> None:
    assert readable("2018-03-01 – 2020-01") == "Mar 2018 – Jan 2020"


@given(st.text(max_size=200))
def test_any_text_is_read_or_passed_over(text: str) -> None:
    period = read_period(text)
    if period and period.start and period.end:
        assert period.start <= date(2100, 1, 1)
