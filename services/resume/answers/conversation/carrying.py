"""The question before, asked of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.language.stems import stem
from services.resume.answers.conversation.asks import MORE
from services.resume.answers.conversation.memory import Memory
from services.resume.answers.counts.figures import HOW_MANY
from services.resume.answers.details.asks import TOOLS, WHERE, WHO_FOR
from services.resume.answers.details.asks import WHEN as ASKS_WHEN
from services.resume.answers.durations.asks import HOW_LONG
from services.resume.answers.scene import meant
from services.resume.answers.skill_levels import HOW_GOOD
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question

ASPECTS = (HOW_LONG, ASKS_WHEN, WHERE, HOW_MANY, HOW_GOOD, TOOLS, WHO_FOR)
ABOUT_NEXT = any_of(
    "^(?:and |so |ok |then )*(?:what about|how about|what of|and|same for|"
    "also|or|and for|and in|and at|and with) ",
)
MOST_WORDS = 7
IN_TIME = re.compile(r"\b(?:before|after|then|next)\b")


def goes_on(q: Question) -> bool:
    """Whether it asks for the rest of a list."""
    return bool(MORE.search(q.whole))


def carried(q: Question, memory: Memory) -> tuple[str, tuple[int, ...]] | None:
    """The question before, asked of something else: its text and the new entries."""
    last = memory.last
    if last is None or not _goes_over(q):
        return None
    own = meant(q.targets)
    asks = any(last.has(p) for p in ASPECTS)
    if own and asks:
        return _without_targets(last), own
    if own or not (asks or last.polar):
        return None
    text = _with_other_words(last, q.content)
    return (text, ()) if text else None


def _goes_over(q: Question) -> bool:
    """Whether it names another thing and asks nothing itself: "and in Rust"."""
    if not ABOUT_NEXT.match(q.whole) or len(q.tokens) > MOST_WORDS:
        return False
    asks = q.asking or (q.polar and q.first != "any")
    if asks or q.sections or q.has(IN_TIME):
        return False
    return bool(q.content or q.when)


def _with_other_words(last: Question, new: Sequence[str]) -> str:
    """The question before with its last words changed for new ones."""
    old = [w for w in last.content if not last.says(rf"\bhow {w}\b")]
    if not old:
        return ""
    dropped = set(old[-len(new) :]) if new else set()
    kept = " ".join(w for w in last.text.split() if w not in dropped)
    return f"{kept} {' '.join(new)}"


def _without_targets(q: Question) -> str:
    """The question without the words that name entries."""
    stems = {stem(w) for t in q.targets for w in t.words}
    return " ".join(w for w in q.text.split() if stem(w) not in stems)
