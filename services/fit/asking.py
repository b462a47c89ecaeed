"""A question in the chat whether somebody fits a pasted advertisement."""

from __future__ import annotations

import re

from services.errors import InvalidInput
from services.fit.fitting import Fitting
from services.fit.telling import in_short
from services.fit.words import phrases
from services.models.answer import Answer, Evidence
from services.models.fit import Fit, Judged, Verdict
from services.resume.cards import to_card

INTENT = "fit"
LONGEST_QUESTION = 200
"""Characters of the question itself, before or behind the advertisement."""
FEWEST_WORDS = 12
"""Words from which what is pasted may be an advertisement."""
MOST_CARDS = 4
MOST_EVIDENCE = 8
ENDS = re.compile(r"[?:\n]")
LAST_LINE = re.compile(r"(?:^|\n|[.!]\s)([^\n.!?]{5,200}\?)\s*$")


def pasted(text: str) -> str | None:
    """The advertisement that is asked about; None where nothing like it is asked."""
    text = text.strip()
    first = ENDS.search(text, 0, LONGEST_QUESTION)
    if first and _asks(text[: first.start()]):
        return _long_enough(text[first.end() :])
    last = LAST_LINE.search(text)
    if last and _asks(last[1]):
        return _long_enough(text[: last.start(1)])
    return None


def answered(fitting: Fitting, advertisement: str, question: str) -> Answer:
    """The comparison as an answer in the chat, or why there is none."""
    try:
        fit = fitting.fit(advertisement)
    except InvalidInput as error:
        return Answer(text=error.message, intent=INTENT, original_query=question)
    shown = [j for j in fit.judged if j.verdict is Verdict.MET]
    entries = fitting.entries(f for j in shown for f in j.facts)[:MOST_CARDS]
    return Answer(
        text=in_short(fit.judged),
        intent=INTENT,
        item_type="mixed" if entries else "none",
        cards=tuple(to_card(entry) for entry in entries),
        evidence=tuple(map(_evidence, shown[:MOST_EVIDENCE])),
        total_results=len(entries),
        original_query=question,
        suggestions=_next(fit),
    )


def _asks(text: str) -> bool:
    """Whether a sentence asks for a comparison with what stands beside it."""
    return bool(
        phrases("chat", "asks").search(text) and phrases("chat", "what").search(text)
    )


def _long_enough(text: str) -> str | None:
    return text.strip() if len(text.split()) >= FEWEST_WORDS else None


def _evidence(judged: Judged) -> Evidence:
    paths = tuple(dict.fromkeys(fact.path for fact in judged.facts))
    return Evidence(judged.requirement.words, paths)


def _next(fit: Fit) -> tuple[str, ...]:
    return fit.questions[:2]
