"""What assistants may read of a résumé, and how they may ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from services.errors import NotFound
from services.models.answer import Answer, Evidence
from services.models.fit import Fit
from services.models.resume import Resume
from services.resume.content import ContentIndex

NO_ENTRY = "There is no entry with this id; list_entries names them all."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's answer as it was told; no session where none is kept."""

    text: str
    answer: Answer
    evidence: tuple[Evidence, ...] = ()
    session_id: str | None = None

    def to_dict(self) -> dict[str, Any]:
        found = {
            "answer": self.text,
            "absent": self.answer.absent,
            "confidence": self.answer.confidence,
            "evidence": [one.to_dict() for one in self.evidence],
            "entries": [
                {"id": card.id, "section": card.section, "title": card.title}
                for card in self.answer.cards
            ],
        }
        return found | ({"session_id": self.session_id} if self.session_id else {})


Compare = Callable[[str], Awaitable[Fit]]
"""Compares the résumé with a job advertisement; raises InputError for none."""
Ask = Callable[[str, str | None], Awaitable[Asked]]
"""Answers a question, in a session if one is named."""


@dataclass(frozen=True, slots=True)
class Library:
    """One résumé as it stands; raises InputError for what it has not."""

    resume: Resume
    content: ContentIndex
    ask: Ask
    compare: Compare
    sections: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sections", tuple(self.resume.sections))

    def overview(self) -> dict[str, Any]:
        """The sections, and how many entries each has."""
        counts = [{"section": t.type, "entries": t.count} for t in self.content.types()]
        return {"sections": counts}

    def listing(self, section: str) -> dict[str, Any]:
        """The entries of a section, in a line each; raise NotFound."""
        name = self.content.section(section)
        entries = [
            _present({"id": card.id, "title": card.title, "date": card.date})
            for card in self.content.cards(name)
        ]
        return {"section": name, "entries": entries}

    def cards(self, section: str) -> dict[str, Any]:
        """The entries of a section with all that is written of them."""
        name = self.content.section(section)
        cards = [card.to_dict() for card in self.content.cards(name)]
        return {"section": name, "entries": cards}

    def entry(self, entry_id: str) -> dict[str, Any]:
        """All that is written of one entry; raise NotFound."""
        for section in self.sections:
            for card in self.content.cards(section):
                if card.id == entry_id:
                    return card.to_dict()
        raise NotFound(NO_ENTRY)

    def search(
        self, query: str, *, section: str | None, technology: str | None, limit: int
    ) -> dict[str, Any]:
        """Best first, each with why it was found."""
        found = self.content.search(
            query, type=section, technology=technology, limit=limit
        )
        results = [
            {
                "id": one.id,
                "title": one.title,
                "section": one.type,
                "relevance": round(one.relevance_score, 3),
                "reasons": list(one.match_reasons),
            }
            for one in found.results
        ]
        return {"results": results, "total": found.total}

    def profile(self) -> dict[str, Any]:
        """Who it is about."""
        profile = self.resume.profile
        names = ("name", "headline", "summary", "location", "email", "website")
        told = {name: getattr(profile, name) for name in names}
        return _present({**told, "links": dict(profile.links)}.items())


def _present(fields: Iterable[tuple[str, Any]] | dict[str, Any]) -> dict[str, Any]:
    """The fields that hold something."""
    return {name: value for name, value in dict(fields).items() if value}
