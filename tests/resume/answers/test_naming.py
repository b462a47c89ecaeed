from __future__ import annotations

import pytest

from tests.resume.answers.people import said


def test_a_missing_thing_is_named_in_its_right_letters() -> None:
    assert "doesn't mention PostgreSQL" in said("does she know PostgreSQL")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("can she pass a background check", "background check"),
        ("does she write reports in Mandarin", "Mandarin"),
        ("did she study biology", "biology"),
        ("was she at Google", "Google"),
        ("any experience with zorbing", "zorbing"),
        ("has she worked with horses or cows", "horses or cows"),
    ],
)
def test_a_noun_that_stands_together_is_named(question: str, named: str) -> None:
    assert named.lower() in said(question).lower()


@pytest.mark.parametrize(
    "question",
    [
        "can she juggle",
        "did she spend longer with the navy",
        "could she write reports",
        "did she spend longer in hospital or in a clinic",
    ],
)
def test_a_verb_is_never_named_as_missing(question: str) -> None:
    text = said(question)
    assert not any(f"mention {verb}" in text for verb in ("juggle", "spend", "write"))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Has she worked at Volvo?", "Volvo"),
        ("has she worked at volvo", "Volvo"),
        ("HAS SHE WORKED AT VOLVO", "Volvo"),
        ("does she know cpr", "CPR"),
        ("does she speak at TEDx evenings", "TEDx"),
    ],
)
def test_a_missing_name_has_its_capitals(question: str, named: str) -> None:
    assert f"doesn't mention {named}" in said(question)
