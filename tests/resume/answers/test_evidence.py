from __future__ import annotations

from services.resume.answers.evidence import stems_of
from tests.resume.answers.people import scene_of

EVIDENCE = scene_of("what did she do").evidence


def test_the_fact_with_most_of_the_words_is_first() -> None:
    hits = EVIDENCE.ranked(stems_of("wrecks depths"), "wrecks and depths")
    assert hits[0].fact.text == "Maps 410 wrecks with their depths"
    assert not hits[0].missing


def test_facts_may_be_looked_for_in_some_entries_only() -> None:
    within = {"projects/tide-wheel"}
    hits = EVIDENCE.ranked(stems_of("python"), "python", within=within)
    assert {h.fact.entry for h in hits} == within


def test_rare_words_weigh_more() -> None:
    assert EVIDENCE.weight(*stems_of("wrecks")) > EVIDENCE.weight(*stems_of("charts"))
    assert not EVIDENCE.known(*stems_of("elephants"))
