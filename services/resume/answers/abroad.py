"""Countries and towns of a career: where somebody has worked, whether abroad."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.models.resume import Entry
from services.resume.answers.countries import country_of, country_of_entry
from services.resume.answers.outcome import Outcome, not_there, say
from services.resume.answers.reading import about_entry, paths
from services.resume.answers.scene import Scene
from services.resume.answers.wording import word_count
from services.resume.facts.stints import Stint
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question
from services.resume.telling.lists import counted, joined
from services.resume.telling.naming import name_of

ABROAD = any_of(
    r"\babroad\b",
    r"\boverseas\b",
    r"\bforeign (?:countr\w+|land|experience|assignment)\b",
    r"\binternational(?:ly)?\b(?= (?:experience|work|exposure|career|background)|$)",
    r"\b(?:other|another|different) countr(?:y|ies)\b",
    r"\boutside (?:of )?(?:they|the) (?:home )?country\b",
    r"\bexpat\w*\b",
)
DOING = re.compile(r"^(?:is|was|has|did|does|can) they (.*?\w+ed)\b")
STAYS = r"work\w*|liv\w+|been|stud\w+|volunteer\w*|travel\w*|stay\w*|train\w*|based"
OUTSIDE = re.compile(
    r"\b(?:outside|beyond|other than) (?:of )?(?:the )?(?P<place>\w+(?: \w+)?)$"
)
COUNTRIES = any_of(
    r"\b(?:what|which|how many|list|all|any) (?:\w+ )?(?:countries|country)\b",
    r"\bcountries (?:has|did|does)\b",
)
COUNTRY = re.compile(r"\bcountr(?:y|ies)\b")
HOW_MANY = re.compile(r"\bhow many\b")
TOWNS = any_of(
    r"\b(?:what|which|how many|list|all) (?:\w+ )?(?:cities|towns|places|city|"
    r"town|locations)\b",
)
OF_HOME = any_of(
    r"\bis they (?:based|in|from|living)\b",
    r"\bdoes they live\b",
)
PLACES_WORKED = re.compile(r"\bplaces has they worked\b")
STAYED = any_of(r"\bwork\w*", r"\blived?", r"\bbeen\b", r"\bstud\w+", r"\bjobs?\b")
LONGEST = 46
"""Words up to which places are told with the employers."""
SHOWN = 6


def abroad(scene: Scene) -> Outcome | None:
    """Work, study and volunteering outside the country of today."""
    q = scene.question
    home = country_of(scene.library.resume.profile.location)
    asked = q.has(ABROAD) or _outside(q) == home
    if not home or not asked or scene.leans or _asks_otherwise(q):
        return None
    lands = {i: country_of_entry(e) for i, e in enumerate(scene.entries)}
    away = scene.newest_first([i for i, c in lands.items() if c and c != home])
    if not away:
        opening = "No, the" if q.polar else "The"
        text = f"{opening} résumé shows nothing outside {home}."
        return not_there(text, confidence=0.7)
    names = joined(list(dict.fromkeys(lands[i] for i in away))[:4])
    first = say(f"{'Yes, in' if q.polar else 'In'} {names}.", *paths(scene, away))
    said = (first, *(about_entry(scene, i) for i in away[:2]))
    return Outcome(said, scene.entry(away[0]).section, away)


def _asks_otherwise(q: Question) -> bool:
    """Whether something is counted, or a yes would confirm more than a stay: "is she
    admitted abroad".
    """
    if q.has(HOW_MANY):
        return True
    doing = DOING.match(q.text)
    return doing is not None and not any(
        re.fullmatch(STAYS, w) for w in doing[1].split()
    )


def _outside(q: Question) -> str:
    """The country that a question asks beyond: "outside the UK"; empty without one."""
    match = OUTSIDE.search(q.text) if q.person else None
    return country_of(match["place"]) if match else ""


def countries(scene: Scene) -> Outcome | None:
    """The countries of the career in the order in which they came."""
    q = scene.question
    if not q.has(COUNTRIES) or q.has(OF_HOME) or _of_topic(scene):
        return None
    stays = [(country_of_entry(s.entry), s) for s in scene.career.stints]
    return _told(scene, stays, ("country", "countries"))


def _of_topic(scene: Scene) -> bool:
    """Whether what was spoken of tells of countries itself: "five in 18 days"."""
    if scene.fresh or scene.question.has(STAYED):
        return False
    return any(COUNTRY.search(f.text) for i in scene.topic for f in scene.facts(i))


def towns(scene: Scene) -> Outcome | None:
    """The towns that jobs and studies name."""
    q = scene.question
    if not q.has(TOWNS) or not q.has(STAYED):
        return None
    if q.has(OF_HOME) or q.has(PLACES_WORKED):
        return None
    stints = scene.career.of("experience", "education", "volunteer")
    stays = [(s.entry.location.split(",")[0].strip(), s) for s in stints]
    return _told(scene, stays, ("town", "towns"))


def _told(
    scene: Scene, stays: Sequence[tuple[str, Stint]], nouns: tuple[str, str]
) -> Outcome | None:
    """The places with what was done there, counted where that is asked; None without
    any.
    """
    found: dict[str, list[Entry]] = {}
    for place, stint in stays:
        if place:
            found.setdefault(place, []).append(stint.entry)
    if not found:
        return None
    opening = f"{scene.voice.They} {scene.voice.has} worked, studied or volunteered in"
    if scene.question.has(HOW_MANY):
        opening = f"{opening} {counted(len(found), *nouns)}:"
    text = f"{opening} {joined([_with_names(p, at) for p, at in found.items()])}."
    if word_count(text) > LONGEST:
        text = f"{opening} {joined(list(found))}."
    entries = [entry for at in found.values() for entry in at]
    hits = scene.newest_first(tuple(dict.fromkeys(map(scene.at, entries))))
    said = say(text, *paths(scene, hits))
    return Outcome((said,), "experience", hits, limit=SHOWN)


def _with_names(place: str, entries: Sequence[Entry]) -> str:
    """A place with two names from there at most: "Ghent (Lux and Nova)"."""
    return f"{place} ({joined(list(dict.fromkeys(map(name_of, entries)))[:2])})"
