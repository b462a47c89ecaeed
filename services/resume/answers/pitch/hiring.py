"""Why to hire somebody, and whether for something."""

from __future__ import annotations

from services.models.fact import Kind
from services.resume.answers.languages import said_in_tongue
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.pitch.composing import award, composed
from services.resume.answers.pitch.opening import opening
from services.resume.answers.pitch.sides import WEAKNESSES
from services.resume.answers.presence.found import told_by
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.answers.strengths import highlights
from services.resume.questions.patterns import any_of

HIRE = any_of(
    r"\bwhy (?:should|would|might|must|do|does) (?:i|we|anyone|someone|somebody|"
    r"one|you|a \w+|an \w+|any \w+)\b(?!.*\b(?:ask|trust this|use this)\b)",
    r"\bwhy (?:hire|choose|pick|take|consider|not) they\b",
    r"\bwhy (?:should|would|might|must) (?:\w+ ){1,3}?(?:want|hire|choose|pick|take|"
    r"prefer|book|engage|employ|go for|go with) they\b",
    r"\bthey (?:rather than|and not|over|instead of) (?:someone|somebody|anyone|"
    r"another|the (?:next|other)|others)\b",
    r"\bwhy they\b$",
    r"\bsell (?:they|me on|they to)\b",
    r"\bconvince (?:me|us)\b",
    r"\bpersuade (?:me|us)\b",
    r"\b(?:elevator )?pitch\b(?! (?:deck|for))",
    r"\bmake (?:a|the|your|they) case\b",
    r"\bcase for (?:hiring )?they\b",
    r"\bwhat (?:can|could|would|does|will) they (?:bring|offer|add|contribute)\b",
    r"\bworth (?:hiring|interviewing|talking to|meeting|it)\b",
    r"\bshould (?:i|we) (?:hire|interview|choose|pick|invite|employ|take) they\b",
    r"\breasons? (?:to|why|for)\b",
    r"\bwhat do (?:i|we) get\b",
    r"\bgood hire\b",
    r"\bthe right (?:person|one|choice)\b",
    r"\bvalue (?:would|do|does|can|could|will) they\b",
    r"\bwhat makes they (?:a )?(?:good|great|right|suitable|strong|perfect|ideal)",
)
FIT = any_of(
    r"\b(?:is|would|could|might|can) they (?:be )?(?:a |an )?(?:\w+ )?(?:good|"
    "right|great|strong|suitable|suited|ideal|perfect|qualified|fit|ready|"
    "cut out)(?: fit| match| candidate| choice| person| hire)"
    r"? (?:for|to|of|as|in|enough)\b",
    r"\bcould they (?:lead|run|manage|head|take over)\b",
    r"\bwould they (?:fit|suit|cope|manage|do well)\b",
)
SPEAKS = (Kind.HIGHLIGHT, Kind.SUMMARY, Kind.PROFILE, Kind.TITLE)
LEAST_NEAR = 0.3
WANTED = frozenset(
    "bring add hir offer contribut reason team compani project job role valu".split()
)


def hire(scene: Scene) -> Outcome | None:
    """Why to hire somebody, or what speaks for them where a task is named."""
    q = scene.question
    if q.polar and said_in_tongue(q):
        return None
    if q.has(HIRE) and not q.has(WEAKNESSES):
        return fit(scene) if _names_task(scene) else pitch(scene)
    if not q.has(FIT) or (q.targets and q.first not in ("could", "would")):
        return None
    if q.polar and told_by(scene) is not None:
        return None
    return fit(scene)


def _names_task(scene: Scene) -> bool:
    """Whether something is named that somebody is wanted for and the résumé knows."""
    q = scene.question
    return q.says(r"\b(?:for|to|on|with) (?:a|an|the|our|my)\b") and any(
        scene.evidence.known(w) for w in q.stems - WANTED
    )


def pitch(scene: Scene) -> Outcome:
    """Who it is in a clause, then the strongest highlights, an award among them."""
    best = highlights(scene, limit=3)
    first, last = best[:2], best[2:]
    said = [opening(scene), *(read(scene, fact) for fact in first), *award(scene)]
    said += [read(scene, fact) for fact in last]
    return composed(scene, said, "about", best)


def fit(scene: Scene) -> Outcome:
    """The facts nearest to what was asked for; the visitor draws the conclusion."""
    q = scene.question
    hits = [
        h.fact
        for h in scene.evidence.ranked(q.stems, q.whole, limit=12)
        if h.fact.kind in SPEAKS and (h.own or h.near > LEAST_NEAR)
    ][:3]
    if not hits:
        return pitch(scene)
    first = say(f"The résumé speaks for {scene.voice.them}.")
    said = [first, *(read(scene, fact) for fact in hits)]
    return composed(scene, said, "about", hits)
