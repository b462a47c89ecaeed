"""The rules tried in order, for one question or for each of several in one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from services.language.stems import stem
from services.resume.answers.closing import nearest_fact
from services.resume.answers.contact.asks import EMAIL, PHONE
from services.resume.answers.kinds import LIKELY, by_kind
from services.resume.answers.outcome import NOT_THERE, Outcome, Said
from services.resume.answers.presence.found import nothing_answers
from services.resume.answers.rulebook import RULES
from services.resume.answers.scene import Scene
from services.resume.answers.wording import word_count
from services.resume.questions.canonical import PERSON
from services.resume.questions.frame import AUXILIARY, FRAME, FUNCTION
from services.resume.questions.parts import parts_in
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question

JOINT = any_of(
    r"\b(?:and|also|plus) (?:also )?(?=(?:what|when|where|who|which|how|why|"
    "does|did|is|was|has|can|will|would) )",
)
BY_KIND_BEFORE = "detail"
"""The first of the rules that know a question by what facts hold, not by its words."""
DOUBTED = "present"
"""A rule whose "not there" gives way to what the whole question is likely about."""
LEAST = 2
"""Words that a question within a question has at least."""
BREATH = 50
BESIDE = re.compile(r"\b(?:and|plus|as well as)\b")
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
    parts = _parts(scene)
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
    return [a for a in answers if not _bare(a)] or answers


def _bare(answer: Outcome) -> bool:
    """Whether it only says that something unnamed is not there."""
    return answer.absent and answer.said[0].text.lower().endswith(NOT_THERE)


def one(scene: Scene) -> Outcome | None:
    """The answer of the first rule that applies, with its name, or the nearest fact."""
    for rule in RULES:
        if rule.name == BY_KIND_BEFORE and (alike := by_kind(scene)):
            return replace(alike, rule="by_kind")
        found = rule.answer(scene)
        if found is None or not found.said or _says_too_much(scene, rule.name, found):
            continue
        doubted = rule.name == DOUBTED and (found.absent or found.closest)
        if doubted and (alike := by_kind(scene, LIKELY)):
            return replace(alike, rule="by_kind")
        return replace(found, rule=rule.name)
    if alike := by_kind(scene, LIKELY):
        return replace(alike, rule="by_kind")
    found = nearest_fact(scene)
    return replace(found, rule="nearest_fact") if found else None


def _says_too_much(scene: Scene, rule: str, found: Outcome) -> bool:
    """Whether a part that has entries is told as a yes to what nothing answers."""
    said_yes = rule == "parts" and found.said[0].text.startswith("Yes")
    return said_yes and nothing_answers(scene)


def _parts(scene: Scene) -> list[str]:
    """The questions within a question."""
    q = scene.question
    if nouns := _nouns(scene):
        return nouns
    pieces = [p.strip() for p in JOINT.split(q.text) if p.strip()]
    short = any(len(p.split()) < LEAST for p in pieces)
    if len(pieces) < 2 or short or q.has(CONTRASTED):
        return [q.text]
    return pieces[:MOST_QUESTIONS]


def _nouns(scene: Scene) -> list[str]:
    """Two parts asked for in one breath: "her education and her languages"."""
    q = scene.question
    pieces = BESIDE.split(q.text)
    if len(pieces) != 2 or q.first in AUXILIARY or not q.sections:
        return []
    asked = [_noun(scene, piece.split()) for piece in pieces]
    same = len(q.sections) == 1 and all(parts_in(p.split()) for p in pieces)
    return [] if same or not all(asked) else asked


def _idle(word: str) -> bool:
    """Whether a word says nothing of what is asked for."""
    return word in FUNCTION or word in FRAME or word == PERSON


def _noun(scene: Scene, said: list[str]) -> str:
    """The question for one part, for a way to reach the person, or for a
    subject; empty where the words say more than that."""
    told = [w for w in said if parts_in([w]) or not _idle(w)]
    noun = " ".join(told)
    parts = parts_in(told)
    if len(parts) == 1 and (parts[0].start, parts[0].end) == (0, len(told)):
        return f"what {noun} does they has"
    own = {s.replace("_", " ").replace("-", " ") for s in scene.library.by_section}
    if noun in own:
        return f"what {noun} does they has"
    if EMAIL.fullmatch(noun) or PHONE.fullmatch(noun):
        return f"they {noun}"
    reading = scene.question.reading
    subjects = {reading.words[m.start : m.end] for m in reading.of("topic")}
    if tuple(told) not in subjects:
        return ""
    known = all(scene.evidence.known(stem(word)) for word in told)
    if known or scene.library.targets.found(told, ()):
        return f"which {noun} has they done"
    return f"any {noun}"


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
