"""Reads questions about one résumé."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import date

from services.resume.index import Index
from services.resume.reading.dates import When, find_when
from services.resume.reading.foreign import foreign_language
from services.resume.reading.languages import Glossary, answered, glossaries
from services.resume.reading.lexicon import known_words, lexicon_words, words_of_names
from services.resume.reading.people import (
    people_book,
    phrases_with_name,
    within_person,
    without_titles,
)
from services.resume.reading.phrasebook import Mark, longest
from services.resume.reading.preamble import asked_part
from services.resume.reading.question_words import (
    degree_marks,
    everyday_words,
    own_section_book,
    question_book,
    stop_words,
)
from services.resume.reading.reading import Reading, complete
from services.resume.reading.spelling import Speller, corrected
from services.resume.reading.spoken import (
    as_meant,
    asks,
    hesitates,
    numbers,
    refers,
    with_digits,
    without_compounds,
)
from services.resume.reading.text import clean, words
from services.resume.reading.topics import topic_id
from services.resume.sound_data import read_sound_data

EVERYDAY_KINDS = frozenset({"followup", "section", "slot", "act", "order", "verb"})


class Reader:
    """Reads questions about one résumé."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._glossaries = glossaries()
        self._people = people_book(index.resume.profile)
        self._own_sections = own_section_book(index.by_section)
        names = words_of_names(index)
        self._english = lexicon_words() | stop_words() | read_sound_data().common_words
        self._names = names
        self._digits = numbers()
        self._preferred = names | everyday_words()
        self._known = frozenset(known_words(index))
        self._speller = Speller(self._known)

    def read(self, text: str, today: date, language: str | None = None) -> Reading:
        cleaned = clean(asked_part(text))
        spoken = tuple(w for w in words(cleaned) if not hesitates(w))
        glossary = _glossary_for(cleaned, self._glossaries, self._english)
        if glossary:
            spoken = glossary.gloss(cleaned, glossary.heard(cleaned, self._english))
        said = spoken
        spoken = with_digits(as_meant(spoken))
        right = glossary.known if glossary else frozenset()
        spoken = self._joined(spoken)
        if glossary is None or glossary.language in answered():
            spoken = corrected(spoken, self._speller, self._preferred, right=right)
        when = find_when(spoken, today)
        marks = self._marks(spoken, when)
        found = glossary.language if glossary else "en"
        reading = complete(cleaned, spoken, marks, when, said=said, language=found)
        foreign = self._foreign(text, reading, glossary)
        return replace(reading, foreign=foreign, written=text)

    def _foreign(self, text: str, reading: Reading, glossary: Glossary | None) -> str:
        """The language of a question that was not understood; empty for others."""
        if glossary is None:
            return foreign_language(text, reading.said, self._known)
        unread = reading.left and glossary.language not in answered()
        return glossary.language if unread else ""

    def _joined(self, question: tuple[str, ...]) -> tuple[str, ...]:
        """Words that a recogniser split, put together: "water mark" is one word."""
        known = self._index.vocabulary
        out: list[str] = []
        at = 0
        while at < len(question):
            for size in (4, 3, 2):
                parts = question[at : at + size]
                whole = self._with_digit(parts)
                long = len(whole) > 4 or whole[-1:].isdigit()
                if len(parts) == size and long and whole in known:
                    if not all(p in known or p in self._english for p in parts):
                        out.append(whole)
                        at += size
                        break
                    if (
                        all(len(p) == 1 for p in parts)
                        or whole[-1].isdigit()
                        or self._only_whole(whole, parts)
                    ):
                        out.append(whole)
                        at += size
                        break
            else:
                out.append(question[at])
                at += 1
        return tuple(out)

    def _with_digit(self, parts: Sequence[str]) -> str:
        """The words as one; "ace two" is the ACE2 of the résumé."""
        digit = self._digits.get(parts[-1]) if len(parts) == 2 else None
        if digit is None:
            return "".join(parts)
        whole = f"{parts[0]}{digit}"
        return whole if whole in self._index.vocabulary else "".join(parts)

    def _only_whole(self, whole: str, parts: Sequence[str]) -> bool:
        """Whether only the whole is a name: "lake shore", where Lakeshore is one."""
        known = self._index.vocabulary
        split = any(p in known or p in stop_words() for p in parts)
        return whole in self._names and whole not in self._english and not split

    def _marks(self, question: tuple[str, ...], when: When | None) -> list[Mark]:
        marks = question_book().marks(question)
        people = self._people.marks(question)
        marks += people
        marks += phrases_with_name(question, longest(people))
        marks += self._index.names.marks(question)
        marks += self._own_sections.marks(question)
        marks += [
            m
            for m in self._index.topics.asked.marks(question)
            if not self._index.topics.by_id[m.value].wordlike or asks(question, m)
        ]
        if when:
            inside = Mark(when.start, when.end, "when", "")
            marks = [m for m in marks if m.end <= when.start or m.start >= when.end]
            marks.append(inside)
        referring = [m for m in marks if m.value == "ref" and refers(question, m)]
        people = [m for m in marks if m.kind == "person"]
        marks = [m for m in marks if m.value != "ref" and not within_person(m, people)]
        kept = self._without_rivals(longest(marks), question)
        kept = without_compounds(kept, question)
        apart = [*longest(referring), *(m for m in people if m not in kept)]
        return without_titles([*kept, *apart, *degree_marks(question)])

    def _without_rivals(self, marks: list[Mark], question: Sequence[str]) -> list[Mark]:
        """Of meanings on the same words the ones that cannot both be meant."""
        kinds: dict[tuple[int, int], set[str]] = defaultdict(set)
        for mark in marks:
            kinds[mark.start, mark.end].add(mark.kind)
        return [m for m in marks if self._stays(m, kinds[m.start, m.end], question)]

    def _stays(self, mark: Mark, rivals: set[str], question: Sequence[str]) -> bool:
        """Whether a mark stays beside its rivals on the same words.

        A person outranks a technology, that a half-named entry, unless at one.
        """
        if mark.kind == "topic":
            if rivals & {"person", "about"}:
                return False
            everyday = self._index.topics.by_id[mark.value].wordlike
            return not (everyday and rivals & EVERYDAY_KINDS)
        if mark.kind == "entry" and "topic" in rivals:
            entry = self._index.entries[self._index.position[mark.value]]
            said = "".join(question[mark.start : mark.end])
            whole = topic_id(entry.organization or entry.title)
            at = mark.start and question[mark.start - 1] in ("at", "for", "from")
            return bool(at) or said == whole
        return True


def _glossary_for(
    text: str, languages: Mapping[str, Glossary], english: Container[str]
) -> Glossary | None:
    best, best_hits = None, 0.0
    for glossary in languages.values():
        question = glossary.heard(text, english)
        hits = glossary.fits(text, question, english)
        if hits > best_hits:
            best, best_hits = glossary, hits
    return best
