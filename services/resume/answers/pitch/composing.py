"""Answers of several sentences, and what they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from services.models.fact import Fact, Kind
from services.resume.answers.outcome import Outcome, Said, fitting
from services.resume.answers.reading import about_entry, read
from services.resume.answers.scene import Scene

WORDS = 48
QUOTE_WORDS = 12
"""Words of a quote that is told best."""


def award(scene: Scene) -> list[Said]:
    """The newest award in a sentence; empty without one."""
    won = scene.newest_first(scene.section("awards"))
    return [about_entry(scene, i) for i in won[:1]]


def quote(scene: Scene) -> list[Said]:
    """A quote of a referee that is neither short nor long; empty without one."""
    facts = sorted(
        scene.evidence.of(Kind.QUOTE),
        key=lambda f: abs(len(f.text.split()) - QUOTE_WORDS),
    )
    return [read(scene, f) for f in facts[:1]]


def profile_facts(scene: Scene) -> list[Fact]:
    """The sentences of the profile's summary."""
    return [f for f in scene.evidence.of(Kind.PROFILE) if "summary" in f.path]


def composed(
    scene: Scene,
    said: Sequence[Said],
    intent: str,
    facts: Sequence[Fact],
    *,
    item_type: str = "",
) -> Outcome:
    """As many of the sentences as fit in one breath, with the cards they rest on."""
    kept = fitting(said, WORDS)
    hits = [scene.library.position[f.entry] for f in facts if f.entry]
    for each in kept:
        hits += [i for i, e in enumerate(scene.entries) if e.path in each.paths]
    shown = tuple(dict.fromkeys(hits)) or scene.current_jobs[:1]
    return Outcome(tuple(kept), intent, shown, item_type=item_type, listing=True)
