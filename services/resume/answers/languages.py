"""Languages: whether and how well one is spoken, and all of them."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.outcome import Outcome, Said, not_there, say
from services.resume.answers.ranks import said_level
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.answers.skill_levels import HOW_GOOD
from services.resume.answers.wording import lower_opening
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question
from services.resume.reading.text import clean
from services.resume.reading.wordlists import table
from services.resume.telling.entries import entry_sentence
from services.resume.telling.fluency import fluency
from services.resume.telling.lists import joined

SPEAK = any_of(
    r"\b(?:speak|speaks|spoken|speaking|talk|talks|converse|understand|understands|"
    r"communicate|fluent|interpreter|translat\w+|know|knows|read|reads|write|"
    r"writes|write in|has|learn\w*|native|language|bilingual|do)\b",
)
TONGUES = frozenset(table("questions")["tongues"]["names"])
ALSO_CALLED = table("questions")["tongues"]["also"]
ALL_LANGUAGES = any_of(
    r"\blanguages?\b",
    r"\btongues?\b",
    r"\bmultilingual\b",
    r"(?<!the )(?<!a )\bbilingual\b",
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
OF_SPEAKING = any_of(r"\bspeak", r"\bfluent", r"\blanguage")
CLEARLY = any_of(
    r"\bspeak|\bfluen|\blanguage|\bhow (?:good|well)|\binterpreter|\bread|\bwrite",
    r"\btalk|\bunderstand|\blevel|\bnative|\bknow|\bgood enough|\bconvers",
)
"""What asks for a language surely, where other words stand beside its name."""
NATIVE = re.compile(r"\bnative\b")
OTHERWISE_ASKED = any_of(
    r"\bbest", r"\bhow many\b", r"\bmost\b", r"\bstrongest\b", r"\bworst\b"
)
SPOKEN = any_of(r"\bspeak", r"\bforeign", r"\bspoken", r"\bmultiling", r"\bbiling")
SEVERAL = any_of(
    r"\bany\b", r"\bother\b", r"\bmulti", r"\bbiling", r"\bmore than one\b"
)
SHOWN = 6


def tongues_asked(q: Question) -> tuple[str, ...]:
    """The names of languages that a question has."""
    return tuple(w for w in q.tokens if w in TONGUES)


def said_in_tongue(q: Question) -> bool:
    """Whether something is to be done in a language: "run a meeting in German"."""
    pairs = zip(q.tokens, q.tokens[1:], strict=False)
    return any(word == "in" and name in TONGUES for word, name in pairs)


def language(scene: Scene) -> Outcome | None:
    """One language or several: whether and how well each is spoken."""
    asked = tongues_asked(scene.question)
    if not asked or not _is_meant(scene):
        return None
    found = {word: _entry_of(scene, word) for word in asked}
    there = tuple(i for i in found.values() if i is not None)
    missing = [word.title() for word, i in found.items() if i is None]
    said = _spoken(scene, there)
    if missing:
        said += _missing(missing) if there else _none(scene, missing)
    intent = "languages" if there else "absent"
    return Outcome(tuple(said), intent, there, absent=not there)


def _is_meant(scene: Scene) -> bool:
    """Whether the language is asked for, and not food, music or a country."""
    q = scene.question
    if not scene.section("languages") and not q.has(OF_SPEAKING):
        return False
    if q.polar and said_in_tongue(q):
        return True
    alone = len(q.content) <= 1
    if not (q.has(SPEAK) or q.has(HOW_GOOD) or len(q.content) == 1):
        return False
    return alone or q.has(CLEARLY)


def _entry_of(scene: Scene, word: str) -> int | None:
    listed = {
        name: i
        for i in scene.section("languages")
        for name in clean(scene.entry(i).title).split()
    }
    names = (word, *ALSO_CALLED.get(word, ()))
    return next((listed[name] for name in names if name in listed), None)


def _spoken(scene: Scene, there: tuple[int, ...]) -> list[Said]:
    """Each language in a sentence, after "Yes" or "No" where that is asked."""
    q = scene.question
    entries = [scene.entry(i) for i in there]
    said = [say(entry_sentence(e, scene.voice), e.path) for e in entries]
    if said and q.polar:
        foreign = q.has(NATIVE) and "native" not in fluency(entries[0]).lower()
        text = f"{'No' if foreign else 'Yes'}, {lower_opening(said[0].text)}"
        said[0] = say(text, *said[0].paths)
    return said


def _missing(missing: list[str]) -> list[Said]:
    is_ = "is" if len(missing) == 1 else "are"
    return [say(f"{joined(missing)} {is_} not listed.")]


def _none(scene: Scene, missing: list[str]) -> list[Said]:
    """That none of them is spoken, and which are."""
    v = scene.voice
    spoken = scene.section("languages")
    is_ = "is" if len(missing) == 1 else "are"
    text = f"No, {joined(missing, 'or')} {is_} not among {v.their} languages."
    if not spoken:
        return [say("The résumé doesn't list any languages.")]
    known = joined([scene.entry(i).title for i in spoken])
    rest = f"{v.They} {v.does('speak')} {known}."
    return [say(text), say(rest, *paths(scene, spoken))]


def languages(scene: Scene) -> Outcome | None:
    """All languages with their levels."""
    q = scene.question
    if not q.has(ALL_LANGUAGES) or q.has(CODE) or q.has(OTHERWISE_ASKED):
        return None
    return all_spoken(scene)


def all_spoken(scene: Scene) -> Outcome | None:
    """The languages with their levels, or that none are listed."""
    q, v = scene.question, scene.voice
    spoken = scene.section("languages")
    if not spoken:
        return _no_languages(scene)
    several = q.polar and q.has(SEVERAL) and len(spoken) > 1
    subject = f"Yes, {v.they}" if several else v.They
    names = joined([_levelled(scene.entry(i)) for i in spoken])
    said = say(f"{subject} {v.does('speak')} {names}.", *paths(scene, spoken))
    return Outcome((said,), "languages", spoken, limit=SHOWN)


def _no_languages(scene: Scene) -> Outcome | None:
    """That none are listed; None where those of a computer may be meant."""
    if scene.section("skills") and not scene.question.has(SPOKEN):
        return None
    return not_there("The résumé doesn't list any languages.")


def _levelled(entry: Entry) -> str:
    """A language with its level, if it has one: "German (B2)"."""
    level = said_level(entry)
    return f"{entry.title} ({level})" if level else entry.title
