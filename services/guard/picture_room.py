"""The memory that pages with pictures may take among all their readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from services.models.records import PICTURES_A_PAGE

PICTURES_ON_THEIR_WAY = 8 * PICTURES_A_PAGE
"""Characters of pictures in pages that their readers have not yet taken."""


class PictureRoom:
    """Shares the memory that pages with pictures may take at once among their readers.

    A page is in memory until its reader has taken it. One that finds no room names the
    pictures' addresses instead.
    """

    def __init__(
        self, most: int = PICTURES_ON_THEIR_WAY, *, a_page: int = PICTURES_A_PAGE
    ) -> None:
        self.left = most
        self._a_page = a_page

    @contextmanager
    def taken(self) -> Iterator[Share]:
        """What a page may have, or what is left of it, until the block ends."""
        share = Share(self, min(self._a_page, self.left))
        self.left -= share.size
        try:
            yield share
        finally:
            share.keep(0)


class Share:
    def __init__(self, room: PictureRoom, size: int) -> None:
        self._room = room
        self.size = size

    def keep(self, size: int) -> None:
        """Give back what is not used."""
        self._room.left += self.size - size
        self.size = size
