"""A text in the first person turned into the third, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from services.resume.telling.agreement import agreed, joined_verbs, replaced
from services.resume.telling.person import Person, Subject
from services.resume.telling.tokens import breaks, is_adjective, is_adverb, key, word_at
from services.resume.telling.verbs import reading
from services.resume.telling.word_classes import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS

QUOTED = re.compile(r"(“[^”]*”|\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w))")
OURS = {"our": "the", "ourselves": "themselves", "ours": "the team's"}
OWNERS = CONJUNCTIONS | PREPOSITIONS | AUXILIARIES | {"", "not", "than"}
"""Words before "mine" where it is no pit."""
SELF = re.compile(
    r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself|[Mm]ine|[Ww]e|[Oo]urs?|us|ourselves)\b"
)
TEAM = Subject("the team")
SHORTENED = {"'m": "be", "'ve": "have", "'d": "would", "'ll": "will", "'re": "be"}
NEGATED = {"don't": "do", "haven't": "have", "am": "be", "are": "be", "have": "have"}
PAST_BE = frozenset(("was", "were"))
BE = PAST_BE | {"am", "are"}
MODALS = frozenset(
    """can could will would may might must should did had can't couldn't won't
    wouldn't didn't hadn't""".split()
)


def outside_quotes(text: str, change: Callable[[str], str]) -> str:
    """Apply a change to all of a text but its quotations."""
    parts = QUOTED.split(text)
    return "".join(part if n % 2 else change(part) for n, part in enumerate(parts))


def mentions_self(text: str) -> bool:
    """Whether a text speaks in the first person."""
    return bool(SELF.search(text))


def from_first(
    text: str, person: Person, subject: Subject, us: str = "the team"
) -> str:
    """Return "I lead shifts and train my crew" as said of the person.

    `us` are those whom the person speaks for: at work the team, at home "them".
    """
    if not mentions_self(text):
        return text
    return outside_quotes(text, lambda part: _from_first(part, person, subject, us))


def _from_first(text: str, person: Person, subject: Subject, us: str) -> str:
    leading = text[: len(text) - len(text.lstrip())]
    trailing = text[len(text.rstrip()) :]
    tokens = text.split()
    if not tokens:
        return text
    named = False
    for at in range(len(tokens)):
        written = tokens[at].strip("()[]“”\"',;:.!?").replace("’", "'")
        small = written.lower()
        if written == "I" or written.startswith("I'"):
            who = person.pronoun() if named else subject
            tokens, named = _subject_said(tokens, at, written, who), True
        elif small == "we" or small.startswith("we'"):
            tokens = _subject_said(tokens, at, written, TEAM)
        else:
            tokens[at] = _own_word(tokens, at, written, person, us)
    return leading + " ".join(tokens) + trailing


def _own_word(
    tokens: Sequence[str], at: int, word: str, person: Person, us: str
) -> str:
    small = word.lower()
    own = {
        "my": person.possessive,
        "me": person.object,
        "myself": person.reflexive,
        "mine": person.independent,
        **OURS,
        "us": us,
    }.get(small)
    before = key(tokens[at - 1]) if at else ""
    of_coal = small == "mine" and before not in OWNERS
    if own is None or of_coal or (small == "us" and word.isupper()):
        return tokens[at]
    if small == "our" and at + 1 < len(tokens) and key(tokens[at + 1]) == "own":
        own = "their"
    if at and word[0].isupper() and small != "me":
        own = own[0].upper() + own[1:]
    return tokens[at].replace(tokens[at].strip("()[]“”\"',;:.!?"), own, 1)


def _subject_said(tokens: list[str], at: int, word: str, subject: Subject) -> list[str]:
    """Put the subject for "I" or "we" here and let its verbs agree."""
    first = at > 0 and tokens[at - 1].endswith((".", "!", "?"))
    words = subject.words
    words = words[0].upper() + words[1:] if first else words
    short = next((s for s in SHORTENED if word.lower().endswith(s)), "")
    tokens = list(tokens)
    tokens[at] = tokens[at].replace("’", "'").replace(word, words, 1)
    if short:
        lemma = SHORTENED[short]
        after = key(tokens[at + 1]) if at + 1 < len(tokens) else ""
        if lemma == "would" and reading(after, "participle"):
            lemma = "had"
        verb = lemma if lemma in MODALS else subject.verb(lemma)
        tokens[at] = tokens[at].replace(words, f"{words} {verb}", 1)
        return tokens
    place = at + 1
    while place < len(tokens) - 1 and _colours(tokens, place):
        place += 1
    return _agreed_with(tokens, place, subject) if place < len(tokens) else tokens


def _colours(tokens: Sequence[str], at: int) -> bool:
    """Whether the word stands between the subject and its verb: "no longer"."""
    longer = key(tokens[at]) == "longer" and key(tokens[at - 1]) == "no"
    no = key(tokens[at]) == "no" and key(tokens[at + 1]) == "longer"
    return no or longer or is_adverb(key(tokens[at]))


def _agreed_with(tokens: list[str], at: int, subject: Subject) -> list[str]:
    """The tokens with the verb here, and those joined to it, after the subject."""
    word = key(tokens[at])
    if word in MODALS:
        return tokens
    for place in range(at + 2, len(tokens)):
        if key(tokens[place - 1]) in CONJUNCTIONS:
            tokens[place] = _partner(tokens, at, place, subject)
    if word in PAST_BE:
        tokens[at] = replaced(tokens[at], subject.verb("be", "past"))
    elif word in NEGATED:
        tokens[at] = replaced(tokens[at], _said_of(word, subject))
    elif reading(word, "base") and not _past_too(tokens, at, word):
        return agreed(tokens, at, "base", subject.verb)
    for place in joined_verbs(tokens, at, "base"):
        if word not in BE or not is_adjective(key(tokens[place])):
            tokens = agreed(tokens, place, "base", subject.verb)
    return tokens


def _partner(tokens: Sequence[str], at: int, place: int, subject: Subject) -> str:
    """A small verb behind an "and" as it agrees: "do not", "get tired", "have"."""
    word, verb = key(tokens[at]), key(tokens[place])
    after = key(word_at(tokens, place + 1))
    if verb == "do" and after == "not":
        return replaced(tokens[place], subject.verb("do"))
    if verb == "get" and is_adjective(after) and reading(word, "base"):
        return replaced(tokens[place], subject.verb("get"))
    infinitive = word != "have" and "to" in map(key, tokens[at:place])
    if verb in NEGATED and (verb != "have" or not infinitive):
        return replaced(tokens[place], _said_of(verb, subject))
    return tokens[place]


def _said_of(word: str, subject: Subject) -> str:
    """The form of "have" or "don't" that goes with the subject."""
    return subject.verb(NEGATED[word]) + ("n't" if "'" in word else "")


def _past_too(tokens: Sequence[str], at: int, word: str) -> bool:
    """Whether "I cut" is the past here; of "I read" another verb has to show it."""
    if not reading(word, "past") or _partner_now(tokens, at):
        return False
    if word != "read":
        return True
    return any(
        reading(key(token), "past") and not reading(key(token), "base")
        for token in tokens
        if token.lower() != word
    )


def _partner_now(tokens: Sequence[str], at: int) -> bool:
    """Whether a verb joined to this one stands in the present: "cut and travel"."""
    partners = (key(tokens[place]) for place in joined_verbs(tokens, at, "base"))
    return any(not reading(one, "past") for one in partners)


def to_first(text: str, person: Person) -> str:
    """Return a text about the person as they would say it themselves."""
    return outside_quotes(text, lambda part: _to_first(part, person))


def opens_with(text: str, person: Person) -> int:
    """How many words at the start name the person; 0 if it starts otherwise."""
    tokens = text.split()
    names = [person.name.split(), [person.first], ["she"], ["he"], [person.known_as[0]]]
    for name in names:
        start = [key(token) for token in tokens[: len(name)]]
        if name and start == [one.lower() for one in name] and name != [""]:
            return len(name)
    return 0


def _to_first(text: str, person: Person) -> str:
    count = opens_with(text, person)
    tokens = text.split()
    if not count or count >= len(tokens):
        return _own_pronouns(text, person)
    me = person.pronoun()
    said = key(tokens[0])
    own = said if said in OWN else person.known_as[0]
    tokens = ["I", *tokens[count:]]
    tokens = _first_verb(tokens, 1, me)
    for at in range(2, len(tokens)):
        word = key(tokens[at])
        if word == own:
            tokens[at] = replaced(tokens[at], "I")
            tokens = _first_verb(tokens, at + 1, me)
        elif word in OWN.get(own, {}):
            tokens[at] = replaced(tokens[at], _mine(tokens, at, word))
    return " ".join(tokens)


OWN = {
    "she": {"her": "my", "hers": "mine", "herself": "myself"},
    "he": {"his": "my", "him": "me", "himself": "myself"},
    "they": {"their": "my", "them": "me", "themself": "myself", "themselves": "myself"},
}


def _mine(tokens: Sequence[str], at: int, word: str) -> str:
    said = next(own[word] for own in OWN.values() if word in own)
    if word != "her":
        return said
    after = key(tokens[at + 1]) if at + 1 < len(tokens) else ""
    ends = breaks(tokens[at]) or not after
    last = at + 2 >= len(tokens) or breaks(tokens[at + 1])
    if last and is_adjective(after):
        return "me"
    return "me" if ends or after in PREPOSITIONS or after in CONJUNCTIONS else "my"


def _own_pronouns(text: str, person: Person) -> str:
    """Turn "her" into "my" in a text whose subject was added by us."""
    own = person.known_as[0]
    if own not in ("she", "he"):
        return text
    tokens = text.split(" ")
    for at, token in enumerate(tokens):
        if key(token) in OWN[own]:
            said = _mine(tokens, at, key(token))
            tokens[at] = replaced(token, said)
    return " ".join(tokens)


def _first_verb(tokens: list[str], at: int, me: Subject) -> list[str]:
    while at < len(tokens) - 1 and is_adverb(key(tokens[at])):
        at += 1
    if at >= len(tokens):
        return tokens
    word = key(tokens[at])
    if word in ("is", "are"):
        tokens[at] = replaced(tokens[at], "am")
    elif word in PAST_BE:
        tokens[at] = replaced(tokens[at], "was")
    elif word in ("doesn't", "hasn't", "isn't"):
        said = {"doesn't": "don't", "hasn't": "haven't", "isn't": "am not"}[word]
        tokens[at] = replaced(tokens[at], said)
    elif reading(word, "s"):
        return agreed(tokens, at, "s", me.verb)
    return tokens
