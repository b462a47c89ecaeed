"""English words without their endings, so that forms of one word are alike."""

from __future__ import annotations

from functools import lru_cache

IRREGULAR = {
    "taught": "teach",
    "built": "build",
    "wrote": "write",
    "written": "write",
    "led": "lead",
    "won": "win",
    "ran": "run",
    "spoke": "speak",
    "spoken": "speak",
    "sold": "sell",
    "bought": "buy",
    "grew": "grow",
    "made": "make",
    "gave": "give",
    "oversaw": "oversee",
    "chose": "choose",
    "drove": "drive",
    "children": "child",
    "women": "woman",
    "men": "man",
    "people": "person",
    "theses": "thesis",
    "analyses": "analysis",
    "studies": "study",
    "studied": "study",
}


def singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """A light stem: "translating", "translations" and "translate" are one."""
    word = IRREGULAR.get(word, word)
    if len(word) <= 3:
        return word
    word = singular(word)
    word = IRREGULAR.get(word, word)
    word = word.replace("isation", "ization").replace("yse", "yze")
    for ending, least in (("ization", 4), ("ing", 4), ("ed", 4), ("ly", 5), ("er", 6)):
        if word.endswith(ending) and len(word) - len(ending) >= least - 1:
            word = word[: -len(ending)] + ("iz" if ending == "ization" else "")
            break
    if word.endswith("tion") and len(word) > 7:
        word = word[:-3]
    if word.endswith(("ise", "ize")) and len(word) > 6:
        word = word[:-3] + "iz"
    elif word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("is") and len(word) > 5:
        word = word[:-2] + "iz"
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word
