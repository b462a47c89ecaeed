"""What a question asks, in a form that another wording of it has as well."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from services.resume.questions.canonical import PERSON, canonical
from services.resume.reading.text import clean, words
from services.reuse.wordings import meaning, wordings

MAX_WORDS = 30
"""A longer question is nobody else's."""
POLAR = "yes or no"
NO_KIND = ""
EMPTY = frozenset(
    """a an the of in at on this that these those there here and is was be been being
    does did has can could would will should may might must it its so just really
    actually exactly ever any some very please ok okay quite thing things something
    anything kind kinds sort sorts type types particular whole too as um uh er
    well like them s compare compared comparing comparison""".split()
)
"""Words that a question can lose without asking anything else."""
LIGHT = frozenset("do done doing get got getting give gave given go went make".split())
"""Verbs that say next to nothing beside another word."""
LIGHT_IN = {
    "compare": frozenset({"time", "times", "job"}),
    "degree": frozenset({"good", "well"}),
}
HARMLESS = frozenset(
    """company companies firm team project projects place places office school job jobs
    work role person people""".split()
)
"""Words for what a thing is, which add little where it is named."""
ANYWHERE = frozenset("now still already again always often".split())
"""Words that may stand in any place of a question."""
RELATIONS = frozenset("for with to from by about under over into through".split())
"""Words of direction, none of which stands for another."""
TOLD = ("tell", "about")
"""A relation that is part of its kind: "what is it about"."""
OPTIONAL = frozenset("for with to".split())
"""Those of them that one wording may have and another not."""
ASKER = frozenset("i me my mine we us our ours myself ourselves".split())
TENSES = {
    "is": "present",
    "does": "present",
    "was": "past",
    "did": "past",
    "has": "past",
    "can": "able",
    "could": "able",
    "would": "if",
    "should": "if",
    "might": "if",
    "will": "future",
}
STATES = (
    "involved|experienced|skilled|qualified|interested|based|licensed|certified"
    "|married|retired|related|used|supposed|inspired|motivated|needed|called|named"
)
"""Participles that say how somebody is, not what was done to them."""
PASSIVE = re.compile(
    rf"\b(?:be|been|being|(?:is|was)(?: {PERSON})?(?: \w+)?) (?!(?:{STATES})\b)"
    r"(?:\w{2,}ed|taught|made|built|led|sent|given|shown|written|paid|told|seen|held|born)\b"
    r"(?! by \w+ing)"
)
MAIN_VERB = re.compile(r"\b((?:does|did|would|will|can) (?:\w+ ){1,4}?)(has|like)\b")
STATEMENT = re.compile(rf"^(?:{PERSON} )?(?:{'|'.join(TENSES)})\b")
"""How yes or no is asked for: "is she …", "would you say she is …"."""
PLURAL_ASKED = re.compile(r"^((?:what|which|how|why|where|when|who)(?: \w+)??) do\b")
ANY = re.compile(r"^(?:is there |was there |has they |got )?(?:any|some|ever)\b")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question, by its meaning."""

    key: str
    alike: frozenset[str] = frozenset()
    """The keys that can stand for it."""
    light: bool = False
    anywhere: bool = False
    """Whether it may stand in any place of a question."""
    harmless: bool = False
    """Whether a question that is clear without it can have it."""

    def means(self, other: Word) -> bool:
        return self.key == other.key or other.key in self.alike


@dataclass(frozen=True, slots=True)
class Form:
    """One question: what kind it is, and what its words mean, in their order.

    `person` is the place of the first mention of the owner among the words, or -1.
    `relations` are the words of direction; `text` is what a vector is made of.
    """

    kind: str
    tense: str
    words: tuple[Word, ...]
    person: int
    relations: tuple[str, ...]
    text: str


def read(text: str, names: Collection[str]) -> Form | None:
    """The form of a question; None for what is too long or says nothing.

    `names` are the words of the owner's name.
    """
    said = words(clean(text))
    if not 0 < len(said) <= MAX_WORDS:
        return None
    found = canonical(said, names)
    shorter = _shortened(found.text)
    kind, rest, timeless = _asked(shorter, indirect=found.indirect)
    left = _with_main_verbs(rest).split()
    telling = tuple(_words(left, kind))
    if PASSIVE.search(shorter):
        telling += (Word("(passive)", anywhere=True),)
    if not telling:
        return None
    return Form(
        kind=kind,
        tense="" if timeless else _tense(shorter),
        words=telling,
        person=_place_of_person(left),
        relations=tuple(w for w in left if w in RELATIONS and (kind, w) != TOLD),
        text=shorter,
    )


def _shortened(text: str) -> str:
    text = PLURAL_ASKED.sub(r"\1 does", text)
    for pattern, shorter in wordings().phrases:
        text = pattern.sub(shorter, text)
    asked = (say for pattern, say in wordings().asks if pattern.search(text))
    return next(asked, text)


def _asked(text: str, *, indirect: bool) -> tuple[str, str, bool]:
    """The kind of a question, its words without those that say it, and whether the
    kind leaves its time open."""
    for kind in wordings().kinds:
        if kind.ways.search(text):
            return kind.name, kind.ways.sub(" ", text, count=1), kind.timeless
    if indirect or STATEMENT.match(text) or ANY.match(text):
        return POLAR, text, False
    return NO_KIND, text, True


def _tense(text: str) -> str:
    return next((TENSES[word] for word in text.split() if word in TENSES), "")


def _with_main_verbs(rest: str) -> str:
    """The words with "have" and "like" told apart from what only helps a verb.

    "Does she have a teacher" asks something else than "is she a teacher".
    """
    return MAIN_VERB.sub(lambda found: f"{found[1]}(verb){found[2]}", rest)


def _place_of_person(left: list[str]) -> int:
    """How many telling words stand before the first mention of the person; or -1."""
    if PERSON not in left:
        return -1
    return sum(1 for _ in _words(left[: left.index(PERSON)], ""))


def _words(left: list[str], kind: str) -> Iterator[Word]:
    light = LIGHT | LIGHT_IN.get(kind, frozenset())
    for word in left:
        if word in ASKER:
            yield Word("(asker)", anywhere=True)
        elif word != PERSON and word not in EMPTY and word not in RELATIONS:
            key, alike = meaning(word)
            yield Word(
                key,
                alike,
                light=word in light,
                anywhere=word in ANYWHERE or word in light,
                harmless=word in HARMLESS,
            )
