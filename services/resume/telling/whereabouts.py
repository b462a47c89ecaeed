"""A phrase that says where or how made into a clause: "She worked with a team of 4"."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling import fragments
from services.resume.telling import noun_phrases as nouns
from services.resume.telling.belongings import owned
from services.resume.telling.manner import Manner
from services.resume.telling.openings import MODES
from services.resume.telling.person import IT
from services.resume.telling.tokens import key, word_at
from services.resume.telling.word_classes import PREDICATES

STATIONS = frozenset("the loan leave duty strike secondment standby board".split())
"""What somebody can be on: "On loan to the army"."""


def placed(tokens: Sequence[str], manner: Manner) -> str:
    """Return the clause for a phrase that says where or how: "With a team of 4"."""
    subject, word = manner.subject, key(tokens[0])
    words = nouns.joined(tokens)
    be, work = subject.verb("be", manner.tense), subject.verb("work", manner.tense)
    if manner.thing:
        went = word == "to" and manner.tense == "past"
        return f"it {'went' if went else IT.verb('be', manner.tense)} {words}"
    if MODES & set(map(key, tokens[:2])):
        words = words.replace("remote", "remotely", 1)
        return f"{subject.words} {work} {words}"
    if word == "with" and owned(tokens[1:]):
        have = subject.verb("have", manner.tense)
        return f"{subject.words} {have} {' '.join(tokens[1:])}"
    if word == "not":
        state = key(word_at(tokens, 1)) in PREDICATES
        return f"{subject.words} {be} {words}" if state else words
    if word in ("as", "with"):
        return f"{subject.words} {work} {words}"
    if manner.own_words:
        return fragments.quoted(tokens, manner)
    if _is_station(word, key(word_at(tokens, 1))):
        return f"{subject.words} {be} {words}"
    what = "the work" if word == "for" else "that"
    return f"{what} {IT.verb('be', manner.tense)} {words}"


def _is_station(word: str, after: str) -> bool:
    """Whether somebody can be what these words open: "On loan", "in charge"."""
    on_leave = word == "on" and after in STATIONS
    part = word in ("part", "in", "on") and after in ("of", "charge", "call")
    return on_leave or part
