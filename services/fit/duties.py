"""Whether a résumé states that a duty was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.fit.counting import counted_things
from services.fit.listing import examples_of
from services.fit.skills import RANK
from services.fit.stated import Cover, Stated, content
from services.fit.words import phrases
from services.language.english import Token
from services.models.fit import Judged, Requirement, Verdict

DUTY_MET = 0.55
DUTY_PARTLY = 0.38
IN_THE_TAIL = 0.5
OF_ANYTHING = 0.3
"""What a verb counts that could be said of any duty."""
HEAVY = 0.4
"""Share of the weight from which one word is what a duty is about."""
SPREAD = 0.85
"""What counts of a share that only several facts of one entry state together."""


def judged(requirement: Requirement, stated: Stated) -> Judged:
    """A duty: whether a job or a project states that such was done."""
    text = requirement.words
    found = [
        _duty(requirement, option, stated) for option in (text, *examples_of(text))
    ]
    return max(found, key=lambda each: RANK[each.verdict])


def _duty(requirement: Requirement, text: str, stated: Stated) -> Judged:
    wanted = content(text)
    worth = _worth(text)
    covers = stated.covers(wanted, worth=worth)
    if not covers:
        return Judged(requirement, Verdict.NOT_NAMED)
    top = max(covers, key=_done)
    if _smaller(requirement.words, top, stated):
        return Judged(requirement, Verdict.PARTLY, top.facts[:1])
    if _done(top) >= DUTY_MET and not _object_missing(
        wanted, top, stated, _of_verb(text)
    ):
        return Judged(requirement, Verdict.MET, top.facts)
    if _done(top) >= DUTY_PARTLY:
        return Judged(requirement, Verdict.PARTLY, top.facts[:1])
    return Judged(requirement, Verdict.NOT_NAMED)


def _worth(text: str) -> dict[str, float]:
    """What each word of a duty counts, where that is not 1."""
    return _of_tail(text) | _of_verb(text)


def _of_verb(text: str) -> dict[str, float]:
    """A verb that says of anything that it is seen to counts less than the thing."""
    match = phrases("acts", "of_anything").match(text)
    seen_to = {t.stem for t in content(match[0])} if match else set()
    return dict.fromkeys(seen_to, OF_ANYTHING)


def _of_tail(text: str) -> dict[str, float]:
    """What follows the thing itself counts less."""
    tail = phrases("tails", "words").search(text, text.find(" ") + 1)
    if not tail:
        return {}
    head = {token.stem for token in content(text[: tail.start()])}
    after = content(text[tail.start() :])
    return {t.stem: IN_THE_TAIL for t in after if t.stem not in head} if head else {}


def _smaller(text: str, cover: Cover, stated: Stated) -> bool:
    """Whether the duty counts more of a thing than the entry does."""
    if _done(cover) < DUTY_PARTLY:
        return False
    told = " . ".join(stated.facts[at].text for at in stated.by_entry[cover.entry])
    held = counted_things(told)
    return any(
        held.get(noun, number) < number for noun, number in counted_things(text).items()
    )


def _object_missing(
    wanted: Sequence[Token], cover: Cover, stated: Stated, worth: Mapping[str, float]
) -> bool:
    """Whether a word that tells much stands nowhere in the entry."""
    if len(wanted) < 2:
        return False
    weights = [stated.weight(t) * worth.get(t.stem, 1.0) for t in wanted]
    heavy = [
        token
        for token, weight in zip(wanted, weights, strict=True)
        if weight > HEAVY * sum(weights)
    ]
    return not all(
        any(stated.facts[at].entry == cover.entry for at in stated.bearers(token))
        for token in heavy
    )


def _done(cover: Cover) -> float:
    """How much of a duty an entry states."""
    return max(cover.share, SPREAD * cover.together)
