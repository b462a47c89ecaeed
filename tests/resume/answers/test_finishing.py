from __future__ import annotations

import numpy as np
import pytest

from services.resume.answers.evidence import Chances
from services.resume.answers.finishing import finished
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import read
from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import scene_of
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


def test_what_is_said_behind_a_yes_is_not_said_again() -> None:
    scene = scene_of("did she lead anybody")
    yes, again = say("Yes: she led a team of nine."), say("She led a team of nine.")
    found = finished(scene, Outcome((yes, again), "experience"))
    assert found is not None
    assert [one.text for one in found.said] == [yes.text]


def test_every_card_is_shown_only_where_all_are_asked_for() -> None:
    assert len(ask("show me all of her projects").cards) == 5
    assert len(ask("show me her projects").cards) == 4


@pytest.mark.parametrize(
    ("likely", "none", "doubtful"),
    [(0.6, 0.05, False), (0.6, 0.3, True), (0.2, 0.05, True)],
)
def test_a_fact_that_likely_answers_is_told_without_doubt(
    likely: float, none: float, doubtful: bool
) -> None:
    scene = scene_of("does she move about on the water in her free time")
    facts = scene.evidence.facts
    at = next(i for i, fact in enumerate(facts) if fact.text == "Rowing")
    odds = np.full(len(facts) + 1, (1 - likely - none) / (len(facts) - 1))
    odds[at], odds[-1] = likely, none
    scene.__dict__["chances"] = Chances(facts, odds)
    told = read(scene, facts[at])
    hedged = say(f"Not in so many words, but the closest is: {told.text}")
    given = finished(scene, Outcome((hedged,), "interests", closest=True))
    assert given is not None
    assert (given.said[0] == told, given.closest) == (not doubtful, doubtful)
