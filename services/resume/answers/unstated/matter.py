"""A matter that visitors ask about and résumés seldom state."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    """`asked` finds it in a question, `stated` in a fact; `what` is its name."""

    name: str
    asked: re.Pattern[str]
    stated: re.Pattern[str] | None
    what: str
