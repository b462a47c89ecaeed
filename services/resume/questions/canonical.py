"""The words of an English question in one form: person, verbs and leads made equal."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

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
    "pls": "please", "plz": "please", "gotta": "has to", "til": "until", "thru": "through",
}  # fmt: skip
"""Spellings and persons of one verb, and what is written together."""

_OPENING = re.compile(
    r"^(?:(?:so|ok|okay|um|uh|well|right|hi|hey|hello|please|and|but|also|then|now|just"
    r"|like|yes|yeah|sorry|actually|alright|good|great|cool|nice|thanks|thank you|oh"
    r"|hmm|there|quick question|one more thing|one question|another question|btw"
    r"|by the way|real quick|quickly|again|basically|honestly|listen|look) )+"
)
_LEADS = (
    r"(?:can|could|would|will|may|do) (?:you|u|i|we|ya)(?: please| kindly| maybe| also)?"
    r" (?:tell|show|give|explain|remind|describe|list|name|say|share|know|see|get|ask|find"
    r"|hear|walk|talk|read)(?: to)?(?: me| us)?(?: out)?(?: a bit| a little| something| more| again)?"
    r"(?: about| through| on| of)?",
    r"(?:please )?(?:tell|show|give|remind) (?:me|us)(?: a bit| a little| something)?(?: about| of)?",
    r"i(?: a?m|m| is| was)?(?: just| also| really)? (?:wonder|wondering|curious|interested|asking"
    r"|trying to (?:find out|understand|figure out))(?: to know| to hear| about| in)?",
    r"i(?: would|d)?(?: just| really| also)? (?:like|love|want|need) to (?:know|see|hear|learn|ask"
    r"|understand|find out)(?: more)?(?: about)?",
    r"(?:does|did) (?:you|u|anyone|anybody) (?:happen to )?know(?= (?:if|whether|what|when|where|how|who|which|why))",
    r"(?:any|has you any|got any|has you got any) (?:idea|clue|chance you know)(?: about)?",
    r"(?:can|could|would|will) you(?: please)? (?:run|go|take|walk|talk) (?:me |us )?through",
    r"is it (?:true|right|correct|fair)(?: to say)?(?: that)?",
    r"(?:does|would) (?:you) say(?: that)?",
    r"(?:i )?(?:heard|read|saw|noticed|see|understand|assume|guess|take it)(?: that)?(?= (?:he|she|they|you)\b)",
    r"let me (?:ask|know|see)(?: about| if| whether)?",
    r"(?:just )?(?:to be )?(?:curious|wondering)(?: about)?",
    r"my question is|question is|question",
    r"what (?:i|we) (?:want|need|would like) to know is",
)  # fmt: skip
_LEAD = re.compile(r"^(?:" + "|".join(_LEADS) + r")\b ?")
_INDIRECT = re.compile(r"^(?:if|whether)(?: or not)? (?=\w)")
_TAIL = re.compile(
    r"(?: (?:please|thanks|thank you|by any chance|by chance|at all|right now|then|though"
    r"|actually|exactly|again|anyway|or (?:not|what|no|so|something)"
    r"|right|correct|you know|in general|if i may ask|if any|yet|so far))+$"
)
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
    shorter = _TAIL.sub("", bare)
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
    for at, word in enumerate(_letters_joined(words)):
        if word == "do":
            joined = _letters_joined(words)
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
        text = _cut(_OPENING, text)
        text = _cut(_LEAD, text)
        if match := _INDIRECT.match(text):
            text, indirect = text[match.end() :], True
        if text == before:
            break
    return text, indirect


def _cut(pattern: re.Pattern[str], text: str) -> str:
    rest = pattern.sub("", text, count=1).strip()
    return rest or text
