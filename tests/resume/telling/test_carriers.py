from __future__ import annotations

from copy import deepcopy

import pytest

from services.resume.loading import read_resume
from services.resume.telling.carriers import carried
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, TODAY
from tests.resume.asking import asked_of


@pytest.mark.parametrize(
    ("told", "of_thing", "only_carried"),
    [
        ("It was a day rate.", False, True),
        ("Her work included then nothing till August.", False, True),
        ("There were 130 kitchens.", False, False),
        ("There were 130 kitchens. There are no injuries.", False, True),
        ("She led a team. There were 12 people.", False, False),
        ("It is a board game.", True, False),
        ("It is a talk. These are six stories.", True, True),
    ],
)
def test_sentences_that_only_stand_by_words_of_no_meaning_are_known(
    told: str, of_thing: bool, only_carried: bool
) -> None:
    assert carried(told, "", of_thing=of_thing) is only_carried


def test_what_the_text_says_itself_is_not_added() -> None:
    text = "It was a day rate, and I liked it."
    assert not carried("It was a day rate, and she liked it.", text, of_thing=False)


def test_a_note_without_a_verb_is_read_as_it_stands() -> None:
    document = deepcopy(CARTOGRAPHER)
    document["work"][2]["summary"] = "Day rate; harbour walls, two tide gauges."
    person = ResumeQueryProcessor(read_resume(document), clock=lambda: TODAY)
    reply = asked_of(person, "which tide gauges did she look after").text
    assert "Her résumé says: “Day rate; harbour walls, two tide gauges.”" in reply
