from __future__ import annotations

from services.resume.answers.presence.employer import employer
from tests.resume.answers.people import scene_of


def test_an_employer_that_is_named_is_confirmed() -> None:
    found = employer(scene_of("did she work for Skerry Charts"))
    assert found is not None
    assert found.said[0].text.startswith("Yes, she")


def test_a_kind_of_employer_is_no_name() -> None:
    assert employer(scene_of("did she work for a big firm")) is None
