from __future__ import annotations

import pytest

from services.models.fact import Amount
from services.resume.facts.amounts import amounts


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("saves 4.1 million euros a year", Amount(4_100_000, "euro", "year")),
        ("raised $2.5M for a school", Amount(2_500_000, "dollar")),
        ("a budget of EUR 1,200 per month", Amount(1_200, "euro", "month")),
        ("from 22% to 15%", Amount(15, "%", other=22, relation="change")),
        ("900 ms to 140 ms", Amount(140, "ms", other=900, relation="change")),
        ("a 24-bed ward", Amount(24, "bed")),
        ("a font of 412 glyphs", Amount(412, "glyphs")),
        ("up to 14 bakers", Amount(14, "bakers", bound="up to")),
        ("more than 310,000 cars", Amount(310_000, "cars", bound="more than")),
        ("500, 000 signatures", Amount(500_000, "signatures")),
        ("500+ guests", Amount(500, "guests", bound="more than")),
        ("about 6 calls a week", Amount(6, "calls", "week", "about")),
        (
            "cares for 4 to 5 old horses",
            Amount(5, "old horses", other=4, relation="range"),
        ),
        ("10-15 people", Amount(15, "people", other=10, relation="range")),
        ("solved 9 of 11 cases", Amount(9, "cases", other=11, relation="share")),
        ("a crew of 14", Amount(14, "crew")),
        ("a team of five", Amount(5, "team")),
        ("a team of 9 students", Amount(9, "students")),
        ("sold out a print run of 150", Amount(150, "print run")),
        ("sang to an audience of 300", Amount(300, "audience")),
        ("1,5 Millionen Euro gespart", Amount(1_500_000, "euro")),
        ("twenty-four classes weekly", Amount(24, "classes", "week")),
        ("60 frames a second", Amount(60, "frames", "second")),
        ("down 9 °C", Amount(9, "°C")),
        ("4th of 78 teams", Amount(4, "teams", other=78, relation="share")),
        ("care at a 1:2 ratio", Amount(1, "ratio", other=2, relation="share")),
    ],
)
def test_an_amount_is_read_with_what_it_counts(text: str, amount: Amount) -> None:
    assert [value.data for value in amounts(text)] == [amount]


def test_some_of_them_are_counted_as_what_was_named_before() -> None:
    _, some = amounts("Trained 19 new bakers, 17 of whom stayed")
    assert some.data == Amount(17, "new bakers", other=19, relation="share")


@pytest.mark.parametrize(
    "text",
    [
        "works by ISO 26262 and CATIA V5",
        "moved in 2019 and again in 2021",
        "cared for COVID-19 patients",
        "restored a Saab 96",
        "patent EP 3 999 001",
        "one of the best",
        "rule No. 4",
        "spoke Qwen-2.5-8B",
        "filed on 2020-01-15",
    ],
)
def test_years_and_numbers_in_names_are_no_amounts(text: str) -> None:
    assert amounts(text) == ()


def test_the_text_of_an_amount_is_as_written() -> None:
    assert [v.text for v in amounts("Ran 310 shows with a crew of 14")] == [
        "310 shows",
        "crew of 14",
    ]
