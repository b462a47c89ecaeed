"""English sounds as one character each, and how easily one is heard as another."""

from __future__ import annotations

import re
from collections.abc import Mapping

ARPABET: Mapping[str, str] = {
    "AA": "a", "AE": "q", "AH": "x", "AO": "o", "AW": "w", "AY": "y", "EH": "e",
    "ER": "r", "EY": "p", "IH": "i", "IY": "j", "OW": "u", "OY": "k", "UH": "h",
    "UW": "v", "B": "B", "CH": "C", "D": "D", "DH": "E", "F": "F", "G": "G", "HH": "H",
    "JH": "J", "K": "K", "L": "L", "M": "M", "N": "N", "NG": "I", "P": "P", "R": "R",
    "S": "S", "SH": "X", "T": "T", "TH": "O", "V": "V", "W": "W", "Y": "Y", "Z": "Z",
    "ZH": "Q",
}  # fmt: skip
"""ARPAbet to one character: vowels in small letters, consonants in capitals."""
VOWELS = "aqxowyerpijukhv"
SKELETON = str.maketrans(
    {
        **dict.fromkeys(VOWELS, ""),
        **{"r": "R", "H": "", "Y": "", "B": "P", "D": "T", "O": "T", "E": "T"},
        **{"G": "K", "V": "F", "Z": "S", "Q": "X", "C": "X", "J": "X", "M": "N"},
        **{"I": "N"},
    }
)
"""To the class of each consonant; vowels, H and Y fall out."""

TWICE = re.compile(r"(.)\1+")

VOICING = ("PB", "TD", "KG", "FV", "SZ", "XQ", "CJ", "OE")
ALIKE = ("MN", "NI", "SX", "ZX", "TO", "FO", "DE", "CX", "JQ", "JC", "CT", "WV", "SO")
DISTANT = ("LR", "LW", "KT", "PT", "PK", "BD", "GD", "MI", "ZJ", "VE", "BV", "YJ", "SC")
NEAR_VOWELS = """ao ax aq xr xi xe xh eq pe ei ij ep or hv vu ou ow yp yk wq wa er ir hr
    uw oh jp""".split()
VOICING_COST, ALIKE_COST, DISTANT_COST = 0.25, 0.45, 0.7
NEAR_VOWEL_COST, VOWEL_COST = 0.15, 0.4
WEAK, RHOTIC, LIGHT, FIRM = 0.25, 0.4, 0.5, 0.85
"""What it costs to drop or add a sound."""


def substitution_costs() -> dict[str, float]:
    """Cost by the pair of sounds as a string of two; absent pairs cost 1."""
    costs = {a + b: VOWEL_COST for a in VOWELS for b in VOWELS}
    for pairs, cost in (
        (VOICING, VOICING_COST),
        (ALIKE, ALIKE_COST),
        (DISTANT, DISTANT_COST),
        (NEAR_VOWELS, NEAR_VOWEL_COST),
        (("rR",), NEAR_VOWEL_COST),
    ):
        for pair in pairs:
            costs[pair] = costs[pair[::-1]] = cost
    return costs | {sound * 2: 0.0 for sound in ARPABET.values()}


def weights() -> dict[str, float]:
    """What each sound costs to drop or add."""
    found = dict.fromkeys(ARPABET.values(), FIRM)
    found |= dict.fromkeys(VOWELS, LIGHT) | dict.fromkeys("TDHYL", LIGHT)
    return found | {"R": RHOTIC} | dict.fromkeys("xih", WEAK)


def skeleton(sounds: str) -> str:
    """Consonant classes in order, none twice in a row."""
    return TWICE.sub(r"\1", sounds.translate(SKELETON))
