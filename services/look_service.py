"""The front door of looks: what shows whose page it is, made once for each owner."""

from __future__ import annotations

import asyncio
from functools import lru_cache, partial

from services.look.app_icon import app_icon
from services.look.card import DRAWING, CardText, drawn
from services.look.colours import tones
from services.look.icon import icon
from services.look.initials import initials
from services.look.style import sheet
from services.models.page import Look, Owner, digest_of

ICONS_KEPT = 8
"""Two sizes in two forms, for the owner of today and of a résumé being changed."""
LOOKS_KEPT = 4
"""The one of today, and those of a résumé that is just being changed."""


class PageLook:
    """Looks of owners; a card is drawn when it is first asked for, one at a time."""

    def __init__(self) -> None:
        self._looks = lru_cache(LOOKS_KEPT)(look_of)
        self._icons = lru_cache(ICONS_KEPT)(app_icon)
        self._cards: dict[str, bytes] = {}
        self._drawing = asyncio.Lock()

    def of(self, owner: Owner) -> Look:
        return self._looks(owner)

    async def app_icon(self, owner: Owner, size: int, *, maskable: bool) -> bytes:
        """The icon for a home screen as a PNG of `size` pixels."""
        look = self.of(owner)
        draw = partial(self._icons, look.initials, look.accent, size, maskable=maskable)
        async with self._drawing:
            return await asyncio.to_thread(draw)

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
