"""German: "wo arbeiten Sie" and "wo arbeitest du" are "wo arbeitet er"."""

from __future__ import annotations

from collections.abc import Iterator

from services.language.second_person.forms import Question


def german(question: Question) -> Iterator[str]:
    """Yield the words in the third person, a request without what makes it polite."""
    if _is_polite(question):
        yield from (question.pronoun(at) for at in range(2, len(question.said)))
        return
    order = _order(question)
    verbs = dict(_verbs(question))
    if order:
        yield order
    for at in range(2 if order else 0, len(question.said)):
        yield question.at(at) if at in question.kept else _word(question, at, verbs)


def _is_polite(question: Question) -> bool:
    """Whether the page is asked for something: "können Sie mir … zeigen"."""
    asked = question.lists(0, "polite") and question.lists(1, "subjects")
    return asked and question.lists(2, "us") and 0 not in question.kept


def _order(question: Question) -> str:
    """The plain form of "zeigen Sie"; empty where it is no request."""
    if question.at(1) != "sie" or {0, 1} & {*_places(question)}:
        return ""
    form = question.order(0)
    if form or not question.lists(2, "us"):
        return form
    return question.at(0).removesuffix("n")


def _places(question: Question) -> Iterator[int]:
    """Yield the places of words that stay."""
    return (at for at in range(len(question.said)) if at in question.kept)


def _verbs(question: Question) -> Iterator[tuple[int, str]]:
    """Yield the place and the form of each verb that agrees with a "you"."""
    last = len(question.said) - 1
    for at, word in enumerate(question.said):
        if not question.lists(at, "subjects"):
            continue
        if form := question.verb(at - 1, word):
            yield at - 1, form
        elif at in (0, last) or not question.lists(at - 1, "openers"):
            continue
        elif form := question.verb(last, word):
            yield last, form


def _word(question: Question, at: int, verbs: dict[int, str]) -> str:
    reflexive = question.forms.reflexive
    if at in verbs:
        return verbs[at]
    if question.at(at) in reflexive and question.lists(at - 1, "subjects"):
        return reflexive[question.at(at)]
    return question.pronoun(at)
