from __future__ import annotations

import pytest

from tests.resume.telling.read_aloud import told


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ({"fluency": "Holiday"}, "She speaks holiday Dutch."),
        (
            {"fluency": "Greetings and insults"},
            "She knows greetings and insults in Dutch.",
        ),
        ({"fluency": "Rusty"}, "She speaks rusty Dutch."),
        ({"fluency": "Bilingual"}, "She is bilingual in Dutch."),
        ({"fluency": "Spoken at home"}, "She speaks Dutch at home."),
        (
            {"fluency": "a few dozen phrases from the cleaners"},
            "She knows a few dozen phrases of Dutch from the cleaners.",
        ),
        (
            {"fluency": "Conversational, learning with Koro"},
            "She speaks conversational Dutch and is learning with Koro.",
        ),
        (
            {"fluency": "From my grandmother, rusty"},
            "She speaks Dutch, from her grandmother, and it is rusty.",
        ),
        ({"fluency": "School level"}, "She speaks school Dutch."),
        (
            {"fluency": "Fluent, cannot write it"},
            "She speaks Dutch fluently and cannot write it.",
        ),
        (
            {"fluency": "Good, from my brother"},
            "She speaks Dutch at a good level, from her brother.",
        ),
        ({"fluency": "Mostly forgotten"}, "She speaks Dutch, mostly forgotten."),
        ({"fluency": "C1, telc 2018"}, "She speaks Dutch at level C1, telc 2018."),
        ({"fluency": "Heritage speaker"}, "She is a heritage speaker of Dutch."),
        (
            {"fluency": "Understands, answers in English"},
            "She understands Dutch and answers in English.",
        ),
        (
            {"fluency": "Enough for the market"},
            "She speaks enough Dutch for the market.",
        ),
        (
            {"fluency": "Market Dutch, good for haggling"},
            "She speaks market Dutch, good for haggling.",
        ),
        ({"fluency": "Near native"}, "She speaks Dutch at a near native level."),
    ],
)
def test_fluency_is_told_in_words_that_fit_it(
    entry: dict[str, object], sentence: str
) -> None:
    assert told("languages", {"language": "Dutch", **entry}) == sentence
