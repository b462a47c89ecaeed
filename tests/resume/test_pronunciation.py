"""Written words as sounds."""

from __future__ import annotations

import pytest

from services.resume.phonemes import ARPABET, skeleton
from services.resume.pronunciation import Pronunciation, by_rules, read_dictionary

ENTRIES = read_dictionary(b"gress G R EH S\ncooper K UW P ER\nread(2) R EH D\n")


def test_a_listed_word_sounds_as_listed() -> None:
    assert Pronunciation(ENTRIES).sounds("cooper") == "KvPr"


def test_second_pronunciations_are_not_words() -> None:
    assert not Pronunciation(ENTRIES).knows("read(2)")


def test_a_compound_is_its_two_words() -> None:
    assert Pronunciation(ENTRIES).sounds("coopergress") == "KvPrGReS"


def test_a_single_letter_is_named() -> None:
    assert Pronunciation().sounds("w") == "DxBxLYv"


@pytest.mark.parametrize(
    ("word", "sounds"),
    [("cell", "S EH L"), ("gem", "JH EH M"), ("apple", "AE P AH L"),
     ("make", "M EY K"), ("platr", "P L AE T ER"), ("phone", "F OW N")],
)  # fmt: skip
def test_rules_read_unlisted_words(word: str, sounds: str) -> None:
    assert by_rules(word) == sounds


def test_every_sound_has_a_character_of_its_own() -> None:
    assert len(set(ARPABET.values())) == len(ARPABET)


def test_voicing_and_vowels_do_not_show_in_the_skeleton() -> None:
    assert skeleton("KvBrNeTiS") == skeleton("KvPrNeDjZ") == "KPRNTS"
