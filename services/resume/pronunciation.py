"""How a written word sounds: by a pronouncing dictionary, else by rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from services.resume.phonemes import ARPABET

LETTERS: Mapping[str, str] = {
    "a": "EY", "b": "B IY", "c": "S IY", "d": "D IY", "e": "IY", "f": "EH F",
    "g": "JH IY", "h": "EY CH", "i": "AY", "j": "JH EY", "k": "K EY", "l": "EH L",
    "m": "EH M", "n": "EH N", "o": "OW", "p": "P IY", "q": "K Y UW", "r": "AA R",
    "s": "EH S", "t": "T IY", "u": "Y UW", "v": "V IY", "w": "D AH B AH L Y UW",
    "x": "EH K S", "y": "W AY", "z": "Z IY", "0": "Z IH R OW", "1": "W AH N",
    "2": "T UW", "3": "TH R IY", "4": "F AO R", "5": "F AY V", "6": "S IH K S",
    "7": "S EH V AH N", "8": "EY T", "9": "N AY N",
}  # fmt: skip
"""Names of letters and digits in ARPAbet."""
SOUND_OF: Mapping[str, str] = {
    "tsch": "CH", "sch": "SH", "tch": "CH", "dj": "JH", "dge": "JH", "eau": "OW",
    "igh": "AY", "ough": "OW", "augh": "AO", "eigh": "EY", "tion": "SH AH N",
    "sion": "ZH AH N", "ture": "CH ER", "ck": "K", "ph": "F", "sh": "SH", "ch": "CH",
    "th": "TH", "wh": "W", "wr": "R", "kn": "N", "qu": "K W", "ng": "NG", "gh": "G",
    "x": "K S", "ee": "IY", "ea": "IY", "oo": "UW", "ou": "AW", "ow": "OW", "oi": "OY",
    "oy": "OY", "ai": "EY", "ay": "EY", "ei": "EY", "ey": "IY", "ie": "IY", "oa": "OW",
    "au": "AO", "aw": "AO", "eu": "Y UW", "ew": "UW", "ue": "UW", "ui": "UW",
    "er": "ER", "ir": "ER", "ur": "ER", "ar": "AA R", "or": "AO R", "a": "AE", "b": "B",
    "c": "K", "d": "D", "e": "EH", "f": "F", "g": "G", "h": "HH", "i": "IH", "j": "JH",
    "k": "K", "l": "L", "m": "M", "n": "N", "o": "AA", "p": "P", "q": "K", "r": "R",
    "s": "S", "t": "T", "u": "AH", "v": "V", "w": "W", "y": "IY", "z": "Z", "é": "EY",
    "è": "EH", "ñ": "N Y", "ü": "UW", "ö": "ER", "ä": "EH", "ß": "S", "ç": "S",
}  # fmt: skip
"""Letters to ARPAbet; longer spellings win."""
SPELLINGS = re.compile(
    "|".join(sorted(map(re.escape, SOUND_OF), key=len, reverse=True))
)
SOFTENED = (
    (re.compile(r"([^aceious])\1"), r"\1"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"g(?=[eiy])"), "j"),
    (re.compile(r"^y(?=[^aeiou])"), "i"),
    (re.compile(r"ng(?=[aeiou])"), "ngg"),
    (re.compile(r"(?<=[bcdfgkptvz])le$"), "ul"),
    (re.compile(r"o$"), "oa"),
    (re.compile(r"(?<=[^aeiou])a$"), "u"),
    (re.compile(r"i$"), "y"),
    (re.compile(r"(?<=[bcdfgkptv])([lr])$"), r"e\1"),
)
"""Rewritten first: doubled letters, soft c and g, "platr" as "plater"."""
SILENT_E = re.compile(r"([aeiou])([bcdfgklmnprstvz])e\b")
LONG = {"a": "EY", "e": "IY", "i": "AY", "o": "OW", "u": "UW"}
MIN_PART_CHARS = 3
CACHED_WORDS = 8_192


class Pronunciation:
    """Sounds of words. `entries` are lines such as `b"cooper K UW P ER"`, sorted."""

    def __init__(self, entries: Sequence[bytes] = ()) -> None:
        self._entries = entries
        self.sounds = lru_cache(maxsize=CACHED_WORDS)(self._sounds)

    def knows(self, word: str) -> bool:
        return self._listed(word) is not None

    def _sounds(self, word: str) -> str:
        """One character a sound, as in phonemes.ARPABET; for a lower-case word."""
        arpabet = self._listed(word) or self._joined(word) or by_rules(word)
        return "".join(ARPABET[sound] for sound in arpabet.split())

    def _listed(self, word: str) -> str | None:
        if len(word) == 1 and word in LETTERS:
            return LETTERS[word]
        key = word.encode() + b" "
        at = bisect_left(self._entries, key)
        if at < len(self._entries) and self._entries[at].startswith(key):
            return self._entries[at][len(key) :].decode()
        return None

    def _joined(self, word: str) -> str | None:
        """A compound such as "databricks" from its two words."""
        for cut in range(len(word) - MIN_PART_CHARS, MIN_PART_CHARS - 1, -1):
            first, second = self._listed(word[:cut]), self._listed(word[cut:])
            if first and second:
                return f"{first} {second}"
        return None


def read_dictionary(data: bytes) -> list[bytes]:
    """Sorted entries of a CMU-style dictionary, first pronunciations only."""
    return sorted(line for line in data.splitlines() if b"(" not in line)


def by_rules(word: str) -> str:
    """A rough guess in ARPAbet, by letter-to-sound rules of English."""
    for pattern, plain in SOFTENED:
        word = pattern.sub(plain, word)
    long = SILENT_E.search(word)
    sounds = []
    for match in SPELLINGS.finditer(word):
        if long and match.start() == long.start(1) and len(match[0]) == 1:
            sounds.append(LONG[match[0]])
        elif long and match.start() == long.end() - 1:
            continue
        else:
            sounds.append(SOUND_OF[match[0]])
    return " ".join(sounds)
