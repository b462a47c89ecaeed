from __future__ import annotations

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import ask, asked_of

CAPTAIN = {
    "name": "Jo Reed",
    "pronouns": "they/them",
    "experience": [
        {
            "id": "valley",
            "company": "Valley Fire Watch",
            "role": "Captain",
            "dates": "2022 – Present",
            "highlights": ["Kept the whole valley. That meant about 450 calls a year"],
        }
    ],
}


def test_a_first_sentence_explains_nothing_that_is_not_there() -> None:
    known = ResumeQueryProcessor(read_resume(CAPTAIN))
    assert asked_of(known, "how many calls a year").text == "About 450 calls a year."


def test_every_card_is_shown_only_where_all_are_asked_for() -> None:
    assert len(ask("show me all of her projects").cards) == 5
    assert len(ask("show me her projects").cards) == 4
