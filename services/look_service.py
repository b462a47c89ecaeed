"""The front door of looks: what shows whose page it is, made once for each owner."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from services.look.card import DRAWING, CardText, drawn
from services.look.colours import tones
from services.look.icon import icon
from services.look.initials import initials
from services.look.style import sheet
from services.models.page import Look, Owner, digest_of

LOOKS_KEPT = 4
"""The one of today, and those of a résumé that is just being changed."""


class PageLook:
    """Looks of owners; a card is drawn when it is first asked for, one at a time."""

    def __init__(self) -> None:
        self._looks = lru_cache(LOOKS_KEPT)(look_of)
        self._cards: dict[str, bytes] = {}
        self._drawing = asyncio.Lock()

    def of(self, owner: Owner) -> Look:
        return self._looks(owner)

    async def card(self, owner: Owner) -> bytes:
        """The preview card as a PNG; only the newest is kept."""
        digest = self.of(owner).card
        async with self._drawing:
            if digest not in self._cards:
                card = await asyncio.to_thread(_card, owner)
                self._cards.clear()
                self._cards[digest] = card
            return self._cards[digest]


def look_of(owner: Owner) -> Look:
    """The look for an owner; the same for the same one."""
    accent, letters = owner.page.accent, initials(owner.name)
    photo = owner.page.photo.digest if owner.page.photo else ""
    shown = (DRAWING, owner.name, owner.headline, owner.greeting, accent, photo)
    return Look(
        initials=letters,
        accent=tones(accent).light if accent else "",
        sheet=sheet(accent) if accent else "",
        icon=icon(letters, accent),
        card=digest_of(repr(shown).encode()),
    )


def _card(owner: Owner) -> bytes:
    letters = initials(owner.name)
    text = CardText(owner.name, owner.headline, owner.greeting, letters)
    photo = owner.page.photo
    return drawn(text, owner.page.accent, photo.data if photo else b"")
