"""Entries found by a technology or its family, told in sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.models.fact import Fact, Kind
from services.resume.answers.evidence import stems_of
from services.resume.answers.lists.skills import all_or_none
from services.resume.answers.lists.telling import listed
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import listing, paths, read
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.reading.reading import Reading
from services.resume.reading.topics import FAMILY, TECHNOLOGY, THEME
from services.resume.understanding.finding import Finding

LINES = (Kind.HIGHLIGHT, Kind.SUMMARY)
CONTINUED = ("followup_more", "followup_filter", "followup_ordinal")
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class ByTopic:
    """What the index of technologies finds, worked out only when it is asked for."""

    search: Callable[[], Finding | None]
    go_on: Callable[[], Finding | None]


def topics_asked(scene: Scene, reading: Reading, *kinds: str) -> tuple[str, ...]:
    """Technologies and families that are wanted, as they are called."""
    by_id = scene.library.topics.by_id
    return tuple(
        by_id[m.value].title
        for m in reading.of("topic")
        if m not in reading.negated and by_id[m.value].kind in kinds
    )


def by_topic(scene: Scene, reading: Reading, finder: ByTopic) -> Outcome | None:
    """The entries of a technology, a family or "not X", where a list is asked for."""
    q = scene.question
    excludes = any(m.kind in ("topic", "entry", "word") for m in reading.negated)
    excludes = excludes and bool(q.sections or not q.person)
    named = topics_asked(scene, reading, TECHNOLOGY, FAMILY)
    lists = bool(q.sections) or not q.person or len(q.content) <= 2
    asks_any = q.first in ("any", "some", "much")
    polar = q.polar and not asks_any
    if not excludes and (not named or polar or scene.own or q.when or not lists):
        return None
    if q.asking in ("how", "when", "where", "who", "why") or scene.leans:
        return None
    finding = finder.search()
    if finding is None or finding.absent or not finding.hits:
        return None
    return worded(scene, finding, named)


def instead(scene: Scene, reading: Reading, finder: ByTopic) -> Outcome | None:
    """For a thing that no words state, the entries of a technology that shows it."""
    named = topics_asked(scene, reading, TECHNOLOGY, FAMILY, THEME)
    if not named:
        return None
    finding = finder.search()
    if finding is None or finding.absent or not finding.hits:
        return None
    sure = topics_asked(scene, reading, TECHNOLOGY)
    return worded(scene, finding, named, closest=not sure or not finding.yes_no)


def going_on(scene: Scene, finder: ByTopic) -> Outcome | None:
    """The rest of a list, or what of it a further word leaves."""
    finding = finder.go_on()
    if finding is None or finding.intent not in CONTINUED or not finding.hits:
        return None
    hits = finding.hits
    if len(hits) == 1 and finding.intent != "followup_more":
        return None
    text = f"There {'are' if len(hits) > 1 else 'is'} {listing(scene, hits)}."
    return Outcome(
        (say(text, *paths(scene, hits)),),
        finding.intent,
        hits,
        limit=finding.limit,
        listing=True,
        filters=finding.filters,
    )


def worded(
    scene: Scene, finding: Finding, named: tuple[str, ...], *, closest: bool = False
) -> Outcome:
    """The best entry's own line about it, and what else it comes up in."""
    hits = finding.hits
    section = finding.section or finding.intent
    if all(scene.entry(i).section == "skills" for i in hits):
        known = all_or_none(scene) if not named else None
        if known:
            return known
    line = next((f for i in hits[:2] if (f := _line(scene, i, named))), None)
    others = tuple(i for i in hits if line is None or scene.entry(i).id != line.entry)
    said = [read(scene, line)] if line else []
    if not said and section in ("projects", "experience") and len(hits) > 1:
        outcome = listed(scene, section, hits)
        said = list(outcome.said)
        others = ()
    if others:
        names = listing(scene, others, MOST_NAMED)
        subject = named[0] if named else "It"
        where = "also comes up" if said else "comes up"
        said.append(say(f"{subject} {where} in {names}.", *paths(scene, others)))
    if scene.question.polar and not closest:
        said[0] = say(f"Yes: {lower_opening(said[0].text)}", *said[0].paths)
    elif closest:
        said[0] = say(
            f"Not in so many words, but the closest is this: {said[0].text}",
            *said[0].paths,
        )
    return Outcome(
        tuple(said),
        finding.intent,
        hits,
        limit=finding.limit,
        closest=closest,
        filters=finding.filters,
        item_type=finding.item_type if finding.hits else "",
        listing=True,
        confidence=finding.confidence,
    )


def _line(scene: Scene, at: int, named: tuple[str, ...]) -> Fact | None:
    """The line of an entry that has the technology's name."""
    wanted = frozenset(s for name in named for s in stems_of(name))
    facts = scene.library.facts.get(scene.entry(at).id, ())
    return next(
        (f for f in facts if f.kind in LINES and wanted & stems_of(f.text)), None
    )
