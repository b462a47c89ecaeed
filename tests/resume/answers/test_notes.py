"""Notes and awards as they are told."""

from __future__ import annotations

import pytest

from services.resume.answers.notes import note, of_award
from tests.resume.telling.people import SHE
from tests.resume.telling.read_aloud import entry_of

OULU = entry_of(
    "education",
    {"institution": "University of Oulu", "studyType": "BSc", "area": "Physics"},
)
TICKET = entry_of("certificates", {"name": "Rope Ticket", "date": "2015"})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Part-time, in residential fortnights.",
            "Her studies at the University of Oulu were part-time, in residential"
            " fortnights.",
        ),
        (
            "Repeated the second year after a fever.",
            "She repeated the second year after a fever.",
        ),
        ("Evenings.", "She studied at the University of Oulu in the evenings."),
        (
            "Erasmus year in Coimbra. Then a year as an au pair.",
            "At the University of Oulu, her studies included an Erasmus year in"
            " Coimbra. Then came a year as an au pair.",
        ),
        (
            "Taken because I was tired of waiting.",
            "At the University of Oulu, the course was taken because she was tired of"
            " waiting.",
        ),
        ("Thesis on tides.", "Her thesis at the University of Oulu was on tides."),
        (
            "Final project: a kiln for bread.",
            "Her final project at the University of Oulu was about a kiln for bread.",
        ),
        (
            "On a bursary. Dissertation: 'Low Water'.",
            "She studied at the University of Oulu on a bursary."
            " Her dissertation was 'Low Water'.",
        ),
        (
            "Paid for by the harbour.",
            "Her studies at the University of Oulu were paid for by the harbour.",
        ),
        (
            "Failed statics at the first attempt.",
            "At the University of Oulu, she failed statics at the first attempt.",
        ),
    ],
)
def test_a_note_on_a_study_is_a_sentence(text: str, sentence: str) -> None:
    assert note(OULU, text, SHE) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Lapsed August 2023", "Rope Ticket lapsed in August 2023."),
        (
            "Expired in 2016, never renewed.",
            "Rope Ticket expired in 2016, never renewed.",
        ),
        ("Valid to April 2027", "Rope Ticket is valid to April 2027."),
        ("Renewed every year.", "Rope Ticket is renewed every year."),
    ],
)
def test_a_note_on_a_certificate_names_it(text: str, sentence: str) -> None:
    assert note(TICKET, text, SHE) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "For the fish list; one of six.",
            "It was for the fish list. She was one of six.",
        ),
        ("Second of 37 entries.", "She was second of 37 entries."),
        ("Regional winner.", "She was a regional winner."),
        ("Quiet Cabin.", "It was for Quiet Cabin."),
        (
            "CHF 10,000, given to the kitchen.",
            "It came with CHF 10,000, given to the kitchen.",
        ),
    ],
)
def test_what_is_said_of_an_award_is_told_of_its_past(text: str, sentence: str) -> None:
    assert of_award(text, SHE) == sentence
