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
        ("Three months' notice.", "Her notice period is three months."),
        (
            "Two weeks' notice, but not in May.",
            "She has to give two weeks' notice, but not in May.",
        ),
        (
            "Six weeks' notice if you must have me sooner.",
            "She would need six weeks' notice if you must have her sooner.",
        ),
        (
            "Rotterdam or Ghent by train, because I do not drive.",
            "She would work in Rotterdam or Ghent by train, "
            "because she does not drive.",
        ),
        (
            "Fully remote or a hybrid job in Brno.",
            "She would like fully remote work or a hybrid job in Brno.",
        ),
        (
            "Four days a week, never Sundays.",
            "She would like to work four days a week, never Sundays.",
        ),
        (
            "Twelve years in the NHS and one at sea.",
            "She has spent twelve years in the NHS and one at sea.",
        ),
        (
            "British and Maltese, with a clean licence.",
            "She is British and Maltese, with a clean licence.",
        ),
        ("Full clean licence.", "She has a full clean licence."),
        ("NMC registered.", "She is NMC registered."),
        (
            "Open to remote work; not open to gambling.",
            "She is open to remote work. She is not open to gambling.",
        ),
        ("I cook and am on call.", "She cooks and is on call."),
        (
            "Speech and language therapist.",
            "She is a speech and language therapist.",
        ),
        (
            "I run warehouses: people first, then pallets.",
            "She runs warehouses: people first, then pallets.",
        ),
        (
            "I am happy here and don't want to move.",
            "She is happy here and doesn't want to move.",
        ),
        (
            "I cut from my own room, and travel for the mix.",
            "She cuts from her own room, and travels for the mix.",
        ),
        (
            "Halifax or Ottawa would suit us.",
            "Halifax or Ottawa would suit them.",
        ),
        ("It was between a mine and a school, and mine.", None),
        (
            "Wanda is a potter. She lives in Wales.",
            "Wanda is a potter. She lives in Wales.",
        ),
    ],
)
def test_a_text_about_oneself_is_told_by_others(text: str, said: str | None) -> None:
    mine = "It was between a mine and a school, and hers."
    assert to_third(text, SHE) == (said or mine)


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
    assert to_third("No nights away.", SHE) == ("In her own words: “No nights away”.")
    assert to_third("Pen, ink and one good blue for me.", HE) == (
        "In his own words: “Pen, ink and one good blue for me”."
    )
