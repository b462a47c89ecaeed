"""A phrase without a verb made into a clause: "It was a ward with 32 beds"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.telling.activities import (
    WORKED,
    has_object,
    is_activity,
    is_body,
    is_stuff,
    lists_things,
    of_size,
    one_of_two,
)
from services.resume.telling.articles import (
    article,
    is_unique,
    needs_article,
    with_article,
)
from services.resume.telling.belongings import PAPERS, owned
from services.resume.telling.manner import Manner
from services.resume.telling.noun_kinds import (
    PLURALS,
    is_mass,
    is_person,
    is_plural,
)
from services.resume.telling.person import IT, Subject, Tense
from services.resume.telling.results import LAST, Told, result
from services.resume.telling.tallies import tally
from services.resume.telling.time_spent import SEASONS
from services.resume.telling.tokens import (
    EDGES,
    counts_first,
    head,
    is_adjective,
    is_number,
    key,
    keys,
    lowered,
    noun_phrase,
)
from services.resume.telling.verbs import readings
from services.resume.telling.word_classes import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
)

PRIZES = frozenset(
    """award awards medal medals prize prizes scholarship scholarships grant
    grants fellowship honours honors distinction bursary place trophy mention
    recognition""".split()
)
QUOTES = ("'", "‘", "“", '"')
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
MAX_TITLE = 4
PAST_YEAR = re.compile(r"\b(?:of|at|for) the (?:19|20)\d\d [A-Za-z]")
"""What names an event of one year: "of the 2022 conference"."""


def joined(tokens: Sequence[str]) -> str:
    """The words with the first in a small letter where it is no name."""
    first = tokens[0] if _title_case(tokens) else lowered(tokens[0])
    if first in ("a", "an") and len(tokens) > 1:
        return " ".join([first, lowered(tokens[1]), *tokens[2:]])
    return " ".join([first, *tokens[1:]])


def _title_case(tokens: Sequence[str]) -> bool:
    """Whether the second word is an everyday one with a capital: "Cloud Automation"."""
    if len(tokens) < 2 or "-" in tokens[0]:
        return False
    if key(tokens[0]) in DETERMINERS | PREPOSITIONS:
        return False
    forms = {one.form for one in readings(key(tokens[0]))}
    if forms & {"past", "participle", "gerund"}:
        return False
    return lowered(tokens[1]) != tokens[1]


def what_person_is(
    tokens: Sequence[str], subject: Subject, tense: Tense
) -> tuple[str, str]:
    """Return subject and predicate of "Member of the rescue team"."""
    phrase = len(noun_phrase(tokens))
    lasts = tense == "present" and "since" in keys(tokens)
    if PAST_YEAR.search(" ".join(tokens)):
        tense = "past"
    be = f"{subject.verb('have')} been" if lasts else subject.verb("be", tense)
    words = " ".join([*map(lowered, tokens[:phrase]), *tokens[phrase:]])
    return subject.words, f"{be} {with_article(tokens, words)}"


def won(tokens: Sequence[str]) -> bool:
    """Whether the phrase names a prize: "First place in …", "Gold medal"."""
    return head(tokens) in PRIZES and not key(tokens[0]).endswith("ly")


def told(tokens: Sequence[str], manner: Manner) -> Told:
    """Return subject and predicate of a noun phrase of a person's own line."""
    words, subject, tense = joined(tokens), manner.subject, manner.tense
    by_form = (
        result(tokens, tense)
        or _of_person(tokens, words, subject, tense)
        or _of_name(tokens, words, manner)
        or tally(tokens, words, subject, tense)
    )
    if by_form:
        return by_form
    if key(tokens[0]) in DETERMINERS and not counts_first(tokens):
        return "it", f"{IT.verb('be', tense)} {words}"
    return _of_work(tokens, words, manner)


def _of_person(
    tokens: Sequence[str], words: str, subject: Subject, tense: Tense
) -> Told | None:
    """Subject and predicate of where somebody came, or what one has or uses."""
    if ORDINAL.match(tokens[0]) and head(tokens) not in PRIZES and "of" in words:
        return subject.words, f"came {words}"
    if "dean's list" in words.lower():
        return subject.words, f"{subject.verb('be', tense)} on the {words}"
    if owned(tokens):
        return subject.words, f"{subject.verb('have', tense)} {each_thing(words)}"
    if _is_tool(tokens):
        return subject.words, f"{subject.verb('use', tense)} {words}"
    return None


def _of_name(tokens: Sequence[str], words: str, manner: Manner) -> Told | None:
    """Subject and predicate of names in capitals, of comparisons and of prizes."""
    if in_capitals(tokens):
        return _work_included(" ".join(tokens), manner)
    if _compared(tokens):
        return "it", f"{IT.verb('be', manner.tense)} {words}"
    if won(tokens):
        verb = "took" if head(tokens) == "place" else "received"
        return manner.subject.words, f"{verb} {_prize(tokens, words)}"
    return None


def _of_work(tokens: Sequence[str], words: str, manner: Manner) -> Told:
    """Subject and predicate of what the work was: "Her work included repairs"."""
    subject, tense = manner.subject, manner.tense
    if key(tokens[0]) == "not":
        return _work_included(words, manner)
    if key(tokens[0]) in SEASONS:
        return subject.words, f"{subject.verb('work', tense)} {words}"
    if is_body(tokens):
        return "it", f"{IT.verb('be', tense)} {article(words)} {words}"
    if size := of_size(tokens):
        return _sized(size, words, subject, tense)
    if is_stuff(tokens):
        return subject.words, f"{subject.verb('work', tense)} {_on_stuff(tokens)}"
    if is_activity(tokens) or lists_things(tokens):
        the = "the " if has_object(tokens) else ""
        return _work_included(f"{the}{words}", manner)
    if head(tokens) in WORKED and tense == "past" and not counts_first(tokens):
        return subject.words, f"worked {words}"
    if is_mass(head(tokens)):
        return _work_included(words, manner)
    return "it", f"{IT.verb('be', tense)} {one_thing(tokens, words)}"


def _work_included(words: str, manner: Manner) -> Told:
    """Subject and predicate of "Her work included …"."""
    verb = "included" if manner.tense == "past" else "includes"
    return f"{manner.person.possessive} work", f"{verb} {words}"


def _sized(size: str, words: str, subject: Subject, tense: Tense) -> Told:
    """Subject and predicate of how large something was: "The budget was …"."""
    if size == "crew":
        return subject.words, f"{subject.verb('have', tense)} {article(words)} {words}"
    be = IT.verb("be", "past" if LAST.search(words) else tense)
    what, _, amount = words.replace(f"{size} of", f"{size} {be}", 1).partition(" ")
    return f"the {what}", amount


def _on_stuff(tokens: Sequence[str]) -> str:
    """What was worked on, or with whom: "on two bridges", "with pupils"."""
    last, words = head(tokens), joined(tokens)
    on = "with" if last in PLURALS or is_person(last[:-1]) else "on"
    one = needs_article(tokens) and one_of_two(tokens)
    return f"{on} {article(words)} {words}" if one else f"{on} {words}"


def small(words: str) -> str:
    """The words with a small letter in front."""
    return words[:1].lower() + words[1:]


def _is_tool(tokens: Sequence[str]) -> bool:
    """Whether a name stands alone, or with what it was for: "Figma for layouts"."""
    name = tokens[0].strip(EDGES)
    named = name[:1].isupper() and lowered(name) == name and not is_number(name)
    return named and (len(tokens) == 1 or key(tokens[1]) == "for")


def in_capitals(tokens: Sequence[str]) -> bool:
    """Whether all words have capitals: "Spring Boot"."""
    return 1 < len(tokens) <= MAX_TITLE and all(one[0].isupper() for one in tokens)


def _compared(tokens: Sequence[str]) -> bool:
    """Whether a share and a comparison open the phrase: "22% lighter than …"."""
    if len(tokens) < 2 or not tokens[0].endswith("%"):
        return False
    word = key(tokens[1])
    return word in ("more", "less") or (word.endswith("er") and "than" in tokens)


def one_thing(tokens: Sequence[str], words: str) -> str:
    if tokens[0].startswith(QUOTES):
        return words
    if is_unique(key(tokens[0])) or _most(tokens):
        return f"the {small(words)}"
    return f"{article(words)} {words}" if needs_article(tokens) else words


def each_thing(words: str) -> str:
    """A list of things with an article each: "an Irish passport, and a US visa"."""
    pieces = words.split(", ")
    if "passports" in words:
        return words
    papers = [_is_paper(piece.split()) for piece in pieces]
    if not any(papers[1:]):
        return one_thing(words.split(), words)
    said = [
        _joined_thing(piece) if paper else piece
        for piece, paper in zip(pieces, papers, strict=True)
    ]
    return ", ".join(said)


def _is_paper(tokens: Sequence[str]) -> bool:
    """Whether a piece of a list names what somebody has to show."""
    words = {*keys(tokens)}
    told = key(tokens[0]) in PREPOSITIONS or words & (AUXILIARIES | PRONOUNS)
    return bool(PAPERS & words) and not told


def _joined_thing(words: str) -> str:
    """One thing of a list with its article, behind the "and" if one is there."""
    link = "and " if words.startswith("and ") else ""
    words = words.removeprefix(link)
    return link + one_thing(words.split(), words)


def _most(tokens: Sequence[str]) -> bool:
    """Whether one thing is the most of its kind: "Most read article"."""
    if key(tokens[0]) != "most" or len(tokens) < 3 or is_plural(head(tokens)):
        return False
    forms = {one.form for one in readings(key(tokens[1]))}
    return "participle" in forms or is_adjective(key(tokens[1]))


def _prize(tokens: Sequence[str], words: str) -> str:
    if key(tokens[0]) in ("first", "second", "third") or not needs_article(tokens):
        return words
    return f"{'the' if tokens[0][:1].isupper() else article(words)} {words}"
