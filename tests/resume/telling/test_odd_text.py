from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.models.resume import Profile
from services.resume.telling.person import person_of
from services.resume.telling.sentences import about, clause, sentence, to_third

ODD = (
    "the 12 – → ' \" ( ) & ; : , -- • * “quote” 30% $4M No. Dr. Led led managing with "
    "for Award award Responsible Tools: up by of and a I she 漢字 z.B. 5/5"
).split()
PERSON = person_of(Profile(name="Ann Bo", pronouns=("she", "her", "her")))


@pytest.mark.parametrize("text", ["No. – Award → '", "with → –", "→", "by (", "' '"])
def test_a_text_of_signs_is_told_without_a_fault(text: str) -> None:
    assert isinstance(sentence(text, PERSON, ongoing=True, place="at Rye"), str)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(ODD), max_size=7), st.booleans())
def test_any_words_are_told_in_every_way(words: list[str], ongoing: bool) -> None:
    text = " ".join(words)
    told = (
        sentence(text, PERSON, ongoing=ongoing, place="at Rye", by_name=True),
        clause(text, PERSON, ongoing=ongoing),
        about(text, PERSON, "the project"),
        to_third(text, PERSON),
    )
    assert all(isinstance(each, str) for each in told)
