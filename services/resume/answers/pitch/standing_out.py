"""What makes somebody different, and the biggest achievements."""

from __future__ import annotations

from services.resume.answers.outcome import Outcome
from services.resume.answers.pitch.composing import award, composed, quote
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.answers.strengths import WORK, highlights
from services.resume.questions.patterns import any_of

DIFFERENT = any_of(
    r"\bwhat (?:makes|sets|distinguishes|is) they (?:\w+ )?(?:different|special|"
    r"unique|apart|stand out|unusual)\b",
    r"\bset(?:s)? they apart\b",
    r"\bmakes? they (?:stand out|different|special|unique)\b",
    r"\bstands? out\b",
    r"\bunique about they\b",
    r"\bspecial about they\b",
    r"\b(?:from|than|over) (?:the )?other (?:candidates|applicants|graduates|"
    r"people)\b",
    r"\bunique selling\b",
    r"\bedge over\b",
)
ACHIEVEMENT = any_of(
    r"\b(?:biggest|greatest|best|proudest|most (?:impressive|important|notable|"
    r"significant|remarkable|proud)|top|main|key|major|finest|largest) (?:\w+ "
    "){0,2}?(?:achievements?|accomplishments?|success(?:es)?|wins?|results?|"
    r"impact|contributions?|feats?|moments?|milestones?|thing)\b(?!.*\b(?:weak|"
    r"bad)\b)",
    r"\bproud(?:est)? (?:of|moment)\b",
    r"\baccomplish(?:ed|ments?)\b",
    r"\bachievements?\b",
    r"\bmost proud\b",
    r"\bclaim to fame\b",
    r"\bimpressive\b",
    r"\bwhat has they achieved\b",
    r"\bachieved?\b$",
    r"\bbiggest (?:impact|success|win)\b",
    r"\bcareer highlights?\b",
)
HIGHLIGHTS = any_of(
    r"\bhighlights?\b",
    r"\bkey (?:points|facts|things)\b",
    r"\bmain points\b",
    r"\bmost important (?:things|facts|points)\b",
    r"\bshould i know about they\b",
    r"\bworth knowing\b",
    r"\bimpress me\b",
    r"\bbest bits\b",
    r"\bgood stuff\b",
    r"\btl ?dr\b",
    r"\bstand out (?:facts|points)\b",
)
PLAIN_WORDS = frozenset({"achievement", "biggest", "impress", "big", "great", "proud"})
"""Stems of asking for an achievement, which narrow nothing."""
FEW_WORDS = 4


def different(scene: Scene) -> Outcome | None:
    """The answer to what sets somebody apart."""
    return what_differs(scene) if scene.question.has(DIFFERENT) else None


def what_differs(scene: Scene) -> Outcome | None:
    """The newest award, the strongest highlights and what a referee says."""
    best = highlights(scene, limit=3)
    first, last = best[:2], best[2:]
    said = [*award(scene), *(read(scene, f) for f in first), *quote(scene)]
    said += [read(scene, f) for f in last]
    return composed(scene, said, "about", best) if said else None


def achievement(scene: Scene) -> Outcome | None:
    """The answer to what the biggest achievement is, where nothing narrows it."""
    q = scene.question
    if not q.has(ACHIEVEMENT) or scene.own:
        return None
    if scene.leans:
        return _best_inside(scene)
    if q.stems - PLAIN_WORDS and len(q.content) > FEW_WORDS:
        return None
    parts = [s for s in q.sections if s in WORK and scene.section(s)]
    return _best_of(scene, parts[0]) if parts else what_achieved(scene)


def _best_inside(scene: Scene) -> Outcome | None:
    """The strongest highlights of what was spoken of."""
    within = frozenset(scene.entry(i).id for i in scene.topic[:1])
    best = highlights(scene, limit=2, within=within)
    section = scene.entry(scene.topic[0]).section if scene.topic else "about"
    said = [read(scene, f) for f in best]
    return composed(scene, said, section, best) if best else None


def _best_of(scene: Scene, part: str) -> Outcome | None:
    """The strongest highlight of one part: "her most important project"."""
    within = frozenset(scene.entry(i).id for i in scene.section(part))
    best = highlights(scene, limit=1, within=within)
    return composed(scene, [read(scene, f) for f in best], part, best) if best else None


def what_achieved(scene: Scene) -> Outcome | None:
    """The strongest highlights and the newest award."""
    return _best(scene, 2, "experience")


def best_bits(scene: Scene) -> Outcome | None:
    """The answer to what the highlights are."""
    if not scene.question.has(HIGHLIGHTS) or scene.own:
        return None
    return _best(scene, 3, "about")


def _best(scene: Scene, limit: int, intent: str) -> Outcome | None:
    best = highlights(scene, limit=limit)
    said = [*(read(scene, f) for f in best), *award(scene)]
    return composed(scene, said, intent, best) if best else None
