"""Skills: all of them, or the groups that are meant."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.lists.asks import FREE, HOW_MANY, SKILLS
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening, word_count
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import joined
from services.resume.telling.skill_groups import group_listing, level_tail
from services.resume.telling.skill_lists import bears, lists_under

TOOLS = any_of(r"\b(?:tools?|software|programs?|apps|equipment)\b")
TOOLS_OF_KIND = any_of(r"\b(?:tools?|software|program|app|equipment)\b")
CALLED_TOOLS = re.compile(r"tool|software|program|equipment|app", re.I)
OF_OTHERS = ("projects", "experience", "volunteer")
LEAST_OWN, LEAST_NEAR = 0.4, 0.45
"""Shares above which a group of skills holds what is asked."""
LONGEST = 48
SHOWN = 6


def skills(scene: Scene) -> Outcome | None:
    """Groups of skills with what is in them; one group where a word of it is said."""
    q = scene.question
    if not q.has(SKILLS) or q.has(HOW_MANY) or scene.forced or _of_other(scene):
        return None
    groups = scene.section("skills")
    wanted = q.stems - FREE
    if not q.polar:
        wanted = frozenset(w for w in wanted if not scene.evidence.idle(w))
    if not groups or (wanted and q.polar):
        return None
    if chosen := _chosen(scene, groups, wanted):
        return _inside(scene, chosen)
    if wanted:
        return None
    if q.has(TOOLS) and (tools := _tools(scene)):
        names = [t for i in tools for t in scene.entry(i).technologies[:6]]
        return _used(scene, tools, names[:10])
    return all_skills(scene)


def _of_other(scene: Scene) -> bool:
    """Whether the tools of a job or project are asked for."""
    return bool(scene.named) and scene.entry(scene.named[0]).section in OF_OTHERS


def _chosen(
    scene: Scene, groups: tuple[int, ...], wanted: frozenset[str]
) -> tuple[int, ...]:
    """The groups called by a word of the question, else those that hold one."""
    titles = {i: stems_of(scene.entry(i).title) for i in groups}
    if called := tuple(i for i in groups if wanted & titles[i]):
        return called
    parts = [p for p in scene.question.parts if p.section == "skills"]
    nouns = frozenset(s for p in parts for s in stems_of(p.noun)) - stems_of("skill")
    if called := tuple(i for i in groups if nouns & titles[i]):
        return called
    return _with_member(scene, wanted) if wanted else ()


def _with_member(scene: Scene, wanted: frozenset[str]) -> tuple[int, ...]:
    """At most two groups with a skill that is asked for."""
    hits = scene.evidence.ranked(wanted, scene.question.whole, limit=4)
    found = [
        scene.library.position[h.fact.entry]
        for h in hits
        if h.fact.about == "skills" and (h.own > LEAST_OWN or h.near > LEAST_NEAR)
    ]
    return tuple(dict.fromkeys(found))[:2]


def _inside(scene: Scene, chosen: tuple[int, ...]) -> Outcome:
    """What is in the groups."""
    v = scene.voice
    names = [t for i in chosen for t in scene.entry(i).technologies[:8]]
    if scene.question.has(TOOLS_OF_KIND):
        return _used(scene, chosen, names)
    entry = scene.entry(chosen[0])
    single = len(chosen) == 1 and entry.role
    if len(chosen) == 1 and not bears(names, entry.title):
        text = lists_under(names, entry.title, entry.role, v)
        return Outcome((say(text, *paths(scene, chosen)),), "skills", chosen)
    level = level_tail(entry.role, v) if single else ""
    called, verb = group_listing(entry.title, v)
    text = f"{upper_opening(called)} {verb} {joined(names)}{level}."
    return Outcome((say(text, *paths(scene, chosen)),), "skills", chosen)


def _used(scene: Scene, groups: tuple[int, ...], names: list[str]) -> Outcome:
    text = f"{scene.voice.They} {scene.voice.does('use')} {joined(names)}."
    return Outcome((say(text, *paths(scene, groups)),), "skills", groups)


def _tools(scene: Scene) -> tuple[int, ...]:
    """Groups called tools or software, or whose members are named with capitals."""
    groups = scene.section("skills")
    called = [i for i in groups if CALLED_TOOLS.search(scene.entry(i).title)]
    proper = [i for i in groups if _proper(scene.entry(i).technologies)]
    return tuple(dict.fromkeys((*called, *proper)))


def _proper(names: tuple[str, ...]) -> bool:
    """Whether half of the names, the first left out, are short and have capitals."""
    later = names[1:]
    capital = sum(t[:1].isupper() and len(t.split()) < 4 for t in later)
    return bool(names) and capital >= max(1, len(later) // 2)


def all_or_none(scene: Scene) -> Outcome | None:
    """All skills; None where there are none."""
    return all_skills(scene) if scene.section("skills") else None


def all_skills(scene: Scene) -> Outcome:
    """Every group of skills, with some of what is in them where there is room."""
    v = scene.voice
    groups = scene.section("skills")
    entries = [scene.entry(i) for i in groups]
    text = f"{v.Their} skills are {joined(_parts(entries))}."
    if word_count(text) > LONGEST:
        text = f"{v.Their} skills cover {joined([_plain(e) for e in entries[:8]])}."
    return Outcome(
        (say(text, *paths(scene, groups)),),
        "skills",
        groups,
        limit=SHOWN,
        listing=True,
    )


def _parts(entries: list[Entry]) -> list[str]:
    """Each group with two or three of its skills; of a single group the skills."""
    if len(entries) == 1:
        return list(entries[0].technologies[:10])
    most = 3 if len(entries) <= 3 else 2
    return [_group(entry, most) for entry in entries[:SHOWN]]


def _group(entry: Entry, most: int) -> str:
    """A group with the first of its skills: "databases (PostgreSQL and Redis)"."""
    title = entry.title
    name = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    if not entry.technologies or entry.technologies == (title,):
        return name
    return f"{name} ({joined(entry.technologies[:most])})"


def _plain(entry: Entry) -> str:
    return entry.title.lower() if entry.title[1:2].islower() else entry.title
