"""Every check stops its lies and lets its truths pass, and is needed for it."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from services.grounding.checks import ALL
from services.grounding.grounding import GroundingCheck
from services.grounding.joining import JOINED
from services.resume.facts.extraction import facts_of
from services.resume.loading import load_resume

HERE = Path(__file__).parent
PHARMACIST = HERE.parents[1] / "bench" / "other_resume.json"
TODAY = date(2026, 3, 20)
WITNESSES = tomllib.loads((HERE / "witnesses.toml").read_text("utf-8"))


def cases(kind: str) -> list[tuple[str, str]]:
    return [(check, case) for check, own in WITNESSES.items() for case in own[kind]]


def verdict(case: str, off: Collection[str] = ()) -> str:
    cites, sentence = case.split(" | ")
    own = cites.startswith("dock#")
    resume = load_resume(HERE / "resume.json" if own else PHARMACIST)
    facts = facts_of(resume, TODAY).all
    entries = {e.id: e for section in resume.sections.values() for e in section}
    check = GroundingCheck(
        facts, entries, profile=resume.profile, today=lambda: TODAY, off=off
    )
    places = {fact.id: place for place, fact in enumerate(facts)}
    ids = [each.strip().replace("x/", "experience/", 1) for each in cites.split(",")]
    return check.check(sentence, [places[each] for each in ids]).kind


@pytest.mark.parametrize(("check", "case"), cases("lies"))
def test_a_lie_is_stopped(check: str, case: str) -> None:
    assert verdict(case) in ("contradicted", "unsupported")


@pytest.mark.parametrize(("check", "case"), cases("truths"))
def test_a_truth_passes(check: str, case: str) -> None:
    assert verdict(case) == "supported"


@pytest.mark.parametrize("check", WITNESSES)
def test_without_its_check_a_lie_passes(check: str) -> None:
    lies = WITNESSES[check]["lies"]
    assert any(verdict(case, off=[check]) == "supported" for case in lies)


def test_every_check_has_witnesses() -> None:
    assert sorted({*ALL, *JOINED, "entry"} - set(WITNESSES)) == []
