"""A model that answers right: it reads our prompt, and picks facts by a label."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.model_server import Messages

FACT = re.compile(r"^\[(\d+)\] (.+)$")
HEADING = re.compile(r"^(?:\[\d+\] )?(.+) \([\w -]+\):$")
PLAIN = re.compile(r"^What a search .+ may miss the point: (.+)$", re.M)
MOST_WORDS = 40
"""Fewer than are allowed: a lie takes some."""
NAMES = ("Quentin Marsh", "Brightwater Logistics", "Calder & Voss")
NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")
PLACE = re.compile(r"\b(?:at|for) [A-Z][\w&.'-]+(?: [A-Z][\w&.'-]+)*")
VERB = re.compile(
    r"\b(is|was|has|works|worked|leads|led|includes?|speaks|studied|holds)\b"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A fact as the prompt has it, said as a sentence."""

    number: int
    sentence: str


@dataclass
class ScriptedReader:
    """`missing` says how much of what a label wants a reply leaves unsaid."""

    structured: bool = True
    lying: bool = False
    missing: Callable[[str], int] = lambda reply: 0
    denying: bool = False
    truths: list[str] = field(default_factory=list)
    every_lie: set[str] = field(default_factory=set)
    calls: int = 0

    def __call__(self, messages: Messages) -> str:
        self.calls += 1
        facts = facts_in(messages[0]["content"])
        found = self._told(facts, messages[-1]["content"])
        self.truths = [sentence for sentence, _ in found]
        if self.lying and facts:
            lie = lie_about(facts, self.calls)
            self.every_lie.add(lie[0])
            found.insert(self.calls % (len(found) + 1), lie)
        if self.structured:
            told = [{"sentence": said, "facts": cited} for said, cited in found]
            return json.dumps({"answer": told})
        return " ".join(
            said + "".join(f"[{number}]" for number in cited) for said, cited in found
        )

    def _told(
        self, facts: Sequence[Numbered], question: str
    ) -> list[tuple[str, list[int]]]:
        plain = PLAIN.search(question)
        answer = plain[1] if plain else ""
        if not self.missing(answer):
            return self._about(answer, facts)
        if self.denying:
            return [("The résumé does not show that.", [])]
        return self._chosen(facts) or [(answer, [])]

    def _chosen(self, facts: Sequence[Numbered]) -> list[tuple[str, list[int]]]:
        """The fewest facts that say what is wanted, the most telling first."""
        chosen: list[Numbered] = []
        left = self.missing("-")
        while left:
            said = " ".join(fact.sentence for fact in chosen)
            best = min(facts, key=lambda f: self.missing(f"{said} {f.sentence}"))
            now = self.missing(f"{said} {best.sentence}")
            words = len(said.split()) + len(best.sentence.split())
            if now >= left or words > MOST_WORDS:
                break
            chosen.append(best)
            left = now
        return [(fact.sentence, [fact.number]) for fact in chosen]

    def _about(
        self, answer: str, facts: Sequence[Numbered]
    ) -> list[tuple[str, list[int]]]:
        """Facts that say the same as an answer that is right, or that answer."""
        return self._chosen(facts) or [(answer, [])]


def facts_in(prompt: str) -> list[Numbered]:
    """The numbered facts of a prompt."""
    found: list[Numbered] = []
    heading = ""
    for line in prompt.splitlines():
        if named := HEADING.match(line):
            heading = named[1]
        if fact := FACT.match(line):
            text = fact[2]
            whole = text.endswith((".", "!", "?")) and text.count(" ") > 1
            if heading and not whole:
                text = f"About {heading}: {text}"
            found.append(Numbered(int(fact[1]), text.rstrip(".") + "."))
    return found


def lie_about(facts: Sequence[Numbered], seed: int) -> tuple[str, list[int]]:
    """A fact with something changed in it, cited as if it were true."""
    dice = random.Random(seed)
    fact = dice.choice(facts)
    other = dice.choice([f for f in facts if f is not fact] or [fact])
    kinds = [_other_number, _other_name, _denied, _added]
    dice.shuffle(kinds)
    for change in kinds:
        told = change(fact.sentence, other.sentence, dice)
        if told != fact.sentence:
            return told, [fact.number]
    raise AssertionError("something can always be added")


def _other_number(sentence: str, other: str, dice: random.Random) -> str:
    """With a number of another fact, or with any."""
    numbers = [*NUMBER.findall(other), str(dice.randint(31, 89))]
    return NUMBER.sub(numbers[0], sentence, count=1)


def _other_name(sentence: str, other: str, dice: random.Random) -> str:
    """With the place of another fact, or with one that nobody knows."""
    place = PLACE.search(other)
    if place is None or place[0] in sentence:
        return PLACE.sub(f"at {dice.choice(NAMES)}", sentence, count=1)
    return PLACE.sub(place[0], sentence, count=1)


def _denied(sentence: str, other: str, dice: random.Random) -> str:
    return VERB.sub(lambda m: f"{m[0]} never", sentence, count=1)


def _added(sentence: str, other: str, dice: random.Random) -> str:
    return f"{sentence.rstrip('.')}, which {dice.choice(NAMES)} paid a prize for."
