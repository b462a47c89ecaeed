"""What a check says of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VerdictKind = Literal["supported", "contradicted", "unsupported", "neutral"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`supported` by `facts`, by their positions; `neutral` claims nothing.

    `contradicted` says otherwise than the facts, `unsupported` more than they do.
    `reason` is for logs and tests.
    """

    kind: VerdictKind
    facts: tuple[int, ...] = ()
    reason: str = ""
