from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.language.stems import singular, stem
from services.resume.reading.text import MAX_CHARS, MAX_WORDS, clean, gibberish, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's up?", ("what", "is", "up")),
        ("C++ and C#", ("cpp", "and", "csharp")),
        ("Node.js, .NET", ("nodejs", "dotnet")),
        ("Ada's Résumé", ("ada", "resume")),
        ("they don't", ("they", "dont")),
    ],
)
def test_words_are_plain(text: str, expected: tuple[str, ...]) -> None:
    assert words(clean(text)) == expected


@pytest.mark.parametrize("alike", [("translate", "translating", "translations")])
def test_inflections_share_a_stem(alike: tuple[str, ...]) -> None:
    assert len({stem(word) for word in alike}) == 1


def test_short_names_keep_their_s() -> None:
    assert singular("redis") == "redis"
    assert singular("papers") == "paper"


@pytest.mark.parametrize("word", ["asdf", "qwertz", "bcdfghj"])
def test_keyboard_noise_is_gibberish(word: str) -> None:
    assert gibberish(word)


@pytest.mark.parametrize("word", ["kubernetes", "rhythm", "go"])
def test_real_words_are_no_gibberish(word: str) -> None:
    assert not gibberish(word)


@given(st.text(max_size=200))
def test_any_text_becomes_few_plain_words(text: str) -> None:
    found = words(clean(text))
    assert len(found) <= MAX_WORDS
    assert all(word and " " not in word for word in found)


@pytest.mark.parametrize(
    "piece", ["a", "'s", "c++", "\ud800", "(", ".js", "\u0301", "ﷺ", "#", "x."]
)
def test_a_megabyte_is_read_as_fast_as_the_cap(piece: str) -> None:
    began = time.perf_counter()
    assert len(clean(piece * (1_000_000 // len(piece)))) <= MAX_CHARS
    words(clean(piece * 100_000))
    assert time.perf_counter() - began < 1
