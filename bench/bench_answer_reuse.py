"""Answers of a model reused: for which wordings, and never for another question."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from bench.figure import Figure
from bench.language_model_rig import percentile
from bench.near_misses import near_misses, same_questions
from bench.reused_pairs import (
    FITTED,
    FOLDER,
    FREE,
    HELD_BACK,
    LATER,
    NEAR,
    PHRASED,
    SAME,
    Asking,
    pairs,
)
from services.models.answer import Answer

SAMPLE = Path(__file__).parent.parent / "resume_data.json"
ONE_ANSWER = Answer("One answer for all.", "projects", may_rephrase=True)
"""Engine answers that would tell questions apart are left out on purpose."""
KEPT = 2_000
LOOK_UPS = 300
READINGS = 50


def figures(data: Path | None) -> Iterable[Figure]:
    people = {name: Asking(FOLDER / f"{name}.json") for name in FITTED + HELD_BACK}
    for kind, name, aim in (
        (SAME, "other_words", ">= 60"),
        (FREE, "free_words", ""),
        (NEAR, "near_questions", "<= 0"),
    ):
        yield from kind_figures(people, kind, name, aim)
    later = {LATER: Asking(FOLDER / f"{LATER}.json")}
    yield from kind_figures(later, SAME, "other_words_later", "")
    yield from kind_figures(later, NEAR, "near_questions_later", "<= 0")
    crossed = [
        reused for name, asking in people.items() for reused in across(name, asking)
    ]
    yield Figure(
        "reused_for_other_questions", sum(crossed), "", "<= 0", f"n={len(crossed)}"
    )
    sample = Asking(SAMPLE)
    misses, same = near_misses(), same_questions()
    mixed = sum(sample.reuses(one, other, ONE_ANSWER) for one, other in misses)
    yield Figure("near_misses_mixed_up", mixed, "", "<= 0", f"n={len(misses)}")
    met = sum(sample.reuses(one, other, ONE_ANSWER) for one, other in same) / len(same)
    yield Figure("near_duplicates_met", met, "", "", f"n={len(same)}")
    yield from time_figures(people[FITTED[0]])


def kind_figures(
    people: dict[str, Asking], kind: str, name: str, aim: str
) -> Iterable[Figure]:
    reused = {
        resume: [
            asking.reuses(pair.one, pair.other)
            for pair in pairs(resume)
            if pair.kind == kind
        ]
        for resume, asking in people.items()
    }
    count = sum(map(sum, reused.values()))
    n = sum(map(len, reused.values()))
    yield Figure(f"reused_for_{name}", count, "", aim, f"n={n}")
    if not reused.keys() & set(HELD_BACK):
        return
    held = sum(sum(reused[resume]) for resume in HELD_BACK)
    n = sum(len(reused[resume]) for resume in HELD_BACK)
    yield Figure(f"reused_for_{name}_held_back", held, "", "", f"n={n}")


def across(name: str, asking: Asking) -> Iterable[bool]:
    """Whether any two questions of different groups share an answer."""
    asked = {(p.group, p.one) for p in pairs(name)}
    asked |= {(p.group, p.other) for p in pairs(name)}
    for (group, one), (other_group, other) in combinations(sorted(asked), 2):
        if group != other_group:
            yield asking.reuses(one, other)


def time_figures(asking: Asking) -> Iterable[Figure]:
    """A core's time for a look-up among many kept answers, and for a new vector."""
    asking.cache.clear()
    texts = [pair.other for pair in pairs(FITTED[0])]
    for i in range(KEPT):
        one = asking.asked(texts[i % len(texts)], ONE_ANSWER)
        asking.cache.keep(replace(one, words=str(i)), PHRASED)
    asked = [asking.asked(f"{text} again", ONE_ANSWER) for text in texts]
    found_ms, anew_ms = [], []
    for i in range(LOOK_UPS):
        start = time.thread_time()
        asking.cache.find(asked[i % len(asked)])
        found_ms.append((time.thread_time() - start) * 1000)
    for i in range(READINGS):
        start = time.thread_time()
        asking.asked(f"{texts[i % len(texts)]} in {i}", ONE_ANSWER)
        anew_ms.append((time.thread_time() - start) * 1000)
    n = asking.cache.usage()["answers"]
    note = f"among {n} answers"
    yield Figure("look_up_p50", percentile(found_ms, 0.5), "ms", "", note)
    yield Figure("look_up_p95", percentile(found_ms, 0.95), "ms", "<= 10", note)
    yield Figure("reading_p95", percentile(anew_ms, 0.95), "ms", "", "vector made anew")
