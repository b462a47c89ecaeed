from __future__ import annotations

import pytest

from services.resume.telling.sentences import to_third
from tests.resume.telling.people import HE, SHE, THEY, I


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "I lead shifts, train new nurses and keep my numbers low. I am studying.",
            "She leads shifts, trains new nurses and keeps her numbers low. "
            "She is studying.",
        ),
        (
            "I've kept bees for years, and I don't plan to stop.",
            "She has kept bees for years, and she doesn't plan to stop.",
        ),
        (
            "Potter with ten years at the wheel",
            "She is a potter with ten years at the wheel.",
        ),
        ("Calm, exact and curious.", "She is calm, exact and curious."),
        ("15+ years of work at sea.", "She has 15+ years of work at sea."),
        ("Teaches pottery, fires kilns.", "She teaches pottery, fires kilns."),
        (
            "We cut waste by half in our shop.",
            "The team cut waste by half in the shop.",
        ),
        ("My motto is “I do it my way”.", "Her motto is “I do it my way”."),
        ("Notice period three months.", "Her notice period is three months."),
        ("60 days' notice.", "Her notice period is 60 days."),
        ("I taught myself.", "She taught herself."),
        (
            "Wanda is a potter. She lives in Wales.",
            "Wanda is a potter. She lives in Wales.",
        ),
    ],
)
def test_a_text_about_oneself_is_told_by_others(text: str, said: str) -> None:
    assert to_third(text, SHE) == said


def test_they_take_the_plural() -> None:
    text = "I am a baker, I have two shops and I was a smith."
    assert to_third(text, THEY) == (
        "They are a baker, they have two shops and they were a smith."
    )


def test_he_has_his_own_words() -> None:
    assert to_third("The idea was mine; it taught me.", HE) == (
        "The idea was his. It taught him."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She is a smith who loves her forge.", "I am a smith who loves my forge."),
        (
            "Wanda leads shifts, trains crews and keeps her boat dry.",
            "I lead shifts, train crews and keep my boat dry.",
        ),
        (
            "Potter with ten years at the wheel.",
            "I am a potter with ten years at the wheel.",
        ),
        ("I keep bees.", "I keep bees."),
        (
            "She has won twice. It made her proud.",
            "I have won twice. It made me proud.",
        ),
    ],
)
def test_a_first_voice_speaks_for_itself(text: str, said: str) -> None:
    assert to_third(text, I) == said


def test_scraps_of_a_profile_are_quoted() -> None:
    assert to_third("No nights away.", SHE) == "In her own words: no nights away."
