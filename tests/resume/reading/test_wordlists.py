from __future__ import annotations

import pytest

from services.resume.reading.wordlists import names, table


@pytest.mark.parametrize("language", [n for n in names("phrases") if n != "en"])
def test_every_language_says_what_english_says(language: str) -> None:
    said, english = table(f"phrases/{language}"), table("phrases/en")
    assert set(english["say"]) == set(said["say"])
    assert set(said["languages"]) == set(names("phrases"))
    assert set(english["suggestions"]) == set(said["suggestions"])
    assert len(said["words"]["months"]) == 12


@pytest.mark.parametrize("language", names("phrases"))
def test_phrases_are_short_enough_to_be_spoken(language: str) -> None:
    for variants in table(f"phrases/{language}")["say"].values():
        assert all(len(variant.split()) <= 30 for variant in variants)
