from __future__ import annotations

import pytest

from services.resume.answers.affirming import honest
from services.resume.answers.outcome import say
from tests.resume.answers.people import scene_of


@pytest.mark.parametrize(
    ("question", "found", "told"),
    [
        (
            "would she move to Oslo",
            "Yes: she is not looking to relocate.",
            "She is not looking to relocate.",
        ),
        (
            "did she draw the atlas on her own",
            "Yes: Wreck Atlas was drawn with divers.",
            "No: Wreck Atlas was drawn with divers.",
        ),
        (
            "would she move for a client",
            "Yes: she is not looking to relocate.",
            "She is not looking to relocate.",
        ),
        (
            "did she make it by herself",
            "Yes: she wrote it with Sigrid Moe.",
            "No: she wrote it with Sigrid Moe.",
        ),
        (
            "did she make it by herself",
            "Yes: she made it with Python and hand tools.",
            "Yes: she made it with Python and hand tools.",
        ),
        ("has she drawn wrecks", "Yes: she maps wrecks.", "Yes: she maps wrecks."),
        (
            "is she not looking for work",
            "Yes: she is not looking for work.",
            "Yes: she is not looking for work.",
        ),
        ("where does she live", "She lives in Bodø.", "She lives in Bodø."),
    ],
)
def test_a_yes_stands_before_no_sentence_that_takes_it_back(
    question: str, found: str, told: str
) -> None:
    assert [s.text for s in honest(scene_of(question), (say(found),))] == [told]
