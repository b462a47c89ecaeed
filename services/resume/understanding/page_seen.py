"""Which entries a visitor looks at, by what the page around says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from services.resume.index import Index
from services.resume.reading.phrasebook import longest
from services.resume.reading.text import clean, words


def entries_seen(index: Index, place: str | None, text: str) -> tuple[int, ...]:
    """Positions of the entries that are looked at; none where nothing is known of them.

    `place` is a section by its name, or an entry by its id. Of several entries, or
    where the place is unknown, it is the one that the page's text names most.
    """
    listed = _listed(index, (place or "").strip().lower())
    if len(listed) == 1:
        return listed
    return _named_most(index, text, listed or range(len(index.entries))) or listed


def _listed(index: Index, name: str) -> tuple[int, ...]:
    if not name:
        return ()
    return tuple(
        i
        for i, entry in enumerate(index.entries)
        if name in (entry.section, entry.id.lower())
    )


def _named_most(index: Index, text: str, among: Iterable[int]) -> tuple[int, ...]:
    """The entry that a text names most often, or by the longest name; else none.

    Only names are looked for in it, so that nothing it says can ask for anything.
    """
    named: Counter[int] = Counter()
    length: Counter[int] = Counter()
    possible = set(among)
    for mark in longest(index.names.marks(words(clean(text)))):
        i = index.position.get(mark.value, -1) if mark.kind == "entry" else -1
        if i in possible:
            named[i] += 1
            length[i] = max(length[i], mark.length)
    ranked = sorted(named, key=lambda i: (named[i], length[i]), reverse=True)
    ranks = [(named[i], length[i]) for i in ranked[:2]]
    return tuple(ranked[:1]) if len(set(ranks)) == len(ranks) else ()
