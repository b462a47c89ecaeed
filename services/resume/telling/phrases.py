"""One phrase of a résumé as a clause with subject and verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from services.resume.telling import noun_phrases as nouns
from services.resume.telling.agreement import agreed, joined_verbs, replaced
from services.resume.telling.articles import article, needs_article
from services.resume.telling.labels import (
    Labelled,
    labelled,
    listed,
    names_only,
    titled,
)
from services.resume.telling.manner import Manner
from services.resume.telling.openings import MODES, Opening, names_person, opening_of
from services.resume.telling.person import IT, Person, Subject, Tense
from services.resume.telling.pronouns import from_first, opens_with, to_first
from services.resume.telling.tokens import SMALL, counts_first, key, lowered
from services.resume.telling.verb_openings import verb_at
from services.resume.telling.verbs import reading
from services.resume.telling.word_classes import CONJUNCTIONS

ARTICLES = frozenset(("a", "an", "the"))
PRESENT_BE = frozenset(("is", "am", "are"))
DUTIES = frozenset(
    "responsibilities duties tasks activities role roles work job remit".split()
)
OF_PERSONS = frozenset("promoted hired invited asked tasked recruited known".split())
"""What is done to the person even where a thing is described."""
NOW = re.compile(r"(?:currently|presently|now)\b", re.I)
NOTICE = re.compile(
    r"notice(?: period)?(?: is| of)?:? (?P<after>(?:\w+ )?[\w-]+ (?:day|week|month)s?)"
    r"|(?P<before>[\w-]+ (?:days?|weeks?|months?))['’]? notice",
    re.I,
)
"""How long somebody is bound to a job, as owners put it: "Notice period 3 months"."""
SEEKING = frozenset("look seek pursue study learn aspire search".split())
OUTCOMES = frozenset(("allowing", "enabling", "resulting"))
OF_THINGS = frozenset("contain include comprise consist feature".split())
"""What a part of the work does, not the person."""


def told(text: str, manner: Manner) -> str:
    """Return the clause for a cleaned phrase, without a full stop."""
    if NOW.match(text):
        manner = replace(manner, ongoing=True)
    label = labelled(text)
    if label:
        return _told_labelled(label, manner)
    if names_only(text):
        return f"{manner.subject.words} {_tensed('use', manner)} {listed(text)}"
    title = titled(text)
    if title and (
        opening_of(title[0].split()).kind in ("noun", "person")
        or all(word[0].isupper() for word in title[0].split())
    ):
        return _told_titled(*title, manner)
    text = text.replace(" · ", ", ")
    return _own(_told(text.split(), manner), manner)


def _own(clause: str, manner: Manner) -> str:
    """Let the pronouns inside a clause be those of the voice."""
    person = manner.person
    if person.first_person:
        return to_first(clause, person)
    if opens_with(clause, person) and manner.subject.words not in clause.split()[0:1]:
        return clause
    return from_first(clause, person, manner.subject)


def _told_labelled(label: Labelled, manner: Manner) -> str:
    person, rest = manner.person, label.rest
    if label.kind == "dropped":
        return told(rest, manner)
    if label.kind == "tools":
        return f"{manner.subject.words} {_tensed('use', manner)} {listed(rest)}"
    opening = opening_of(rest.split())
    if label.kind == "duties":
        if opening.kind in ("verb", "clause", "predicate"):
            return told(rest, manner)
        verb = "include" if manner.ongoing else "included"
        words = nouns.joined(rest.split())
        return f"{person.possessive} responsibilities {verb} {words}"
    if opening.kind in ("verb", "predicate", "done_to_person"):
        return f"{label.label}: {told(rest, manner)}"
    return f"{label.label}: {_own(rest, manner)}"


def _told_titled(title: str, rest: str, manner: Manner) -> str:
    """Return the clause for "Harbour map - iOS app for sailors"."""
    rest = rest.replace(" · ", ", ")
    tokens = rest.split()
    opening = opening_of(tokens)
    role = names_person(title.split())
    if opening.kind in ("verb", "done_to_person", "predicate"):
        start = f"as {nouns.joined(title.split())}" if role else f"for {title}"
        return f"{start}, {_own(_told(tokens, manner), manner)}"
    if opening.kind == "noun" and role and tokens[0][0].isupper():
        return f"{_named(title.split(), Opening('person'), manner)} at {rest}"
    if opening.kind == "person" and not role and not manner.thing:
        return f"{_named(tokens, opening, manner)} for {title}"
    if opening.kind in ("noun", "person") and not role:
        if needs_article(tokens) and not nouns.is_activity(tokens):
            be = "is" if manner.ongoing else "was"
            return f"{title} {be} {article(rest)} {nouns.joined(tokens)}"
        return f"for {title}, {_own(_told(tokens, manner), manner)}"
    return f"{title}: {rest}"


def _tensed(lemma: str, manner: Manner) -> str:
    return manner.subject.verb(lemma, manner.tense)


def _told(tokens: Sequence[str], manner: Manner) -> str:
    if not tokens or (len(tokens) == 1 and key(tokens[0]) in SMALL):
        return " ".join(tokens)
    if of_notice := NOTICE.fullmatch(" ".join(tokens).rstrip(".")):
        lasting = of_notice["after"] or of_notice["before"]
        return f"{manner.person.possessive} notice period is {nouns.small(lasting)}"
    opening = opening_of(tokens)
    subject = manner.subject
    if opens_with(" ".join(tokens), manner.person):
        return _clause(tokens, manner)
    if opening.kind == "verb":
        return _with_verb(tokens, opening, manner)
    if opening.kind == "clause":
        return _clause(tokens, manner)
    if opening.kind == "auxiliary":
        return _with_auxiliary(tokens, opening, manner)
    if opening.kind in ("done_to_person", "done_to_thing"):
        return _passive(tokens, opening, manner)
    if opening.kind == "predicate":
        thing = manner.thing and IT
        who = thing or subject
        return f"{who.words} {who.verb('be', manner.tense)} {nouns.joined(tokens)}"
    if opening.kind == "introduced":
        inner = replace(manner, named=manner.named)
        rest = _told(tokens[opening.at :], inner)
        return f"{nouns.joined(tokens[: opening.at])} {rest}"
    if opening.kind == "infinitive":
        return f"the aim {'is' if manner.ongoing else 'was'} {nouns.joined(tokens)}"
    if opening.kind == "placed":
        return _placed(tokens, manner)
    return _named(tokens, opening, manner)


def _named(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    if manner.thing:
        words = nouns.described(tokens, IT, manner.thing)
    elif opening.kind == "person":
        words = nouns.what_person_is(tokens, manner.subject, manner.tense)
    else:
        words = nouns.told(tokens, manner.person, manner.subject, manner.tense)
        scrap = words[0] not in (manner.subject.words, "the")
        if scrap and manner.own_words and key(tokens[0]) not in ARTICLES:
            return _quoted(tokens, manner)
    return " ".join(words)


def _quoted(tokens: Sequence[str], manner: Manner) -> str:
    """The words as the owner put them: "in her own words: no nights away"."""
    words = nouns.small(" ".join(tokens))
    return f"in {manner.person.possessive} own words: {words}"


def _clause(tokens: Sequence[str], manner: Manner) -> str:
    text = " ".join(tokens)
    person = manner.person
    if manner.named and not person.first_person and opens_with(text, person):
        tokens = _renamed(tokens, person)
    words = nouns.joined(tokens)
    return f"{person.possessive} {words}" if key(tokens[0]) in DUTIES else words


def _renamed(tokens: Sequence[str], person: Person) -> Sequence[str]:
    """Put the name for a pronoun that needs no other verb form."""
    if key(tokens[0]) in ("she", "he"):
        return [replaced(tokens[0], person.first), *tokens[1:]]
    return tokens


def _with_verb(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    at, verb = opening.at, opening.verb
    subject, tense = manner.subject, manner.tense
    if verb is None:
        return " ".join(tokens)
    of_thing = verb.lemma in OF_THINGS or _of_itself(tokens, at)
    if of_thing or key(tokens[at]) in OUTCOMES:
        subject = IT
    if manner.thing:
        if verb.form == "gerund":
            return f"{manner.thing} is about {nouns.joined(tokens)}"
        if verb.form == "s":
            subject, tense = IT, "present"
    words = list(tokens)
    if verb.form == "gerund" and _goes_on(verb.lemma, tokens, manner):
        been = "have" if "since" in map(key, tokens) else "be"
        has = subject.verb(been, tense) + (" been" if been == "have" else "")
        return " ".join([subject.words, has, lowered(words[0]), *words[1:]])
    if verb.form != "past":
        words = agreed(words, at, verb.form, lambda lemma: subject.verb(lemma, tense))
    else:
        words = _present_partners(words, at, subject, tense)
    for place in (at, *joined_verbs(tokens, at, verb.form)):
        words[place] = words[place][:1].lower() + words[place][1:]
    words[0] = lowered(words[0])
    if at and words[at - 1].endswith(","):
        return " ".join([*words[:at], subject.words, *words[at:]])
    return " ".join([subject.words, *words])


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


def _with_auxiliary(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    subject, at = manner.subject, opening.at
    if at:
        inner = _with_auxiliary(tokens[at:], Opening("auxiliary"), manner)
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


def _passive(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    thing = opening.kind == "done_to_thing" or (
        bool(manner.thing) and key(tokens[opening.at]) not in OF_PERSONS
    )
    subject = IT if thing else manner.subject
    lasting = key(tokens[opening.at]) in ("known", "based", "used", "powered", "funded")
    tense: Tense = "present" if lasting and manner.ongoing else "past"
    return f"{subject.words} {subject.verb('be', tense)} {nouns.joined(tokens)}"


def _placed(tokens: Sequence[str], manner: Manner) -> str:
    subject, word = manner.subject, key(tokens[0])
    words = nouns.joined(tokens)
    if manner.thing:
        return f"it {IT.verb('be')} {words}"
    if MODES & set(map(key, tokens[:2])):
        words = words.replace("remote", "remotely", 1)
        return f"{subject.words} {_tensed('work', manner)} {words}"
    if word == "with" and nouns.owned(tokens[1:]):
        return f"{subject.words} {_tensed('have', manner)} {' '.join(tokens[1:])}"
    if word == "not":
        return words
    if word in ("as", "with"):
        return f"{subject.words} {_tensed('work', manner)} {words}"
    if manner.own_words:
        return _quoted(tokens, manner)
    be = subject.verb("be", manner.tense)
    if word in ("part", "in", "on") and key(tokens[1]) in ("of", "charge", "call"):
        return f"{subject.words} {be} {words}"
    return f"that {'is' if manner.ongoing else 'was'} {words}"
