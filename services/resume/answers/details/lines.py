"""A line of the entry that answers the question."""

from __future__ import annotations

from collections.abc import Collection

from services.models.fact import Kind
from services.resume.answers.details.describing import by_weight, described
from services.resume.answers.evidence import Hit, stems_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import WHOLE_ENTRY, read
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening

CERTAIN = 0.72
"""Score from which a name was surely meant."""
NO_ASPECT = frozenset(
    """
    do did done work role tell detail more responsibl duti task achiev accomplish
    job happen about go went describ explain project award paper place posit year
    time start finish begin end when where
    """.split()
)
THINGS = ("projects", "publications", "awards")
NAMES_IT = (Kind.KEYWORD, Kind.TITLE, Kind.ORGANIZATION, Kind.SUMMARY)
"""Facts that say no more than the entry does when it is told as a whole."""
NOT_LINES = (Kind.DATE, Kind.TENURE, Kind.LINK)
LINES = (Kind.HIGHLIGHT, Kind.SUMMARY)
LEAST_OWN, LEAST_NEAR = 0.3, 0.3
"""Shares of words and of meaning, of which a line needs one."""
ALL_WORDS = 0.95


def telling_words(scene: Scene) -> frozenset[str]:
    """The question's words that are neither the entry's name nor how one asks."""
    q = scene.question
    names = (
        f"{e.title} {e.organization} {e.role}" for e in map(scene.entry, scene.named)
    )
    known = [*names, *(p.noun for p in q.parts)]
    if scene.own:
        known += [w for t in q.targets[:2] for w in t.words]
    return q.stems - NO_ASPECT - frozenset().union(*map(stems_of, known))


def line_of(
    scene: Scene, telling: frozenset[str], least: float, kinds: Collection[Kind]
) -> Hit | None:
    """The best line of the named entries with that share of the words."""
    within = {scene.entry(i).id for i in scene.named}
    hits = scene.evidence.ranked(telling, scene.question.whole, within=within, limit=3)
    return next((h for h in hits if h.own >= least and h.fact.kind in kinds), None)


def best_inside(scene: Scene, telling: frozenset[str]) -> Outcome | None:
    """The fact of the named entries that has the words, or comes nearest in meaning."""
    within = {scene.entry(i).id for i in scene.named}
    hits = scene.evidence.ranked(telling, scene.question.whole, within=within, limit=5)
    lines = [h for h in hits if h.fact.kind not in NOT_LINES and not h.fact.derived]
    if not lines or (lines[0].own < LEAST_OWN and lines[0].near < LEAST_NEAR):
        return None
    if scene.question.polar and not telling <= stems_of(lines[0].fact.text):
        return None
    return of_hit(scene, lines[0])


def of_hit(scene: Scene, hit: Hit) -> Outcome:
    """The fact told; the whole entry where the fact is little more than its name."""
    at = scene.library.position[hit.fact.entry]
    section, polar = scene.entry(at).section, scene.question.polar
    names = NAMES_IT if section in THINGS else WHOLE_ENTRY
    if hit.fact.kind in names and not polar:
        return described(scene, (at,))
    said = read(scene, hit.fact)
    if polar:
        said = say(f"Yes: {lower_opening(said.text)}", *said.paths)
    return Outcome((said,), section, (at,), confidence=min(0.95, 0.4 + hit.score / 2))


def clearer(scene: Scene) -> Outcome | None:
    """A fact elsewhere that has every word, where the name was only touched."""
    q = scene.question
    if scene.forced or not q.targets or q.targets[0].score >= CERTAIN or not q.stems:
        return None
    if scene.entry(q.targets[0].at).section in q.sections:
        return None
    hits = scene.evidence.ranked(q.stems, q.whole, limit=1)
    if not hits or hits[0].own < ALL_WORDS or not hits[0].fact.entry:
        return None
    elsewhere = scene.library.position[hits[0].fact.entry] not in scene.own
    told = hits[0].fact.kind in LINES
    return of_hit(scene, hits[0]) if elsewhere and told else None


def result(scene: Scene) -> Outcome | None:
    """What came of it: the entry's strongest figure."""
    at = scene.named[0]
    highlights = [f for f in scene.facts(at) if f.kind is Kind.HIGHLIGHT and f.values]
    if not highlights:
        return None
    best = by_weight(scene, highlights)[0]
    text = f"Yes: {lower_opening(read(scene, best).text)}"
    return Outcome((say(text, best.path),), scene.entry(at).section, (at,))
