"""What a spoken reply costs, by the tokens of text and of sound that it took."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from services.errors import ConfigurationError
from services.models.upstream import Tokens

FILE = Path(__file__).parent / "data" / "prices.json"
PER = 1_000_000
DEAREST = 1_000_000
"""Dollars per million tokens; more is a slip, as is no number at all."""


@dataclass(frozen=True, slots=True)
class Rate:
    """US dollars per million tokens of one kind."""

    given: float
    cached: float
    written: float

    def of(self, tokens_in: int, from_cache: int, tokens_out: int) -> float:
        """What these tokens cost; some of those that go in come `from_cache`."""
        from_cache = min(from_cache, tokens_in)
        paid = (tokens_in - from_cache) * self.given + from_cache * self.cached
        return (paid + tokens_out * self.written) / PER


@dataclass(frozen=True, slots=True)
class Prices:
    text: Rate
    audio: Rate

    def of(self, tokens: Tokens) -> float:
        text = (tokens.text_in, tokens.text_cached, tokens.text_out)
        audio = (tokens.audio_in, tokens.audio_cached, tokens.audio_out)
        return self.text.of(*text) + self.audio.of(*audio)


def load_prices(model: str, own: Iterable[str] = ()) -> Prices:
    """The prices of a model, with those of the owner in their place.

    `own` holds `text=input/cached/output` and `audio=input/cached/output`. Raise
    ConfigurationError for anything else.
    """
    table = json.loads(FILE.read_text("utf-8"))["models"]
    dearest = max(table.values(), key=lambda rates: rates["text"] + rates["audio"])
    rates = {kind: Rate(*row) for kind, row in table.get(model, dearest).items()}
    rates.update(_parsed(entry) for entry in own)
    return Prices(rates["text"], rates["audio"])


def _parsed(entry: str) -> tuple[str, Rate]:
    kind, _, row = entry.partition("=")
    try:
        rate = Rate(*(float(price) for price in row.split("/")))
    except (ValueError, TypeError):
        rate = Rate(-1, -1, -1)
    paid = (rate.given, rate.cached, rate.written)
    if kind.strip() not in ("text", "audio") or not all(
        0 <= p <= DEAREST for p in paid
    ):
        raise ConfigurationError(
            f"REALTIME_UPSTREAM_PRICES: {entry!r} is no kind=input/cached/output, "
            "as in audio=10/0.3/20"
        )
    return kind.strip(), rate
