"""Which language a text is in, told by its letters and its commonest words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from services.language.scripts import LANGUAGE_OF_SCRIPT, LATIN, script_counts

WORDS = Path(__file__).parent / "data" / "function_words.toml"
ENGLISH = "en"
AHEAD = 1.25
LIKELIER = 0.5
"""How much more another language's words must count than English's, and what English
has to begin with: most texts here are English, and names and titles bring words of
other languages into them."""
FEW_WORDS = 3
"""A greeting, such as "Hola", is told by its one word."""
MOST_CHARACTERS = 2_000
"""What is told from the beginning of a text is true of the rest."""

_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CAPITAL_WITHIN = re.compile(r"(?<=[^.!?¿¡\s]\s)[^\W\d_a-zß-ÿ][^\W\d_]*")
_TELLTALE: Mapping[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "CYRILLIC": (
        ("uk", frozenset("іїєґ")),
        ("sr", frozenset("ђћјљњџ")),
    ),
    "ARABIC": (("ur", frozenset("ٹڈڑںے")), ("fa", frozenset("پچژگ"))),
    "CJK": (("ja", frozenset(map(chr, range(0x3041, 0x30FB)))),),
}
"""Letters that only one language of a script has."""


def language_of_text(text: str) -> str:
    """Return the ISO 639-1 code of a text's language; English where nothing tells."""
    text = text[:MOST_CHARACTERS]
    counts = script_counts(text)
    if not counts:
        return ENGLISH
    script = _main_script(counts)
    if script == LATIN:
        return _by_words(text)
    used = set(text.lower())
    for language, letters in _TELLTALE.get(script, ()):
        if used & letters:
            return language
    return LANGUAGE_OF_SCRIPT.get(script, ENGLISH)


def _main_script(counts: Counter[str]) -> str:
    """A word takes five Latin letters where Chinese takes two."""
    weighed = Counter(
        {
            "CJK" if script in ("HIRAGANA", "KATAKANA") else script: count
            * (5 if script in ("CJK", "HANGUL") else 2)
            for script, count in counts.items()
        }
    )
    return weighed.most_common(1)[0][0]


def _by_words(text: str) -> str:
    # German nouns apart, a capital within a sentence begins a name.
    text = _CAPITAL_WITHIN.sub(" ", _ADDRESS.sub(" ", text))
    words = _WORD.findall(text.lower())
    scores: defaultdict[str, float] = defaultdict(float)
    scores[ENGLISH] = LIKELIER if len(words) > FEW_WORDS else 0.0
    for word in words:
        languages = _languages_by_word().get(word, ())
        for language in languages:
            scores[language] += len(languages) ** -0.5
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > AHEAD * scores[ENGLISH] else ENGLISH


@cache
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    lists: Mapping[str, str] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for language, words in lists.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found
