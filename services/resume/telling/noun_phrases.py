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
from services.resume.telling.noun_kinds import (
    PLURALS,
    is_mass,
    is_person,
    is_plural,
)
from services.resume.telling.person import IT, Person, Subject, Tense
from services.resume.telling.results import LAST, STILL, result
from services.resume.telling.time_spent import SEASONS, is_time, spent
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
from services.resume.telling.verbs import reading, readings
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
STEPS = frozenset(
    "increase decrease reduction improvement rise drop gain boost jump decline".split()
)
"""What a figure says of: "a 3x increase"."""
THESE = Subject("these", plural=True)
EARLY = re.compile(r"\bin (?:the|its) first\b|\blast (?:year|month|season)\b")
"""What says that a count is over: "in the first month"."""
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


def told(
    tokens: Sequence[str], person: Person, subject: Subject, tense: Tense
) -> tuple[str, str]:
    """Return subject and predicate of a noun phrase of a person's own line."""
    words = joined(tokens)
    happened = result(tokens, tense)
    if happened:
        return happened
    if ORDINAL.match(tokens[0]) and head(tokens) not in PRIZES and "of" in words:
        return subject.words, f"came {words}"
    if "dean's list" in words.lower():
        return subject.words, f"{subject.verb('be', tense)} on the {words}"
    if owned(tokens):
        return (
            subject.words,
            f"{subject.verb('have', tense)} {each_thing(words)}",
        )
    if _is_tool(tokens):
        return subject.words, f"{subject.verb('use', tense)} {words}"
    if in_capitals(tokens):
        return f"{person.possessive} work", f"{_included(tense)} {' '.join(tokens)}"
    if _compared(tokens):
        return "it", f"{IT.verb('be', tense)} {words}"
    if won(tokens):
        verb = "took" if head(tokens) == "place" else "received"
        return subject.words, f"{verb} {_prize(tokens, words)}"
    counted = _counted(tokens, words, subject, tense)
    if counted:
        return counted
    if key(tokens[0]) in DETERMINERS and not counts_first(tokens):
        return "it", f"{IT.verb('be', tense)} {words}"
    return _of_work(tokens, words, person, subject, tense)


def _of_work(
    tokens: Sequence[str], words: str, person: Person, subject: Subject, tense: Tense
) -> tuple[str, str]:
    """Subject and predicate of what the work was: "Her work included repairs"."""
    if key(tokens[0]) == "not":
        return f"{person.possessive} work", f"{_included(tense)} {words}"
    if key(tokens[0]) in SEASONS:
        return subject.words, f"{subject.verb('work', tense)} {words}"
    if is_body(tokens):
        return "it", f"{IT.verb('be', tense)} {article(words)} {words}"
    sized = of_size(tokens)
    if sized == "crew":
        return subject.words, f"{subject.verb('have', tense)} {article(words)} {words}"
    if sized:
        tense = "past" if LAST.search(words) else tense
        size = words.replace(f"{sized} of", f"{sized} {IT.verb('be', tense)}", 1)
        return f"the {size.partition(' ')[0]}", size.partition(" ")[2]
    if is_stuff(tokens):
        last = head(tokens)
        on = "with" if last in PLURALS or is_person(last[:-1]) else "on"
        stuff = _with_its_article(tokens, words)
        return subject.words, f"{subject.verb('work', tense)} {on} {stuff}"
    if is_activity(tokens) or lists_things(tokens):
        verb = _included(tense)
        the = "the " if has_object(tokens) else ""
        return f"{person.possessive} work", f"{verb} {the}{words}"
    if head(tokens) in WORKED and tense == "past" and not counts_first(tokens):
        return subject.words, f"worked {words}"
    if is_mass(head(tokens)):
        return f"{person.possessive} work", f"{_included(tense)} {words}"
    return "it", f"{IT.verb('be', tense)} {one_thing(tokens, words)}"


def _with_its_article(tokens: Sequence[str], words: str) -> str:
    one = needs_article(tokens) and one_of_two(tokens)
    return f"{article(words)} {words}" if one else words


def _counted(
    tokens: Sequence[str], words: str, subject: Subject, tense: Tense
) -> tuple[str, str] | None:
    """Subject and predicate of what is counted: "There were 40 guests"."""
    none = key(tokens[0]) == "no" or counts_first(tokens)
    if none and STILL.search(words.split(",")[0]):
        has = "has" if verb_of_count(tokens, "past") == "was" else "have"
        return "there", f"{has} been {words}"
    if key(tokens[0]) in ("no", "one"):
        return "there", f"{verb_of_count(tokens, tense)} {words}"
    done = is_activity(tokens) or reading(key(tokens[0]), "gerund")
    if done or not counts_first(tokens):
        return None
    if is_time(tokens):
        of_time = spent(tokens, words, subject, tense)
        if of_time:
            return of_time
    if head(tokens) in STEPS:
        words = f"{article(words)} {words}"
    if head(tokens) in STEPS or is_time(tokens) or tokens[0].endswith("%"):
        return "that", f"{'meant' if tense == 'past' else 'means'} {words}"
    if EARLY.search(words):
        tense = "past"
    return "there", f"{verb_of_count(tokens, tense)} {words}"


def small(words: str) -> str:
    """The words with a small letter in front."""
    return words[:1].lower() + words[1:]


def verb_of_count(tokens: Sequence[str], tense: Tense) -> str:
    """The verb of what is counted, or of what there is none of."""
    one = key(tokens[0]) in ("one", "1") or (
        key(tokens[0]) == "no" and not is_plural(head(tokens))
    )
    return IT.verb("be", tense) if one else THESE.verb("be", tense)


def _is_tool(tokens: Sequence[str]) -> bool:
    """Whether a name stands alone, or with what it was for: "Figma for layouts"."""
    name = tokens[0].strip(EDGES)
    named = name[:1].isupper() and lowered(name) == name and not is_number(name)
    return named and (len(tokens) == 1 or key(tokens[1]) == "for")


def in_capitals(tokens: Sequence[str]) -> bool:
    """Whether all words have capitals: "Spring Boot"."""
    return 1 < len(tokens) <= MAX_TITLE and all(one[0].isupper() for one in tokens)


def _included(tense: Tense) -> str:
    return "included" if tense == "past" else "includes"


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
