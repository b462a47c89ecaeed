from __future__ import annotations

import pytest

from services.resume.answers.outcome import say
from services.resume.answers.same_place import said_once

PLACES = ("Harbor Analytics", "Larkspur College", "Larkspur College Fire Academy")


@pytest.mark.parametrize(
    ("sentences", "second"),
    [
        (
            ("She is at Harbor Analytics.", "She led a team at Harbor Analytics."),
            "She led a team there.",
        ),
        (
            ("She was a nurse.", "She led a team at Harbor Analytics."),
            "She led a team at Harbor Analytics.",
        ),
        (
            (
                "After Harbor Analytics she went to Larkspur College.",
                "She was a clerk at Harbor Analytics.",
            ),
            "She was a clerk at Harbor Analytics.",
        ),
        (
            (
                "She studied at Larkspur College.",
                "She teaches at Larkspur College Fire Academy.",
            ),
            "She teaches at Larkspur College Fire Academy.",
        ),
    ],
)
def test_only_the_place_named_last_is_there(
    sentences: tuple[str, ...], second: str
) -> None:
    told = said_once([say(s) for s in sentences], PLACES)
    assert told[1].text == second
    assert told[0].text == sentences[0]
