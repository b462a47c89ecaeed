"""What voices that cost money have cost today, and what they may still cost."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from services.day_book import Day, DayBook, Now, Tell, log_alone, utc_now

SHARES = 5
"""One visitor may have a fifth of a day's characters."""


@dataclass(slots=True)
class VoiceDay(Day):
    """Sums of one day's calls of voices."""

    characters: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """Characters set aside until it is known whether they were sent."""

    characters: int
    visitor: str
    date: str


class VoiceBudget:
    """Survives a restart in one small file, which is written whole."""

    def __init__(
        self,
        path: Path | None,
        *,
        daily_limit_usd: float,
        usd_per_1000: float,
        now: Now = utc_now,
        tell: Tell = log_alone,
    ) -> None:
        """0 dollars a day keep such voices silent, unless they cost nothing.

        `tell` hears once a day each that 80, 95 and 100 % of the dollars are spent.
        """
        self._book = DayBook(path, VoiceDay, name="voice", now=now, tell=tell)
        self._limit_usd = daily_limit_usd
        self._price_usd = usd_per_1000 / 1000
        self._held = 0

    def hold(self, characters: int, *, visitor: str) -> Hold | None:
        """Set characters aside; None when the day or the visitor has had its share.

        Without a visitor only the day counts.
        """
        self._turn_over()
        most = self._most_characters()
        if most is not None:
            had = self._book.had(visitor)
            if visitor and had + characters > most / SHARES:
                return None
            if self._book.day.characters + self._held + characters > most:
                self._book.warn(1.0, self._limit_usd)
                return None
        self._held += characters
        self._book.count(visitor, characters)
        return Hold(characters, visitor, self._book.day.date)

    def settle(self, hold: Hold, *, sent: bool) -> None:
        """Book what was sent, heard or not: the provider counts it too."""
        self._turn_over()
        if hold.date == self._book.day.date:
            self._held -= hold.characters
            if not sent:
                self._book.count(hold.visitor, -hold.characters)
        if not sent:
            return
        day = self._book.day
        day.calls += 1
        day.characters += hold.characters
        day.cost_usd += hold.characters * self._price_usd
        if self._limit_usd:
            self._book.warn(day.cost_usd / self._limit_usd, self._limit_usd)
        self._book.save()

    def usage(self) -> dict[str, Any]:
        """Today's figures as the owner sees them."""
        self._turn_over()
        figures, spent = asdict(self._book.day), self._book.day.cost_usd
        del figures["warned"]
        return figures | {
            "cost_usd": round(spent, 6),
            "daily_limit_usd": self._limit_usd,
            "share_of_limit": round(spent / self._limit_usd, 4)
            if self._limit_usd
            else 0,
            "alerts": self._book.alerts,
            "visitors": self._book.visitors,
        }

    def _most_characters(self) -> float | None:
        return self._limit_usd / self._price_usd if self._price_usd else None

    def _turn_over(self) -> None:
        if self._book.turn_over():
            self._held = 0
