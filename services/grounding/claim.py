"""A stretch of a sentence as a claim: its words, numbers, dates and negations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from services.language.days import NAMES, Said, dates
from services.language.english import Token, listed, telling, tokens
from services.language.quantities import Number, numbers

CLAUSE_END = re.compile(
    r"[,;:.()–—]|\b(?:and|but|while|whereas|which|who|that|although)\b"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says. `words` are those that tell something, no number among them.

    `all_words` are the others, too, in order.
    """

    text: str
    words: tuple[Token, ...]
    all_words: tuple[Token, ...]
    numbers: tuple[Number, ...]
    dates: tuple[Said, ...]
    denials: tuple[frozenset[str], ...]
    """Stems of what each word denies that denies something."""
    earlier: tuple[Token, ...] = ()
    """The words of the sentence before this stretch of it."""
    whole: str = ""
    """The sentence that this is a stretch of, in which the places are counted."""
    later: tuple[Token, ...] = ()
    """The words of the sentence behind it, up to the next comma."""
    start: int = 0
    """Where it begins in the sentence."""

    def part(self, start: int, end: int) -> Claim:
        """What stands between two places of the text."""

        return Claim(
            self.text[start:end],
            tuple(w for w in self.words if start <= w.start < end),
            tuple(w for w in self.all_words if start <= w.start < end),
            tuple(n for n in self.numbers if start <= n.start < end),
            tuple(d for d in self.dates if start <= d.start < end),
            self.denials,
            tuple(w for w in self.all_words if w.start < start),
            self.text,
            self._until_comma(end),
            start,
        )

    def _until_comma(self, start: int) -> tuple[Token, ...]:
        if self.text[:start].rstrip().endswith((",", ";", ".")):
            return ()
        stop = CLAUSE_END.search(self.text, start)
        end = stop.start() if stop else len(self.text)
        return tuple(w for w in self.all_words if start <= w.start < end)

    @property
    def denied(self) -> frozenset[str]:
        """Stems of the words that are denied."""
        return frozenset[str]().union(*self.denials)

    @property
    def empty(self) -> bool:
        return not (self.words or self.numbers or self.dates)


MONTH_TO_MONTH = re.compile(
    rf"\b(?P<from>(?:{NAMES})\s)(?P<rest>(?:to|until|through|and|–)\s(?:{NAMES}))"
    r"(?=\s(?P<year>\d{4})\b)",
    re.IGNORECASE,
)
"""June to August 2016: both are of the one year."""
HAS = re.compile(r"\b(he|she|it|that|who|they|i|there)['’](s|d|ll|ve|re)\b", re.I)
HAS_DONE = re.compile(
    r"\b(he|she|it|that|who)['’]s(?= (?:\w+ly |also |already |never |always )?"
    r"(?:been|had|done|got|gone|led|made|won|run|held|kept|sold|spent"
    r"|\w+(?:ten|ken|ven|wn|ilt|ght)|\w+ed(?! (?:by|with|together|along)))\b)",
    re.IGNORECASE,
)
SHORT = {"s": "is", "d": "had", "ll": "will", "ve": "have", "re": "are"}
NO_DENIAL = re.compile(r" (?:only|just|but|except)\b", re.IGNORECASE)
NUMBERED = re.compile(r"\.? ?\d")
"""Behind a "no" or "not" that denies nothing: "not only", "No. 4"."""
NO_MORE = re.compile(
    r"\b(?:any ?more|any longer|no longer|not yet|yet|until|till)\b", re.I
)
"""With these a "not" tells of a time, and denies nothing else."""
INSTEAD = re.compile(r"instead of|rather than|as opposed to|in place of", re.I)
NOT_WON = frozenset("finalist shortlisted nominated runner-up nominee".split())


@lru_cache(maxsize=4096)
def claim_of(text: str) -> Claim:
    """A text as a claim."""
    text = MONTH_TO_MONTH.sub(r"\g<from>\g<year> \g<rest>", text)
    text = HAS_DONE.sub(r"\1 has", text)
    text = HAS.sub(lambda m: f"{m[1]} {SHORT[m[2]]}", text)
    said, counted = dates(text), numbers(text)
    taken = [(each.start, each.end) for each in said]
    taken += [(each.start, each.end) for each in counted]
    counted = tuple(n for n in counted if not _within(n.start, said))
    words = tokens(text)
    plain = [w for w in words if not any(s <= w.start < e for s, e in taken)]
    return Claim(
        text,
        tuple(w for w in plain if _tells(w, plain)),
        tuple(plain),
        counted,
        said,
        tuple(_denials(text, plain)),
    )


def _within(place: int, claim: Sequence[Said]) -> bool:
    return any(each.start <= place < each.end for each in claim)


def _tells(word: Token, plain: Sequence[Token]) -> bool:
    """Whether a word tells; the capital of a first word makes no name."""
    if word.lower == "own" and plain[plain.index(word) + 1 :][:1]:
        return plain[plain.index(word) + 1].lower not in ("word", "words")
    if plain and word is plain[0] and word.text[1:].islower():
        low = Token(word.lower, word.stem, word.keys, word.start, word.end)
        return telling(low)
    return telling(word)


def _denials(text: str, words: Sequence[Token]) -> Iterator[frozenset[str]]:
    """Stems of what is denied; what stands behind an "except" is not."""
    undone = {w.stem[2:] for w in words if w.lower.startswith("un") and telling(w)}
    yield from (frozenset((stem,)) for stem in undone)
    yield from (frozenset(("win",)) for w in words if w.lower in NOT_WON)
    for before, start in _negators(text, words):
        stop = CLAUSE_END.search(text, start)
        end = stop.start() if stop else len(text)
        reach = [w for w in words if start <= w.start < end and _says(w)]
        if not reach and not text[start:end].strip():
            reach = _clause_before(text, before, words)
        yield frozenset(w.stem for w in reach)


def _negators(text: str, words: Sequence[Token]) -> list[tuple[int, int]]:
    """Where a word stands that denies something, from its start to its end."""
    found = [(m.start(), m.end()) for m in INSTEAD.finditer(text)]
    if NO_MORE.search(text):
        return found
    return found + [
        (w.start, w.end)
        for w in words
        if (w.lower in listed("negators") or w.lower.endswith(("n't", "n’t")))
        and not NO_DENIAL.match(text, w.end)
        and not (w.lower == "no" and NUMBERED.match(text, w.end))
    ]


def _says(word: Token) -> bool:
    return word.lower not in listed("function") or word.lower == "first"


def _clause_before(text: str, end: int, words: Sequence[Token]) -> list[Token]:
    """What a negator at the end of its clause denies: "but Welsh isn't"."""
    starts = [m.end() for m in CLAUSE_END.finditer(text, 0, end)]
    start = starts[-1] if starts else 0
    return [w for w in words if start <= w.start < end and telling(w)]
