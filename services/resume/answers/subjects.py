"""Entries found by the index of technologies, told in sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from services.language.stems import stem
from services.models.fact import Fact, Kind
from services.resume.answers.affirming import YES
from services.resume.answers.closing import near_facts
from services.resume.answers.countries import country_of_entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.lists.telling import listed
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.reading import about_entry, listing, paths, read
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.reading.phrasebook import Mark
from services.resume.reading.topics import FAMILY, PLACE, TECHNOLOGY, THEME
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of
from services.resume.understanding.finding import Finding

LINES = (Kind.HIGHLIGHT, Kind.SUMMARY)
TOLD = (*LINES, Kind.KEYWORD, Kind.TITLE)
CONTINUED = ("followup_more", "followup_filter", "followup_ordinal")
LISTED = ("projects", "experience", "publications", "certifications")
MOST_NAMED, MOST_SKILLS = 4, 8
NOT_FOUND_BY_TOPIC = ("how", "when", "where", "who", "why")


@dataclass(frozen=True, slots=True)
class ByTopic:
    """What the index of technologies finds, worked out only when it is asked for."""

    search: Callable[[], Finding | None]
    go_on: Callable[[], Finding | None]
    pick: Callable[[], Finding | None]


def by_topic(scene: Scene, finder: ByTopic) -> Outcome | None:
    """The entries of a technology, a family or "not X", where a list is asked for."""
    q = scene.question
    excludes = bool(q.reading.negated) and bool(q.sections or not q.person)
    marks = topics_asked(scene, TECHNOLOGY, FAMILY)
    polar = q.polar and q.first not in ("any", "some", "much")
    lists = bool(q.sections) or not q.person or len(q.content) <= 2
    if not excludes and (not marks or polar or scene.own or q.when or not lists):
        return None
    if q.asking in NOT_FOUND_BY_TOPIC or scene.leans:
        return None
    finding, named = _there(finder.search()), _titles(scene, marks)
    if finding is None or (named and set(named) <= set(finding.lacking)):
        return None
    return worded(scene, finding, named)


def instead(scene: Scene, finder: ByTopic) -> Outcome | None:
    """For a thing that no words state, the entries of a technology that shows it."""
    marks = topics_asked(scene, TECHNOLOGY, FAMILY, THEME)
    broad = all(scene.library.topics.by_id[m.value].kind == THEME for m in marks)
    if marks and broad and scene.evidence.by_meaning and not _lists(scene):
        return near_facts(scene)
    finding = _there(finder.search()) if marks else None
    if finding is None or _told_itself(scene, marks):
        return None
    if all(m.value.startswith(PLACE) for m in marks):
        there = tuple(i for i in finding.hits if country_of_entry(scene.entry(i)))
        return _placed(scene, replace(finding, hits=there)) if there else None
    if scene.question.asking == "where" and (said := _places(scene, finding.hits)):
        return _outcome(finding, (said,))
    named = _titles(scene, topics_asked(scene, TECHNOLOGY))
    sure = finding.yes_no and not set(named) <= set(finding.lacking)
    return worded(scene, finding, _titles(scene, marks), closest=not sure)


def _told_itself(scene: Scene, marks: tuple[Mark, ...]) -> bool:
    """Whether a fact has the visitor's own word for it, which tells more."""
    words = scene.question.reading.words
    said = {stem(w) for m in marks for w in words[m.start : m.end]}
    return scene.question.polar and all(map(scene.evidence.known, said))


def _lists(scene: Scene) -> bool:
    """Whether entries are asked for and not one thing about the person."""
    q = scene.question
    return bool(q.sections) or not q.person


def shown_in(scene: Scene, outcome: Outcome, finder: ByTopic) -> Outcome:
    """The answer with the cards of all that shows the technology."""
    marks = topics_asked(scene, TECHNOLOGY)
    finding = _there(finder.search()) if marks else None
    if finding is None or finding.lacking:
        return outcome
    hits = tuple(dict.fromkeys((*outcome.hits, *finding.hits)))
    return replace(outcome, hits=hits)


def with_nearest(
    scene: Scene, outcome: Outcome | None, finder: ByTopic
) -> Outcome | None:
    """A technology that is not there with the one of its family that is."""
    if outcome is None or not outcome.absent or outcome.rule != "present":
        return outcome
    asked = topics_asked(scene, TECHNOLOGY)
    finding = finder.search() if asked else None
    if finding is None or not finding.absent or not finding.near:
        return outcome
    where = listing(scene, finding.about)
    text = f"The nearest thing in it is {finding.near}, which comes up in {where}."
    near = say(text, *paths(scene, finding.about))
    return replace(outcome, said=(*outcome.said, near))


def going_on(scene: Scene, finder: ByTopic) -> Outcome | None:
    """The rest of a list, or what of it a further word leaves."""
    finding = _there(finder.go_on())
    if finding is None or finding.intent not in CONTINUED:
        return None
    if len(finding.hits) == 1 and finding.intent != "followup_more":
        return None
    hits = finding.hits
    text = f"There {'are' if len(hits) > 1 else 'is'} {listing(scene, hits)}."
    return _outcome(finding, (say(text, *paths(scene, hits)),))


def topics_asked(scene: Scene, *kinds: str) -> tuple[Mark, ...]:
    """Technologies and families that are wanted; not what only this résumé names."""
    by_id, reading = scene.library.topics.by_id, scene.question.reading
    return tuple(
        m
        for m in reading.of("topic")
        if m not in reading.negated
        and by_id[m.value].kind in kinds
        and not by_id[m.value].own
    )


def _titles(scene: Scene, marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """What the subjects are called, as they stand at the start of a sentence."""
    titles = (scene.library.topics.by_id[m.value].title for m in marks)
    return tuple(dict.fromkeys(t[:1].upper() + t[1:] for t in titles))


def _there(finding: Finding | None) -> Finding | None:
    return finding if finding and finding.hits and not finding.absent else None


def worded(
    scene: Scene, finding: Finding, named: tuple[str, ...], *, closest: bool = False
) -> Outcome:
    """The best entry's own line about it, and what else it comes up in."""
    outcome = _outcome(finding, tuple(_told(scene, finding, named)), closest=closest)
    first, *rest = outcome.said
    if closest:
        near = lower_opening(YES.sub("", first.text))
        text = f"Not in so many words, but the closest is this: {near}"
        first = say(text, *first.paths)
    elif scene.question.polar and not first.text.startswith("Yes"):
        first = say(f"Yes: {lower_opening(first.text)}", *first.paths)
    if finding.lacking:
        gone = joined(finding.lacking, "or")
        rest.append(say(f"The résumé doesn't mention {gone}."))
    return replace(outcome, said=(first, *rest))


def _told(scene: Scene, finding: Finding, named: tuple[str, ...]) -> list[Said]:
    hits = finding.hits
    if all(scene.entry(i).section == "skills" for i in hits):
        return [_skills(scene, hits)]
    line = next((f for i in hits[:2] if (f := _line(scene, i, named))), None)
    if line is None and finding.section in LISTED and len(hits) > 1:
        return list(listed(scene, finding.section, hits).said)
    if line is None and len(hits) == 1:
        return [about_entry(scene, hits[0])]
    said = [read(scene, line)] if line else []
    others = tuple(i for i in hits if line is None or scene.entry(i).id != line.entry)
    if others:
        subject = named[0] if named else "It"
        where = "also comes up" if said else "comes up"
        names = listing(scene, others, MOST_NAMED)
        said.append(say(f"{subject} {where} in {names}.", *paths(scene, others)))
    return said


def _skills(scene: Scene, hits: tuple[int, ...]) -> Said:
    v = scene.voice
    names = [t for i in hits for t in scene.entry(i).technologies][:MOST_SKILLS]
    text = f"{v.They} {v.does('know')} {joined(list(dict.fromkeys(names)))}."
    return say(text, *paths(scene, hits))


def _places(scene: Scene, hits: tuple[int, ...]) -> Said | None:
    """The works with their places, in a sentence; None where no place is known.

    "There are Mending Nets (Harbour Days) and Salt Roads (Inland Forum)."
    """
    held = [i for i in hits if _where(scene, i)][:MOST_NAMED]
    names = joined([f"{name_of(scene.entry(i))} ({_where(scene, i)})" for i in held])
    is_ = "are" if len(held) > 1 else "is"
    return say(f"There {is_} {names}.", *paths(scene, tuple(held))) if held else None


def _where(scene: Scene, at: int) -> str:
    """The place or the house where an entry was; empty without one."""
    entry = scene.entry(at)
    return entry.location or entry.organization or str(entry.facts.get("venue") or "")


def _placed(scene: Scene, finding: Finding) -> Outcome:
    """Work and study in a country, each in a sentence."""
    said = [about_entry(scene, i) for i in finding.hits[:2]]
    if scene.question.polar:
        said[0] = say(f"Yes: {lower_opening(said[0].text)}", *said[0].paths)
    return _outcome(finding, tuple(said))


def _outcome(
    finding: Finding, said: tuple[Said, ...], *, closest: bool = False
) -> Outcome:
    return Outcome(
        said,
        finding.intent,
        finding.hits,
        limit=finding.limit,
        closest=closest,
        filters=finding.filters,
        item_type=finding.item_type,
        listing=True,
        confidence=finding.confidence,
    )


def _line(scene: Scene, at: int, named: tuple[str, ...]) -> Fact | None:
    """The line of an entry that has the technology's name; where a yes or no is asked
    for, any fact that has the visitor's word.
    """
    wanted = frozenset(s for name in named for s in stems_of(name))
    said = scene.question.stems if scene.question.polar else frozenset()
    for kinds, stems in ((LINES, wanted), (TOLD, said)):
        for fact in scene.facts(at):
            if fact.kind in kinds and stems & stems_of(fact.text):
                return fact
    return None
