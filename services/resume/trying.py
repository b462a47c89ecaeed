"""The owner's own test questions: read from lines of JSON, asked, and judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from services.errors import ConfigurationError
from services.models.answer import Answer, Intent, Query
from services.models.conversation import MAX_TURNS, Turn

MOST_QUESTIONS = 10_000
MOST_BYTES = 16_000_000
LONGEST_QUESTION = 4_000
SHOWN_PROBLEMS = 10
FIELDS: Mapping[str, type] = {"absent": bool, "entry": str, "intent": str}
"""What a test may expect of an answer, and of which kind each is."""
UNANSWERED = (Intent.ABSENT, Intent.UNCLEAR)

Outcome = Literal["right", "wrong", "changed"]
Ask = Callable[[Query], Answer]


@dataclass(frozen=True, slots=True)
class Expected:
    """What an answer is like; what is None is not looked at.

    Where an entry is named, it is to be among those shown, and the kind of question
    does not matter.
    """

    absent: bool | None = None
    entry: str | None = None
    intent: str | None = None

    def fits(self, answer: Answer) -> bool:
        absent = is_unanswered(answer)
        if self.absent is not None and absent != self.absent:
            return False
        if absent and self.absent:
            return True
        if self.entry is not None:
            return self.entry in shown(answer)
        return self.intent in (None, answer.intent)


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """`unlike` is an answer that was wrong, where nobody said what is right."""

    line: int
    text: str
    earlier: tuple[str, ...] = ()
    was_right: bool = False
    expected: Expected | None = None
    unlike: Expected | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    question: OwnQuestion
    answer: Answer
    outcome: Outcome

    @property
    def is_worse(self) -> bool:
        """Whether it was right before and is wrong now."""
        return self.question.was_right and self.outcome == "wrong"


def is_unanswered(answer: Answer) -> bool:
    return answer.absent or answer.intent in UNANSWERED


def shown(answer: Answer) -> tuple[str, ...]:
    return tuple(card.id for card in answer.cards)


def try_out(questions: Sequence[OwnQuestion], ask: Ask) -> Iterator[Tried]:
    """What comes of each, asked after the questions before it in its conversation."""
    for question in questions:
        answer = asked(question, ask)
        yield Tried(question, answer, _outcome(question, answer))


def asked(question: OwnQuestion, ask: Ask) -> Answer:
    history: list[Turn] = []
    for text in question.earlier:
        answer = ask(Query(text, history=tuple(history)))
        history.append(_turn(text, answer))
    return ask(Query(question.text, history=tuple(history)))


def _turn(text: str, answer: Answer) -> Turn:
    return Turn(
        user_input=text,
        ai_response=answer.text,
        timestamp=datetime.now(UTC),
        shown=shown(answer),
        item_type=answer.item_type,
        intent=answer.intent,
        filters=answer.filters.to_dict(),
        original_query=answer.original_query,
    )


def _outcome(question: OwnQuestion, answer: Answer) -> Outcome:
    if question.expected is not None:
        return "right" if question.expected.fits(answer) else "wrong"
    unlike = question.unlike
    return "wrong" if unlike is not None and unlike.fits(answer) else "changed"


def read_questions(path: Path) -> list[OwnQuestion]:
    """The questions of a file; raise ConfigurationError naming the lines at fault."""
    found: list[OwnQuestion] = []
    problems: list[str] = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            found.append(_question(number, line))
        except ValueError as fault:
            problems.append(f"{path.name}:{number}: {fault}")
    if len(found) > MOST_QUESTIONS:
        problems.append(f"{path.name}: more than {MOST_QUESTIONS} questions")
    if problems:
        hidden = len(problems) - SHOWN_PROBLEMS
        more = [f"and {hidden} more"] if hidden > 0 else []
        raise ConfigurationError("\n".join([*problems[:SHOWN_PROBLEMS], *more]))
    if not found:
        raise ConfigurationError(f"{path.name}: there is no question in it")
    return found


def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise ConfigurationError(f"{path.name}: larger than {MOST_BYTES // 10**6} MB")
    try:
        return data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(f"{path.name}:{line}: not UTF-8 text") from error


def _question(number: int, line: str) -> OwnQuestion:
    """Raise ValueError, saying what is wrong with the line."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("not JSON: each line is one question") from None
    if not isinstance(row, dict):
        raise ValueError('a line is an object, such as {"question": "…"}')
    text = _text(row.get("question"), "question")
    earlier = row.get("earlier") or []
    if not isinstance(earlier, list) or len(earlier) > MAX_TURNS:
        raise ValueError(f"`earlier` is a list of {MAX_TURNS} questions at most")
    expected, unlike = _expected(row, "expected"), _expected(row, "unlike")
    if expected is None and unlike is None:
        raise ValueError("`expected` is missing: what should be answered?")
    was_right = row.get("was_right", False)
    if not isinstance(was_right, bool):
        raise ValueError("`was_right` is true or false")
    return OwnQuestion(
        line=number,
        text=text,
        earlier=tuple(_text(one, "earlier") for one in earlier),
        was_right=was_right,
        expected=expected,
        unlike=unlike,
    )


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"`{name}` is to be text")
    if len(value) > LONGEST_QUESTION:
        raise ValueError(f"`{name}` is longer than {LONGEST_QUESTION} characters")
    return value


def _expected(row: Mapping[str, Any], name: str) -> Expected | None:
    """What is said of an answer under a name, if anything is."""
    found = row.get(name)
    if found is None:
        return None
    if not isinstance(found, dict):
        raise ValueError(f"`{name}` is an object of {', '.join(FIELDS)}")
    told = {key: value for key, value in found.items() if value is not None}
    for key, value in told.items():
        kind = FIELDS.get(key)
        if kind is None:
            raise ValueError(f"`{name}.{key}` is not known: {', '.join(FIELDS)} are")
        if not isinstance(value, kind):
            words = "true or false" if kind is bool else "text"
            raise ValueError(f"`{name}.{key}` is to be {words}")
    if not told:
        raise ValueError(f"`{name}` says nothing: give {', '.join(FIELDS)}")
    return Expected(**told)


def report(tried: Tried) -> str:
    """One line: the outcome, the question, and what was answered."""
    worse = " (was right before)" if tried.is_worse else ""
    ids = ", ".join(shown(tried.answer))
    cards = f" [{ids}]" if ids else ""
    words = " ".join(tried.answer.text.split())
    question = " ".join(tried.question.text.split())
    return f"{tried.outcome}{worse}: {question} -> {words}{cards}"


def summary(tried: Sequence[Tried]) -> str:
    counts = {
        name: sum(one.outcome == name for one in tried)
        for name in ("right", "wrong", "changed")
    }
    worse = sum(one.is_worse for one in tried)
    told = [f"{len(tried)} asked", f"{counts['right']} right"]
    told.append(f"{counts['wrong']} wrong")
    if counts["changed"]:
        told.append(f"{counts['changed']} answered otherwise than before: look at them")
    if worse:
        told.append(f"{worse} right before and wrong now")
    return ", ".join(told)
