"""Facts for tests of what is said from them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from services.models.answer import Answer, Card, Query
from services.models.fact_sheet import FactSheet
from services.models.resume import Entry, Profile, Resume
from services.resume.periods import read_period
from services.resume_query_processor import ResumeQueryProcessor

Facts = Callable[[Query, Answer], Awaitable[FactSheet]]


def resume_of(profile: Profile, *cards: Card) -> Resume:
    """A résumé with the entries that the cards show."""
    sections: dict[str, tuple[Entry, ...]] = {}
    for card in cards:
        entry = Entry(
            id=card.id,
            section=card.section,
            title=card.title,
            path=card.content_source or card.id,
            organization=card.company or "",
            role=card.role or "",
            period=read_period(card.date) if card.date else None,
            description=card.content,
            technologies=card.technologies,
        )
        sections[card.section] = (*sections.get(card.section, ()), entry)
    return Resume(profile, sections, version="1")


def facts_from(resume: Resume) -> Facts:
    """What the engine gives a model to answer from."""
    return ResumeQueryProcessor(resume).facts


async def no_facts(query: Query, answer: Answer) -> FactSheet:
    """For what never comes to be asked."""
    return FactSheet((), (), 0, {}, {}, Profile("Ann Lee"))
