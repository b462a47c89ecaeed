from __future__ import annotations

import pytest

from services.resume.reading.foreign import UNDETERMINED, foreign_language

KNOWN = frozenset("where does she work textile in care oldmill".split())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where does she work", ""),
        ("textile care", ""),
        ("zyxel care", ""),
        ("waar heb je gewerkt", "nl"),
        ("где вы работаете", "ru"),
        ("blorp flurb wazzle", UNDETERMINED),
        ("blorp Flurb wazzle", ""),
        ("2016 & 2020", ""),
    ],
)
def test_a_language_is_foreign_where_most_words_are_unknown(
    text: str, language: str
) -> None:
    spoken = text.lower().replace("&", "").split()
    assert foreign_language(text, spoken, KNOWN) == language
