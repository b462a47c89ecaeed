"""Which entries of the résumé a question names, wholly or by half."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

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
    found = tuple(dict.fromkeys(exact))
    if reading.has("shape", "compare"):
        words = [_half_named((word,), index, only) for word in reading.left]
        found = tuple(dict.fromkeys((*found, *(i for w in words for i in w))))
    elif not found:
        found = _half_named(reading.left, index, only, as_name=_as_name(reading))
    found = _by_main_name(found, reading, index)
    if only is not None and (inside := tuple(i for i in found if i in only)):
        return inside
    return found


def _as_name(reading: Reading) -> bool:
    """Whether a single word stands where a name would: "before Tidewater"."""
    left = reading.left
    at = reading.words.index(left[0]) if left and left[0] in reading.words else 0
    return bool(at) and reading.words[at - 1] in BEFORE_NAMES


def _by_main_name(
    found: tuple[int, ...], reading: Reading, index: Index
) -> tuple[int, ...]:
    """Without awards and papers that only came from the organisation named."""
    if quoted := [i for i in found if index.entries[i].section == "references"]:
        found = tuple(i for i in found if i not in quoted) or found
    main = tuple(i for i in found if index.entries[i].section in AT_HOME)
    if not main:
        return found
    if SPENT & set(reading.values("slot")) and not reading.has("verb", "projects"):
        main = _spent_there(main, index)
        found = tuple(i for i in found if i in main)
    homes = {index.entries[i].organization for i in main}
    said = "".join(reading.words)
    return tuple(
        i
        for i in found
        if i in main
        or index.entries[i].organization not in homes
        or topic_id(index.entries[i].title) in said
    )


def _spent_there(found: tuple[int, ...], index: Index) -> tuple[int, ...]:
    """Who was at Acme for two years was employed there, whatever it ordered."""
    entries = index.entries
    employers = {
        entries[i].organization for i in found if entries[i].section == "experience"
    }
    return tuple(
        i
        for i in found
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
    total = weight_of(left, index)
    covered: dict[int, float] = defaultdict(float)
    for each in stems:
        for i, _ in index.postings.get(each, ()):
            if each in index.name_stems[i] and (only is None or i in only):
                covered[i] += index.idf[each]
    if not covered:
        return ()
    best = max(covered.values())
    if best < LEAST_COVERED * total:
        return ()
    ties = tuple(i for i, value in covered.items() if value >= best * 0.999)
    nameable = tuple(
        i for i in ties if index.entries[i].section not in ("skills", "references")
    ) or tuple(i for i in ties if index.entries[i].section == "references")
    if only is None and len(stems) == 1 and (len(nameable) > 1 or not as_name):
        told = {i for s in stems for i, _ in index.postings[s]}
        if told - set(nameable):
            return ()  # a subject, not a name
    return nameable if len(nameable) <= MOST_TIED else ()
