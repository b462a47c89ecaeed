from __future__ import annotations

import pytest

from services.resume.reading.spelling import Speller, corrected

KNOWN = ["python", "project", "projects", "crimes", "manager", "sponda"]
NAMES = frozenset({"sponda", "python"})


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("pyhton", "python"), ("projcets", "projects"), ("krimes", "crimes")],
)
def test_slips_are_set_right(slip: str, meant: str) -> None:
    assert corrected([slip], Speller(KNOWN), NAMES) == (meant,)


@pytest.mark.parametrize("word", ["rust", "xylophone", "of"])
def test_other_words_stay(word: str) -> None:
    assert corrected([word], Speller(KNOWN), NAMES) == (word,)


def test_a_name_behind_at_becomes_no_everyday_word() -> None:
    said = ("work", "at", "manader")
    assert corrected(said, Speller([*KNOWN, "work"]), NAMES) == said


@pytest.mark.parametrize("word", ["mend", "mends"])
def test_an_english_word_is_no_slip_for_a_common_term(word: str) -> None:
    speller = Speller({"meng", "menus"})
    assert corrected(("they", word), speller, frozenset()) == ("they", word)


def test_an_english_word_may_be_a_slip_for_a_name_of_the_resume() -> None:
    speller = Speller({"rust"})
    assert corrected(("rush",), speller, frozenset({"rust"})) == ("rust",)
