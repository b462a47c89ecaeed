from __future__ import annotations

from datetime import date

import pytest

from services.resume.facts.dates import dates

YEAR_2020 = (date(2020, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("moved to rye in 2020", "date", YEAR_2020),
        ("opened in June 2020", "date", (date(2020, 6, 1), date(2020, 6, 30))),
        (
            "June 2019 to May 2020",
            "span",
            (date(2019, 6, 1), date(2020, 5, 31)),
        ),
        ("from 2019 until 2020", "span", (date(2019, 1, 1), date(2020, 12, 31))),
    ],
)
def test_a_date_in_a_text_is_read(text: str, kind: str, days: object) -> None:
    assert [(v.kind, v.data) for v in dates(text)] == [(kind, days)]


def test_two_dates_that_no_word_joins_are_two() -> None:
    assert [v.text for v in dates("Ran the race in 2014 and in 2019")] == [
        "2014",
        "2019",
    ]


@pytest.mark.parametrize(
    "text", ["Guests may come", "paid $2020 for it", "grew by 2020%", "now and then"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == ()
