"""How well answers fit labelled questions."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import fmean

from bench.answer_cases import Case
from services.models.answer import Answer, Card, Query
from services.models.conversation import Turn
from services.protocols import QueryProcessor

SHOWN_CARDS = 4
SPOKEN_WORDS = 50
LONG_ENOUGH = 12
"""From this many letters on, a part of a name is the name."""
BLOCKING = frozenset(("off_topic", "unsafe"))
DENIAL = re.compile(
    r"\b(no|not|none|never|nothing|without|\w+n.t|cannot|unfamiliar|missing|absent)\b",
    re.I,
)
SECTION_NAMES = {"work": "experience", "certificates": "certifications"}


@dataclass(slots=True)
class Scores:
    """Each figure's values, case by case; `failed` holds cases worth reading."""

    values: defaultdict[str, list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )
    failed: list[tuple[Case, Answer, tuple[str, ...]]] = field(default_factory=list)

    def add(self, name: str, value: float) -> None:
        self.values[name].append(float(value))

    def mean(self, name: str) -> float:
        return fmean(self.values[name]) if self.values[name] else math.nan


def run(processor: QueryProcessor, cases: Iterable[Case]) -> Scores:
    scores = Scores()
    for case in cases:
        turns, before = replay(processor, case.earlier)
        answer = processor.answer(Query(case.query, tuple(turns)))
        problems = tuple(score(case, answer, before, scores))
        if problems:
            scores.failed.append((case, answer, problems))
    return scores


def replay(
    processor: QueryProcessor, questions: Sequence[str]
) -> tuple[list[Turn], list[tuple[Card, ...]]]:
    turns: list[Turn] = []
    shown: list[tuple[Card, ...]] = []
    for question in questions:
        answer = processor.answer(Query(question, tuple(turns)))
        shown.append(answer.cards)
        turns.append(
            Turn(
                user_input=question,
                ai_response=answer.text,
                timestamp=datetime.now(UTC),
                shown=tuple(card.id for card in answer.cards),
                item_type=answer.item_type,
                intent=answer.intent,
                filters=answer.filters.to_dict(),
                original_query=answer.original_query,
            )
        )
    return turns, shown


def score(
    case: Case, answer: Answer, before: list[tuple[Card, ...]], scores: Scores
) -> Iterable[str]:
    """Add this case's values; yield what is wrong with it."""
    intent_right = answer.intent in case.intents or (
        answer.intent in BLOCKING and bool(BLOCKING & case.intents)
    )
    if not case.loose_intent:
        scores.add("intent", intent_right)
    if not intent_right:
        yield "intent"
    blocked = answer.intent in BLOCKING or answer.item_type in BLOCKING
    if case.blocked:
        scores.add("blocked", blocked)
    elif not case.not_answerable:
        scores.add("false_block", blocked)
    if blocked != case.blocked and not case.not_answerable:
        yield "block"
    labels = Labels(case, before)
    if case.cards == "some":
        yield from _cards(case, answer, labels, scores, blocked)
    elif case.cards == "none":
        scores.add("no_cards", not answer.cards)
        if answer.cards:
            yield "cards shown"
    elif case.cards == "absent":
        honest = answer.absent or DENIAL.search(answer.text) is not None
        scores.add("absent", honest)
        if not honest:
            yield "absence not said"
    if case.is_followup and case.cards != "some":
        scores.add("followup", _talk_followup(case, answer, intent_right))
    yield from _facts(case, answer, scores)


def _cards(
    case: Case, answer: Answer, labels: Labels, scores: Scores, blocked: bool
) -> Iterable[str]:
    shown = labels.of(answer.cards)
    wanted = labels.wanted
    forbidden = labels.forbidden
    f1, ndcg = f1_of(shown, wanted, case.allowed), ndcg_of(shown, wanted)
    intrusion = bool(forbidden & set(shown))
    if not wanted:
        f1 = ndcg = float(not intrusion)
    scores.add("f1", f1)
    scores.add("ndcg", ndcg)
    scores.add("must_not_show", intrusion)
    scores.add("false_absent", answer.absent)
    if f1 < 0.5:
        yield f"cards {list(shown)} instead of {list(wanted)[:SHOWN_CARDS]}"
    if intrusion:
        yield f"shows {sorted(forbidden & set(shown))}"
    if answer.absent:
        yield "says it is absent"
    if case.is_followup:
        right = f1 >= 0.5 and not intrusion
        if case.followup and case.followup.kind == "ordinal":
            right = set(shown) == set(wanted)
        scores.add("followup", right and not blocked)


def _talk_followup(case: Case, answer: Answer, intent_right: bool) -> bool:
    if case.cards == "absent":
        return answer.absent or DENIAL.search(answer.text) is not None
    if case.cards == "none":
        return not answer.cards and intent_right
    if case.facts:
        return any(says(answer.text, fact) for fact in case.facts)
    return intent_right


def _facts(case: Case, answer: Answer, scores: Scores) -> Iterable[str]:
    scores.add("too_long", len(answer.text.split()) > SPOKEN_WORDS)
    if not case.facts:
        return
    said = " ".join(answer.text.split()[:SPOKEN_WORDS])
    right = any(says(said, fact) for fact in case.facts)
    scores.add("fact", right)
    if not right:
        yield f"does not say {case.facts[0]!r}"


def says(text: str, fact: str) -> bool:
    whole = rf"(?<!\w){re.escape(fact.lower())}(?!\w)"
    return re.search(whole, text.lower()) is not None


class Labels:
    """The labels of a case, with what follows from what was shown before it."""

    def __init__(self, case: Case, before: list[tuple[Card, ...]]) -> None:
        self._known = (*case.wanted, *case.allowed, *case.forbidden)
        if case.followup:
            self._known += (*case.followup.pool, *case.followup.shown)
        self.wanted, self.forbidden = case.wanted, set(case.forbidden)
        earlier = [label for cards in before for label in self.of(cards)]
        follow = case.followup
        if follow and follow.kind == "more":
            self.wanted = tuple(p for p in follow.pool if p not in earlier)
            self.forbidden |= set(earlier)
        elif follow:
            last = self.of(before[-1]) or follow.shown if before else follow.shown
            places = [place - 1 if place > 0 else place for place in follow.places]
            self.wanted = tuple(last[p] for p in places if -len(last) <= p < len(last))

    def of(self, cards: Sequence[Card]) -> tuple[str, ...]:
        """Each card's label, or its id where no label of the case means it."""
        found = [
            next((label for label in self._known if means(label, card)), card.id)
            for card in cards
        ]
        return tuple(dict.fromkeys(found))


def means(label: str, card: Card) -> bool:
    """`work/Acme`, an id or a title."""
    names = {plain(n) for n in (card.id, card.title, card.company, card.institution)}
    names |= {plain(card.organization)}
    if plain(label) in names:
        return True
    section, slash, name = label.partition("/")
    if slash and SECTION_NAMES.get(section, section) != card.section:
        return False
    wanted = plain(name if slash else label)
    return wanted in names or (
        len(wanted) >= LONG_ENOUGH and any(wanted in known for known in names)
    )


def plain(text: str | None) -> str:
    decomposed = unicodedata.normalize("NFKD", text or "").lower()
    return re.sub(r"[^a-z0-9]+", "", decomposed)


def f1_of(
    shown: Sequence[str], wanted: Sequence[str], allowed: frozenset[str]
) -> float:
    """Precision over all cards, recall over as many as a page shows."""
    hits = [label for label in shown if label in wanted]
    if not hits:
        return 0.0
    precision = sum(s in wanted or s in allowed for s in shown) / len(shown)
    recall = min(1.0, len(hits) / min(len(wanted), SHOWN_CARDS))
    return 2 * precision * recall / (precision + recall)


def ndcg_of(shown: Sequence[str], wanted: Sequence[str]) -> float:
    ideal = sum(1 / math.log2(i + 2) for i in range(min(SHOWN_CARDS, len(wanted))))
    gain = sum(
        1 / math.log2(i + 2)
        for i, label in enumerate(shown[:SHOWN_CARDS])
        if label in wanted
    )
    return gain / ideal if ideal else 0.0
