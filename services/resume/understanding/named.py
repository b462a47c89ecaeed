"""Which entries of the résumé a question names, wholly or by half."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

from services.language.stems import stem
from services.resume.index import Index
from services.resume.reading.reading import Reading
from services.resume.reading.topics import topic_id
from services.resume.understanding.filters import weight_of

AT_HOME = ("experience", "education", "volunteer", "projects")
BEFORE_NAMES = frozenset(
    "at for from with before after join joined leave left than and of".split()
)
LEAST_COVERED = 0.6
SPENT = frozenset({"duration", "start", "end", "role"})
MOST_TIED = 6


def named_entries(
    reading: Reading, index: Index, *, only: Set[int] | None = None
) -> tuple[int, ...]:
    """Entries by their names; of those, the ones in `only` when there are any."""
    exact = [index.position[name] for name in reading.values("entry")]
    hits = tuple(dict.fromkeys(exact))
    if reading.has("shape", "compare"):
        words = [_half_named((word,), index, only) for word in reading.left]
        hits = tuple(dict.fromkeys((*hits, *(i for w in words for i in w))))
    elif not hits:
        hits = _half_named(reading.left, index, only, as_name=_as_name(reading))
    hits = _by_main_name(hits, reading, index)
    if only is not None and (inside := tuple(i for i in hits if i in only)):
        return inside
    return hits


def _as_name(reading: Reading) -> bool:
    """Whether a single word stands where a name would: "before Tidewater"."""
    left = reading.left
    at = reading.words.index(left[0]) if left and left[0] in reading.words else 0
    return bool(at) and reading.words[at - 1] in BEFORE_NAMES


def _by_main_name(
    hits: tuple[int, ...], reading: Reading, index: Index
) -> tuple[int, ...]:
    """Without awards and papers that only came from the organisation named."""
    if quoted := [i for i in hits if index.entries[i].section == "references"]:
        hits = tuple(i for i in hits if i not in quoted) or hits
    main = tuple(i for i in hits if index.entries[i].section in AT_HOME)
    if not main:
        return hits
    if SPENT & set(reading.values("slot")) and not reading.has("verb", "projects"):
        main = _spent_there(main, index)
        hits = tuple(i for i in hits if i in main)
    homes = {index.entries[i].organization for i in main}
    said = "".join(reading.words)
    return tuple(
        i
        for i in hits
        if i in main
        or index.entries[i].organization not in homes
        or topic_id(index.entries[i].title) in said
    )


def _spent_there(hits: tuple[int, ...], index: Index) -> tuple[int, ...]:
    """Who was at Acme for two years was employed there, whatever it ordered."""
    entries = index.entries
    employers = {
        entries[i].organization for i in hits if entries[i].section == "experience"
    }
    return tuple(
        i
        for i in hits
        if entries[i].section != "projects" or entries[i].organization not in employers
    )


def _half_named(
    left: tuple[str, ...],
    index: Index,
    only: Set[int] | None,
    *,
    as_name: bool = True,
) -> tuple[int, ...]:
    """Entries whose names hold most of what the question's other words weigh."""
    stems = {stem(word) for word in left}
    if not stems:
        return ()
    covered = _covered(stems, index, only)
    best = max(covered.values(), default=0.0)
    if not covered or best < LEAST_COVERED * weight_of(left, index):
        return ()
    ties = [i for i, value in covered.items() if value >= best * 0.999]
    nameable = _nameable(ties, index)
    single = only is None and len(stems) == 1
    if single and (len(nameable) > 1 or not as_name):
        holders = {i for s in stems for i, _ in index.postings[s]}
        if holders - set(nameable):
            return ()  # a subject, not a name
    return nameable if len(nameable) <= MOST_TIED else ()


def _covered(stems: Set[str], index: Index, only: Set[int] | None) -> dict[int, float]:
    """What the words weigh that stand in an entry's name, by entry."""
    covered: dict[int, float] = defaultdict(float)
    for each in stems:
        for i, _ in index.postings.get(each, ()):
            if each in index.name_stems[i] and (only is None or i in only):
                covered[i] += index.idf[each]
    return covered


def _nameable(positions: Sequence[int], index: Index) -> tuple[int, ...]:
    """Of these entries the ones that names are names of; else the references."""
    sections = {i: index.entries[i].section for i in positions}
    plain = tuple(i for i, s in sections.items() if s not in ("skills", "references"))
    return plain or tuple(i for i, s in sections.items() if s == "references")
