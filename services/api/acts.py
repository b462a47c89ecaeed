"""What the owner does is logged as one kind of event, without a visitor's word."""

from __future__ import annotations

import structlog

_log = structlog.get_logger("owner")


def note_act(act: str, **detail: str | int) -> None:
    """One line an act; the request's id and moment stand in it, too."""
    _log.info("owner_act", act=act, **detail)
