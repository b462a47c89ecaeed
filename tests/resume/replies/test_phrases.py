from __future__ import annotations

import pytest

from services.models.answer import Query
from services.models.resume import Profile
from services.resume.replies.phrases import phrases_for
from tests.resume.asking import engine

PROFILE = Profile(name="Sam Field", pronouns=("they", "them", "their"))


def test_the_same_question_sounds_the_same() -> None:
    first = phrases_for("en", "friendly", "seed", PROFILE)
    assert first.say("thanks") == phrases_for("en", "friendly", "seed", PROFILE).say(
        "thanks"
    )


def test_questions_sound_different() -> None:
    said = {
        phrases_for("en", "friendly", f"seed {n}", PROFILE).say("greeting")
        for n in range(20)
    }
    assert len(said) > 1


def test_verbs_fit_the_pronoun() -> None:
    they = phrases_for("en", "friendly", "s", PROFILE)
    she = phrases_for(
        "en", "friendly", "s", Profile(name="Ada", pronouns=("she", "her", "her"))
    )
    assert (they.person["has"], she.person["has"]) == ("have", "has")


def test_an_unknown_language_speaks_english() -> None:
    assert phrases_for("xx", "friendly", "s", PROFILE).language == "en"


@pytest.mark.parametrize("tone", ["professional", "witty"])
def test_tones_greet_in_their_own_way(tone: str) -> None:
    friendly = {engine().answer(Query(f"hello {'!' * n}")).text for n in range(9)}
    other = {engine(tone).answer(Query(f"hello {'!' * n}")).text for n in range(9)}
    assert not friendly & other
