"""Front door of the guestbook: what may be signed, how often, and what is shown."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from uuid import uuid4

from services.errors import (
    FileNotFound,
    InvalidInput,
    RateLimitExceeded,
    SignatureNotFound,
)
from services.guard.daily_share import DailyShare, Taken
from services.guard.picture_room import PictureRoom
from services.guard.visible_text import deceives, is_seen
from services.models.records import Picture, Signature
from services.protocols import GuestbookStore
from services.storage.signature_image import (
    clean_picture,
    data_url,
    media_type_of,
    picture_bytes,
)
from services.work_queue import WorkQueue

LONGEST_NAME = 100
LONGEST_EMOJI = 16
"""Code points: joined emoji are long."""
PICTURES_AT_ONCE = 2
"""A burst of signatures waits here and leaves the cores to the voices."""
_KEY = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)


class Guestbook:
    def __init__(
        self,
        store: GuestbookStore,
        queue: WorkQueue,
        *,
        share: DailyShare | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """The guestbook in `store`, whose pictures are made clean in `queue`.

        `share` is how much one visitor may sign a day; None sets no limit.
        """
        self.store = store
        self.room = PictureRoom()
        self._queue = queue
        self._share = share
        self._drawing = asyncio.Semaphore(PICTURES_AT_ONCE)
        self._clock = clock

    async def sign(
        self,
        *,
        name: str,
        emoji: str,
        image: str,
        visitor: str,
        idempotency_key: str | None = None,
    ) -> Signature:
        """Keep a signature once, however often it is sent; raise InvalidInput.

        `visitor` tells people apart who sign alike.
        """
        check_name(name)
        check_emoji(emoji)
        check_key(idempotency_key)
        with self._taken(visitor) as taken:
            picture = await self._picture(image, taken) if image else ""
            moment = self._clock()
            new = Signature(str(uuid4()), name, emoji, picture, moment)
            key = _key(new, visitor, idempotency_key)
            kept = await self.store.add(new, key=key)
            if kept.id == new.id:
                taken.spend()
        return kept

    def _taken(self, visitor: str) -> AbstractContextManager[Taken]:
        """One of the visitor's share, spent by a new row and by work for a picture."""
        if self._share is None:
            return nullcontext(Taken())
        wait_s = self._share.take(visitor)
        if wait_s:
            raise RateLimitExceeded(
                "You have signed as often as one visitor may in a day.",
                retry_after_s=wait_s,
            )
        return self._share.returned_unless_spent(visitor)

    async def picture(self, signature_id: str) -> Picture:
        """The drawing of a signature, hidden or not; raise FileNotFound."""
        try:
            found = await self.store.find(signature_id)
        except SignatureNotFound as error:
            raise FileNotFound from error
        if not found.image:
            raise FileNotFound
        data = picture_bytes(found.image)
        return Picture(media_type_of(found.image), data, found.hidden)

    async def _picture(self, image: str, taken: Taken) -> str:
        """The picture made clean; one that is refused was work as well."""
        sent = picture_bytes(image)

        def work() -> tuple[str, bytes]:
            taken.spend()
            return clean_picture(sent)

        async with self._drawing:
            media_type, data = await self._queue.run(work)
        return data_url(media_type, data)


def _key(signature: Signature, visitor: str, given: str | None) -> str:
    """What makes two posts one signature."""
    parts = ["same", visitor, signature.name, signature.emoji, signature.image]
    if given is not None:
        parts = ["key", visitor, given]
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()


def check_key(given: str | None) -> None:
    if given is not None and not _KEY.fullmatch(given):
        raise InvalidInput("Idempotency-Key is 1 to 255 printable characters.")


def check_name(name: str) -> None:
    """Raise InvalidInput; what passes is kept character for character."""
    if not is_seen(name) or len(name) > LONGEST_NAME:
        raise InvalidInput(f"name has 1 to {LONGEST_NAME} characters that are seen.")
    _check_characters("name", name)


def check_emoji(emoji: str) -> None:
    if len(emoji) > LONGEST_EMOJI:
        raise InvalidInput(f"emoji has up to {LONGEST_EMOJI} characters.")
    _check_characters("emoji", emoji)


def _check_characters(field: str, value: str) -> None:
    if deceives(value):
        raise InvalidInput(f"{field} has control or invisible characters.")
