"""Whether one number may be told for another: the same thing, honestly rounded."""

from __future__ import annotations

from services.language.quantities import LIGHT_UNITS, Number

NEAR = 0.07
"""How far from a number a "about" may lie, as a share."""
ALMOST = 0.12
FAR = 0.5


def agrees(said: Number, held: Number) -> bool:
    """Whether a number may be told for one of a fact, honestly rounded."""
    if said.unit != held.unit or (said.per and said.per != held.per):
        return False
    if {said.role, held.role} == {"from", "to"}:
        return False
    if "every" in (said.role, held.role) and said.role != held.role:
        return False
    if said.unit and {said.role, held.role} == {"by", "to"}:
        return False
    slack = max(NEAR * held.value, 4 if said.unit == "months" else 0)
    if said.bound == "about":
        return abs(said.value - held.value) <= slack
    if said.bound == "nearly":
        if said.value == held.value:
            return held.bound == "nearly"
        return 0 < said.value - held.value <= max(slack, ALMOST * said.value)
    if said.bound == "over":
        if said.value == held.value:
            return held.bound == "over"
        return 0 < held.value - said.value <= FAR * said.value
    if said.value != held.value:
        return False
    return not held.ceiling


def same_thing(said: Number, held: Number) -> bool:
    """Whether two numbers count the same, as far as the words behind them tell."""
    if said.unit and said.unit == held.unit:
        return True
    if not said.counted or not held.counted:
        return True
    if any(token.lower in LIGHT_UNITS for token in said.counted):
        return True
    keys = frozenset(key for token in held.counted for key in token.keys)
    return any(token.keys & keys for token in said.counted)
