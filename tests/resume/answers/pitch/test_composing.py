from __future__ import annotations

from services.resume.answers.outcome import say
from services.resume.answers.pitch.composing import (
    award,
    composed,
    profile_facts,
    quote,
)
from tests.resume.answers.people import scene_of

SCENE = scene_of("who is she")


def test_the_newest_award_and_a_quote_are_told() -> None:
    assert "Golden Compass" in award(SCENE)[0].text
    assert "off the rocks" in quote(SCENE)[0].text


def test_the_profile_is_a_sentence_a_fact() -> None:
    assert len(profile_facts(SCENE)) == 3


def test_an_answer_shows_what_its_sentences_rest_on() -> None:
    outcome = composed(SCENE, award(SCENE), "about", [])
    assert [SCENE.entry(i).title for i in outcome.hits] == ["Golden Compass"]


def test_without_a_card_the_job_of_today_is_shown() -> None:
    assert composed(SCENE, [say("Hello.")], "about", []).hits == SCENE.current_jobs
