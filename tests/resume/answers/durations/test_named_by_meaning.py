"""The time of an entry that is meant by other words than its own."""

from __future__ import annotations

import numpy as np
import pytest

from services.models.fact import Kind
from services.resume.answers.durations.named import of_likeliest
from services.resume.answers.evidence import Chances
from tests.resume.answers.people import scene_of


@pytest.mark.parametrize(("likely", "told"), [(0.3, True), (0.2, False)])
def test_what_an_entry_is_and_where_it_was_count_together(
    likely: float, told: bool
) -> None:
    scene = scene_of("how long did she live in Scotland on the boat")
    facts = scene.evidence.facts
    entry = next(e for e in scene.entries if e.organization == "Lantern Survey")
    wanted = (Kind.TITLE, Kind.PLACE)
    at = [i for i, f in enumerate(facts) if f.entry == entry.id and f.kind in wanted]
    odds = np.full(len(facts) + 1, (0.95 - likely * len(at)) / (len(facts) - len(at)))
    odds[at], odds[-1] = likely, 0.05
    scene.__dict__["chances"] = Chances(facts, odds)
    outcome = of_likeliest(scene)
    assert (outcome is not None) is told
    if outcome is not None:
        assert "for 3 years and 2 months" in outcome.said[0].text
