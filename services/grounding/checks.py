"""What must agree between a claim and the fact that bears it out, a check each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from services.grounding.claim import Claim
from services.grounding.direction import direction, exchange
from services.grounding.evidence import PROSE, Evidence
from services.grounding.identity import another, is_one
from services.grounding.people import possessor, quoting, who
from services.grounding.reading import OF_WHICH
from services.grounding.relations import sequence, swapped, under
from services.grounding.rounding import agrees, same_thing
from services.grounding.scope import NOT_ALL, helped, scope
from services.grounding.tense import tense
from services.grounding.times import wrong_date
from services.language.english import Token, borne, opposites, stems_of, telling
from services.language.quantities import Number
from services.models.fact import Kind

BUT = re.compile(r"\b(?:but|rather)\b", re.IGNORECASE)
"""With it a denial only leads to what is said instead."""
EXCEPT = re.compile(r"\bexcept\b|\bapart from\b|\bother than\b", re.IGNORECASE)
NOBODY = re.compile(r"\b(?:nobody|no one|no other|none)\b", re.IGNORECASE)
FIRST = re.compile(r"\b(?:first|only)\b", re.IGNORECASE)
Check = Callable[[Claim, Evidence], str]
"""Why a claim is not borne out by a fact, or nothing."""


def words(claim: Claim, evidence: Evidence) -> str:
    """Every word that tells something must be in the fact, or be of its meaning.

    A sentence of prose may be put in other words: a few of the claim's may stand for
    as many of the fact's, if none of them is a name, praise, or a part somebody had.
    """
    missing = [w for w in claim.words if not _there(w, claim, evidence)]
    if evidence.fact.kind in PROSE:
        missing = [w for w in missing if not _mere_manner(w)]
    if missing and not _put_otherwise(missing, claim, evidence):
        return f"not there: {', '.join(w.text for w in missing)}"
    return ""


def _mere_manner(word: Token) -> bool:
    """Whether it is an adverb that adds nothing: "simply", "directly"."""
    plain = word.lower.endswith("ly") and not word.named
    return plain and word.stem not in stems_of("weighty")


def _put_otherwise(missing: Sequence[Token], claim: Claim, evidence: Evidence) -> bool:
    """Whether the words that are missing may stand for others of the fact."""
    if evidence.fact.kind not in PROSE:
        return False
    weighty = stems_of("weighty")
    if any(w.named or w.stem in weighty for w in missing):
        return False
    if any(w.stem in evidence.elsewhere for w in missing):
        return False
    known = sum(borne(w, evidence.own - evidence.names) for w in claim.words)
    known += len(claim.numbers) + len(claim.dates)
    keys = frozenset(key for w in claim.words for key in w.keys)
    unsaid = [w for w in evidence.told.words if not borne(w, keys)]
    if _inserted(missing, claim, evidence):
        return False
    return len(missing) <= min(known * SHARE, len(unsaid))


def _inserted(missing: Sequence[Token], claim: Claim, evidence: Evidence) -> bool:
    """Whether a word is put before one of the fact that had none before it.

    A word may stand for another, "little boats" for "small boats", but none be added.
    """
    keys = frozenset(key for w in claim.words for key in w.keys)
    told = evidence.told.all_words
    unsaid = {w for w in evidence.told.words if not borne(w, keys)}
    verbs = {
        b for a, b in pairwise(claim.all_words) if a.lower in evidence.person.subjects
    }
    for one, two in pairwise(claim.all_words):
        if one not in missing or two in missing or not telling(two) or one in verbs:
            continue
        places = [i for i, w in enumerate(told) if w.keys & two.keys]
        if places and not any(i and told[i - 1] in unsaid for i in places):
            return True
    return False


SHARE = 0.5
"""Words of its own that a sentence may have for each that it has of the fact."""


def _there(word: Token, claim: Claim, evidence: Evidence) -> bool:
    if borne(word, evidence.keys):
        return True
    if word.stem not in claim.denied:
        return False
    instead = BUT.search(claim.whole or claim.text, word.end)
    if instead or (evidence.fact.kind is Kind.LEVEL and not word.named):
        return True
    return bool(opposites().get(word.stem, frozenset()) & evidence.own)


def numbers(claim: Claim, evidence: Evidence) -> str:
    """Every number must be one of the fact's, of the same thing."""
    for said in claim.numbers:
        held = [n for n in evidence.numbers if agrees(said, n)]
        if said.value == 1 and not said.unit and not _counted_else(said, evidence):
            continue
        if not held:
            return f"{said.value:g} {said.unit} is another number"
        if not any(same_thing(said, n) for n in held):
            return f"{said.value:g} counts something else"
    return ""


def _counted_else(said: Number, evidence: Evidence) -> bool:
    """Whether the fact counts the things of a "one", and otherwise."""
    keys = frozenset(key for token in said.counted for key in token.keys)
    return any(
        n.value != 1 and any(token.keys & keys for token in n.counted)
        for n in evidence.numbers
    )


def dates(claim: Claim, evidence: Evidence) -> str:
    """Every date must be one of the fact's or of its entry, and its right end."""
    for said in claim.dates:
        if reason := wrong_date(said, evidence.times):
            return f"{said.first:%Y-%m}: {reason}"
    return ""


def negation(claim: Claim, evidence: Evidence) -> str:
    """What the fact denies must be denied, and nothing else."""
    denied = evidence.denied
    asserted = {w.stem for text in evidence.texts for w in text.words} - denied
    said = {w.stem for w in claim.all_words}
    wrongly = claim.denied & asserted & said
    if wrongly and _excepted(evidence) & claim.denied - denied:
        return "denies what is excepted"
    opposite = any(
        opposites().get(stem, frozenset()) & evidence.own for stem in claim.denied
    )
    some = NOT_ALL.search(claim.text) and OF_WHICH.search(evidence.told.text)
    some = some or (NOBODY.search(claim.text) and FIRST.search(evidence.told.text))
    if wrongly and not claim.denied & denied and not opposite and not some:
        return f"denies {', '.join(sorted(wrongly))}"
    dropped = said & denied - asserted - claim.denied
    if dropped and not (claim.denied & denied):
        return f"no longer denies {', '.join(sorted(dropped))}"
    return ""


def _excepted(evidence: Evidence) -> frozenset[str]:
    """Stems of what stands behind an "except"."""
    found = EXCEPT.search(evidence.told.text)
    if not found:
        return frozenset()
    return frozenset(w.stem for w in evidence.told.all_words if w.start >= found.end())


ALL: Mapping[str, Check] = MappingProxyType(
    {
        "words": words,
        "numbers": numbers,
        "dates": dates,
        "negation": negation,
        "direction": direction,
        "exchange": exchange,
        "scope": scope,
        "helped": helped,
        "who": who,
        "quoting": quoting,
        "possessor": possessor,
        "another": another,
        "is_one": is_one,
        "under": under,
        "swapped": swapped,
        "sequence": sequence,
        "tense": tense,
    }
)
CONTRADICTING = frozenset(ALL) - {"words"} | {"order", "stale", "place"}
