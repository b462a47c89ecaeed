from __future__ import annotations

from copy import deepcopy

import pytest

from services.resume.loading import read_resume
from services.resume.telling.quoting import better_quoted, quoted, quoted_in_turn
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, TODAY
from tests.resume.asking import asked_of

NOTE = "Day rate; harbour walls, two tide gauges."


@pytest.mark.parametrize(
    ("written", "told", "section", "quotes"),
    [
        ("Led a team of nine", "She led a team of nine.", "experience", False),
        (
            "Taught 40 adults to swim",
            "He taught 40 adults to swim.",
            "volunteer",
            False,
        ),
        ("Sold 90 copies in a day", "It sold 90 copies in a day.", "projects", False),
        (NOTE, "It was a day rate. There were harbour walls.", "experience", True),
        (
            "Slate roofs; 31 chapels, one barn; no scaffold falls",
            "There were slate roofs. There were 31 chapels. No scaffold falls.",
            "experience",
            True,
        ),
    ],
)
def test_a_note_is_quoted_and_a_line_with_a_verb_is_told(
    written: str, told: str, section: str, quotes: bool
) -> None:
    assert better_quoted(written, told, section) is quotes


def test_a_quote_ends_as_a_sentence() -> None:
    assert quoted("two tide gauges", "Her") == "Her résumé says “two tide gauges”."
    assert quoted(NOTE, "Her").endswith("gauges.”")


def test_a_quote_behind_a_quote_is_what_the_resume_also_says() -> None:
    one, other = quoted("day rate", "Her"), quoted("two gauges", "Her")
    assert quoted_in_turn([one, other], "Her")[1] == "It also says “two gauges”."
    assert quoted_in_turn(["She led it.", other], "Her")[1] == other
    assert quoted_in_turn([f"Yes: h{one[1:]}", other], "Her")[1].startswith("It also")


def test_a_note_without_a_verb_is_read_as_it_stands() -> None:
    document = deepcopy(CARTOGRAPHER)
    document["work"][2]["summary"] = NOTE
    person = ResumeQueryProcessor(read_resume(document), clock=lambda: TODAY)
    reply = asked_of(person, "which tide gauges did she look after").text
    assert f"Her résumé says “{NOTE}”" in reply
