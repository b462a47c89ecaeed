"""What is denied, and what is turned into its opposite."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.grounding.claim import Claim
from services.grounding.evidence import Evidence
from services.language.english import opposites, tokens

NOT_ALL = re.compile(r"\bnot (?:all|every)\b", re.IGNORECASE)
NOT_MOST = re.compile(r"\bmost\b", re.IGNORECASE)
OF_WHICH = re.compile(r"\bof (?:which|whom|them|these)\b", re.IGNORECASE)
SHARE = re.compile(r"\b\d+ (?:out )?of (?:the |\w+ )?\d+\b")
OTHER = re.compile(r"(?P<done>\w+) by\b|[,;] (?:an?|the|another) \w+ (?P<did>\w+)\b")
"""What somebody else does or did."""
NOBODY = re.compile(r"\b(?:nobody|no one|no other|none)\b", re.IGNORECASE)
FIRST = re.compile(r"\b(?:first|only)\b", re.IGNORECASE)
ALONE = frozenset("alone himself herself themselves single-handed".split())
TOGETHER = frozenset("with co together jointly shared joint team".split())
PHRASAL = re.compile(
    r"\b(?:more|less|fewer|better|earlier|later|longer|shorter|larger) than\b"
    r"|\b(?:set|sign|back|pick|speak|spoke|grow|grew|take|took|put|stand|stood|open|follow"
    r"|wrap|end|start|build|built|clean|look|ma[dk]e|keep|kept|bring|write|wrote|draw|drew"
    r"|settl|calm|hand|track|lay|laid|shut|clos|broke|break|hunt|turn|show|get|got)"
    r"(?:s|es|ing|ed|p?ed|ting|ning)?\s(?:up|down)\b"
    r"|\btaught (?:him|her|them)sel(?:f|ves)\b"
    r"|\b(?:at least|at most|up to|no longer|any longer|no more|any more|once more)\b"
)
UP = frozenset("rise raise increase grow double triple gain lift climb up".split())
DOWN = frozenset("fall drop cut reduce decreas lower shrink trim declin down".split())


def negation(claim: Claim, evidence: Evidence) -> str:
    """What the fact denies must be denied, and nothing else."""
    denied = evidence.denied
    asserted = {w.stem for text in evidence.texts for w in text.words} - denied
    said = {w.stem for w in claim.all_words}
    for reach in claim.denials:
        wrongly = reach & asserted & said
        if wrongly and not reach & denied and not _only_apart(reach, claim, evidence):
            return f"denies {', '.join(sorted(wrongly))}"
    for held in (reach for text in evidence.texts for reach in text.denials):
        dropped = said & held - asserted - claim.denied
        if dropped and not claim.denied & held:
            return f"no longer denies {', '.join(sorted(dropped))}"
    return ""


def _only_apart(reach: frozenset[str], claim: Claim, evidence: Evidence) -> bool:
    """Whether a denial leaves what the fact says: by an opposite, a part, another."""
    told = evidence.told.text
    held = evidence.own | {w.stem for w in evidence.told.all_words}
    said = {w.stem for w in claim.all_words}
    lower = {w.lower for w in evidence.told.all_words}
    return bool(
        any(opposites().get(s, frozenset()) & held for s in (said | reach) - held)
        or ({w.lower for w in claim.all_words} & ALONE and lower & TOGETHER)
        or (NOT_ALL.search(claim.text) and OF_WHICH.search(told))
        or (NOT_MOST.search(claim.text) and OF_WHICH.search(told))
        or (SHARE.search(told) and _counts_the_rest(claim, evidence))
        or (NOBODY.search(claim.text) and FIRST.search(told))
        or _by_another(claim, evidence)
    )


def _counts_the_rest(claim: Claim, evidence: Evidence) -> bool:
    """Whether a denial counts those that the fact leaves out: 8, where 63 of 71 did."""
    held = {n.value for n in evidence.numbers if n.unit != "%"}
    said = [n.value for n in claim.numbers]
    return len(said) > 1 and any(value not in held for value in said)


def _by_another(claim: Claim, evidence: Evidence) -> bool:
    """Whether what is denied of the owner was done by somebody else."""
    owner = {w.lower for w in claim.all_words[:2]} & evidence.person.subjects
    done = {
        tokens(m[m.lastgroup or 0])[0].stem for m in OTHER.finditer(evidence.told.text)
    }
    return bool(owner) and bool(done & claim.denied)


def direction(claim: Claim, evidence: Evidence) -> str:
    """What goes up in the fact must not go down, nor any other word be turned round."""
    held = _stems_of(text.text for text in evidence.texts)
    held |= _stems_of((evidence.fact.sentence,))
    for stem in _stems_of((claim.text,)) - held:
        against = opposites().get(stem, frozenset()) & held
        if stem in claim.denied and not against & evidence.denied:
            continue
        if against:
            return f"{stem}, not {', '.join(sorted(against))}"
    return _against_its_numbers(claim)


def _stems_of(texts: Iterable[str]) -> frozenset[str]:
    plain = (PHRASAL.sub(" ", text.lower()) for text in texts)
    return frozenset(word.stem for text in plain for word in tokens(text))


def _against_its_numbers(claim: Claim) -> str:
    """Whether a sentence says "rose from 9 to 4"."""
    stems = _stems_of((claim.text,))
    for start in (n for n in claim.numbers if n.role == "from"):
        ends = [n for n in claim.numbers if n.role == "to" and n.start > start.start]
        if ends and stems & UP and not stems & DOWN and ends[0].value < start.value:
            return "goes down"
        if ends and stems & DOWN and not stems & UP and ends[0].value > start.value:
            return "goes up"
    return ""
