"""Front door of the guestbook: what may be signed, how often, and what is shown."""

from __future__ import annotations

import asyncio
import hashlib
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

from services.errors import InvalidInput, PayloadTooLarge
from services.models.records import Signature
from services.protocols import GuestbookStore
from services.storage.signature_image import (
    LONGEST_DATA_URL,
    clean_picture,
    data_url,
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
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.store = store
        self._queue = queue
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
        picture = await self._picture(image) if image else ""
        moment = self._clock()
        signature = Signature(str(uuid4()), name, emoji, picture, moment)
        key = self._key(signature, visitor, idempotency_key)
        return await self.store.add(signature, key=key)

    async def _picture(self, image: str) -> str:
        sent = picture_bytes(image)
        async with self._drawing:
            media_type, data = await self._queue.run(lambda: clean_picture(sent))
        kept = data_url(media_type, data)
        if len(kept) > LONGEST_DATA_URL:
            raise PayloadTooLarge("The image is too large.")
        return kept

    def _key(self, signature: Signature, visitor: str, given: str | None) -> str:
        if given is not None:
            if not _KEY.fullmatch(given):
                raise InvalidInput("Idempotency-Key is 1 to 255 printable characters.")
            parts = ["key", visitor, given]
        else:
            parts = ["same", visitor, signature.name, signature.emoji, signature.image]
        digest = hashlib.sha256()
        for part in parts:
            data = part.encode()
            digest.update(f"{len(data)}:".encode() + data)
        return digest.hexdigest()


def check_name(name: str) -> None:
    """Raise InvalidInput; what passes is kept character for character."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise InvalidInput(f"name has 1 to {LONGEST_NAME} characters.")
    _check_characters("name", name)


def check_emoji(emoji: str) -> None:
    if len(emoji) > LONGEST_EMOJI:
        raise InvalidInput(f"emoji has up to {LONGEST_EMOJI} characters.")
    _check_characters("emoji", emoji)


def _check_characters(field: str, value: str) -> None:
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
        raise InvalidInput(f"{field} has control characters.")
