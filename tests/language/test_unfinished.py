from __future__ import annotations

import pytest

from services.language.unfinished import ending

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
what was her favourite job and why
is there anything she does not like
what was it built with
what is she good at
who is she with
who recommends her
jobs and certificates please
if i want to hire her who do i write to
which of her jobs was the longest
where does she live
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
what is she
what is her
what did she do at
who pays for
which projects use
how many years of experience
in which city
what sort of work
what is the name of
what was the hardest part
what is the newest
what are the three
can you tell me
is there anything
if i want to hire her
would you please
where can i see"""
LOOSE = """what did she do
where did she work
is she available
does she have any experience
has she ever lived"""


@pytest.mark.parametrize("text", WHOLE.splitlines())
def test_a_whole_question_waits_for_no_word(text: str) -> None:
    assert ending(text) == "whole"
    assert ending(f"{text.capitalize()}?") == "whole"


@pytest.mark.parametrize("text", UNFINISHED.splitlines())
def test_what_wants_another_word_ending(text: str) -> None:
    assert ending(text) == "unfinished"


@pytest.mark.parametrize("text", LOOSE.splitlines())
def test_another_phrase_often_follows(text: str) -> None:
    assert ending(text) == "loose"


def test_no_words_are_no_utterance() -> None:
    assert ending(" ... ") == "unfinished"
