from __future__ import annotations

import pytest

from services.language.unfinished import is_unfinished

WHOLE = """which projects use python
what are her skills
where does she work
where is she from
who is she
how do i contact her
how many years of experience does she have
what programming languages does she know
tell me about the river watch project
who did she work with
tell me about that
why
what did she do
does she speak german
thank you"""
UNFINISHED = """what are her
where does she
what programming languages
which of her jobs was
can she lead
does she speak
how do i contact
tell me about the
does she have experience with
what kind of
who did she work
and
what is she"""


@pytest.mark.parametrize("text", WHOLE.splitlines())
def test_a_whole_question_waits_for_no_word(text: str) -> None:
    assert not is_unfinished(text)
    assert not is_unfinished(f"{text.capitalize()}?")


@pytest.mark.parametrize("text", UNFINISHED.splitlines())
def test_what_wants_another_word_is_unfinished(text: str) -> None:
    assert is_unfinished(text)


def test_no_words_are_no_utterance() -> None:
    assert is_unfinished(" ... ")
