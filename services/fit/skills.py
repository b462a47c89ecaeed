"""Whether a résumé states a skill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from services.fit.counting import counted_things
from services.fit.listing import alternatives_of
from services.fit.stated import Cover, Stated, content
from services.fit.words import phrases, table
from services.language.english import Token
from services.models.fact import Fact, Kind, Level
from services.models.fit import Judged, Requirement, Verdict
from services.resume.reading.phrasebook import longest
from services.resume.reading.text import clean, words
from services.resume.reading.topics import FAMILY, TECHNOLOGY, Topic

MET = 0.65
"""Share of the asked words' weight that one fact has to state."""
OWN_MET = 0.4
"""The same, where the résumé has a thing of that name."""
NAME_MET = 0.9
"""The same of a name in three words or more."""
MET_TOGETHER = 0.95
PARTLY = 0.5
PUBLISHED = re.compile(
    r"\bpublish\w*\b.*\b(?:work|research|papers?|articles?|studies|findings|texts?)\b",
    re.IGNORECASE,
)
BEGINNER = 1.0
"""The rank of a skill that has only just been begun."""
RANK = {Verdict.NOT_NAMED: 0, Verdict.PARTLY: 1, Verdict.MET: 2}
WORK = ("experience", "volunteer", "projects")

Found = tuple[Verdict, tuple[Fact, ...]]
NOTHING: Found = (Verdict.NOT_NAMED, ())


def judged(requirement: Requirement, stated: Stated) -> Judged:
    """A skill: the best of what is enough by itself."""
    subject = requirement.subject or requirement.words
    verdict, facts = best(
        shown(option, stated) for option in (subject, *alternatives_of(subject))
    )
    if verdict is Verdict.MET and facts and _fewer(subject, facts):
        verdict = Verdict.PARTLY
    return Judged(requirement, verdict, facts)


def _fewer(text: str, facts: Sequence[Fact]) -> bool:
    """Whether more of a thing is asked for than the facts count."""
    held = counted_things(" . ".join(fact.text for fact in facts))
    asked = counted_things(text)
    return any(held.get(noun, number) < number for noun, number in asked.items())


def best(found: Iterable[Found]) -> Found:
    return max(found, key=lambda each: RANK[each[0]], default=NOTHING)


def shown(text: str, stated: Stated) -> Found:
    """What the résumé states of one thing."""
    topics = topics_in(text, stated)
    if topics and not all(topic.own for topic in topics):
        return _of_topics([t for t in topics if not t.own], stated)
    wanted = content(text)
    if not wanted:
        return NOTHING
    if topics and _mostly(wanted, stated):
        return _of_topics(topics, stated)
    if section := _of_section(text, wanted, stated):
        return section
    if len(wanted) == 1 and (titled := _titled(wanted[0], stated)):
        return Verdict.MET, titled
    met = NAME_MET if _is_name(wanted) else MET
    return _of_covers(stated.covers(wanted), stated, met=met, partly=PARTLY)


def _is_name(wanted: Sequence[Token]) -> bool:
    """Whether words are one name, of which a part is another name's: a black belt."""
    return len(wanted) > 2 and all(token.text[:1].isupper() for token in wanted)


def _titled(token: Token, stated: Stated) -> tuple[Fact, ...]:
    """The title of who does a thing for a living: a tutor, for teaching."""
    held = (stated.facts[at] for at in sorted(stated.bearers(token)))
    return tuple(f for f in held if f.kind is Kind.TITLE and f.about in WORK)[:1]


def _mostly(wanted: Sequence[Token], stated: Stated) -> bool:
    """Whether a fact states enough of the words beside a name of the résumé's own."""
    covers = stated.covers(wanted)
    return bool(covers) and covers[0].share >= OWN_MET


def _of_section(text: str, wanted: Sequence[Token], stated: Stated) -> Found | None:
    """Of "scientific publications" those that are listed; None for no such part."""
    for token in wanted:
        for section, names in table("sections").items():
            named = token.lower in names or PUBLISHED.search(text)
            if named and stated.resume.sections.get(section):
                entry = stated.resume.sections[section][0]
                at = stated.by_entry.get(entry.id, [])
                return Verdict.MET, tuple(stated.facts[i] for i in at[:1])
    return None


def _of_covers(
    covers: Sequence[Cover], stated: Stated, *, met: float, partly: float
) -> Found:
    if not covers:
        return NOTHING
    top = covers[0]
    if top.share >= met:
        return kept(top.facts[:1], stated)
    together = max(covers, key=lambda each: each.together)
    if together.together >= MET_TOGETHER and together.entry:
        return Verdict.MET, together.facts
    if top.share >= partly:
        return Verdict.PARTLY, top.facts[:1]
    return NOTHING


def kept(facts: tuple[Fact, ...], stated: Stated) -> Found:
    """Met, or in part where the facts say that it has lapsed or only just begun."""
    sound = tuple(f for f in facts if not _lapsed(f) and not _begun(f, stated))
    return (Verdict.MET, sound) if sound else (Verdict.PARTLY, facts)


def _lapsed(fact: Fact) -> bool:
    return bool(phrases("facts", "lapsed").search(fact.text))


def _begun(fact: Fact, stated: Stated) -> bool:
    """Whether a beginner's level stands beside it."""
    beside = stated.by_entry.get(fact.entry, []) if fact.about == "skills" else []
    told = [
        fact,
        *(stated.facts[at] for at in beside if stated.facts[at].kind is Kind.LEVEL),
    ]
    levels = [v.data for f in told for v in f.values if isinstance(v.data, Level)]
    return any(level.scale == "skill" and level.rank <= BEGINNER for level in levels)


def topics_in(text: str, stated: Stated) -> list[Topic]:
    """The technologies that a piece names, and families where it names none."""
    topics = stated.index.topics
    said = words(clean(text))
    marks = longest(topics.asked.marks(said))
    found = [topics.by_id[m.value] for m in marks if m.kind == "topic"]
    named = [t for t in found if t.kind == TECHNOLOGY and _written(t, text)]
    return named or [t for t in found if t.kind == FAMILY][:1]


def _written(topic: Topic, text: str) -> bool:
    """Whether an everyday word that is also a name stands there as a name."""
    return not topic.ambiguous or topic.title in text


def _of_topics(topics: Sequence[Topic], stated: Stated) -> Found:
    """All of the technologies named, or some of them, or a near neighbour."""
    found = [_of_topic(topic, stated) for topic in topics]
    facts = tuple(dict.fromkeys(f for _, each in found for f in each[:1]))
    if all(verdict is Verdict.MET for verdict, _ in found):
        return Verdict.MET, facts
    return (Verdict.PARTLY, facts) if facts else NOTHING


def _of_topic(topic: Topic, stated: Stated) -> Found:
    holders = stated.index.holders.get(topic.id, {})
    if holders and (facts := _facts(topic, holders, stated)):
        return kept(facts, stated)
    neighbours = table("neighbours")
    near = [
        p
        for p in topic.parents
        if p.removeprefix("family:") in neighbours["families"]
        or p in neighbours["parents"]
    ]
    for family in near:
        held = stated.index.holders.get(family, {})
        if facts := _facts(stated.index.topics.by_id[family], held, stated):
            return Verdict.PARTLY, facts
    return NOTHING


def _facts(topic: Topic, holders: Iterable[int], stated: Stated) -> tuple[Fact, ...]:
    """The facts that show a topic, of the entries that do."""
    index, found = stated.index, []
    for position in holders:
        entry = index.entries[position]
        for at in stated.by_entry.get(entry.id, ()):
            if topic.id in topics_of(stated.facts[at], stated):
                found.append(stated.facts[at])
    return tuple(found[:3])


def topics_of(fact: Fact, stated: Stated) -> frozenset[str]:
    """The topics that a fact shows, with what these belong to."""
    known = stated.topics_by_fact.get(fact.id)
    if known is not None:
        return known
    topics = stated.index.topics
    said = words(clean(fact.text))
    marks = [
        *longest(topics.shown.marks(said)),
        *longest(topics.shown_stems.marks(said)),
    ]
    found = {m.value for m in marks}
    for _ in range(2):
        found |= {p for t in list(found) for p in topics.by_id[t].parents}
    stated.topics_by_fact[fact.id] = frozenset(found)
    return stated.topics_by_fact[fact.id]
