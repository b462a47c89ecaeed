"""How well: a language, a tool, a group of skills."""

from __future__ import annotations

import re

from services.resume.answers.compare.levels import skill_named
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.reading import group
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question
from services.resume.reading.wordlists import table
from services.resume.telling.abilities import fluency
from services.resume.telling.entries import entry_sentence
from services.resume.telling.lists import joined

HOW_GOOD = any_of(
    r"\bhow (?:good|well|fluent\w*|strong|proficient|advanced|comfortable|"
    r"skilled|solid|bad|is they)\b",
    r"\b(?:what|which) level\b",
    r"\blevel (?:of|in|is)\b",
    r"\bgood enough\b",
    r"\bfluen(?:t|cy|tly)\b",
    r"\bproficien\w+\b",
    r"\bnative(?: speaker)?\b",
    r"\bhold a (?:meeting|conversation)\b",
    r"\bbeginner\b",
    r"\badvanced\b",
)
SPEAK = any_of(
    r"\b(?:speak|speaks|spoken|speaking|talk|talks|converse|understand|understands|"
    r"communicate|fluent|interpreter|translat\w+|know|knows|read|reads|write|"
    r"writes|write in|has|learn\w*|native|language|bilingual|do)\b",
)
TONGUES = frozenset(table("questions")["tongues"]["names"])
ALL_LANGUAGES = any_of(
    r"\blanguages?\b",
    r"\btongues?\b",
    r"\bmultilingual\b",
    r"\bbilingual\b",
    r"\bpolyglot\b",
    r"\bwhat does they speak\b",
    r"\bwhat can they speak\b",
)
CODE = any_of(
    r"\b(?:programming|coding|code|computer|scripting|markup|sign|body|design|"
    r"technical) languages?\b",
    r"\bcode in\b",
    r"\blanguages? (?:to|for) (?:code|program)\b",
)


def tongues_asked(q: Question) -> tuple[str, ...]:
    return tuple(w for w in q.tokens if w in TONGUES)


def language(scene: Scene) -> Outcome | None:
    """One language: whether and how well it is spoken."""
    q, v = scene.question, scene.voice
    asked = tongues_asked(q)
    if not asked or (
        not scene.section("languages") and not q.says(r"\bspeak|\bfluent|\blanguage")
    ):
        return None
    if not (q.has(SPEAK) or q.has(HOW_GOOD) or len(q.content) == 1):
        return None
    if (
        not q.says(
            r"\bspeak|\bfluen|\blanguage|\bhow (?:good|well)|\binterpreter|"
            r"\bread|\bwrite|\btalk|\bunderstand|\blevel|\bnative|\bknow|"
            r"\bgood enough|\bconvers"
        )
        and len(q.content) > 1
    ):
        return None
    entries = {scene.entry(i).title.lower(): i for i in scene.section("languages")}
    found = [
        (
            w,
            next(
                (
                    i
                    for name, i in entries.items()
                    if re.search(rf"\b{w}\b", _plain(name))
                ),
                None,
            ),
        )
        for w in asked
    ]
    there = [i for _, i in found if i is not None]
    missing = [w.title() for w, i in found if i is None]
    said: list[Said] = []
    for i in there:
        text = entry_sentence(scene.entry(i), v)
        opening = "Yes, " if q.polar and not said and not q.says(r"\bnative\b") else ""
        said.append(
            say(
                f"{opening}{_low(text, v.They, v.Their) if opening else text}",
                scene.entry(i).path,
            )
        )
    if q.polar and q.says(r"\bnative\b") and there:
        native = "native" in fluency(scene.entry(there[0])).lower()
        said[0] = say(
            f"{'Yes' if native else 'No'}, {_low(entry_sentence(scene.entry(there[0]), v), v.They, v.Their)}",
            scene.entry(there[0]).path,
        )
    if missing:
        known = joined([scene.entry(i).title for i in scene.section("languages")])
        none = (
            f"No, {joined(missing, 'or')} {'is' if len(missing) == 1 else 'are'} not among {v.their} languages."
            if not there
            else f"{joined(missing)} {'is' if len(missing) == 1 else 'are'} not listed."
        )
        said.append(say(none))
        if known and not there:
            said.append(
                say(
                    f"{v.They} {v.does('speak')} {known}.",
                    *(scene.entry(i).path for i in scene.section("languages")),
                )
            )
    return Outcome(
        tuple(said), "languages" if there else "absent", tuple(there), absent=not there
    )


def languages(scene: Scene) -> Outcome | None:
    """All languages with their levels."""
    q, v = scene.question, scene.voice
    if (
        not q.has(ALL_LANGUAGES)
        or q.has(CODE)
        or q.says(r"\bbest|\bhow many\b|\bmost\b|\bstrongest\b|\bworst\b")
    ):
        return None
    spoken = scene.section("languages")
    if not spoken:
        if scene.section("skills") and not q.says(
            r"\bspeak|\bforeign|\bspoken|\bmultiling|\bbiling"
        ):
            return None
        return Outcome(
            (say("The résumé doesn't list any languages."),), "absent", absent=True
        )
    parts = []
    for i in spoken:
        entry = scene.entry(i)
        level = fluency(entry)
        parts.append(
            f"{entry.title} ({level if re.match(r'[ABC][12]', level) else level.lower()})"
            if level
            else entry.title
        )
    opening = (
        "Yes, "
        if q.polar
        and q.says(r"\bany\b|\bother\b|\bmulti|\bbiling|\bmore than one\b")
        and len(spoken) > 1
        else ""
    )
    text = (
        f"{opening}{v.they if opening else v.They} {v.does('speak')} {joined(parts)}."
    )
    return Outcome(
        (say(text, *(scene.entry(i).path for i in spoken)),),
        "languages",
        spoken,
        limit=6,
    )


def skill_level(scene: Scene) -> Outcome | None:
    """The level of the group that the skill stands in."""
    q, v = scene.question, scene.voice
    if not q.has(HOW_GOOD) or q.says(
        r"\bhow (?:good|well) (?:did|was) they (?:do|perform)?\b"
    ):
        return None
    hit = skill_named(scene, q.content)
    if hit is None:
        return None
    at, name = hit
    entry = scene.entry(at)
    if entry.section == "languages":
        return Outcome((say(entry_sentence(entry, v), entry.path),), "languages", (at,))
    shown = name if name != entry.title else group(entry)
    if not entry.role:
        text = f"{_start(shown)} is listed among {v.their} {group(entry)}, but the résumé doesn't give a level."
        return Outcome((say(text, entry.path),), "skills", (at,))
    inside = (
        f", which the résumé lists under {group(entry)}"
        if name != entry.title and len(entry.technologies) > 1
        else ""
    )
    text = (
        f"{_start(v.their)} level in {shown}{inside}, is {entry.role.lower()}."
        if inside
        else f"{_start(v.their)} level in {shown} is {entry.role.lower()}."
    )
    return Outcome((say(text, entry.path),), "skills", (at,))


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _low(text: str, *heads: str) -> str:
    head, space, rest = text.partition(" ")
    return f"{head.lower()}{space}{rest}" if head in heads and head != "I" else text


def _plain(name: str) -> str:
    from services.resume.reading.text import clean

    return clean(name)
