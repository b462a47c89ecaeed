"""How a part of the service says whether it works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["healthy", "degraded", "unhealthy"]


@dataclass(frozen=True, slots=True)
class PartHealth:
    """`engine` is the one that would serve the next request."""

    status: Status
    engine: str
    detail: Mapping[str, Any] = field(default_factory=dict)
