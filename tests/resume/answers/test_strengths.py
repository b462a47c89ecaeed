from __future__ import annotations

from services.resume.answers.strengths import highlights, weight
from tests.resume.answers.people import scene_of

SCENE = scene_of("what are the highlights")


def test_every_entry_has_one_highlight_before_any_has_two() -> None:
    best = highlights(SCENE, limit=3)
    assert len({fact.entry for fact in best}) == 3


def test_what_has_a_figure_impresses_more() -> None:
    texts = {f.text: weight(SCENE, f) for f in SCENE.evidence.facts}
    sold = texts["Sold 3,200 copies in its first summer"]
    assert sold > texts["A paper wheel that tells the tide for any harbour."] > 0
