from __future__ import annotations

from services.speech.language_choice import language_of


def test_the_likeliest_of_the_answered_languages_counts() -> None:
    assert language_of({"de": 0.6, "en": 0.3}) == "de"
    assert language_of({"en": 0.33, "la": 0.2}) == "en"


def test_another_language_counts_only_when_it_is_certain() -> None:
    assert language_of({"hy": 0.73, "de": 0.1, "en": 0.05}) == "de"
    assert language_of({"ja": 0.97, "en": 0.01}) == "ja"


def test_where_nothing_is_likely_it_is_english() -> None:
    assert language_of({}) == "en"
