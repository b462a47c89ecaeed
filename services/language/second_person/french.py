"""French: "où travailles-tu" and "où travaillez-vous" are "où travaille-t-il"."""

from __future__ import annotations

from collections.abc import Iterator

from services.language.second_person.forms import Question

HE = "il"
LINK = "t"
"""What stands between a verb's vowel and the pronoun: "travaille-t-il"."""
VOWELS = ("a", "e", "i", "o", "u")


def french(question: Question) -> Iterator[str]:
    """Yield the words in the third person, a request without what makes it polite."""
    agreeing = dict(_agreeing(question))
    for at in range(2 if _is_polite(question) else 0, len(question.said)):
        yield question.at(at) if at in question.kept else _word(question, at, agreeing)


def _is_polite(question: Question) -> bool:
    """Whether the page is asked for something: "pouvez-vous me parler de …"."""
    asked = question.lists(0, "polite") and question.lists(1, "subjects")
    return asked and question.lists(2, "us") and 0 not in question.kept


def _agreeing(question: Question) -> Iterator[tuple[int, int]]:
    """Yield the place of each verb that agrees with a "you", and that of the "you"."""
    for at, word in enumerate(question.said):
        if not question.lists(at, "subjects") or at in question.kept:
            continue
        behind = _behind(question, at)
        if question.verb(at - 1, word):
            yield at - 1, at
        elif question.verb(behind, word) and question.at(behind + 1) != word:
            yield behind, at


def _behind(question: Question, at: int) -> int:
    """The place of the first word behind a subject that could be its verb."""
    behind = at + 1
    while question.lists(behind, "between"):
        behind += 1
    return behind


def _word(question: Question, at: int, agreeing: dict[int, int]) -> str:
    word, subjects = question.at(at), agreeing.values()
    if at in agreeing:
        return _verb(question, at, agreeing[at])
    if at in subjects:
        return HE
    if word in question.forms.reflexive and at + 1 in agreeing:
        return question.forms.reflexive[word]
    return (at == 0 and question.order(at)) or question.pronoun(at)


def _verb(question: Question, at: int, subject: int) -> str:
    """The verb in the third person, linked to a pronoun behind it."""
    form = question.verb(at, question.at(subject))
    return f"{form} {LINK}" if subject > at and form.endswith(VOWELS) else form
