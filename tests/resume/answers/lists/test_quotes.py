from __future__ import annotations

from tests.resume.answers.people import said


def test_a_referee_is_quoted() -> None:
    assert (
        "Aud Hagen, Harbour Master, says: “Her charts have kept our "
        "boats off the rocks.”"
    ) in said("who can vouch for her")
