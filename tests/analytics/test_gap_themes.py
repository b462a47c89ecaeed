"""The word file of kinds of question."""

from __future__ import annotations

import pytest

from services.analytics.gap_themes import ThemeBook

BOOK = ThemeBook.standard()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What would she cost us per day?", "pay"),
        ("how big is her salary", "pay"),
        ("can she drive a van", "driving"),
        ("Is she ready to relocate?", "relocation"),
        ("Does she need sponsorship for a visa", "work-permit"),
        ("has she been granted patents", "patents"),
        ("IS SHE A CERTIFIED SCRUM MASTER", "certifications"),
        ("how is her Polish, does she speak polish", "spoken-languages"),
        ("Did she work at Google?", "employers"),
    ],
)
def test_a_question_is_known_by_its_words(question: str, kind: str) -> None:
    theme = BOOK.kind_of(question)
    assert theme is not None
    assert theme.id == kind


@pytest.mark.parametrize("question", ["", "does she know Rust", "asdf", "🙂"])
def test_other_questions_are_of_no_kind(question: str) -> None:
    assert BOOK.kind_of(question) is None


def test_the_kind_with_more_words_wins_and_the_first_on_a_tie() -> None:
    kind = {"title": "t", "field": "answers", "hint": "h"}
    book = ThemeBook(
        {
            "one": {**kind, "asked": ["red"]},
            "two": {**kind, "asked": ["deep blue", "green"]},
        }
    )
    assert [
        theme.id if (theme := book.kind_of(question)) else None
        for question in ("red or deep blue", "red or green")
    ] == ["two", "one"]
