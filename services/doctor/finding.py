"""What the doctor found: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["fine", "better", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`better` works and could be better; `broken` does not work. `mend` says how."""

    what: str
    verdict: Verdict
    says: str
    mend: str = ""

    def line(self) -> str:
        mark = {"fine": "ok    ", "better": "better", "broken": "BROKEN"}[self.verdict]
        mend = f" -> {self.mend}" if self.mend else ""
        return f"{mark}  {self.what:14} {self.says}{mend}"
