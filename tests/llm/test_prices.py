"""What a call costs follows the table, the owner's own prices first."""

from __future__ import annotations

import pytest

from services.errors import ConfigurationError
from services.llm.prices import load_prices


def test_prices_follow_the_table_and_the_owners_own() -> None:
    prices = load_prices(["my-model=1/2", "llama-3.1-8b-instant=3/4"])
    assert prices.price("my-model").of(1_000_000, 1_000_000) == pytest.approx(3.0)
    assert prices.price("llama-3.1-8b-instant").prompt == 3
    dearest = max(price.completion for price in prices.models.values())
    assert prices.price("never heard of").completion >= dearest - 2


def test_a_server_of_ones_own_is_free() -> None:
    assert load_prices(free=True).price("llama-3.3-70b-versatile").of(10**6, 10**6) == 0


@pytest.mark.parametrize("entry", ["model", "=1/2", "m=1", "m=a/b", "m=-1/2"])
def test_a_price_that_cannot_be_read_stops_the_start(entry: str) -> None:
    with pytest.raises(ConfigurationError, match="LLM_PRICES"):
        load_prices([entry])
