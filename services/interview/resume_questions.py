"""Questions made from a résumé's own lines: what was done, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.models.interview_bank import Bank, KeyPoint, Question, Trap
from services.models.resume import Entry, Resume

NAME = "resume"
MOST = 30
LONGEST = 240
NUMBER = re.compile(r"\d")
PLAIN = re.compile(r"[^\w+#.]+")

OWN_PART = KeyPoint(
    "says what one's own part was",
    (
        "i built|wrote|led|designed|planned|made|developed|set|proposed|managed|ran|"
        "taught|organi*|created|introduced|tested|analy*|decided|trained|negotiat*|"
        "measured|cut|showed|reduced|automated|replaced|hired|launched|moved|started|"
        "rebuilt|rewrote|improved|migrated|coached|found|talked|convinced",
        "my part|role|task|job|idea|responsib*",
    ),
    "What was your own part in it?",
    1.2,
)
START = KeyPoint(
    "says where things stood before, and why it mattered",
    (
        "before|previous*|until|old|originally|initially|used",
        "because|since|nobody|too|problem*|goal|aim*|needed|wanted|slow*|risk*",
    ),
    "Where did things stand before, and why did it matter?",
)
METHOD = KeyPoint(
    "says how it was done, step by step",
    (
        "first|then|next|second|afterwards",
        "step*|method*|approach|using|instead|by with|of|means",
        "by measur*|build*|replac*|us*|test*|writ*|talk*|train*|automat*|adding",
    ),
    "How exactly did you go about it?",
    1.2,
)
HARDEST = KeyPoint(
    "names a difficulty and what was done about it",
    (
        "difficult*|hard*|challeng*|obstacle*|refus*|resist*|failed|trade*|problem*",
        "but|although|despite|however",
    ),
    "What was the hardest about it?",
    0.8,
)
TRAPS = (
    Trap(
        (
            "not|cannot|can't remember|recall|sure",
            "somebody|someone else did|made|built",
        ),
        "What stands in your résumé has to be yours, and you have to know it well.",
    ),
)


def resume_bank(resume: Resume) -> Bank | None:
    """Return the questions of a résumé; None where it says nothing to ask about."""
    questions: dict[str, Question] = {}
    entries = [entry for entries in resume.sections.values() for entry in entries]
    for entry in entries:
        for line in _lines(entry):
            made = _question(entry, line, len(questions))
            questions.setdefault(made.text, made)
    found = sorted(questions.values(), key=lambda one: not NUMBER.search(one.text))
    if not found:
        return None
    return Bank(NAME, "Your own résumé", tuple(found[:MOST]), star=True)


def _lines(entry: Entry) -> Iterator[str]:
    for line in (*entry.highlights, *entry.metrics):
        text = " ".join(line.split()).rstrip(".")
        if 12 <= len(text) <= LONGEST:
            yield text


def _question(entry: Entry, line: str, number: int) -> Question:
    place = f"{entry.title} at {entry.organization}" * bool(entry.organization)
    place = place or entry.title
    told = _result(line)
    return Question(
        id=f"{entry.section}-{number + 1}",
        level="middle",
        skills=(entry.section,),
        text=f"Your résumé says of {place}: “{line}”. How did you do that?",
        points=(START, OWN_PART, METHOD, HARDEST, told),
        model_answer=_model(entry, line),
        traps=TRAPS,
        difficulty=0.0,
    )


def _result(line: str) -> KeyPoint:
    """Return the point of the result: the line's figures, or that something changed."""
    figures = [w for w in PLAIN.split(line.lower()) if w and w[0].isdigit()]
    wordings = tuple(dict.fromkeys(figure.split(".")[0] for figure in figures))
    general = "result*|fell|rose|saved|grew|reduc*|increas*|improv*|since|percent"
    return KeyPoint(
        f"says the result, with its figure: {line}",
        (*wordings, general),
        "What came of it, in figures, and how was that measured?",
    )


def _model(entry: Entry, line: str) -> str:
    """Return the line with its surroundings: the answer itself only the owner knows."""
    named = ", ".join(entry.technologies)
    rest = f" With {named}." if named else ""
    return f"{line}. {entry.description}{rest}".strip()
