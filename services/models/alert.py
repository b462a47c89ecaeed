"""What the owner was told by the webhook, or would have been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Fate = Literal["waiting", "delivered", "lost", "not_sent"]
"""`not_sent` is what there was no address for."""


@dataclass(frozen=True, slots=True)
class Alert:
    """`event` is budget, message or weekly_digest; `at` is ISO 8601 in UTC."""

    id: str
    event: str
    at: str
    body: Mapping[str, Any]
    fate: Fate = "waiting"
