"""Which entries a sentence names, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.grounding.claim import Claim
from services.language.english import Token, telling, tokens
from services.models.resume import Entry

PLACES = ("experience", "volunteer", "education")
"""Sections whose entries are known by the organisation."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry's name in a sentence; `entries` are several where all fit as well."""

    start: int
    words: frozenset[str]
    """Stems of the words by which it is named."""
    entries: tuple[Entry, ...]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(entry.id for entry in self.entries)


def mentions(sentence: Claim, entries: Iterable[Entry]) -> tuple[Mention, ...]:
    """The entries that a sentence names, in the order of the sentence."""
    found: dict[int, list[tuple[int, frozenset[str], Entry]]] = {}
    for entry in entries:
        for start, fitting, words in _named(sentence.all_words, entry):
            found.setdefault(start, []).append((fitting, words, entry))
    told: list[Mention] = []
    for start, each in sorted(found.items()):
        best = max(fitting for fitting, _, _ in each)
        fit = [(words, entry) for fitting, words, entry in each if fitting == best]
        told.append(Mention(start, fit[0][0], tuple(entry for _, entry in fit)))
    return tuple(told)


def _named(
    words: Sequence[Token], entry: Entry
) -> Iterable[tuple[int, int, frozenset[str]]]:
    """Where an entry is named, by how many words of its role, and by which words."""
    if entry.organization and entry.section in PLACES:
        first = next((w for w in tokens(entry.organization) if telling(w)), None)
        role = {w.stem for w in tokens(entry.role) if telling(w)}
        role &= {w.stem for w in words}
        if first:
            yield from (
                (w.start, len(role), frozenset((w.stem,)))
                for w in words
                if w.text == first.text
            )
        return
    names = {w.stem for w in tokens(entry.title.split(":")[0]) if telling(w)}
    held = [w for w in words if w.stem in names and w.named]
    stems = frozenset(w.stem for w in held)
    if names and len(stems) * 3 >= len(names) * 2:
        yield held[0].start, len(stems), stems
