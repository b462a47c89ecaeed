"""Answers that only look like some: silence, keywords, the question or the model's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from services.interview.answer_text import Word, words_of
from services.interview.coverage import content
from services.interview.phrases import phrases, places
from services.models.interview_bank import Question
from services.models.interview_score import Raised

FEWEST_WORDS = 3
BARE_RUN = 6
"""Words in a row that no sentence has without one that joins them."""
LONG_RUN = 8
CODE = re.compile(r"[\d=]")
"""What formulas and code have, which are no sentences and no stuffing."""
BARE_CLAUSES = 6
BARE = ((0.35, 0.36), (0.2, 0.34))
"""The share of words without sentences that is too much, and the share of joining
words up to which it is; in the banks' model answers 23 % at least are such words."""
GLUE = frozenset(
    "the a an is are was were be been has have had do does did it its that this which "
    "who they them their there he she we i you my our your and or but if so because as "
    "to of in on at with for from by can may will would could should must than into "
    "when then not only also each every".split()
)
REPEATED = 5
REPEATED_SHARE = 0.3
SHINGLE = 4
Shingle = tuple[str, ...]
COPIED_SHARE = 0.5
COPIED_WORDS = 12
READ_BACK_SHARE = 0.75
NEW_WORDS = 3
READ_BACK_WORDS = 10
READ_BACK_MOST = 0.4
"""Of an honest answer's words a quarter at most are the question's."""


def raised(
    question: Question, words: Sequence[Word], models: frozenset[Shingle] = frozenset()
) -> tuple[Raised, ...]:
    """Return why an answer counts for nothing, if it does.

    `models` are the word runs of all model answers; the question's own count anyway.
    """
    models = models | frozenset(shingles(words_of(question.model_answer)))
    checks = (_silent(words), _copied(models, words), _read_back(question, words))
    found = tuple(flag for flag in checks if flag is not None)
    if found:
        return found
    stuffed = _stuffed(question, words)
    return () if stuffed is None else (stuffed,)


def _silent(words: Sequence[Word]) -> Raised | None:
    if len(words) < FEWEST_WORDS:
        return Raised("silent", f"{len(words)} words")
    given_up = places(words, phrases("no_answer"))
    if given_up and len(content(words)) <= NEW_WORDS + 1:
        first, last = given_up[0]
        return Raised("silent", " ".join(w.text for w in words[first : last + 1]))
    return None


def _copied(models: frozenset[Shingle], words: Sequence[Word]) -> Raised | None:
    """Most runs of four words are those of a model answer."""
    if len(words) < COPIED_WORDS:
        return None
    own = list(shingles(words))
    share = sum(one in models for one in own) / len(own)
    if share < COPIED_SHARE:
        return None
    return Raised("copied", f"{share:.0%} of its word runs are a model answer's")


def shingles(words: Sequence[Word]) -> Iterator[Shingle]:
    """Yield every run of four words."""
    texts = [word.text for word in words]
    for start in range(len(texts) - SHINGLE + 1):
        yield tuple(texts[start : start + SHINGLE])


def _read_back(question: Question, words: Sequence[Word]) -> Raised | None:
    """Most of it is the question's words, or hardly one is not."""
    asked = {word.stem for word in words_of(question.text)}
    own = [word.stem for word in content(words)]
    new = set(own) - asked
    share = sum(stem in asked for stem in own) / max(1, len(own))
    few = bool(own) and len(new) <= NEW_WORDS and share >= READ_BACK_SHARE
    most = len(own) >= READ_BACK_WORDS and share >= READ_BACK_MOST
    if not (few or most):
        return None
    return Raised("read_back", f"{share:.0%} of its words are the question's")


def _stuffed(question: Question, words: Sequence[Word]) -> Raised | None:
    """Words without sentences, or one word again and again."""
    bare = list(_bare_clauses(words))
    count = sum(map(len, bare))
    share = count / len(words)
    glue = sum(word.text in GLUE for word in words) / len(words)
    many = len(bare) >= BARE_CLAUSES or max(map(len, bare), default=0) >= LONG_RUN
    for least, most_glue in BARE:
        if count >= BARE_RUN and many and share >= least and glue <= most_glue:
            shown = ", ".join(" ".join(w.text for w in one) for one in bare[:4])
            return Raised("stuffed", f"{share:.0%} is no sentence: {shown}")
    return _repeated(question, words)


def _repeated(question: Question, words: Sequence[Word]) -> Raised | None:
    """A word that is not the question's own, again and again."""
    asked = {word.stem for word in words_of(question.text)}
    own = Counter(w.stem for w in content(words) if w.stem not in asked)
    for stem, times in own.most_common(1):
        if times > REPEATED and times / own.total() >= REPEATED_SHARE:
            return Raised("stuffed", f"{stem!r} stands there {times} times")
    return None


def _bare_clauses(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield clauses of a few words, and long runs, that no joining word holds."""
    clauses: dict[int, list[Word]] = {}
    for word in words:
        clauses.setdefault(word.clause, []).append(word)
    for clause in clauses.values():
        for run in _runs(clause):
            if CODE.search(" ".join(word.text for word in run)):
                continue
            if len(run) >= BARE_RUN or len(run) == len(clause):
                yield run


def _runs(clause: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words between joining words."""
    run: list[Word] = []
    for word in clause:
        if word.text in GLUE or word.negates:
            if run:
                yield run
            run = []
        else:
            run.append(word)
    if run:
        yield run
