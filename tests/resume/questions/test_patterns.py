from __future__ import annotations

import re

from services.resume.questions.patterns import any_of, pattern


def test_any_way_of_asking_is_found() -> None:
    asks = any_of(r"\bfirst\b", "^last", flags=re.I)
    assert asks.search("the First one")
    assert asks.search("Last job")
    assert not asks.search("the lasting one")


def test_a_pattern_is_compiled_once() -> None:
    assert pattern(r"\bjob\b") is pattern(r"\bjob\b")
