"""Hosted rows of the guestbook as they may be shown: others write them, too.

The hosted database checks what is new; rows from before, and those of a schema that was
never run again, may hold anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from services.errors import ServiceError
from services.models.records import Signature
from services.pictures.outline import is_sane
from services.storage.rows import Row, moment_of, signature_of
from services.storage.signature_image import LONGEST_DATA_URL, picture_bytes

LONGEST_NAME = 100
LONGEST_EMOJI = 16


def _text(longest: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest


def _is_id(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False


def _is_moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(moment_of(value))
    except (ValueError, OverflowError):
        return False


def _is_size(value: Any) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and 0 <= value <= LONGEST_DATA_URL


def _is_picture(value: Any) -> bool:
    """Whether it is nothing, or a picture that no page unpacks to a giant."""
    if not isinstance(value, str):
        return False
    try:
        return not value or is_sane(picture_bytes(value))
    except ServiceError:
        return False


CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "id": _is_id,
    "name": _text(LONGEST_NAME),
    "emoji": _text(LONGEST_EMOJI),
    "created_at": _is_moment,
    "hidden": lambda value: isinstance(value, bool),
    "image_bytes": _is_size,
    "image": _is_picture,
}


def checked(row: Row) -> Row:
    """The row itself; raise ValueError, naming the column, for one that is none."""
    for column in CHECKS.keys() & row.keys():
        if not CHECKS[column](row[column]):
            raise ValueError(f"{column} is not valid")
    return row


def hosted_signature_of(row: Row) -> Signature:
    """The signature of a whole row; raise ValueError where it is none."""
    return signature_of(checked(row))
