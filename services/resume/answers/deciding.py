"""The rules tried in order, for one question or for each of several in one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from services.resume.answers.closing import nearest_fact
from services.resume.answers.kinds import by_example
from services.resume.answers.outcome import Outcome, Said
from services.resume.answers.rulebook import RULES
from services.resume.answers.scene import Scene
from services.resume.questions.parts import parts_in
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question

JOINT = any_of(
    r"\b(?:and|also|plus) (?:also )?(?=(?:what|when|where|who|which|how|why|"
    "does|did|is|was|has|can|will|would) )",
)
BY_EXAMPLE_BEFORE = "detail"
"""The first of the rules that know a question by what facts hold, not by its words."""
LEAST = 2
"""Words that a question within a question has at least."""
BREATH = 50


def decide(scene: Scene, ask: Callable[[str], Question]) -> Outcome | None:
    """The first rule's answer that applies; several questions are answered in turn."""
    parts = _parts(scene.question)
    if len(parts) > 1:
        answers: list[Outcome] = []
        topic = scene
        for part in parts:
            found = one(replace(topic, question=ask(part)))
            if found is None:
                break
            answers.append(found)
            if found.hits:
                topic = replace(scene, topic=found.hits[:1], fresh=False)
        if len(answers) == len(parts):
            return _joined(answers)
    return one(scene)


def one(scene: Scene) -> Outcome | None:
    for rule in RULES:
        if rule.name == BY_EXAMPLE_BEFORE and (alike := by_example(scene)):
            return replace(alike, rule="by_example")
        found = rule.answer(scene)
        if found is not None and found.said:
            return replace(found, rule=rule.name)
    found = nearest_fact(scene)
    return replace(found, rule="nearest_fact") if found else None


def _parts(q: Question) -> list[str]:
    if nouns := _nouns(q):
        return nouns
    pieces = [p.strip() for p in JOINT.split(q.text) if p.strip()]
    if len(pieces) < 2 or any(len(p.split()) < LEAST for p in pieces):
        return [q.text]
    if re.search(r"\b(?:between|difference|compare)\b", q.text):
        return [q.text]
    return pieces[:3]


def _nouns(q: Question) -> list[str]:
    """Two parts asked for in one breath: "her education and her languages"."""
    pieces = re.split(r"\band\b", q.text)
    if len(pieces) != 2 or len(q.sections) != 2 or q.targets or q.polar:
        return []
    inside = [parts_in(p.split()) for p in pieces]
    if not all(len(parts) == 1 for parts in inside) or len(q.content) > 0:
        return []
    return [f"what {parts[0].noun} does they has" for parts in inside]


def _joined(answers: list[Outcome]) -> Outcome:
    said: list[Said] = []
    for answer in answers:
        said += [s for s in answer.said if s not in said]
    kept: list[Said] = []
    for answer in answers:  # each question's first sentence goes before second ones
        kept += [s for s in answer.said[:1] if s not in kept]
    for each in said:
        if (
            each not in kept
            and sum(len(s.text.split()) for s in kept) + len(each.text.split())
            <= BREATH
        ):
            kept.append(each)
    kept.sort(key=said.index)
    hits = tuple(dict.fromkeys(i for a in answers for i in a.hits))
    same = {a.intent for a in answers}
    return replace(
        answers[0],
        said=tuple(kept),
        hits=hits,
        intent=answers[0].intent if len(same) == 1 else "multi",
        item_type="",
        absent=all(a.absent for a in answers),
        closest=any(a.closest for a in answers),
        limit=6,
        rule="+".join(a.rule for a in answers),
    )
