"""What is said of a fact that was found, or not found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from services.language.stems import stem
from services.models.fact import Fact
from services.resume.answers.evidence import Hit
from services.resume.answers.lists.telling import SHORT_OF_WINNING
from services.resume.answers.naming import as_named, in_right_letters
from services.resume.answers.outcome import (
    NOT_THERE,
    Outcome,
    Said,
    fitting,
    not_there,
    say,
)
from services.resume.answers.presence.found import Found, worth_telling
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening, upper_opening
from services.resume.reading.text import clean, words
from services.resume.telling.lists import joined
from services.resume.telling.verbs import nouns

BREATH = 44
LEAST_SURE = 0.3


def confirmed(scene: Scene, found: Found) -> Outcome:
    """A yes with the fact that states it."""
    said = read(scene, found.hit.fact)
    if not scene.question.polar:
        return _one(scene, found, said)
    if _fell_short(scene, found.hit):
        text = f"Not quite: {lower_opening(said.text)}"
        return _one(scene, found, say(text, *said.paths))
    return _one(scene, found, yes(said))


def _fell_short(scene: Scene, hit: Hit) -> bool:
    """Whether a prize that is asked to have been won was only come near to."""
    won = scene.question.reading.text
    near = (
        SHORT_OF_WINNING.search(hit.fact.text) if hit.fact.about == "awards" else None
    )
    return near is not None and near[0].casefold() not in won.casefold()


def yes(said: Said) -> Said:
    """The sentence after a "Yes:"."""
    return say(f"Yes: {lower_opening(said.text)}", *said.paths)


def in_other_words(scene: Scene, fact: Fact) -> Outcome:
    """A fact that answers without the visitor's words: it is told as it stands, and
    says itself whether it is a yes.
    """
    position = scene.library.position
    hits = (position[fact.entry],) if fact.entry else ()
    chances = scene.chances
    sure = chances.of(fact) if chances else LEAST_SURE
    return Outcome((read(scene, fact),), intent_of(scene, hits), hits, confidence=sure)


def closest(scene: Scene, found: Found) -> Outcome:
    """That it is not named, and what comes nearest to it."""
    near_by = [h for h in found.near[1:] if worth_telling(scene, h, found.hit)]
    first, *others = (read(scene, hit.fact) for hit in (found.hit, *near_by))
    near = f"the closest is this: {lower_opening(first.text)}"
    gone = unheard_of(scene)
    lead = "Not in so many words, but"
    if gone:
        lead = f"The résumé doesn't mention {gone};"
    opening = say(f"{lead} {near}", *first.paths)
    more = [s for s in others if s.text.lower() not in opening.text.lower()]
    hits = entries_of(scene, (found.hit, *near_by))
    return Outcome(
        tuple(fitting([opening, *more], BREATH)),
        intent_of(scene, hits),
        hits,
        absent=bool(gone),
        closest=True,
        confidence=found.sure,
    )


def unheard_of(scene: Scene) -> str:
    """What was named that nothing in the résumé has, where it is no common word."""
    said = words(clean(scene.question.reading.text))
    gone = [w for w in scene.question.content if _unheard(scene, w)]
    named = [(get_close_matches(w, said, 1) or [w])[0] for w in gone]
    return joined([in_right_letters(w, scene.question) for w in named], "or")


def _unheard(scene: Scene, word: str) -> bool:
    """Whether no fact has it, and it is no common word, or is the name of a place."""
    place = scene.question.says(rf"\bat {re.escape(word)}\b") and word not in nouns()
    stemmed = stem(word)
    idle = scene.evidence.idle(stemmed) and not place
    return not scene.evidence.known(stemmed) and not idle


def elsewhere(scene: Scene, found: Found) -> Outcome:
    """Not of what was spoken of, but somewhere else."""
    said = read(scene, found.hit.fact)
    there = f"but elsewhere: {lower_opening(said.text)}"
    text = f"Not there as far as the résumé tells, {there}"
    return _one(scene, found, say(text, *said.paths))


def denied(scene: Scene, sure: float, what: str = "") -> Outcome:
    """That the named thing is not in the résumé."""
    what = what or as_named(scene)
    none = f"the résumé doesn't mention {what}." if what else NOT_THERE
    text = f"No, {none}" if scene.question.polar else upper_opening(none)
    return not_there(text, confidence=max(LEAST_SURE, 1 - sure))


def _one(scene: Scene, found: Found, said: Said) -> Outcome:
    """One sentence about the best fact."""
    hits = entries_of(scene, (found.hit,))
    return Outcome((said,), intent_of(scene, hits), hits, confidence=found.sure)


def entries_of(scene: Scene, hits: Iterable[Hit]) -> tuple[int, ...]:
    """The entries that facts are of, each once."""
    position = scene.library.position
    return tuple(dict.fromkeys(position[h.fact.entry] for h in hits if h.fact.entry))


def intent_of(scene: Scene, hits: tuple[int, ...]) -> str:
    """The section of the first entry; "about" without one."""
    return scene.entry(hits[0]).section if hits else "about"
