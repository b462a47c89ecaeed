"""The words of an English question in one form: person, verbs and leads made equal."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from services.resume.questions.leads import INDIRECT, LEAD, OPENING, TAIL

PERSON = "they"
"""Stands for every mention of the person: "she", "you", "Marisol", "the candidate"."""
SINGULAR = frozenset(
    """he she him her his hers himself herself you your yours yourself u ur ya
    hes shes youre""".split()
)
TITLES = frozenset("dr doctor prof professor mr mrs ms miss sir dame".split())
PLURAL = frozenset("they them their theirs themselves themself".split())
PEOPLE = frozenset("candidate applicant guy girl lady woman man dude person".split())
DETERMINERS = frozenset("the this that".split())
FORMS = {
    "are": "is", "am": "is", "were": "was", "have": "has", "had": "has",
    "theyre": "they is", "hes": "they is", "shes": "they is", "youre": "they is",
    "whats": "what is", "wheres": "where is", "whos": "who is", "hows": "how is",
    "whens": "when is", "dont": "does not", "doesnt": "does not", "isnt": "is not",
    "arent": "is not", "wasnt": "was not", "werent": "was not", "hasnt": "has not",
    "havent": "has not", "didnt": "did not", "cant": "can not", "cannot": "can not",
    "couldnt": "could not", "wouldnt": "would not", "wont": "will not",
    "shouldnt": "should not", "hadnt": "has not", "theyve": "they has",
    "youve": "they has", "shed": "they would", "hed": "they would",
    "gonna": "going to", "wanna": "want to", "kinda": "kind of", "sorta": "sort of",
    "pls": "please", "plz": "please", "gotta": "has to", "til": "until",
    "thru": "through",
}  # fmt: skip
"""Spellings and persons of one verb, and what is written together."""

MAX_LEADS = 3


@dataclass(frozen=True, slots=True)
class Canonical:
    """`text` is the question without what only introduces it, `whole` all of it."""

    text: str
    whole: str
    indirect: bool
    """Whether it was asked as "… if she …"."""


def canonical(
    words: Sequence[str], names: Collection[str], *, plural_things: bool = False
) -> Canonical:
    """The words in one form.

    `names` are the words of the person's name; `plural_things` says that "they" and
    "them" stand for things shown before.
    """
    forms = _forms(words, names)
    text, indirect = _without_lead(" ".join(forms))
    whole = " ".join(_in_one_form(forms, names, plural_things))
    bare = " ".join(_in_one_form(text.split(), names, plural_things))
    shorter = TAIL.sub("", bare)
    return Canonical(shorter if " " in shorter else bare, whole, indirect)


def _letters_joined(words: Sequence[str]) -> list[str]:
    """Letters said one by one as the abbreviation they are: "n s f" is "nsf"."""
    out: list[str] = []
    run: list[str] = []
    for word in (*words, ""):
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        out += ["".join(run)] if len(run) > 1 else run
        run = []
        if word:
            out.append(word)
    return out


def _forms(words: Sequence[str], names: Collection[str]) -> list[str]:
    """The words with verbs in one form; "do" stays where it is no auxiliary."""
    out: list[str] = []
    joined = _letters_joined(words)
    for at, word in enumerate(joined):
        if word == "do":
            after = joined[at + 1] if at + 1 < len(joined) else ""
            helps = after in SINGULAR | PLURAL | {"not", "we", "i", "the"} | set(names)
            out.append("does" if helps and after != "it" else "do")
        else:
            out += FORMS.get(word, word).split()
    return out


def _in_one_form(
    words: Sequence[str], names: Collection[str], plural_things: bool
) -> list[str]:
    out: list[str] = []
    for at, word in enumerate(words):
        if _is_person(words, at, names, plural_things):
            if out[-1:] and out[-1] in TITLES and word in names:
                out.pop()
            if out[-1:] != [PERSON] or word in SINGULAR:
                out.append(PERSON)
            continue
        out.append(word)
    return out


def _is_person(
    words: Sequence[str], at: int, names: Collection[str], plural_things: bool
) -> bool:
    word = words[at]
    if word in SINGULAR or word in names or word.removesuffix("s") in names:
        return True
    if word in PLURAL:
        return not plural_things and words[at - 1 : at] != ["of"]
    return word in PEOPLE and words[at - 1] in DETERMINERS and at > 0


def _without_lead(whole: str) -> tuple[str, bool]:
    text, indirect = whole, False
    for _ in range(MAX_LEADS):
        before = text
        text = _cut(OPENING, text)
        text = _cut(LEAD, text)
        if match := INDIRECT.match(text):
            text, indirect = text[match.end() :], True
        if text == before:
            break
    return text, indirect


def _cut(pattern: re.Pattern[str], text: str) -> str:
    rest = pattern.sub("", text, count=1).strip()
    return rest or text
