"""What a conversation has been about, and questions that lean on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.models.conversation import Turn
from services.resume.answers.counts.figures import HOW_MANY
from services.resume.answers.details.asks import TOOLS, WHERE, WHO_FOR
from services.resume.answers.details.asks import WHEN as ASKS_WHEN
from services.resume.answers.durations.asks import HOW_LONG
from services.resume.answers.jobs.order import AFTER, BEFORE
from services.resume.answers.scene import Library, meant
from services.resume.answers.skill_levels import HOW_GOOD
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question
from services.resume.reading.text import stem

REMEMBERED = 8
"""Turns that are looked back on."""
UNRELATED = frozenset(
    "greeting thanks goodbye smalltalk meta unclear off_topic unsafe contact".split()
)
ASIDES = ("languages", "skills", "interests", "references")
"""Sections whose entries are no topic that later questions stand on by themselves."""
ASPECTS = (HOW_LONG, ASKS_WHEN, WHERE, HOW_MANY, HOW_GOOD, TOOLS, WHO_FOR)
ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3,
    "4th": 3, "fifth": 4, "5th": 4, "last": -1, "former": 0, "latter": -1, "final": -1,
    "one": 0, "two": 1, "three": 2, "four": 3, "1": 0, "2": 1, "3": 2, "4": 3,
}  # fmt: skip
ORDINAL = any_of(
    r"\b(?:the |that )?(?P<n>first|1st|second|2nd|third|3rd|fourth|4th|fifth|"
    "5th|last|final|former|latter)(?: one| two| of (?:them|those|these|the "
    r"list))\b",
    r"\bnumber (?P<m>one|two|three|four|1|2|3|4)\b",
    "^(?:and )?(?:what about |about )?the (?P<k>first|second|third|fourth|"
    "fifth|last|former|latter)$",
    r"\bthe (?P<l>second|third|fourth|fifth|2nd|3rd|former|latter)\b(?! (?:world|"
    "language|degree|time|half|year))",
)
OLDER_ONE = any_of(
    r"\bthe (older|oldest|earlier|earliest|newer|newest|later|latest|more "
    r"recent|most recent)(?: one| of (?:them|those|these))\b",
)
WHICH_ONE = re.compile(r"\bthe ((?!other|next|same|first|last)\w+(?: \w+){0,2}) one\b")
OTHER = re.compile(r"\b(?:the )?other (?:one|two|ones)?\b|\bthe rest\b")
MORE = any_of(
    "^(?:(?:show|give|tell|list|see) )?(?:me )?(?:(?:some|any|a few|the) "
    ")?(?:more|others?|(?:the )?(?:rest|next|remaining)(?: ones?)?|anything "
    "else|what else(?: is there| do they have| did they do)?|keep going|go "
    "on|continue|next|another(?: one)?)(?: please| of (?:them|those|these)"
    "| like (?:that|this|those)| ones?| examples?| results?| jobs?| projects?|"
    " things?)*$",
)
ABOUT_NEXT = any_of(
    "^(?:and |so |ok |then )*(?:what about|how about|what of|and|same for|"
    "also|or|and for|and in|and at|and with) ",
)


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
        return self.root is None


def memory_of(
    turns: Sequence[Turn], library: Library, read: Callable[[Turn], Question]
) -> Memory:
    """Walk the conversation: a side question leaves the topic where it was."""
    memory = Memory()
    for turn in turns[-REMEMBERED:]:
        if turn.intent in UNRELATED and not turn.shown:
            continue
        memory = _after(memory, turn, library, read(turn))
    return memory


def _after(memory: Memory, turn: Turn, library: Library, q: Question) -> Memory:
    shown = tuple(library.position[i] for i in turn.shown if i in library.position)
    own = tuple(i for i in meant(q.targets) if library.entries[i].section not in ASIDES)
    moves = bool(own) or q.has(BEFORE) or q.has(AFTER) or bool(ORDINAL.search(q.whole))
    leaning = (
        not memory.fresh
        and bool(memory.topic)
        and (q.refers or q.short or _elliptic(q))
        and not moves
    )
    if MORE.search(q.whole) and memory.root is not None:
        return Memory(
            shown or memory.topic,
            shown or memory.listed,
            memory.seen | set(shown),
            memory.last,
            memory.root,
        )
    topic = shown
    if own and set(own) & set(shown):
        topic = tuple(i for i in own if i in shown) if len(shown) > 1 else shown
    aside = bool(shown) and all(library.entries[i].section in ASIDES for i in shown)
    if aside and memory.topic and (q.refers or q.polar):
        return Memory(memory.topic, memory.listed, memory.seen | set(shown), q, turn)
    if leaning and not (set(shown) & set(memory.topic) and len(shown) == 1):
        topic = memory.topic if not _moved(memory, shown, q) else shown
    listed = shown if len(shown) > 1 else memory.listed
    if not shown:
        topic = own or memory.topic
    return Memory(topic, listed, frozenset(shown), q, turn)


def _elliptic(q: Question) -> bool:
    return q.continues and len(q.content) <= 1


def _moved(memory: Memory, shown: tuple[int, ...], q: Question) -> bool:
    """Whether the reply went on to one of the things listed before."""
    return bool(shown) and set(shown) <= set(memory.listed) and not q.refers


def _day(library: Library, at: int) -> int:
    period = library.entries[at].period
    day = (period.start or period.end) if period else None
    return day.toordinal() if day else 0


def ordinal(
    q: Question,
    memory: Memory,
    library: Library,
    nearest: Callable[[str, tuple[int, ...]], tuple[int, ...]],
) -> tuple[int, ...]:
    """The entry picked from the list: "the second one", "the other one"."""
    listed = memory.listed
    if len(listed) < 2:
        return ()
    if match := ORDINAL.search(q.whole):
        word = next(g for g in match.groups() if g)
        if meant(q.targets) and match["l"] is None and not match["n"]:
            return ()
        n = ORDINALS[word]
        if -len(listed) <= n < len(listed):
            return (listed[n],)
    if (word := OLDER_ONE.search(q.whole)) and memory.listed:
        dated = [i for i in listed if library.entries[i].period]
        if dated:
            first = word[1] in ("older", "earlier", "oldest", "earliest")
            return ((min if first else max)(dated, key=lambda i: _day(library, i)),)
    if (match := WHICH_ONE.search(q.whole)) and not meant(q.targets):
        return nearest(match[1], listed)
    if (
        OTHER.search(q.whole)
        and len(listed) == 2
        and len(memory.topic) == 1
        and not re.search(r"\bother (?:people|jobs|projects)", q.whole)
    ):
        return tuple(i for i in listed if i not in memory.topic)
    return ()


def without_pick(text: str) -> str:
    """The question with "it" for "the second one"."""
    for way in (ORDINAL, OLDER_ONE, WHICH_ONE, OTHER):
        text = way.sub("it", text)
    return text


def goes_on(q: Question) -> bool:
    """Whether it asks for the rest of a list."""
    return bool(MORE.search(q.whole))


def carried(q: Question, memory: Memory) -> tuple[str, tuple[int, ...]] | None:
    """The question before, asked of something else: its text and the new entries."""
    last = memory.last
    if last is None or not ABOUT_NEXT.match(q.whole) or len(q.tokens) > 7:
        return None
    if (
        q.asking
        or (q.polar and q.first != "any")
        or q.sections
        or re.search(r"\b(?:before|after|then|next)\b", q.text)
    ):
        return None
    own = meant(q.targets)
    new = list(q.content)
    if not new and not q.when:
        return None
    asks = any(last.has(p) for p in ASPECTS)
    if own and asks:
        return _without_targets(last), own
    if own or not (asks or last.polar):
        return None
    old = [w for w in last.content if not last.has(re.compile(rf"\bhow {w}\b"))]
    if not old:
        return None
    dropped = set(old[-len(new) :]) if new else set()
    kept = " ".join(w for w in last.text.split() if w not in dropped)
    return f"{kept} {' '.join(new)}", ()


def _without_targets(q: Question) -> str:
    named = {w for t in q.targets for w in t.words}
    stems = {stem(w) for w in named}
    kept = [w for w in q.text.split() if stem(w) not in stems]
    return " ".join(kept)
