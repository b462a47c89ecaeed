"""Whether a fact that surely answers goes before what a rule says."""

from __future__ import annotations

from dataclasses import replace

from services.models.fact import Fact, Kind
from services.resume.answers.closing import near_facts
from services.resume.answers.evidence import stems_of
from services.resume.answers.farness import far
from services.resume.answers.outcome import Outcome
from services.resume.answers.presence.found import ANSWERED, told_by
from services.resume.answers.presence.telling import in_other_words
from services.resume.answers.reading import WHOLE_ENTRY, read
from services.resume.answers.scene import Scene

GUESSES = frozenset("by_topic figure towns".split())
"""Rules that go by single words, before which a fact that surely answers is told."""
COUNTING = frozenset(("durations", "section_count"))
"""Rules that count times or entries where something else may be counted."""
DENYING = frozenset("present unstated by_kind contact detail".split())
"""Rules whose "not in the résumé" rests on the words they looked for."""
WEIGHED = frozenset(("present", "nearest_fact"))
"""Rules that have looked for the likeliest fact themselves."""
COMPUTED = frozenset(
    """superlative today beside_it previous lives first pronouns at_time at_place
    several walk compared jobs gaps promotions student graduated identity
    pitch different highlights looking drives in_country abroad together""".split()
)
"""Rules whose answer no single fact holds, or that read whole entries on purpose."""
GOING_WITH_PARTS = stems_of(
    "speak win won earn write wrote written publish hold held receive put together"
    " study studied learn technical professional volunteer"
)
"""Words that go with the name of a part and ask for nothing else: "awards won"."""
LIKELY, SURE, OF_FAR, NOT_STATED = 0.6, 0.75, 0.3, 0.65
"""How likely a fact answers that is told instead of what a rule says, of a count, of
what is said of a thing that is named by few of the words, and of "not in the résumé".
"""
GUESSED = 0.5
HARDLY = 0.02
"""How likely nothing answers, up to which nothing is denied."""
SAID_SHARE = 0.7
"""Of the words of a fact, that an answer has which says it."""


def surer(scene: Scene, outcome: Outcome) -> Outcome:
    """The outcome, or a fact that surely answers and that it does not say."""
    if "+" in outcome.rule or _is_exact(scene, outcome):
        return outcome
    least = _least(scene, outcome)
    fact = told_by(scene, least) if least else None
    if fact is None or not _goes_before(scene, fact, outcome):
        return _not_denied(scene, outcome)
    return replace(in_other_words(scene, fact), rule="other_words")


def _goes_before(scene: Scene, fact: Fact, outcome: Outcome) -> bool:
    """Whether a likely fact is something else than what the rule says."""
    if outcome.absent and scene.chances and scene.chances.none >= ANSWERED:
        return False
    if outcome.rule in COUNTING and fact.kind in WHOLE_ENTRY:
        return False
    return not _is_said(scene, fact, outcome)


def _not_denied(scene: Scene, outcome: Outcome) -> Outcome:
    """The outcome, or the nearest facts where it denies what surely is there."""
    if not outcome.absent or outcome.rule not in DENYING:
        return outcome
    if scene.leans or scene.forced or not scene.chances:
        return outcome
    if scene.chances.none > HARDLY or not scene.question.stems:
        return outcome
    near = near_facts(scene)
    return replace(near, rule="near_facts") if near else outcome


def _least(scene: Scene, outcome: Outcome) -> float:
    """How likely a fact answers that is told instead; 0 where the rule stands."""
    rule, question = outcome.rule, scene.question
    if outcome.absent:
        return NOT_STATED if rule != "looking" else 0.0
    if rule in COMPUTED or rule in WEIGHED:
        return 0.0
    if rule in COUNTING:
        return SURE
    if rule in GUESSES:
        if question.sections:
            return 0.0
        return SURE if question.polar else GUESSED if question.asking else 0.0
    return OF_FAR if rule == "detail" and far(scene, outcome) else LIKELY


def _is_exact(scene: Scene, outcome: Outcome) -> bool:
    """Whether every word of the question is told, or is the name of a part or goes with
    one, so that nothing else can be meant: no vector has to be made for it.
    """
    q = scene.question
    if outcome.rule in GUESSES:
        return False
    nouns = stems_of(" ".join(part.noun for part in q.parts))
    if outcome.absent and any(map(scene.evidence.known, nouns)):
        return False
    told = stems_of(" ".join(said.text for said in outcome.said)) | nouns
    told |= stems_of(" ".join(part.section for part in q.parts))
    return not q.stems - told - (GOING_WITH_PARTS if q.parts else frozenset())


def _is_said(scene: Scene, fact: Fact, outcome: Outcome) -> bool:
    """Whether the answer says the fact, in a sentence of its own or within a list."""
    told = read(scene, fact)
    if told in outcome.said:
        return True
    text = stems_of(" ".join(said.text for said in outcome.said))
    own = stems_of(fact.text)
    if own and len(own & text) >= SAID_SHARE * len(own):
        return True
    whole = fact.kind in WHOLE_ENTRY and fact.kind is not Kind.LEVEL
    paths = {path for said in outcome.said for path in said.paths}
    return whole and bool(told.paths) and paths.issuperset(told.paths)
