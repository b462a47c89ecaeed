"""Licences, registrations and certificates asked for."""

from __future__ import annotations

from services.fit.listing import alternatives_of
from services.fit.skills import NOTHING, Found, best, kept
from services.fit.stated import Stated, content
from services.fit.words import phrases, table
from services.models.fact import Fact
from services.models.fit import Judged, Requirement, Verdict

SECTIONS = ("certifications", "licences", "licenses", "memberships")
MET = 0.7
PARTLY = 0.4


def judged(requirement: Requirement, stated: Stated) -> Judged:
    """The best of what is enough, where the résumé names such papers."""
    options = dict.fromkeys(
        (requirement.subject, *alternatives_of(requirement.subject))
    )
    verdict, facts = best(_held(option, stated) for option in options)
    return Judged(requirement, verdict, facts)


def _held(text: str, stated: Stated) -> Found:
    common = table("licences")["common"].split()
    wanted = [t for t in content(text) if t.lower not in common]
    if not wanted:
        return NOTHING
    covers = stated.covers(wanted)
    if not covers:
        return NOTHING
    for cover in covers:
        if cover.share < PARTLY or not _is_paper(cover.facts[0]):
            continue
        return (
            kept(cover.facts[:1], stated)
            if cover.share >= MET
            else (Verdict.PARTLY, cover.facts[:1])
        )
    return NOTHING


def _is_paper(fact: Fact) -> bool:
    """Whether a fact tells of a licence or the like, and not of work alone."""
    return fact.about in SECTIONS or bool(phrases("kinds", "licence").search(fact.text))
