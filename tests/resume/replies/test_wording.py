from __future__ import annotations

import pytest

from services.language.pieces import sentences
from services.models.resume import Entry
from services.resume.replies.wording import gist, short_name, tidy, trimmed


def test_arrows_become_what_was_done() -> None:
    said = gist("Reports were slow → built a cache → cut the wait by half")
    assert said == "Built a cache, cut the wait by half."


def test_long_texts_are_cut_at_a_clause() -> None:
    said = gist("one two three four five six, " * 12)
    assert len(said.split()) <= 27
    assert said.endswith((".", "…"))


def test_replies_stay_within_fifty_words() -> None:
    assert len(trimmed("word " * 200).split()) <= 50


def test_a_full_stop_is_said_once() -> None:
    assert tidy("at Acme Inc.. Next") == "at Acme Inc. Next"


@pytest.mark.parametrize(
    ("organization", "expected"),
    [
        ("Lab of Very Long Names (LVLN), City University", "Lab of Very Long Names"),
        ("Short Co", "Short Co"),
    ],
)
def test_long_names_are_said_short(organization: str, expected: str) -> None:
    entry = Entry("x", "experience", "t", "work[0]", organization=organization)
    assert short_name(entry) == expected


def test_titles_and_initials_end_no_sentence() -> None:
    said = sentences("Thesis on tides. Supervisor: Prof. A. Lund. Dr. Bo read it.")
    assert said == ["Thesis on tides.", "Supervisor: Prof. A. Lund.", "Dr. Bo read it."]
