"""An answer as words that can be matched: tokens, and where clauses end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.language.stems import stem

TOKEN = re.compile(
    r"[^\W_](?:[\w']|[+#](?!\w))*|__?\w+|[<>]?=|[.!?;:,](?=\s|$)|\n|[-–—](?=\s)"
)
WORD = re.compile(r"[\w#+]")
SENTENCE_END = frozenset(".!?;\n")
NEGATORS = frozenset(
    "not never no cannot without neither nor hardly isnt dont doesnt "
    "wont cant didnt wasnt arent shouldnt wouldnt couldnt aint".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an answer.

    `clause` and `sentence` count the marks before it that end a clause or a sentence.
    """

    text: str
    stem: str
    clause: int
    sentence: int
    start: int
    end: int

    @property
    def negates(self) -> bool:
        return self.text in NEGATORS or self.text.endswith("n't")


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text in lower case, with straight apostrophes."""
    plain = text.replace("’", "'").lower()
    found: list[Word] = []
    clause = sentence = 0
    for match in TOKEN.finditer(plain):
        token = match.group()
        if not WORD.search(token) and "=" not in token:
            clause += 1
            sentence += token in SENTENCE_END
            continue
        token = token.removesuffix("'s").strip("'")
        found.append(
            Word(token, stem(token), clause, sentence, match.start(), match.end())
        )
    return tuple(found)


def is_not_only(words: Sequence[Word], index: int) -> bool:
    """Whether a negator denies nothing, as in "not only" and "not just"."""
    after = words[index + 1].text if index + 1 < len(words) else ""
    return after in ("only", "just", "least")
