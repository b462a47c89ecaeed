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
from services.resume.answers.wording import word_count
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
CONTRASTED = re.compile(r"\b(?:between|difference|compare)\b")
MOST_QUESTIONS = 3
SHOWN = 6


def _sentences(answers: list[Outcome]) -> list[Said]:
    """As many sentences as fit, in their order; each answer has at least one."""
    every = list(dict.fromkeys(s for a in answers for s in a.said))
    kept = list(dict.fromkeys(a.said[0] for a in answers))
    for each in every:
        words = word_count(*(s.text for s in (*kept, each)))
        if each not in kept and words <= BREATH:
            kept.append(each)
    return sorted(kept, key=every.index)


def decide(scene: Scene, ask: Callable[[str], Question]) -> Outcome | None:
    """The first rule's answer that applies; several questions are answered in turn."""
    parts = _parts(scene.question)
    if len(parts) > 1 and (answers := _each(scene, [ask(part) for part in parts])):
        return _joined(answers)
    return one(scene)


def _each(scene: Scene, questions: list[Question]) -> list[Outcome]:
    """The answer to each question; none where one of them has no answer."""
    answers: list[Outcome] = []
    topic = scene
    for question in questions:
        found = one(replace(topic, question=question))
        if found is None:
            return []
        answers.append(found)
        if found.hits:
            topic = replace(scene, topic=found.hits[:1], fresh=False)
    return answers


def one(scene: Scene) -> Outcome | None:
    """The answer of the first rule that applies, with its name, or the nearest fact."""
    for rule in RULES:
        if rule.name == BY_EXAMPLE_BEFORE and (alike := by_example(scene)):
            return replace(alike, rule="by_example")
        found = rule.answer(scene)
        if found is not None and found.said:
            return replace(found, rule=rule.name)
    found = nearest_fact(scene)
    return replace(found, rule="nearest_fact") if found else None


def _parts(q: Question) -> list[str]:
    """The questions within a question."""
    if nouns := _nouns(q):
        return nouns
    pieces = [p.strip() for p in JOINT.split(q.text) if p.strip()]
    short = any(len(p.split()) < LEAST for p in pieces)
    if len(pieces) < 2 or short or q.has(CONTRASTED):
        return [q.text]
    return pieces[:MOST_QUESTIONS]


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
    """Several answers as one, the first sentence of each before second ones."""
    intents = {a.intent for a in answers}
    return replace(
        answers[0],
        said=tuple(_sentences(answers)),
        hits=tuple(dict.fromkeys(i for a in answers for i in a.hits)),
        intent=answers[0].intent if len(intents) == 1 else "multi",
        item_type="",
        absent=all(a.absent for a in answers),
        closest=any(a.closest for a in answers),
        limit=SHOWN,
        rule="+".join(a.rule for a in answers),
    )
