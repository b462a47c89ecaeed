"""Whether a text is English, by a cheap check."""

from __future__ import annotations

import re

WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ENGLISH = frozenset(
    """the a an of and to in for with on at by from is was are that as my i it
    this we our using their her his who which into over led built managed
    worked team""".split()
)
FOREIGN = frozenset(
    """der die das und von für mit im den ein eine des bei zur zum auf als
    durch ich de la el los las y del con para por una un en que se al como le
    les et des du une dans pour avec sur au aux est je il di e per da della
    nel gli con che una o os as do dos em uma para com não no na het van en
    een voor met bij op och att som för med på av den og til på med af i w z
    na do oraz""".split()
)
BOTH = FOREIGN & ENGLISH
LATIN_SHARE = 0.7
ENOUGH = 3


def is_english(text: str) -> bool:
    """Whether a text can be taken for English; short texts are."""
    letters = [letter for letter in text if letter.isalpha()]
    if letters:
        latin = sum(letter < "\u0250" for letter in letters)
        if latin < LATIN_SHARE * len(letters):
            return False
    words = [word.lower() for word in WORDS.findall(text)]
    english = sum(word in ENGLISH for word in words)
    foreign = sum(word in FOREIGN and word not in BOTH for word in words)
    if len(words) < ENOUGH:
        return True
    return foreign < 2 or foreign <= english
