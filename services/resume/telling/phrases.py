"""One phrase of a résumé as a clause with subject and verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from services.resume.telling import descriptions, fragments, standings, verb_phrases
from services.resume.telling import noun_phrases as nouns
from services.resume.telling.activities import is_activity
from services.resume.telling.agreement import replaced
from services.resume.telling.articles import article, is_unique, needs_article
from services.resume.telling.belongings import owned
from services.resume.telling.clauses import has_subject
from services.resume.telling.labels import (
    Labelled,
    labelled,
    listed,
    names_only,
    titled,
)
from services.resume.telling.manner import Manner
from services.resume.telling.openings import Opening, opening_of
from services.resume.telling.person import IT, Person
from services.resume.telling.pronouns import from_first, opens_with, to_first
from services.resume.telling.results import bare_subject
from services.resume.telling.time_spent import is_time, rhythm
from services.resume.telling.tokens import SMALL, counts_first, key, lowered
from services.resume.telling.trades import names_person
from services.resume.telling.verbs import is_only_past
from services.resume.telling.whereabouts import placed

LED_IN = re.compile(r"((?:once|twice) an? \w+), (?=\S)", re.I)
"""How often something is, before what it is: "Once a year, 64 pupils"."""
ARTICLES = frozenset(("a", "an", "the"))
DUTIES = frozenset(
    "responsibilities duties tasks activities role roles work job remit".split()
)
WORKING_ON = re.compile(r"work(?:s|ed)? (?:on|with) ")
ASKING = re.compile(r"(?:how|why|what (?:I|we)|where (?:I|we))\b", re.I)
"""How a line begins that says what a text is about: "How the stop was found"."""
OF_POSTS = frozenset("worth fixed-term temporary permanent casual hybrid".split())
"""What a post or a result is, not the person."""
NOW = re.compile(r"(?:currently|presently|now)\b", re.I)


def told(text: str, manner: Manner) -> str:
    """Return the clause for a cleaned phrase, without a full stop."""
    if NOW.match(text):
        manner = replace(manner, ongoing=True)
    label = labelled(text)
    if label and not _speaks(label):
        return _told_labelled(label, manner)
    if label and _tells_how(label):
        return f"{told(label.label, manner)}: {told(label.rest, manner)}"
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
    us = "them" if manner.own_words else "the team"
    return from_first(clause, person, manner.subject, us)


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
    if opening.kind == "noun" and _names_work(label, manner):
        return f"{_told(label.label.split(), manner)}: {_own(rest, manner)}"
    return f"{label.label}: {_own(rest, manner)}"


def _speaks(label: Labelled) -> bool:
    """Whether what stands before the colon is a clause: "Led the closure: …"."""
    if label.kind != "topic":
        return False
    opening = opening_of(label.label.split())
    past = opening.verb is not None and opening.verb.form in ("past", "s")
    return past or opening.kind in ("clause", "auxiliary", "done_to_person")


def _tells_how(label: Labelled) -> bool:
    """Whether a second deed stands behind the colon: "Learned names: knew all"."""
    opening = opening_of(label.rest.split())
    past = opening.verb is not None and opening.verb.form in ("past", "s")
    return past and opening_of(label.label.split()).kind == "verb"


def _names_work(label: Labelled, manner: Manner) -> bool:
    """Whether the label says what was done: "Student job: puppet shows"."""
    words = label.label.split()
    told_of_person = not manner.thing and not manner.own_words
    plain = len(words) > 1 and lowered(words[0]) != words[0]
    listed_only = counts_first(label.rest.split())
    return told_of_person and plain and not listed_only


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
    if role or opening.kind not in ("noun", "person"):
        return f"{title}: {rest}"
    if opening.kind == "person" and not manner.thing:
        return f"{_named(tokens, opening, manner)} for {title}"
    if needs_article(tokens) and not is_activity(tokens):
        be = IT.verb("be", manner.tense)
        return f"{title} {be} {article(rest)} {nouns.joined(tokens)}"
    return f"for {title}, {_own(_told(tokens, manner), manner)}"


def _tensed_subject(lemma: str, manner: Manner) -> str:
    return f"{manner.subject.words} {_tensed(lemma, manner)}"


def _tensed(lemma: str, manner: Manner) -> str:
    return manner.subject.verb(lemma, manner.tense)


def _told(tokens: Sequence[str], manner: Manner) -> str:
    """Return the clause for the words of a phrase that has no title or label."""
    if not tokens or (len(tokens) == 1 and key(tokens[0]) in SMALL):
        return " ".join(tokens)
    text = " ".join(tokens)
    if often := LED_IN.match(text):
        return f"{often[1].lower()}, {_told(text[often.end() :].split(), manner)}"
    set_phrase = (
        fragments.told(tokens, manner)
        or standings.told(tokens, manner)
        or _told_of_thing(tokens, manner)
    )
    if set_phrase:
        return set_phrase
    if not manner.own_words and _mine(tokens):
        return f"it {IT.verb('be', manner.tense)} {_small(tokens)}"
    if opens_with(text, manner.person):
        return _clause(tokens, manner)
    return _by_opening(tokens, opening_of(tokens), manner)


def _told_of_thing(tokens: Sequence[str], manner: Manner) -> str:
    """Return what a text asks, or who came first; nothing for another phrase."""
    text = " ".join(tokens)
    if manner.thing and ASKING.match(text) and not text.endswith("?"):
        return f"it {IT.verb('be', manner.tense)} about {_small(tokens)}"
    if manner.gave and " ".join(tokens[:2]).lower() == "first went":
        return f"first place {' '.join(tokens[1:])}"
    return ""


def _by_opening(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    """Return the clause as the kind of its opening asks for."""
    match opening.kind:
        case "verb":
            return verb_phrases.with_verb(tokens, opening, manner)
        case "clause":
            return _stated(tokens, manner) or _clause(tokens, manner)
        case "auxiliary":
            return verb_phrases.with_auxiliary(tokens, opening, manner)
        case "done_to_person" | "done_to_thing":
            return verb_phrases.passive(tokens, opening, manner)
        case "predicate":
            who = IT if _is_of_thing(tokens, manner) else manner.subject
            return f"{who.words} {who.verb('be', manner.tense)} {nouns.joined(tokens)}"
        case "introduced":
            rest = _told(tokens[opening.at :], manner)
            return f"{nouns.joined(tokens[: opening.at])} {rest}"
        case "infinitive":
            be = IT.verb("be", manner.tense)
            return f"the aim {be} {nouns.joined(tokens)}"
        case "placed":
            return placed(tokens, manner)
        case _:
            return _named(tokens, opening, manner)


def _is_of_thing(tokens: Sequence[str], manner: Manner) -> bool:
    """Whether a thing, a post or a result is so, not the person."""
    return bool(manner.thing) or key(tokens[0]) in OF_POSTS


def _stated(tokens: Sequence[str], manner: Manner) -> str:
    """How somebody is, before a clause with "I": "Away a lot, and I no longer …"."""
    if key(tokens[0]) != "away" or "I" not in tokens:
        return ""
    subject = manner.subject
    return f"{subject.words} {subject.verb('be', manner.tense)} {nouns.joined(tokens)}"


def _mine(tokens: Sequence[str]) -> bool:
    """Whether something of the owner's is only named: "My thesis in eight pages"."""
    said = any(is_only_past(key(token)) for token in tokens)
    return key(tokens[0]) in ("my", "our") and not said and not has_subject(tokens)


def _small(tokens: Sequence[str]) -> str:
    return " ".join([tokens[0].lower(), *tokens[1:]])


def _named(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    """Return the clause for a phrase of nouns."""
    if manner.thing:
        return _named_of_thing(tokens, opening, manner)
    if not manner.own_words and (often := rhythm(tokens, nouns.joined(tokens))):
        return f"{_tensed_subject('do', manner)} this {often}"
    if manner.own_words and is_time(tokens) and not owned(tokens):
        return fragments.quoted(tokens, manner)
    if opening.kind == "person":
        return _what_person_is(tokens, manner)
    subject, predicate = nouns.told(tokens, manner)
    scrap = subject not in (manner.subject.words, "the")
    scrap = scrap or WORKING_ON.match(predicate) is not None
    if scrap and manner.own_words and key(tokens[0]) not in ARTICLES:
        return fragments.quoted(tokens, manner)
    return f"{subject} {predicate}"


def _named_of_thing(tokens: Sequence[str], opening: Opening, manner: Manner) -> str:
    """Return the clause for nouns that describe a project, a prize or a text."""
    if manner.own_words and is_time(tokens) and not owned(tokens):
        return fragments.quoted(tokens, manner)
    if opening.kind == "person" and manner.gave and is_unique(key(tokens[0])):
        return _what_person_is(tokens, manner)
    return " ".join(descriptions.described(tokens, IT, manner.tense, manner.gave))


def _what_person_is(tokens: Sequence[str], manner: Manner) -> str:
    """Return "she was a member of the rescue team"."""
    return " ".join(nouns.what_person_is(tokens, manner.subject, manner.tense))


def _clause(tokens: Sequence[str], manner: Manner) -> str:
    text = " ".join(tokens)
    person = manner.person
    if manner.named and not person.first_person and opens_with(text, person):
        tokens = _renamed(tokens, person)
    words = nouns.joined(tokens)
    if key(tokens[0]) in DUTIES:
        return f"{person.possessive} {words}"
    return f"the {words}" if bare_subject(tokens) else words


def _renamed(tokens: Sequence[str], person: Person) -> Sequence[str]:
    """Put the name for a pronoun that needs no other verb form."""
    if key(tokens[0]) in ("she", "he"):
        return [replaced(tokens[0], person.first), *tokens[1:]]
    return tokens
