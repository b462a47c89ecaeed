"""Questions that are no business of a résumé, and requests that are unsafe."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Verdict = Literal["unsafe", "distress", "off_topic"]
MAX_PHRASE_WORDS = 6
MAX_WORDS = 400


@dataclass(frozen=True, slots=True)
class Rule:
    """Applies when each of `groups` has a phrase in the question, `unless` none.

    A `general` rule knows only the shape of a question, not its subject.
    """

    kind: Verdict
    about: str
    groups: int
    always: bool
    general: bool


@dataclass(frozen=True, slots=True)
class Rules:
    rules: tuple[Rule, ...]
    phrases: dict[str, tuple[tuple[int, int], ...]]
    """A phrase to the rules and groups it counts for; group -1 is `unless`."""


@cache
def load_rules() -> Rules:
    source = files("services.guard").joinpath("data", "off_topic.toml")
    rules: list[Rule] = []
    phrases: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, body in enumerate(tomllib.loads(source.read_text("utf-8"))["rule"]):
        for group, listed in enumerate(body["groups"]):
            for phrase in listed:
                phrases[phrase].append((number, group))
        for phrase in body.get("unless", ()):
            phrases[phrase].append((number, -1))
        rules.append(
            Rule(
                kind=body["kind"],
                about=body["about"],
                groups=len(body["groups"]),
                always=body.get("always", False),
                general=body.get("general", False),
            )
        )
    return Rules(tuple(rules), {key: tuple(value) for key, value in phrases.items()})


def unsafe(words: Sequence[str]) -> bool:
    """Whether the words ask for harm, secrets, another identity or an invention."""
    return any(rule.kind == "unsafe" for rule in _applying(words))


def distress(words: Sequence[str]) -> bool:
    """Whether the words are those of somebody who may hurt themselves."""
    return any(rule.kind == "distress" for rule in _applying(words))


def off_topic(words: Sequence[str], *, about_person: bool, known: bool) -> bool:
    """Whether the words ask about the world instead of the person.

    `known` says that the question names something of the résumé. It and a mention
    of the person outweigh rules that see only a question's shape.
    """
    for rule in _applying(words):
        if rule.kind != "off_topic":
            continue
        if rule.always or (rule.general and not about_person and not known):
            return True
    return False


def _applying(words: Sequence[str]) -> list[Rule]:
    found = load_rules()
    hits: dict[int, set[int]] = defaultdict(set)
    words = words[:MAX_WORDS]
    phrases = found.phrases
    for start in range(len(words)):
        phrase = ""
        for word in words[start : start + MAX_PHRASE_WORDS]:
            phrase = f"{phrase} {word}" if phrase else word
            for rule, group in phrases.get(phrase, ()):
                hits[rule].add(group)
    return [
        found.rules[number]
        for number, groups in sorted(hits.items())
        if -1 not in groups and len(groups) == found.rules[number].groups
    ]
