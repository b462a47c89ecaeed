from __future__ import annotations

from itertools import pairwise

import pytest

from services.speech.expected_questions import expected, patterns, spoken_name

SHE = ("she", "her", "her")
THEY = ("they", "them", "their")
WORDS = frozenset("python type script river watch data fast pie torch".split())


def known(word: str) -> bool:
    return len(word) == 1 or word in WORDS


def anything(_: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Python", "python"),
        ("River Watch", "river watch"),
        ("FastAPI", "fast a p i"),
        ("AWS", "a w s"),
        ("typescript", "type script"),
        ("Node.js", "node j s"),
        ("2021", ""),
    ],
)
def test_names_are_put_as_they_are_said(name: str, said: str) -> None:
    assert spoken_name(name, lambda w: known(w) or w == "node") == said


def test_questions_are_about_the_owner_and_their_names() -> None:
    questions = expected(["Python", "River Watch"], SHE, anything)
    assert "does she know python" in questions
    assert "tell me about river watch" in questions
    assert not any("{" in question for question in questions)


def test_the_owners_pronouns_are_likelier_than_others() -> None:
    questions = expected([], SHE, anything)
    assert questions["what are her skills"] > questions["what are his skills"]


def test_verbs_agree_with_their_pronouns() -> None:
    questions = expected([], THEY, anything)
    assert "where do they work" in questions
    assert "what have they built" in questions
    wrong = {"does they", "has they", "is they", "is you", "was you", "does you"}
    for question in questions:
        words = question.split()
        assert not wrong & {" ".join(pair) for pair in pairwise(words)}, question


def test_a_name_in_unknown_words_is_left_out() -> None:
    questions = expected(["Xqzt"], SHE, lambda w: w != "x" and "q" not in w)
    assert not any("xqzt" in question for question in questions)


def test_every_pattern_is_plain_words_and_slots() -> None:
    for pattern in patterns():
        bare = pattern
        for slot in ("{they}", "{them}", "{their}", "{name}"):
            bare = bare.replace(slot, "")
        assert bare.replace(" ", "").isalpha(), pattern
