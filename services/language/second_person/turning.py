"""A question to "you" put as one about "him"."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from services.language.second_person.forms import Question, forms_of
from services.language.second_person.french import french
from services.language.second_person.german import german
from services.language.second_person.spanish import spanish

TURNING: Mapping[str, Callable[[Question], Iterator[str]]] = {
    "de": german,
    "fr": french,
    "es": spanish,
}


def in_third_person(
    said: Sequence[str],
    language: str,
    known: Container[str],
    kept: Container[int] = (),
) -> tuple[str, ...]:
    """Return the words with "you" as "he"; unchanged in a language without rules.

    `said` is in small letters without accents; `known` are words of the language,
    verbs in the third person among them; the words at `kept` stay.
    """
    forms, turn = forms_of(language), TURNING.get(language)
    if forms is None or turn is None:
        return tuple(said)
    turned = turn(Question(tuple(said), forms, known, kept))
    return tuple(word for words in turned for word in words.split())


def speaks_to_you(said: Sequence[str], language: str) -> bool:
    """Whether a pronoun or verb of the second person is among the words."""
    forms = forms_of(language)
    return forms is not None and any(
        word in forms.words or word in forms.lists["subjects"] or word in forms.verbs
        for word in said
    )


def names_you(said: Sequence[str], language: str) -> bool:
    """Whether a pronoun that a verb agrees with is among the words."""
    forms = forms_of(language)
    return forms is not None and not forms.lists["subjects"].isdisjoint(said)
