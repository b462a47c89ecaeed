"""Certificates, languages and interests as owners write them, read aloud."""

from __future__ import annotations

import pytest

from tests.resume.telling.read_aloud import told


@pytest.mark.parametrize(
    ("section", "entry", "sentence"),
    [
        (
            "certificates",
            {"name": "Admitted as a Pilot", "issuer": "Sea Board", "date": "2015-05"},
            "She was admitted as a Pilot by the Sea Board in May 2015.",
        ),
        (
            "languages",
            {"language": "Norwegian", "fluency": "Fluent (C1)"},
            "She speaks Norwegian fluently (C1).",
        ),
        (
            "languages",
            {"language": "Sign Language", "fluency": "Level 2"},
            "She speaks Sign Language at level 2.",
        ),
        (
            "interests",
            {"name": "Bagpipes", "keywords": ["plays the pipes at weddings"]},
            "Outside work she plays the bagpipes and plays the pipes at weddings.",
        ),
        (
            "interests",
            {"name": "Rowing", "keywords": ["skiffs", "has won a cup"]},
            "Outside work she enjoys rowing, including skiffs, and has won a cup.",
        ),
    ],
)
def test_an_entry_is_a_sentence(
    section: str, entry: dict[str, object], sentence: str
) -> None:
    assert told(section, entry) == sentence
