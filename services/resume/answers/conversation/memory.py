"""What a conversation has been about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from services.models.conversation import Turn
from services.resume.answers.conversation.asks import MORE, ORDINAL
from services.resume.answers.jobs.order import AFTER, BEFORE
from services.resume.answers.scene import Library, meant
from services.resume.questions.question import Question

REMEMBERED = 8
"""Turns that are looked back on."""
UNRELATED = frozenset(
    "greeting thanks goodbye smalltalk meta unclear off_topic unsafe contact".split()
)
ASIDES = ("languages", "skills", "interests", "references")
"""Sections whose entries are no topic that later questions stand on by themselves."""


@dataclass(frozen=True, slots=True)
class Memory:
    """`topic` is what "it" means, `listed` what "those" means, the last list shown.

    `last` is the question before this one, `root` the turn that began the list that
    is being gone through, and `seen` what of it was shown.
    """

    topic: tuple[int, ...] = ()
    listed: tuple[int, ...] = ()
    seen: frozenset[int] = frozenset()
    last: Question | None = None
    root: Turn | None = None

    @property
    def fresh(self) -> bool:
        """Whether nothing was asked before."""
        return self.root is None


def memory_of(
    turns: Sequence[Turn], library: Library, read: Callable[[Turn], Question]
) -> Memory:
    """What the turns have been about; a side question leaves the topic as it was."""
    memory = Memory()
    for turn in turns[-REMEMBERED:]:
        if turn.intent in UNRELATED and not turn.shown:
            continue
        memory = _after(memory, turn, library, read(turn))
    return memory


def _after(memory: Memory, turn: Turn, library: Library, q: Question) -> Memory:
    """The memory once a turn is over."""
    shown = tuple(library.position[i] for i in turn.shown if i in library.position)
    seen = memory.seen | set(shown)
    if MORE.search(q.whole) and not memory.fresh:
        topic, listed = shown or memory.topic, shown or memory.listed
        return replace(memory, topic=topic, listed=listed, seen=seen)
    aside = bool(shown) and all(library.entries[i].section in ASIDES for i in shown)
    if aside and memory.topic and (q.refers or q.polar):
        return replace(memory, seen=seen, last=q, root=turn)
    topic = _topic(memory, shown, library, q)
    listed = shown if len(shown) > 1 else memory.listed
    return Memory(topic, listed, frozenset(shown), q, turn)


def _topic(
    memory: Memory, shown: tuple[int, ...], library: Library, q: Question
) -> tuple[int, ...]:
    """What is spoken of: what was named, what was shown, or what it was before."""
    own = tuple(i for i in meant(q.targets) if library.entries[i].section not in ASIDES)
    if not shown:
        return own or memory.topic
    of_topic = len(shown) == 1 and shown[0] in memory.topic
    if not own and _leans(memory, q) and not of_topic:
        return shown if _moved(memory, shown, q) else memory.topic
    return tuple(i for i in own if i in shown) or shown


def _leans(memory: Memory, q: Question) -> bool:
    """Whether the question stood on what was spoken of, and led nowhere else."""
    if memory.fresh or not memory.topic:
        return False
    moves = q.has(BEFORE) or q.has(AFTER) or ORDINAL.search(q.whole)
    elliptic = q.continues and len(q.content) <= 1
    return not moves and (q.refers or q.short or elliptic)


def _moved(memory: Memory, shown: tuple[int, ...], q: Question) -> bool:
    """Whether the reply went on to one of the things listed before."""
    return set(shown) <= set(memory.listed) and not q.refers
