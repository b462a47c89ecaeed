"""What a call costs, by a table that the owner may add to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from services.errors import ConfigurationError

FILE = Path(__file__).parent / "data" / "prices.json"
PER = 1_000_000
DEAREST = 1_000_000
"""Dollars per million tokens; more is a slip, as is no number at all."""


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens."""

    prompt: float
    completion: float

    def of(self, prompt_tokens: int, completion_tokens: int) -> float:
        paid = prompt_tokens * self.prompt + completion_tokens * self.completion
        return paid / PER


@dataclass(frozen=True, slots=True)
class PriceTable:
    """`unknown` is what a model outside the table is taken to cost."""

    models: Mapping[str, Price]
    unknown: Price

    def price(self, model: str) -> Price:
        return self.models.get(model, self.unknown)


def load_prices(
    own: Iterable[str] = (),
    *,
    free: bool = False,
    names: tuple[str, str | None] = ("", None),
) -> PriceTable:
    """The table of prices, with what the owner adds to it.

    `own` holds `model=prompt/completion`; `free` is for a server of one's own, and
    `names` is a model whose `prompt/completion` its provider was given, if it was.
    """
    data = json.loads(FILE.read_text("utf-8"))["models"]
    models = {model: Price(*pair) for model, pair in data.items()}
    dearest = max(models.values(), key=lambda price: price.completion)
    if free:
        models, dearest = {}, Price(0.0, 0.0)
    models.update(_parse(entry) for entry in own)
    model, pair = names
    if pair:
        models[model] = _price(pair)
        dearest = max(dearest, models[model], key=lambda price: price.completion)
    return PriceTable(models, dearest)


def _price(pair: str) -> Price:
    prompt, _, completion = pair.partition("/")
    return Price(float(prompt), float(completion))


def _parse(entry: str) -> tuple[str, Price]:
    model, _, pair = entry.rpartition("=")
    try:
        price = _price(pair)
    except ValueError:
        price = Price(-1, -1)
    bounded = all(0 <= paid <= DEAREST for paid in (price.prompt, price.completion))
    if not model.strip() or not bounded:
        raise ConfigurationError(
            f"LLM_PRICES: {entry!r} is no model=prompt/completion, as in small=0.5/0.8"
        )
    return model.strip(), price
