"""The sentence that says who somebody is."""

from __future__ import annotations

import re

from services.resume.answers.outcome import Said, say
from services.resume.answers.reading import about_entry
from services.resume.answers.scene import Scene
from services.resume.telling.naming import place_of
from services.resume.telling.nouns import with_article

HEADLINE_END = re.compile(r"\s*[|•·–—]\s*| - ")
LETTERS_AFTER = re.compile(r"(?:,\s*[A-Z]{2,}[A-Za-z.-]*)+$")
"""Titles behind a name or headline: "Nurse, RN, CCRN"."""
ONE_VERB = {"are": "is", "were": "was", "have": "has", "do": "does"}


def opening(scene: Scene) -> Said:
    """A sentence on who somebody is; empty with neither headline nor job.

    "Marisol is an ICU Charge Nurse at Cascade Valley Medical Center."
    """
    headline = scene.library.resume.profile.headline
    jobs = scene.current_jobs
    if headline:
        head = LETTERS_AFTER.sub("", HEADLINE_END.split(headline)[0])
        is_ = "am" if scene.voice.first_person else "is"
        at = place_of(scene.entry(jobs[0])) if jobs else ""
        text = f"{scene.voice.whom} {is_} {with_article(head)} {at}".rstrip()
        return say(f"{text}.", "basics.label")
    return by_name(scene, about_entry(scene, jobs[0])) if jobs else say("")


def by_name(scene: Scene, said: Said) -> Said:
    """The sentence with the first name in place of the pronoun it opens with."""
    v = scene.voice
    head, _, rest = said.text.partition(" ")
    if v.first_person or head != v.They:
        return said
    if v.plural:
        verb, _, tail = rest.partition(" ")
        if verb not in ONE_VERB:
            return said
        rest = f"{ONE_VERB[verb]} {tail}"
    return say(f"{v.first} {rest}", *said.paths)
