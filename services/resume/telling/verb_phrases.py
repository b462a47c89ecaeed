"""A phrase that begins with a verb made into a clause with its subject."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling import noun_phrases as nouns
from services.resume.telling.agreement import agreed, joined_verbs, replaced
from services.resume.telling.manner import Manner
from services.resume.telling.openings import Opening
from services.resume.telling.person import IT, Subject, Tense
from services.resume.telling.results import STILL
from services.resume.telling.tokens import breaks, counts_first, key, keys, lowered
from services.resume.telling.verb_openings import verb_at
from services.resume.telling.verbs import Reading, reading
from services.resume.telling.word_classes import (
    CONJUNCTIONS,
    INTRANSITIVE,
    PREPOSITIONS,
)

PRESENT_BE = frozenset(("is", "am", "are"))
OF_PERSONS = frozenset("promoted hired invited asked tasked recruited known".split())
"""What is done to the person even where a thing is described."""
SEEKING = frozenset("look seek pursue study learn aspire search".split())
OF_BOTH = frozenset(
    "start end open close turn finish change continue pass last stop develop lead "
    "talk walk look apply compete end result happen arrive die age fail reach "
    "sleep wait".split()
)
"""Verbs that need no object, so that their past tells what somebody did."""
NEAR_VERBS = frozenset("up out off down over along to with like of about".split())
ONCE = frozenset("born promoted hired elected appointed".split())
"""What is done to somebody once, whatever has been since."""
HELD = frozenset(
    "licensed licenced registered certified accredited chartered insured vetted".split()
)
"""What somebody is for as long as it is said: "Licensed in Sweden"."""
OUTCOMES = frozenset(("allowing", "enabling", "resulting"))
OF_THINGS = frozenset("contain include comprise consist feature".split())
"""What a part of the work does, not the person."""


def with_verb(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    """Return the clause for a phrase that begins with a verb: "she led the crew"."""
    at, verb = opening.at, opening.verb
    if verb is None:
        return " ".join(tokens)
    if (manner.thing or manner.of_thing) and _done_to_it(tokens, opening):
        return passive(tokens, Opening("done_to_thing", at), manner)
    if manner.thing and verb.form == "gerund":
        return f"{manner.thing} is about {nouns.joined(tokens)}"
    subject, tense = _who_does(tokens, at, verb, manner)
    words = list(tokens)
    if verb.form == "gerund" and _goes_on(verb.lemma, tokens, manner):
        return _going_on(tokens, subject, tense)
    if verb.form != "past":
        words = agreed(words, at, verb.form, lambda lemma: subject.verb(lemma, tense))
    else:
        words = _present_partners(words, at, subject, tense)
    for place in (at, *joined_verbs(tokens, at, verb.form)):
        words[place] = words[place][:1].lower() + words[place][1:]
    words[0] = lowered(words[0])
    behind = at if at and words[at - 1].endswith(",") else 0
    return " ".join([*words[:behind], subject.words, *words[behind:]])


def _going_on(tokens: Sequence[str], subject: Subject, tense: Tense) -> str:
    """Return "she is looking for …", or with "since" "she has been baking …"."""
    since = "since" in map(key, tokens)
    be = f"{subject.verb('have', tense)} been" if since else subject.verb("be", tense)
    return " ".join([subject.words, be, lowered(tokens[0]), *tokens[1:]])


def _who_does(
    tokens: Sequence[str], at: int, verb: Reading, manner: Manner
) -> tuple[Subject, Tense]:
    """The subject of the verb, and the tense of what it leaves open."""
    if manner.thing and verb.form == "s":
        return IT, "present"
    of_thing = verb.lemma in OF_THINGS or _of_itself(tokens, at)
    if of_thing or key(tokens[at]) in OUTCOMES:
        return IT, manner.tense
    return manner.subject, manner.tense


def _done_to_it(tokens: Sequence[str], opening: Opening) -> bool:
    """Whether a past without an object tells of the thing: "Invented after …"."""
    verb, at = opening.verb, opening.at
    if verb is None or verb.form != "past" or verb.verb.past != verb.verb.participle:
        return False
    ends = at + 1 >= len(tokens) or breaks(tokens[at])
    after = "" if ends else key(tokens[at + 1])
    free = verb.verb.lemma in INTRANSITIVE - {"read", "present", "publish"} | OF_BOTH
    return after in PREPOSITIONS - NEAR_VERBS and not free


def _of_itself(tokens: Sequence[str], at: int) -> bool:
    """Whether "its" can only be the subject's: "Earned 900 in its first year"."""
    counted = bool(tokens[at + 1 :]) and counts_first(tokens[at + 1 :])
    return counted and "in its" in " ".join(map(key, tokens))


def _goes_on(lemma: str, tokens: Sequence[str], manner: Manner) -> bool:
    """Whether a gerund is said as one: "is looking for", "has been baking since"."""
    since = manner.ongoing and "since" in map(key, tokens)
    return since or lemma in SEEKING


def _present_partners(
    tokens: Sequence[str], at: int, subject: Subject, tense: Tense
) -> list[str]:
    """Let "manage" agree in "Built and manage two shops"."""
    words = list(tokens)
    for place in range(at + 2, len(words)):
        found = reading(key(words[place]), "base")
        joined = key(words[place - 1]) in CONJUNCTIONS
        if not found or not joined or reading(key(words[place]), "past"):
            continue
        if key(words[place]) == "have":
            words[place] = replaced(words[place], subject.verb("have"))
        elif place == at + 2 and verb_at(words, place):
            words[place] = replaced(words[place], subject.verb(found.lemma, tense))
    return words


def with_auxiliary(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    subject, at = manner.subject, opening.at
    if at:
        inner = with_auxiliary(tokens[at:], Opening("auxiliary"), manner)
        start = nouns.joined(tokens[:at]).rstrip(",")
        return f"{start}, {inner}"
    word, rest = key(tokens[0]), " ".join(tokens[1:])
    follows = key(tokens[1]) if len(tokens) > 1 else ""
    if manner.thing and word in ("was", "is") and reading(follows, "participle"):
        subject = IT
    if word in PRESENT_BE:
        return f"{subject.words} {subject.verb('be', manner.tense)} {rest}"
    if word in ("was", "were"):
        return f"{subject.words} {subject.verb('be', 'past')} {rest}"
    if word in ("has", "have"):
        perfect = bool(reading(follows, "participle")) or follows == "been"
        tense: Tense = "present" if perfect else manner.tense
        return f"{subject.words} {subject.verb('have', tense)} {rest}"
    return " ".join([subject.words, tokens[0].lower(), *tokens[1:]])


def passive(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    of_thing = bool(manner.thing) or manner.of_thing
    thing = opening.kind == "done_to_thing" or (
        of_thing and key(tokens[opening.at]) not in OF_PERSONS
    )
    subject = IT if thing else manner.subject
    clause = " ".join(tokens).split(",")[0]
    if STILL.search(clause) and key(tokens[opening.at]) not in ONCE:
        return f"{subject.words} {subject.verb('have')} been {nouns.joined(tokens)}"
    word = key(tokens[opening.at])
    held = manner.own_words and word in HELD and not {"by", "as"} & {*keys(tokens)}
    lasting = word in ("known", "based", "used", "powered", "funded")
    now = manner.ongoing and (lasting or held)
    tense: Tense = "present" if now else "past"
    return f"{subject.words} {subject.verb('be', tense)} {nouns.joined(tokens)}"
