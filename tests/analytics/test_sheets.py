"""CSV that a spreadsheet shows and does not work out."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from services.analytics.sheets import FORMULA, QUESTION_COLUMNS, question_cells, sheet
from tests.analytics.turns import turn

ATTACKS = (
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "  =1",
    "\r=1",
)


def test_no_cell_is_a_formula() -> None:
    for attack in ATTACKS:
        row = next(csv.reader(io.StringIO(sheet([(attack, -1.5)]), newline="")))
        assert row == [f"'{attack}", "-1.5"]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_text_stays_one_cell(text: str) -> None:
    (row,) = csv.reader(io.StringIO(sheet([(text, "next")]), newline=""))
    assert row[1] == "next"
    assert row[0].removeprefix("'") == text.removeprefix("'")
    assert not row[0].startswith(FORMULA)


def test_a_question_has_a_cell_for_each_column() -> None:
    cells = dict(zip(QUESTION_COLUMNS, question_cells(turn("hi")), strict=True))
    assert cells["question"] == "hi"
    assert cells["channel"] == "text"
