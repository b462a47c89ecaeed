"""What is left when no rule decides: the nearest facts, or that it is not there."""

from __future__ import annotations

from services.models.fact import Kind
from services.resume.answers.details.describing import described
from services.resume.answers.evidence import Hit
from services.resume.answers.naming import as_named
from services.resume.answers.outcome import NOT_THERE, Outcome, Said, fitting, say
from services.resume.answers.presence.found import (
    TOLD,
    UNLIKELY,
    features,
    heaviest,
    wanted,
    worth_telling,
)
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.answers.weighing import weights
from services.resume.answers.wording import lower_opening, upper_opening

NAMES = (Kind.KEYWORD, Kind.TITLE, Kind.ORGANIZATION)
DESCRIBED = ("projects", "publications", "awards")
CLEAR = 0.3
"""The cosine from which a fact is told."""
LIKELY, DOUBTED = 0.3, 0.15
"""How likely a fact answers that is told in any case, and that is told with doubt."""
NEAR_ENOUGH = 0.5
"""The cosine from which a fact is told where a name was asked for that is not there."""
ABOUT_AS_GOOD = 2.0
"""How much less fit than the best a fact may be and still be told with it."""
CERTAIN_LEAD = 0.95
"""Share of the question's words from which one fact is answer enough."""
MOST, BREATH = 3, 42
"""Facts and words that are told at most."""


def nearest_fact(scene: Scene) -> Outcome | None:
    """The facts nearest to the question; None where nothing of it is known."""
    q = scene.question
    within = {scene.entry(i).id for i in scene.named} if scene.named else None
    for pool in (within, None) if within else (None,):
        hits = scene.evidence.ranked(
            q.stems, q.whole, within=pool, kinds=(*TOLD, Kind.QUOTE), limit=6
        )
        if hits and (found := _told(scene, hits)):
            return found
    if not q.stems or not (q.person or q.sections):
        return None
    what = as_named(scene)
    text = f"The résumé doesn't mention {what}." if what else upper_opening(NOT_THERE)
    return Outcome((say(text),), "absent", absent=True, confidence=0.5)


def _unheard_of(scene: Scene) -> bool:
    """Whether the word that tells most is a name that no fact has."""
    asked = wanted(scene)
    if not asked:
        return False
    telling = heaviest(scene, asked)
    return not scene.evidence.known(telling) and not scene.evidence.idle(telling)


NOT_SAID = "Not in so many words, but the closest is this:"
MOST_SURE, LEAST_SURE = 0.9, 0.3


def _told(scene: Scene, hits: list[Hit]) -> Outcome | None:
    """The facts, after a word of doubt where they are only near; None where not."""
    best = hits[0]
    sure, doubtful = _sureness(scene, best)
    if sure <= 0:
        return None
    at = scene.library.position.get(best.fact.entry)
    section = scene.entry(at).section if at is not None else "about"
    if at is not None and best.fact.kind in NAMES and section in DESCRIBED:
        return described(scene, (at,))
    said, shown = together(scene, hits)
    if doubtful:
        said[0] = say(f"{NOT_SAID} {lower_opening(said[0].text)}")
    sure = min(MOST_SURE, max(sure, best.near))
    return Outcome(tuple(said), section, shown, closest=doubtful, confidence=sure)


def _sureness(scene: Scene, best: Hit) -> tuple[float, bool]:
    """How likely the best fact answers, 0 for one not to be told, and any doubt."""
    chances = scene.chances
    if chances is not None:
        sure = chances.of(best.fact)
        told = sure >= LIKELY or chances.none < UNLIKELY
        return (sure if told else 0.0), sure < DOUBTED
    asked, near = scene.question.stems, weights().near
    sure = weights().probability(features(scene, best, asked)) if asked else best.near
    unheard = _unheard_of(scene)
    told = best.near >= NEAR_ENOUGH if unheard else sure >= near or best.near >= CLEAR
    return (sure if told else 0.0), unheard or (sure < near and not best.own)


def _about_as_good(scene: Scene, hit: Hit, best: Hit) -> bool:
    """Whether a fact is nearly as fit, or by words alone has as many of them."""
    if scene.chances is not None:
        return True
    worded = bool(best.own) and hit.own >= best.own
    return worded or hit.fit >= best.fit - ABOUT_AS_GOOD


def near_facts(scene: Scene) -> Outcome | None:
    """The nearest facts as what comes closest; None where there is none."""
    q = scene.question
    kinds = (*TOLD, Kind.QUOTE)
    hits = scene.evidence.ranked(q.stems, q.whole, kinds=kinds, limit=6)
    if not hits:
        return None
    said, shown = together(scene, hits)
    if q.polar:
        said[0] = say(f"{NOT_SAID} {lower_opening(said[0].text)}", *said[0].paths)
    section = scene.entry(shown[0]).section if shown else "about"
    return Outcome(tuple(said), section, shown, closest=True, confidence=LEAST_SURE)


def together(scene: Scene, hits: list[Hit]) -> tuple[list[Said], tuple[int, ...]]:
    """The best fact and those about as near, as far as one breath goes."""
    best = hits[0]
    near = [best]
    if best.own < CERTAIN_LEAD:
        good = [h for h in hits[1:] if _about_as_good(scene, h, best)]
        near += [h for h in good if worth_telling(scene, h, best)]
    told = list(dict.fromkeys(read(scene, hit.fact) for hit in near))
    position = scene.library.position
    shown = dict.fromkeys(position[h.fact.entry] for h in near if h.fact.entry)
    return fitting(told, BREATH)[:MOST], tuple(shown)[:MOST]
