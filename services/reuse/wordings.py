"""Ways of asking and of saying one thing, as the data files list them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from services.language.stems import singular, stem

DATA = files("services.reuse").joinpath("data")
DOERS = ("er", "or", "ers", "ors")
"""Endings of somebody who does something, which is not what is done, and of what is
compared: a trainer is no training, and "bigger" asks for something else than "big"."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question; a timeless one asks of the past and of today alike."""

    name: str
    ways: re.Pattern[str]
    timeless: bool


@dataclass(frozen=True, slots=True)
class Wordings:
    """`phrases` are wordings with what each stands for, `asks` are whole questions."""

    phrases: tuple[tuple[re.Pattern[str], str], ...]
    asks: tuple[tuple[re.Pattern[str], str], ...]
    kinds: tuple[Kind, ...]
    alike: dict[str, frozenset[str]]


def meaning(word: str) -> tuple[str, frozenset[str]]:
    """What a word is known by, and what the words are known by that can replace it."""
    key = key_of(word)
    return key, wordings().alike.get(key, frozenset())


def key_of(word: str) -> str:
    return singular(word) if word.endswith(DOERS) else stem(word)


@cache
def wordings() -> Wordings:
    """The data files, read once."""
    body = tomllib.loads(DATA.joinpath("same_words.toml").read_text("utf-8"))
    dictionary = DATA.joinpath("synonyms.txt").read_text("utf-8").splitlines()
    return Wordings(
        phrases=tuple(
            (_any_of(rf"\b(?:{way})(?!\w)" for way in group["for"]), group["say"])
            for group in body["phrases"]
        ),
        asks=tuple(
            (_any_of(rf"^(?:{way})$" for way in group["for"]), group["say"])
            for group in body["asks"]
        ),
        kinds=tuple(
            Kind(kind["name"], _any_of(kind["ways"]), kind.get("timeless", False))
            for kind in body["kinds"]
        ),
        alike=_alike(body["words"]["same"], dictionary, body["words"]["apart"]),
    )


def _alike(
    groups: Iterable[str], dictionary: Iterable[str], apart: Iterable[str]
) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in groups:
        keys = {key_of(word) for word in line.split()}
        for key in keys:
            found[key] |= keys
    for line in dictionary:
        word, *others = map(key_of, line.split())
        for other in others:
            found[word].add(other)
            found[other].add(word)
    for line in apart:
        one, other = map(key_of, line.split())
        found[one].discard(other)
        found[other].discard(one)
    return {key: frozenset(keys - {key}) for key, keys in found.items()}


def _any_of(ways: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(ways))
