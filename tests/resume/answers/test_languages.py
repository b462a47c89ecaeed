from __future__ import annotations

import pytest

from tests.resume.answers.people import ask, said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("does she speak Norwegian", "Yes, she speaks Norwegian at level B2."),
        (
            "can she speak German",
            "No, German is not among her languages. She speaks English and Norwegian.",
        ),
        ("is she a native English speaker", "Yes, English is her native language."),
        ("which languages does she speak", "English (native) and Norwegian (B2)"),
    ],
)
def test_a_language_is_affirmed_with_its_level_or_denied(
    question: str, words: str
) -> None:
    assert words in said(question)


def test_what_is_done_in_a_language_asks_for_it() -> None:
    assert ask("could she run a planning meeting in German").absent
    assert "Norwegian" in said("would she handle a site meeting in Norwegian")
