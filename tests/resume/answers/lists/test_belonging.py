from __future__ import annotations

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import said
from tests.resume.asking import DOCUMENT, TODAY, asked_of

TALKS = [
    {"id": "slow", "title": "Slow Pumps", "date": "2021", "description": "On patience."}
]


def test_of_a_part_what_belongs_to_the_entry_spoken_of() -> None:
    assert "Young Surveyor Prize" in said(
        "tell me about Lantern Survey", "did she win anything there"
    )


def test_a_part_of_the_owners_own_is_tied_to_an_entry_too() -> None:
    job = {
        **DOCUMENT["experience"][0],
        "highlights": ["Built a pump controller, told in two talks"],
    }
    document = {**DOCUMENT, "experience": [job], "talks": TALKS}
    person = ResumeQueryProcessor(read_resume(document), clock=lambda: TODAY)
    asked = ("tell me about Tidewater Labs", "was there a talk about it")
    assert "pump controller, told in two talks" in asked_of(person, *asked).text
