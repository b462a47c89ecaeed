"""The person in a question: by name, by title, and where a pronoun could stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from services.models.resume import Profile
from services.resume.reading.phrasebook import Mark, Phrasebook, Tag
from services.resume.reading.question_words import question_book
from services.resume.reading.topics import topic_id

PRONOUNS = ("he", "him", "his")
"""Whose phrases hold for a name as well: "does he", "reach him", "his email"."""
LOOK_BACK, LOOK_AHEAD = 7, 5


def people_book(profile: Profile) -> Phrasebook:
    """The person's name, and the places where the person has a profile."""
    book, name = Phrasebook(), profile.name
    for network in profile.links:
        if not question_book().lookup(topic_id(network)):
            book.add(network, Tag("profile_link", f"link:{network}"))
            if len(network.split()) > 1 and len(network.split()[0]) > 2:
                book.add(network.split()[0], Tag("profile_link", f"link:{network}"))
    for part in (name, *name.split()):
        if len(part) > 2:
            book.add(part, Tag("person", "name"))
    return book


def phrases_with_name(question: Sequence[str], marks: Iterable[Mark]) -> Iterator[Mark]:
    """Phrases about a pronoun, found where the name stands: "reach Ada"."""
    for name in marks:
        if name.kind == "person" and name.value == "name":
            for pronoun in PRONOUNS:
                yield from _as_if(question, name, pronoun)


def _as_if(question: Sequence[str], name: Mark, pronoun: str) -> Iterator[Mark]:
    first = max(0, name.start - LOOK_BACK)
    blank = ("",) * (name.length - 1)
    after = question[name.end : name.end + LOOK_AHEAD]
    window = (*question[first : name.start], pronoun, *blank, *after)
    for mark in question_book().marks(window):
        moved = replace(mark, start=mark.start + first, end=mark.end + first)
        around = moved.start <= name.start and name.end <= moved.end
        if around and moved.length > name.length:
            yield moved


def within_person(mark: Mark, people: Iterable[Mark]) -> bool:
    """Whether a subject is only a word for the person: the "kid" of "this kid"."""
    return mark.kind == "topic" and any(
        p.start <= mark.start and mark.end <= p.end and p.length > mark.length
        for p in people
    )


def without_titles(marks: Iterable[Mark]) -> list[Mark]:
    """Marks where "Professor" before a name is its title and nothing else."""
    marks = list(marks)
    names = {m.start for m in marks if m.kind == "person" and m.value == "name"}
    titles = {m.start for m in marks if m.kind == "title" and m.end in names}
    return [
        m
        for m in marks
        if not (m.length == 1 and m.start in titles and m.kind != "title")
        and not (m.kind == "title" and m.start not in titles)
    ]
