"""The threshold that `bench.fit_reuse` found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from services.reuse.wordings import DATA


@dataclass(frozen=True, slots=True)
class Fitted:
    cosine: float
    """From which two questions may mean the same."""
    near: float
    """From which they may differ by a word, where the engine answers both alike."""


@cache
def fitted() -> Fitted:
    return Fitted(**json.loads(DATA.joinpath("fitted.json").read_text("utf-8")))
