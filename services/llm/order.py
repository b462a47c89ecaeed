"""What came before what: `from A to B` and `A replaced by B` are not `B` then `A`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.llm.derived import steps
from services.llm.ground import Unit
from services.llm.lexicon import Lexicon, stem, tokenize
from services.llm.quantities import quantities

FROM_TO = re.compile(r"\bfrom\b(?P<old>[^,;]{1,60}?)\bto\b(?P<new>[^,;.]{1,40})", re.I)
REPLACED = re.compile(
    r"\b(?:replac|swap|exchang|trad|switch)\w+\b(?P<old>[^,;]{1,60}?)"
    r"\b(?:with|for)\b(?P<new>[^,;.]{1,40})",
    re.IGNORECASE,
)
NEXT = 15
"""How far behind `from` a figure may stand that it speaks of."""
BEFORE = re.compile(
    r"\b(from|to|by|sav(?:ed|es|ing|ings of)) (?:just |only |about "
    r"|around |roughly |over |more than |nearly "
    r"|almost |a |an )?$",
    re.IGNORECASE,
)
ONCE = re.compile(
    r"\b(used to \w+|(?:originally|initially|formerly|once)(?: \w+)?) "
    r"(?:only |just |about |around |roughly |a |an )?$",
    re.IGNORECASE,
)
AGO = re.compile(
    r"\s*(?:[\w/]+ ){0,3}?(before|previously|originally|in the past)(?=[.,;]|$)", re.I
)
INSTEAD = re.compile(
    r"(?P<new>[^,;.]{1,60})\b(?:instead of|rather than)\b(?P<old>[^,;.]{1,40})", re.I
)


def wrong_order(text: str, units: Sequence[Unit], lexicon: Lexicon) -> str:
    return _swapped_figures(text, units) or _swapped_names(text, units, lexicon)


def _swapped_figures(text: str, units: Sequence[Unit]) -> str:
    match = FROM_TO.search(text)
    if not match:
        return ""
    first, second = quantities(match["old"]), quantities(match["new"])
    if not first or not second or first[0].start > NEXT:
        return ""
    for unit in units:
        values = [q.value for q in unit.quantities]
        if first[0].value not in values or second[0].value not in values:
            continue
        forward = values.index(first[0].value) < values.index(second[0].value)
        if forward != bool(re.search(r"instead of|rather than", unit.text)):
            return ""
    return "from and to"


def wrong_place(text: str, units: Sequence[Unit]) -> str:
    """Which figure stands at the wrong end of a change; empty when none does.

    `to 900` and `by 900` where a figure went from 900 to 140.
    """
    for amount in quantities(text):
        head = text[: amount.start]
        once = ONCE.search(head) or AGO.match(text, amount.end)
        word = BEFORE.search(head) or once
        if not word:
            continue
        for unit in units:
            for old, new in steps(unit):
                right = old if once else {"from": old, "to": new}.get(word[1].lower())
                if amount.matches(old) is amount.matches(new):
                    continue
                if right is None or not amount.matches(right):
                    return f"{word[1]} {text[amount.start : amount.end]!r}"
    return ""


def _swapped_names(text: str, units: Sequence[Unit], lexicon: Lexicon) -> str:
    for old, new in _changes(text, lexicon):
        for unit in units:
            for its_old, its_new in _changes(unit.text, lexicon):
                swapped = bool(old & its_new and new & its_old)
                other = bool(new & its_new and old and its_old)
                if (swapped or other) and not old & its_old:
                    return f"{sorted(old)} for {sorted(its_old)}"
    return ""


def _changes(text: str, lexicon: Lexicon) -> Iterator[tuple[set[str], set[str]]]:
    for pattern in (FROM_TO, REPLACED, INSTEAD):
        for match in pattern.finditer(text):
            yield _telling(match["old"], lexicon), _telling(match["new"], lexicon)


def _telling(text: str, lexicon: Lexicon) -> set[str]:
    tokens = tokenize(text)
    return {
        stem(t.key) for t in tokens if not lexicon.plain(t.key) and not t.key.isdigit()
    }
