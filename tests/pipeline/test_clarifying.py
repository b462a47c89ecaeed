"""Asking back, and what settles it."""

from __future__ import annotations

import pytest

from services.models.speech import Transcript
from services.pipeline.clarifying import ask_back, doubtful, settled


def heard(text: str, confidence: float) -> Transcript:
    return Transcript(text, "en", confidence, "fake")


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("yes", True),
        ("Yes, please.", True),
        ("yeah that's right", True),
        ("ja", True),
        ("sí", True),
        ("no", False),
        ("No!", False),
        ("nein danke", False),
        ("no, her projects", None),
        ("yes but only the python ones", None),
        ("sure thing where did she study", None),
        ("know any python", None),
        ("which projects use python", None),
        ("", None),
        ("?", None),
    ],
)
def test_only_a_plain_yes_or_no_settles_it(reply: str, verdict: bool | None) -> None:
    assert settled(reply) is verdict


@pytest.mark.parametrize(
    ("text", "confidence", "doubt"),
    [
        ("Where did she study?", 0.1, True),
        ("where did she study", 0.35, False),
        ("where did he study", 0.1, False),
    ],
)
def test_doubt_is_about_the_very_words_heard(
    text: str, confidence: float, doubt: bool
) -> None:
    transcript = heard("where did she study", confidence)
    assert doubtful(text, transcript, confirm_below=0.35) is doubt


def test_without_a_recording_there_is_no_doubt() -> None:
    assert not doubtful("where did she study", None, confirm_below=0.35)


def test_asking_back_repeats_what_was_heard_in_the_visitors_language() -> None:
    assert ask_back("wo hat sie studiert", "de").text == (
        "Haben Sie gesagt: wo hat sie studiert?"
    )
    assert ask_back("dove ha studiato?", "xx").text == "Did you say: dove ha studiato?"
