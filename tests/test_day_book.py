"""One day's sums in a file: what is read again, and what is not believed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.day_book import MAX_VISITORS, Day, DayBook

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def book_of(path: Path | None) -> DayBook[Day]:
    return DayBook(path, Day, name="test", now=lambda: NOON)


def test_a_day_is_read_again(tmp_path: Path) -> None:
    book = book_of(tmp_path / "day.json")
    book.day.calls, book.day.cost_usd = 3, 0.25
    book.save()
    assert book_of(tmp_path / "day.json").day == Day("2026-03-04", 3, 0.25)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        "{}",
        '{"date": "2026-03-04", "cost_usd": NaN}',
        '{"date": "2026-03-04", "cost_usd": Infinity}',
        '{"date": "2026-03-04", "calls": -1}',
        '{"date": "2026-03-04", "cost_usd": "much"}',
        '{"date": "2026-03-03", "calls": 9}',
    ],
)
def test_what_is_damaged_or_of_another_day_counts_as_a_fresh_one(
    tmp_path: Path, written: str
) -> None:
    (tmp_path / "day.json").write_text(written, "utf-8")
    assert book_of(tmp_path / "day.json").day == Day("2026-03-04")


def test_a_disk_that_takes_nothing_costs_no_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(json.dumps({}), "utf-8")
    book = book_of(tmp_path / "file" / "day.json")
    book.day.calls = 1
    book.save()
    assert book.day.calls == 1


def test_visitors_are_counted_in_bounds() -> None:
    book = book_of(None)
    book.count("first", 2)
    book.count("first", -5)
    assert book.had("first") == 0
    for n in range(MAX_VISITORS + 5):
        book.count(f"visitor {n}")
    assert book.visitors == MAX_VISITORS
    assert book.had("first") == 0
