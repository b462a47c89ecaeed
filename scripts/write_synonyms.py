"""Write services/reuse/data/synonyms.txt from WordNet.

    python scripts/write_synonyms.py WORDNET

WORDNET is the folder of Debian's wordnet-base (`/usr/share/wordnet`), which is needed
only to write the list. A line is a common word and what can stand for it: the words
that share one of the usual senses of either, and those derived from it. Words that are
opposites in any sense never stand for each other.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SERVICES = Path(__file__).parent.parent / "services"
COMMON = SERVICES / "resume" / "data" / "english_words.txt"
TARGET = SERVICES / "reuse" / "data" / "synonyms.txt"
PARTS = ("noun", "verb", "adj", "adv")
INITIAL = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
USUAL_SENSES = 2
"""Senses of a word that count, the commonest first: the others are seldom meant."""
WORD = re.compile(r"[a-z]{3,}")
OPPOSITE, DERIVED = "!", "+"
PERSON = 18
"""WordNet's number for the file of nouns that name a person: who teaches is no one's
teaching."""

Pairs = defaultdict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Sense:
    """One synset: its words, and its pointers to words of other ones."""

    file: int
    words: tuple[str, ...]
    pointers: tuple[tuple[str, int, str, str, int], ...]
    """Kind, own word (from 1; 0 is all), part and offset pointed to, its word."""


def senses(wordnet: Path, part: str) -> Iterator[tuple[str, Sense]]:
    for line in (wordnet / f"data.{part}").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = tuple(re.sub(r"\(.*", "", w) for w in fields[4 : 4 + 2 * count : 2])
        rest = fields[5 + 2 * count :]
        many = int(fields[4 + 2 * count])
        pointers = tuple(
            (kind, int(which[:2], 16), pos, offset, int(which[2:], 16))
            for kind, offset, pos, which in (
                rest[4 * i : 4 * i + 4] for i in range(many)
            )
        )
        yield fields[0], Sense(int(fields[1]), words, pointers)


def usual(wordnet: Path, part: str) -> Iterator[tuple[str, str]]:
    """Each lemma with one of its usual senses."""
    for line in (wordnet / f"index.{part}").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        for offset in fields[-int(fields[2]) :][:USUAL_SENSES]:
            yield fields[0], offset


def together(wordnet: Path, alike: Pairs) -> None:
    """Words that have a usual sense in common."""
    for part in PARTS:
        meant: Pairs = defaultdict(set)
        for lemma, offset in usual(wordnet, part):
            meant[offset].add(lemma)
        for lemmas in meant.values():
            for lemma in lemmas:
                alike[lemma] |= lemmas


def related(wordnet: Path, alike: Pairs, opposite: Pairs) -> None:
    """Words derived from one another, and words that are opposites."""
    tables = {INITIAL[part]: dict(senses(wordnet, part)) for part in PARTS}
    tables["s"] = tables["a"]
    common = {INITIAL[part]: set(usual(wordnet, part)) for part in PARTS}
    common["s"] = common["a"]
    for part in PARTS:
        for offset, sense in tables[INITIAL[part]].items():
            for kind, own, pos, to, its in sense.pointers:
                if kind not in (OPPOSITE, DERIVED) or not own:
                    continue
                target = tables[pos][to]
                one, other = sense.words[own - 1], target.words[its - 1]
                if kind == OPPOSITE:
                    opposite[one].add(other)
                    continue
                if PERSON in (sense.file, target.file):
                    continue
                usual_one = (one, offset) in common[INITIAL[part]]
                if usual_one and (other, to) in common[pos]:
                    alike[one].add(other)


def lines(alike: Pairs, opposite: Pairs, common: set[str]) -> Iterator[str]:
    known = {word for word in common if WORD.fullmatch(word)}
    for word in sorted(known & alike.keys()):
        others = (alike[word] & known) - opposite[word] - {word}
        others = {other for other in others if word not in opposite[other]}
        if others:
            yield " ".join([word, *sorted(others)])


def main(wordnet: Path) -> None:
    alike: Pairs = defaultdict(set)
    opposite: Pairs = defaultdict(set)
    together(wordnet, alike)
    related(wordnet, alike, opposite)
    written = list(lines(alike, opposite, set(COMMON.read_text("utf-8").split())))
    TARGET.write_text("\n".join(written) + "\n", encoding="utf-8")
    print(f"{len(written)} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
