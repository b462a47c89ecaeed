"""Short forms of those proofs of `make prove` that take seconds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bench import prove_endurance, prove_input, prove_privacy
from bench.figure import Figure

SHORT: dict[str, Callable[[], Awaitable[list[Figure]]]] = {
    "canaries": lambda: prove_privacy.canaries(sessions=4, replies=6),
    "closed": prove_privacy.closed,
    "secrets": lambda: prove_privacy.secrets(texts=3),
    "texts": lambda: prove_input.texts(None, most=4),
    "log_lines": lambda: prove_input.log_lines(requests=20),
}
SLOW = frozenset({"9.slowest"})
"""A time, which a machine that runs all tests at once need not keep."""


@pytest.mark.parametrize("proof", SHORT)
async def test_a_short_proof_passes(proof: str) -> None:
    figures = await SHORT[proof]()
    assert figures
    failed = [f.line() for f in figures if f.verdict == "fail" and f.id not in SLOW]
    assert not failed


def test_lag_is_read_from_its_buckets() -> None:
    before = [0.0] * 11
    after = [0, 0, 0, 0, 98, 99, 100, 100, 100, 100, 100]
    assert prove_endurance.lag_p99(before, [float(n) for n in after]) == 0.05
