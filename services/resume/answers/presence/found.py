"""The fact that states best what was asked, and how surely it does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from services.language.stems import stem
from services.models.fact import Fact, Kind
from services.resume.answers.evidence import Hit
from services.resume.answers.scene import Scene
from services.resume.answers.weighing import weights

TOLD = (
    Kind.PROFILE, Kind.SUMMARY, Kind.HIGHLIGHT, Kind.KEYWORD, Kind.COURSE, Kind.TITLE,
    Kind.FIELD, Kind.LEVEL, Kind.SCORE, Kind.PLACE, Kind.ORGANIZATION,
)  # fmt: skip
FILLERS = frozenset(
    map(
        stem,
        """
    experience experienced certified licensed registered accredited ever any
    familiar know knowledge good able capable comfortable work worked working use
    used using do done doing handle handled deal dealt run ran running make made
    making help helped know how real actual certain specific much many sort kind
    type type little bit some background exposure training trained qualified
    qualification skill skilled expert been gone tried try learn learned learnt like
    love enjoy enjoys interested able allowed used happy willing cope manage managed
    take took taken give gave given life get got have hold held own involve involved
    anything something thing stuff else before already own personally career job
    better best worse role position professional professionally life people person
    fly flown drive driven operate operated operating ride ridden sail sailed pilot
    play played shoot shot
    """.split(),
    )
)
LEAST_OWN = 0.85
"""Share of the asked words' weight that the fact itself has to have for a yes."""
ABOUT_AS_NEAR = 0.8
MOST_NEAR = 2
BY_WORDS = 0.9
"""How sure a fact is that has every word, where meaning is not known."""
UNLIKELY = 0.5
"""How likely nothing answers, from which shared words confirm nothing."""
ABSENT = 0.75
"""How likely nothing answers, from which nothing is close."""
ANSWERED = 0.1
"""How likely nothing answers, up to which something does, in whatever words."""
LEAST_LIKELY, LEAST_SHARE = 0.08, 0.25
"""How likely a fact answers that is told beside another, and its share of the other's.
"""
IN_OTHER_WORDS, FROM_ELSEWHERE = 0.5, 0.75
"""How likely a fact answers, from which it is told though it has other words, and
though it is of another part than the one named.
"""
NAMES = (Kind.KEYWORD, Kind.TITLE, Kind.COURSE)
LINES = (Kind.HIGHLIGHT, Kind.SUMMARY)


@dataclass(frozen=True, slots=True)
class Found:
    """The best fact for what was asked, and how likely it states it, in 0..1."""

    hit: Hit
    sure: float
    near: tuple[Hit, ...]
    """It, and what is about as near."""


def states(scene: Scene, found: Found, asked: frozenset[str]) -> bool:
    """Whether the fact says it itself: likely enough, and its telling words are there.

    A fact that is only near in meaning never confirms: a wider or a narrower thing is
    as near as the thing itself.
    """
    likely = scene.chances is None or scene.chances.none < UNLIKELY
    sure = found.sure >= weights().yes
    return sure and likely and worded(scene, found.hit, asked)


def worth_telling(scene: Scene, hit: Hit, best: Hit) -> bool:
    """Whether a fact is likely enough to be told beside the best one."""
    chances = scene.chances
    if chances is None:
        return True
    least = max(LEAST_LIKELY, LEAST_SHARE * chances.of(best.fact))
    return chances.of(hit.fact) >= least


def nothing_answers(scene: Scene) -> bool:
    """Whether what is asked for is most likely not there, though something is near."""
    named = scene.question.stems - FILLERS - _of_parts(scene)
    return bool(named) and scene.chances is not None and scene.chances.none >= ABSENT


def something_answers(scene: Scene) -> bool:
    """Whether what is asked for is most likely there, whatever its words are."""
    own = not (scene.leans or scene.forced)
    return own and scene.chances is not None and scene.chances.none < ANSWERED


def _of_parts(scene: Scene) -> frozenset[str]:
    """The stems of the parts that are named: "certificates"."""
    return frozenset(stem(w) for p in scene.question.parts for w in p.noun.split())


def told_by(scene: Scene, least: float = IN_OTHER_WORDS) -> Fact | None:
    """The fact that answers in other words; None where none surely does."""
    chances = None if scene.leans or scene.forced else scene.chances
    if chances is None or chances.of(chances.best) < least:
        return None
    return chances.best


def worded(scene: Scene, hit: Hit, asked: frozenset[str]) -> bool:
    """Whether the fact has the words asked for, but for light ones."""
    if not hit.missing:
        return hit.own > 0 or hit.fact.kind in LINES
    return hit.own >= LEAST_OWN and heaviest(scene, asked) not in hit.missing


def weighed(
    scene: Scene,
    asked: frozenset[str],
    text: str,
    within: Collection[str] | None = None,
) -> Found | None:
    """The best fact, of the entries `within` if given; None where none comes near."""
    hits = scene.evidence.ranked(asked, text, within=within, kinds=TOLD, limit=8)
    hits = [h for h in hits if h.fact.about != "references"]
    if not hits:
        return None
    best = hits[0]
    near = [h for h in hits if h.score >= ABOUT_AS_NEAR * best.score]
    sure = weights().probability(features(scene, best, asked))
    if not scene.evidence.by_meaning:
        sure = BY_WORDS if not best.missing else best.own * BY_WORDS / 2
    return Found(best, sure, tuple(near[:MOST_NEAR]))


def features(scene: Scene, hit: Hit, asked: frozenset[str]) -> tuple[float, ...]:
    """What the weights are fitted on; see `Weights`."""
    gone = hit.missing
    unknown = [w for w in gone if not scene.evidence.known(w)]
    return (
        hit.cover,
        hit.own,
        hit.near,
        float(not gone),
        float(heaviest(scene, asked) in gone),
        len(unknown) / len(asked),
        float(hit.fact.kind in NAMES),
        float(len(asked) == 1),
    )


def heaviest(scene: Scene, asked: frozenset[str]) -> str:
    """The word that tells most of what was asked."""
    return max(sorted(asked), key=scene.evidence.weight)


def wanted(scene: Scene) -> frozenset[str]:
    """The stems that name what is asked for; all where nothing else is left."""
    stems = scene.question.stems
    return (stems - FILLERS) or stems


def words_with(scene: Scene, stems: frozenset[str]) -> str:
    """The question's own words of some stems, in its order."""
    return " ".join(w for w in scene.question.content if stem(w) in stems)
