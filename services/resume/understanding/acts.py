"""What is no question about the résumé: greetings, thanks, tests, noise."""

from __future__ import annotations

from services.resume.reading.phrasebook import Mark
from services.resume.reading.question_words import common
from services.resume.reading.reading import Reading
from services.resume.understanding.finding import Finding, Situation

WINS = ("meta", "thanks", "goodbye", "greeting", "smalltalk")
MOST_TO_HELP = 3
"""Words beyond which "did she help them …" is no call for help."""
PASSING = ("shape", "followup", "order", "ordinal", "negation")
LIKINGS = (("like",), ("love",), ("enjoy",), ("prefer",), ("dream",), ("feel",))
WANTING = frozenset(
    "interested curious looking wondering trying searching hiring after here".split()
)
EXPLAINING = ("act", "filler", "lead", "person", "noise")


def social_act(situation: Situation) -> Finding | None:
    """A greeting and its like, when the question holds nothing else."""
    reading = situation.reading
    if not reading.words or reading.has("noise"):
        return Finding("unclear", "unclear")
    if reading.words[:2] == ("are", "you") and reading.has("person", "name"):
        return Finding("act", "smalltalk", subject="smalltalk")
    acts = reading.values("act")
    if not acts:
        return _nothing_said(reading)
    if reading.words[:2] == ("do", "you") and reading.words[2:3] in LIKINGS:
        return Finding("act", "smalltalk", subject="smalltalk")
    if "greeting" in acts and _introduces(reading):
        return Finding("act", "greeting", subject="greeting", confidence=0.8)
    if _says_more(reading, acts) or _speaks_of_work(reading, acts):
        return None
    act = _strongest(acts)
    return Finding("act", act, subject=act, confidence=0.95)


def _says_more(reading: Reading, acts: tuple[str, ...]) -> bool:
    """Whether a person or words of their own show that it is no mere greeting."""
    if reading.left and "meta" not in acts and not _takes_leave(reading):
        return True
    if acts == ("meta",) and reading.person and len(reading.words) > MOST_TO_HELP:
        return True
    return set(acts) == {"smalltalk"} and _about_someone(reading)


def _speaks_of_work(reading: Reading, acts: tuple[str, ...]) -> bool:
    """Whether a part, an entry, a fact or the like of the résumé is named."""
    others = [m for m in reading.marks if m.kind not in EXPLAINING]
    if "greeting" in acts:  # "hello, testing" is no question about tests
        acting = {(m.start, m.end) for m in reading.of("act")}
        others = [m for m in others if (m.start, m.end) not in acting]
    if any(m.kind in ("section", "topic", "entry", "slot", "when") for m in others):
        return True
    return "thanks" not in acts and not _mere(others)


def _strongest(acts: tuple[str, ...]) -> str:
    """The act that is answered; a greeting goes before small talk."""
    if "greeting" in acts and "smalltalk" in acts:
        return "greeting"
    return next(act for act in WINS if act in acts)


def _about_someone(reading: Reading) -> bool:
    """Whether a person is meant: "something interesting about him", not "cool"."""
    return reading.has("person", "he") and reading.has("lead")


def _takes_leave(reading: Reading) -> bool:
    """Whether it is thanks or a goodbye among everyday words: "gotta run, bye"."""
    polite = reading.has("act", "thanks") or reading.has("act", "goodbye")
    return polite and len(reading.words) < 8 and all(map(common, reading.left))


def _introduces(reading: Reading) -> bool:
    """Whether a visitor says who they are and asks nothing: "Hi, I am Anna from HR"."""
    words = reading.words
    first = next((i for i, w in enumerate(words) if w in ("im", "i")), len(words))
    said = words[first + (words[first : first + 1] == ("i",)) + 1 :][:1]
    if words[first : first + 2] != ("i", "am") and words[first : first + 1] != ("im",):
        return False
    asks = reading.person or reading.has("section") or reading.has("slot")
    wants = reading.has("lead") or reading.has("entry") or reading.has("verb")
    return bool(said) and not asks and not wants and not WANTING & set(said)


def _mere(marks: list[Mark]) -> bool:
    return all(mark.kind in PASSING for mark in marks)


def _nothing_said(reading: Reading) -> Finding | None:
    if all(m.kind in ("filler",) for m in reading.marks) and not reading.left:
        covered = sum(m.length for m in reading.marks)
        if covered >= len(reading.words):
            return Finding("unclear", "unclear")
    return None
