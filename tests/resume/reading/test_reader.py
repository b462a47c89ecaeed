from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.resume.index import build_index
from services.resume.loading import read_resume
from services.resume.reading.reader import Reader
from services.resume.reading.reading import Reading
from tests.resume.asking import DOCUMENT, TODAY, ask

READER = Reader(build_index(read_resume(DOCUMENT)))


def read(question: str) -> Reading:
    return READER.read(question, TODAY)


def test_a_longer_name_wins_over_the_words_in_it() -> None:
    assert not read("what was ghent university like").has("section")
    assert read("what was ghent university like").values("entry") == ("masters",)


def test_an_everyday_word_is_a_technology_where_one_would_stand() -> None:
    assert "go" in read("does she know go").values("topic")
    assert "go" not in read("where did she go to school").values("topic")


def test_what_stands_behind_not_is_not_wanted() -> None:
    reading = read("projects not in python")
    assert [m.value for m in reading.negated] == ["python"]
    assert reading.values("section") == ("projects",)


def test_the_person_is_noticed_inside_other_phrases() -> None:
    assert read("is she based in ghent").person


def test_left_over_words_are_the_ones_with_content() -> None:
    assert read("um so like has she ever done any falconry").left == ("falconry",)


PIECES = "not more the second and project 2020 how many c++ 's she".split()


@pytest.mark.parametrize("piece", PIECES)
def test_repeated_words_are_read_in_bounded_time(piece: str) -> None:
    began = time.process_time()
    ask(f"{piece} " * 4_000)
    assert time.process_time() - began < 0.5


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_words_get_a_bounded_answer(spoken: list[str]) -> None:
    answer = ask(" ".join(spoken))
    assert answer.text
    assert len(answer.text.split()) <= 50


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "\x00\x07", "!!!", "🦉" * 50])
def test_what_says_nothing_is_unclear(text: str) -> None:
    assert ask(text).intent == "unclear"
