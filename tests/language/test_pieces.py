"""A text is parted where a reader would breathe, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.language.pieces import LONGEST, breaths, pieces, sentences, stretches


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Since 2021, she has led it. She likes it.",
         ["Since 2021,", "she has led it.", "She likes it."]),
        ("Yes, she has led it for years.", ["Yes, she has led it for years."]),
        ('He said "Yes." She left!', ['He said "Yes."', "She left!"]),
        ("Dr. A. B. Smith knows node.js, e.g. well. Ja? Äpfel.",
         ["Dr. A. B. Smith knows node.js,", "e.g. well.", "Ja?", "Äpfel."]),
        ("负责水泵控制系统。在长河公司。", ["负责水泵控制系统。", "在长河公司。"]),
        ("2,000 of 3.5 million", ["2,000 of 3.5 million"]),
        ("one line\nand another", ["one line", "and another"]),
        ("", []),
    ],
)  # fmt: skip
def test_the_first_clause_comes_first(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


def test_a_long_sentence_is_parted_at_its_clauses() -> None:
    clause = "she built one thing and another, "
    parts = breaths(clause * 20)
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.endswith(",") for part in parts)


@pytest.mark.parametrize("text", ["a" * 1000, "word " * 200])
def test_one_without_clauses_is_parted_anyhow(text: str) -> None:
    parts = breaths(text)
    assert max(map(len, parts)) <= LONGEST
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")


def test_a_text_is_parted_in_stretches_only_where_it_is_long() -> None:
    sentence = "She has led the search team. "
    assert stretches(sentence * 2, 60) == [sentence * 2]
    parts = stretches(sentence * 9, 60)
    assert [len(part) for part in parts] == [57] * 4 + [28]


@given(st.text(alphabet='ab .,!?"\nÄ。，', max_size=300))
def test_no_letter_is_lost(text: str) -> None:
    for parts in (sentences(text), pieces(text), stretches(text, 40)):
        assert "".join("".join(parts).split()) == "".join(text.split())
        assert all(part.strip() for part in parts) or not text.strip()
