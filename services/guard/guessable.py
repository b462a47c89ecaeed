"""Whether somebody else could come up with the same session id.

Pages send `undefined`, `anonymous` or `user-1` for every visitor, and whoever holds an
id holds the session. So an id has to look random: a UUID of a random version, or 22
characters and more, of at least two kinds, that hold 64 bits once words, numbers,
series (`abc`, `123`, `qwe`) and repetitions are taken for nothing.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

LEAST_CHARACTERS = 22
"""As many as 128 random bits take in base64."""
LEAST_BITS = 64
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}(-[0-9a-f]{4,12}){2}")
RANDOM_VERSIONS = "47"
"""The others are made of a name, or of a time and a machine."""
KINDS = ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789")
HEXADECIMAL = frozenset("0123456789abcdef")
LEAST_OF_A_KIND = 2
SERIES = (
    "0123456789abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
)
NEIGHBOURS = frozenset(
    pair
    for series in SERIES
    for one, next_one in pairwise(series)
    for pair in (one + next_one, next_one + one)
)
COMMON_PAIRS = frozenset(
    "th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng"
    " of al de se le sa si ar ve ra ld ur no me us ro ic io ne ho li ll ma ce ch ss si"
    " ie ge be ei vi ed ny ym un fi my ow pa sh so ta um ex am ad id qu ui we"
    " wo".split()
)
"""Of two letters, in words; one in eight pairs of random letters is among them."""
WORDLIKE = 0.45
LEAST_COMMON = 6


def is_guessable(session_id: str) -> bool:
    """Whether `session_id` is too plain to be known to one visitor alone."""
    uuid = UUID.fullmatch(session_id.lower())
    if uuid:
        bare = uuid[0].replace("-", "")
        return uuid[1] not in RANDOM_VERSIONS or bits_of(bare) < LEAST_BITS
    if len(session_id) < LEAST_CHARACTERS or not is_mixed(session_id):
        return True
    return sum(map(bits_of, re.split("[-_]", session_id))) < LEAST_BITS


def is_mixed(text: str) -> bool:
    """Whether two of small letters, capitals and digits are there."""
    counts = (sum(letter in kind for letter in text) for kind in KINDS)
    return sum(count >= LEAST_OF_A_KIND for count in counts) >= 2


def bits_of(text: str) -> float:
    """What a part of an id may hold at most, by the kinds of characters in it."""
    if text.isdecimal():
        return 0.0
    if HEXADECIMAL.issuperset(text):
        letters = len(HEXADECIMAL)
    elif is_word(text):
        return 0.0
    else:
        letters = sum(len(kind) for kind in KINDS if not set(kind).isdisjoint(text))
    return len(surprises(text)) * math.log2(max(letters, 1))


def is_word(text: str) -> bool:
    """Whether it is letters of one case, or its letters follow each other as in words.

    `text` may be several words in a row, and have a number behind them.
    """
    if text.isalpha() and (text[1:].islower() or text.isupper()):
        return True
    pairs = [a + b for a, b in pairwise(text.lower())]
    pairs = [pair for pair in pairs if pair.isalpha()]
    common = sum(pair in COMMON_PAIRS for pair in pairs)
    return common >= max(LEAST_COMMON, WORDLIKE * len(pairs))


def surprises(text: str) -> list[str]:
    """The characters that neither repeat nor go on with a series.

    A series is at least three characters that follow each other, or every other one.
    """
    lowered = text.lower()
    return [
        letter
        for place, letter in enumerate(lowered)
        if lowered[max(0, place - 2) : place + 1] not in lowered[:place]
        and not any(
            goes_on(lowered, place, step) and goes_on(lowered, place - 1, step)
            for step in (1, 2)
        )
    ]


def goes_on(text: str, place: int, step: int) -> bool:
    """Whether a character equals, or is next to, the one `step` before it."""
    if place < step:
        return False
    before, letter = text[place - step], text[place]
    return before == letter or before + letter in NEIGHBOURS
