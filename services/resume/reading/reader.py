"""A question read: what it names, what it asks for, and what is left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from services.resume.index import Index
from services.resume.reading.dates import When, find_when
from services.resume.reading.languages import Glossary, glossaries
from services.resume.reading.people import (
    people_book,
    phrases_with_name,
    without_titles,
)
from services.resume.reading.phrasebook import Mark, longest
from services.resume.reading.question_words import (
    degree_marks,
    question_book,
    stop_words,
)
from services.resume.reading.spelling import Speller, corrected
from services.resume.reading.text import clean, singular, words
from services.resume.reading.topics import topic_id
from services.resume.reading.wordlists import table
from services.resume.sound_data import read_sound_data
from services.resume.vocabulary import names as heard_names

HESITATIONS = frozenset("um uh uhm umm er erm hmm hm mm mhm ah eh huh uhh ummm".split())
ASKS_FOR_TECHNOLOGY = frozenset(
    """know knows knowing use used uses using in with write writes wrote learn learned
    code codes program programs any of do done tried and or like about""".split()
)
FOLLOWS_TECHNOLOGY = frozenset(
    """project projects language programming experience developer code work skills
    coding apps services background expertise""".split()
)
RELATIVE_NOT_AFTER = frozenset(
    """did was is does do for about of with at on to in by from was when where who what
    how why tell me more and use used explain describe like""".split()
)
EVERYDAY_KINDS = frozenset({"followup", "section", "slot", "act", "order", "verb"})
NEGATABLE = ("topic", "entry", "when", "section", "word")
NOT_REACH = 5
TURNS = frozenset({"but", "just", "only"})


@dataclass(frozen=True, slots=True)
class Reading:
    """`words` are as understood, spelling set right; marks index them."""

    text: str
    words: tuple[str, ...]
    language: str
    said: tuple[str, ...]
    """The words as they came, before any were set right."""
    marks: tuple[Mark, ...]
    when: When | None
    left: tuple[str, ...]
    """Content words that no mark explains and no "not" stands before."""
    negated: frozenset[Mark]
    """Marks that stand behind a "not", words among them: what is not wanted."""

    @property
    def person(self) -> bool:
        """Whether the person is spoken of, by name or as he, she or they."""
        return self.has("person", "he") or self.has("person", "name")

    def values(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.value for m in self.marks if m.kind == kind))

    def of(self, kind: str) -> tuple[Mark, ...]:
        return tuple(m for m in self.marks if m.kind == kind)

    def has(self, kind: str, value: str | None = None) -> bool:
        return any(
            m.kind == kind and (value is None or m.value == value) for m in self.marks
        )

    def word_before(self, mark: Mark) -> str:
        return self.words[mark.start - 1] if mark.start else ""


def part_of(reading: Reading, start: int, end: int) -> Reading:
    """The reading of some of the words, as one of several questions in one."""
    inside = [
        replace(m, start=m.start - start, end=m.end - start)
        for m in reading.marks
        if start <= m.start and m.end <= end
    ]
    when = reading.when
    if when and start <= when.start and when.end <= end:
        when = replace(when, start=when.start - start, end=when.end - start)
    else:
        when = None
    return _reading(reading.text, reading.words[start:end], inside, when, reading)


def _reading(
    text: str,
    spoken: tuple[str, ...],
    marks: Sequence[Mark],
    when: When | None,
    whole: Reading | None = None,
    *,
    said: tuple[str, ...] = (),
    language: str = "en",
) -> Reading:
    rest = _rest(spoken, marks)
    nots = [m for m in marks if m.kind == "negation"]
    gone = frozenset(
        mark
        for no in nots
        for mark in (*marks, *rest)
        if mark.kind in NEGATABLE and _reaches(spoken, no, mark)
    )
    return Reading(
        text=text,
        words=spoken,
        language=whole.language if whole else language,
        said=whole.said if whole else said,
        marks=tuple(marks),
        when=when,
        left=tuple(m.value for m in rest if m not in gone),
        negated=gone,
    )


class Reader:
    """Reads questions about one résumé."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._glossaries = glossaries()
        self._people = people_book(index.resume.profile)
        names = _words_of_names(index)
        self._sound = read_sound_data().repair(
            heard_names(index.resume), known_words=_lexicon_words()
        )
        self._english = _lexicon_words() | stop_words() | read_sound_data().common_words
        self._preferred = names
        foreign = frozenset(w for g in self._glossaries.values() for w in g.known)
        known = frozenset(_known_words(index))
        self._speller = Speller(known | foreign, foreign - known)

    def read(self, text: str, today: date, language: str | None = None) -> Reading:
        cleaned = clean(self._sound.repair(clean(text)).text)
        spoken = tuple(w for w in words(cleaned) if w not in HESITATIONS)
        glossary = _glossary_for(cleaned, spoken, self._glossaries, self._english)
        if glossary:
            spoken = glossary.gloss(cleaned, spoken)
        said = spoken
        spoken = _with_digits(spoken)
        spoken = corrected(self._joined(spoken), self._speller, self._preferred)
        when = find_when(spoken, today)
        marks = self._marks(spoken, when)
        found = glossary.language if glossary else "en"
        return _reading(cleaned, spoken, marks, when, said=said, language=found)

    def _joined(self, spoken: tuple[str, ...]) -> tuple[str, ...]:
        """Words that a recogniser split put together: "pan lex" is in the résumé."""
        known = self._index.vocabulary
        out: list[str] = []
        at = 0
        while at < len(spoken):
            for size in (4, 3, 2):
                parts = spoken[at : at + size]
                whole = "".join(parts)
                if len(parts) == size and len(whole) > 4 and whole in known:
                    if not all(p in known or p in self._english for p in parts):
                        out.append(whole)
                        at += size
                        break
                    if all(len(p) == 1 for p in parts):
                        out.append(whole)
                        at += size
                        break
            else:
                out.append(spoken[at])
                at += 1
        return tuple(out)

    def _marks(self, spoken: tuple[str, ...], when: When | None) -> list[Mark]:
        found = question_book().marks(spoken)
        people = self._people.marks(spoken)
        found += people
        found += phrases_with_name(spoken, longest(people))
        found += self._index.names.marks(spoken)
        found += [
            m
            for m in self._index.topics.asked.marks(spoken)
            if not self._index.topics.by_id[m.value].wordlike or _asks(spoken, m)
        ]
        if when:
            inside = Mark(when.start, when.end, "when", "")
            found = [m for m in found if m.end <= when.start or m.start >= when.end]
            found.append(inside)
        refers = [m for m in found if m.value == "ref" and _refers(spoken, m)]
        people = [m for m in found if m.kind == "person"]
        found = [m for m in found if m.value != "ref"]
        kept = self._without_rivals(longest(found), spoken)
        kept = _without_compounds(kept, spoken)
        apart = [*longest(refers), *(m for m in people if m not in kept)]
        return without_titles([*kept, *apart, *degree_marks(spoken)])

    def _without_rivals(self, marks: list[Mark], spoken: Sequence[str]) -> list[Mark]:
        """Of meanings on the same words the ones that cannot both be meant."""
        kinds: dict[tuple[int, int], set[str]] = defaultdict(set)
        for mark in marks:
            kinds[mark.start, mark.end].add(mark.kind)
        return [m for m in marks if self._stays(m, kinds[m.start, m.end], spoken)]

    def _stays(self, mark: Mark, rivals: set[str], spoken: Sequence[str]) -> bool:
        """A person outranks a technology, that a half-named entry, unless at one."""
        if mark.kind == "topic":
            if rivals & {"person", "about"}:
                return False
            everyday = self._index.topics.by_id[mark.value].wordlike
            return not (everyday and rivals & EVERYDAY_KINDS)
        if mark.kind == "entry" and "topic" in rivals:
            entry = self._index.entries[self._index.position[mark.value]]
            said = "".join(spoken[mark.start : mark.end])
            whole = topic_id(entry.organization or entry.title)
            at = mark.start and spoken[mark.start - 1] in ("at", "for", "from")
            return bool(at) or said == whole
        return True


def _refers(spoken: Sequence[str], mark: Mark) -> bool:
    """Not the "that" of "projects that use Python"."""
    if mark.length > 1 or spoken[mark.start] != "that" or not mark.start:
        return True
    before = spoken[mark.start - 1]
    return before in RELATIVE_NOT_AFTER or mark.end == len(spoken)


def _without_compounds(marks: list[Mark], spoken: Sequence[str]) -> list[Mark]:
    """ "Sign language" is no question about languages: the word before names it."""
    open_words = {m.start for m in _rest(tuple(spoken), marks)}
    return [m for m in marks if m.kind != "language" or m.start - 1 not in open_words]


def _with_digits(spoken: tuple[str, ...]) -> tuple[str, ...]:
    """ "k eight s" and "e c two" as they are written: a digit after a letter."""
    numbers = table("dates")["numbers"]
    out: list[str] = []
    for i, word in enumerate(spoken):
        letter_before = i > 0 and len(spoken[i - 1]) == 1 and spoken[i - 1] != "i"
        value = numbers.get(word) if letter_before else None
        if value is not None and (spoken[i - 1] != "a" or _letter_at(spoken, i + 1)):
            word = str(value)
        out.append(word)
    return tuple(out)


def _letter_at(spoken: Sequence[str], at: int) -> bool:
    return at < len(spoken) and len(spoken[at]) == 1 and spoken[at].isalpha()


def _asks(spoken: tuple[str, ...], mark: Mark) -> bool:
    """Whether an everyday word ("go", "c") stands where a technology would."""
    before = spoken[mark.start - 1] if mark.start else ""
    after = spoken[mark.end] if mark.end < len(spoken) else ""
    if mark.length > 1 or mark.length == len(spoken):
        return True
    if after in FOLLOWS_TECHNOLOGY:
        return True
    if after in ("to", "on", "the", "a", "from", "into", "over", "back", "ahead", "of"):
        return False
    return before in ASKS_FOR_TECHNOLOGY


def _reaches(spoken: tuple[str, ...], no: Mark, mark: Mark) -> bool:
    between = spoken[no.end : mark.start]
    return (
        mark.start >= no.end and len(between) < NOT_REACH and not TURNS & set(between)
    )


def _rest(spoken: tuple[str, ...], marks: Iterable[Mark]) -> tuple[Mark, ...]:
    covered = {i for m in marks for i in range(m.start, m.end)}
    stop = stop_words()
    return tuple(
        Mark(i, i + 1, "word", w)
        for i, w in enumerate(spoken)
        if i not in covered and w not in stop and singular(w) not in stop
    )


def _words_of_names(index: Index) -> frozenset[str]:
    found: set[str] = set()
    for entry in index.entries:
        for text in (entry.title, entry.organization, *entry.technologies):
            found.update(words(clean(text)))
    found.update(words(clean(index.resume.profile.name)))
    return frozenset(found)


def _known_words(index: Index) -> Iterable[str]:
    yield from index.vocabulary
    yield from words(clean(index.resume.profile.name))
    yield from stop_words()
    yield from read_sound_data().common_words
    yield from HESITATIONS
    yield from _lexicon_words()


@cache
def _lexicon_words() -> frozenset[str]:
    found: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.update(words(clean(value)))
        elif isinstance(value, Mapping):
            for key, inner in value.items():
                found.update(words(clean(str(key))))
                collect(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                collect(inner)

    for name in ("questions", "technologies", "themes", "dates"):
        collect(table(name))
    return frozenset(found)


def _glossary_for(
    cleaned: str,
    spoken: tuple[str, ...],
    languages: Mapping[str, Glossary],
    english: Container[str],
) -> Glossary | None:
    best, best_hits = None, 0.0
    for glossary in languages.values():
        hits = glossary.fits(cleaned, spoken, english)
        if hits > best_hits:
            best, best_hits = glossary, hits
    return best
