"""One answer that is kept, and how much memory it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.models.language import Phrased
from services.reuse.asked import Asked

ENTRY_BYTES = 1_500
"""About what Python takes for the objects of one answer."""
WORD_BYTES = 150


@dataclass(slots=True)
class Kept:
    """An answer to a question, of which no word is here that can be read."""

    id: str
    asked: Asked
    phrased: Phrased
    created_at: datetime
    hits: int = 0
    by_meaning: int = 0

    @property
    def bytes(self) -> int:
        phrased = self.phrased
        said = [phrased.text, *(one.sentence for one in phrased.evidence)]
        paths = [path for one in phrased.evidence for path in one.paths]
        text = sum(len(part.encode("utf-8", "replace")) for part in said + paths)
        vector = 0 if self.asked.vector is None else self.asked.vector.nbytes
        words = 0 if self.asked.form is None else len(self.asked.form.words)
        return ENTRY_BYTES + text + vector + WORD_BYTES * words

    @property
    def saved_usd(self) -> float:
        """What its reuse would have cost anew."""
        return self.hits * self.phrased.cost_usd

    def to_dict(self) -> dict[str, Any]:
        """What the owner sees: the answer, and nothing of a visitor's words."""
        return {
            "id": self.id,
            "answer": self.phrased.text,
            "about": self.asked.intent,
            "language": self.asked.scope.language,
            "model": self.phrased.model,
            "created_at": self.created_at.isoformat(),
            "hits": self.hits,
            "by_meaning": self.by_meaning,
            "saved_usd": round(self.saved_usd, 8),
            "bytes": self.bytes,
        }
