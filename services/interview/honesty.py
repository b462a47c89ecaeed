"""Answers that only look like some: silence, keywords, the question or the model's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from services.interview.answer_text import Word, words_of
from services.interview.coverage import content
from services.interview.phrases import phrases, places
from services.language.english import listed
from services.models.interview_bank import Question
from services.models.interview_score import Raised

FEWEST_WORDS = 3
BARE_RUN = 5
"""Content words in a row that no sentence has."""
BARE_SHARE = 0.4
GLUE_SHARE = 0.15
"""Of model answers of the banks, 23 % at least are words that join others."""
GLUE = frozenset(
    "the a an is are was were be been has have had do does did it its that this which "
    "who they them their there he she we i you my our your and or but if so because as "
    "to of in on at with for from by can may will would could should must than into "
    "when then not only also each every".split()
)
REPEATED = 4
REPEATED_SHARE = 0.3
SHINGLE = 4
COPIED_SHARE = 0.5
COPIED_WORDS = 12
READ_BACK_SHARE = 0.75
NEW_WORDS = 3


def raised(question: Question, words: Sequence[Word]) -> tuple[Raised, ...]:
    """Return why an answer counts for nothing, if it does."""
    checks = (_silent(words), _copied(question, words), _read_back(question, words))
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


def _copied(question: Question, words: Sequence[Word]) -> Raised | None:
    """Most runs of four words are those of the model answer."""
    if len(words) < COPIED_WORDS:
        return None
    model = set(_shingles(words_of(question.model_answer)))
    own = list(_shingles(words))
    share = sum(one in model for one in own) / len(own)
    if share < COPIED_SHARE:
        return None
    return Raised("copied", f"{share:.0%} of its word runs are the model answer's")


def _shingles(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    texts = [word.text for word in words]
    for start in range(len(texts) - SHINGLE + 1):
        yield tuple(texts[start : start + SHINGLE])


def _read_back(question: Question, words: Sequence[Word]) -> Raised | None:
    """Hardly a content word that the question does not have."""
    asked = {word.stem for word in words_of(question.text)}
    own = {word.stem for word in content(words)}
    new = own - asked
    share = 1 - len(new) / max(1, len(own))
    if not own or len(new) > NEW_WORDS or share < READ_BACK_SHARE:
        return None
    return Raised("read_back", f"{share:.0%} of its words are the question's")


def _stuffed(question: Question, words: Sequence[Word]) -> Raised | None:
    """Words without sentences, or one word again and again."""
    bare = [word for chunk in _bare_chunks(words) for word in chunk]
    share = len(bare) / len(words)
    glue = sum(word.text in GLUE for word in words) / len(words)
    if len(bare) >= BARE_RUN and share >= BARE_SHARE and glue <= GLUE_SHARE:
        shown = " ".join(word.text for word in bare[:8])
        return Raised("stuffed", f"{share:.0%} are words without a sentence: {shown}")
    return _repeated(question, words)


def _repeated(question: Question, words: Sequence[Word]) -> Raised | None:
    """A word that is not the question's own, again and again."""
    asked = {word.stem for word in words_of(question.text)}
    own = Counter(w.stem for w in content(words) if w.stem not in asked)
    for stem, times in own.most_common(1):
        if times > REPEATED and times / own.total() >= REPEATED_SHARE:
            return Raised("stuffed", f"{stem!r} stands there {times} times")
    return None


def _bare_chunks(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield runs of content words that are too long, and clauses of one or two."""
    clauses: dict[int, list[Word]] = {}
    for word in words:
        clauses.setdefault(word.clause, []).append(word)
    for clause in clauses.values():
        runs = list(_runs(clause))
        if len(clause) <= 2 and len(runs) == 1 and len(runs[0]) == len(clause):
            yield clause
        else:
            yield from (run for run in runs if len(run) >= BARE_RUN)


def _runs(clause: Sequence[Word]) -> Iterator[list[Word]]:
    common = listed("function")
    run: list[Word] = []
    for word in clause:
        if word.text in common or word.negates:
            if run:
                yield run
            run = []
        else:
            run.append(word)
    if run:
        yield run
