"""How many lies of a model are stopped, and how many truths are let through."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from bench.figure import Figure
from bench.grounding_sentences import Sentence, sentences
from services.llm.grounding import GroundingCheck
from services.llm.owner import Owner, owner_of
from services.models.answer import Card
from services.models.resume import Resume
from services.resume.cards import to_card
from services.resume.loading import load_resume

RESUME = Path(__file__).parent.parent / "resume_data.json"


def figures(data: Path | None) -> Iterable[Figure]:
    resume = load_resume(RESUME)
    cases = sentences(resume)
    start = time.perf_counter()
    owner = owner_of(resume, tone="friendly")
    passed = {case: spoken(case, resume, owner) for case in cases}
    spent_ms = (time.perf_counter() - start) * 1000 / len(cases)
    lies = [case for case in cases if case.kind != "true"]
    truths = [case for case in cases if case.kind == "true"]
    yield Figure(
        "lies_stopped", _share(lies, passed, False), "", ">= 0.98", f"{len(lies)}"
    )
    for kind in ("invented", "recombined"):
        own = [case for case in lies if case.kind == kind]
        share = _share(own, passed, False)
        yield Figure(f"lies_{kind}_stopped", share, "", "", f"n={len(own)}")
    kept = _share(truths, passed, True)
    yield Figure("truths_kept", kept, "", ">= 0.95", f"n={len(truths)}")
    yield Figure("grounding_per_sentence", spent_ms, "ms", "", "with its set-up")


def _share(cases: list[Sentence], passed: dict[Sentence, bool], wanted: bool) -> float:
    return sum(passed[case] is wanted for case in cases) / len(cases)


def spoken(case: Sentence, resume: Resume, owner: Owner) -> bool:
    """Whether a sentence passes, given the cards of its entry's section."""
    check = GroundingCheck(
        cards_around(case.about, resume),
        owner=owner.persona.name,
        profile=owner.profile,
        known=owner.known,
        details=owner.details,
    )
    return check.check(case.text).kind == "supported"


def cards_around(entry_id: str, resume: Resume) -> list[Card]:
    for section in resume.sections.values():
        if any(entry.id == entry_id for entry in section):
            return [to_card(entry) for entry in section]
    raise KeyError(entry_id)
