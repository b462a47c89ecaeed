"""Spanish: "¿dónde trabajas?" and "¿dónde trabaja usted?" are "¿dónde trabaja?"."""

from __future__ import annotations

from collections.abc import Iterator

from services.language.second_person.forms import Question

YOU, ALL_OF_YOU = "tu", "ustedes"
REQUESTS = ("rme", "rnos")


def spanish(question: Question) -> Iterator[str]:
    """Yield the words in the third person, a request without what makes it polite."""
    for at in range(_begins(question), len(question.said)):
        yield question.at(at) if at in question.kept else _word(question, at)


def _begins(question: Question) -> int:
    """Where the question begins behind "¿me puedes …" or "¿puede usted hablarme"."""
    at = int(question.lists(0, "us"))
    if not question.lists(at, "polite") or at in question.kept:
        return 0
    begins = at + 1 + (question.at(at + 1) == "usted")
    return begins if at or question.at(begins).endswith(REQUESTS) else 0


def _word(question: Question, at: int) -> str:
    word, reflexive = question.at(at), question.forms.reflexive
    if word == YOU and (at + 1 == len(question.said) or _verb(question, at + 1)):
        return ""
    if word in reflexive and _verb(question, at + 1):
        return reflexive[word]
    if word in question.forms.words:
        return question.pronoun(at)
    return _verb(question, at) or question.order(at) or word


def _verb(question: Question, at: int) -> str:
    """The verb at a place in the third person; empty where it is not to "you"."""
    word = question.at(at)
    if ALL_OF_YOU in (question.at(at - 1), question.at(at + 1)):
        return question.verb(at, ALL_OF_YOU)
    form = question.verb(at, YOU)
    if not form or word in question.forms.verbs:
        return form
    return form if _is_verb(question, at, form) else ""


def _is_verb(question: Question, at: int, form: str) -> bool:
    """Whether a word is a verb, though many nouns end in "as" and "es" as well."""
    word, lists = question.at(at), question.forms.lists
    if word in question.known or question.lists(at - 1, "before_nouns"):
        return False
    if form in question.known or word.endswith(tuple(lists["sure"])):
        return True
    return at == 0 or question.lists(at - 1, "before_verbs")
