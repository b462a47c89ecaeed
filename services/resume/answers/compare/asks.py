"""How visitors compare things, and ask for the most of them."""

from __future__ import annotations

import re

from services.resume.questions.patterns import any_of

LONGER = re.compile(
    r"\blong(?:er|est)\b|\bmost (?:time|years)\b|\bmore (?:time|years)\b(?! ago)"
)
SHORTER = re.compile(r"\bshort(?:er|est)\b|\bless time\b|\bleast time\b")
OLDER = re.compile(r"\b(?:first|earli(?:er|est)|old(?:er|est)|before|sooner)\b")
NEWER = re.compile(
    r"\b(?:new(?:er|est)|latest|(?:most|more) recent\w*|later|last|youngest)\b"
)
BIGGER = any_of(
    r"\b(?:bigg(?:er|est)|larg(?:er|est)|most|more|highest|higher|greatest|"
    "greater|best ?selling|widest|furthest|farthest|tallest|heaviest|busiest|"
    "costliest|expensive|cheap(?:er|est)?|fewest|smallest|smaller|lowest)"
    r"\b",
)
BETTER = any_of(
    r"\b(?:better|best|stronger|strongest|more (?:of|experienced|comfortable|"
    r"fluent|into)|most (?:fluent|comfortable|experienced)|rather)\b",
)
DIFFERENCE = any_of(
    r"\bdifferen(?:ce|t|ces)\b",
    r"\bcompare[ds]?\b",
    r"\bcomparison\b",
    r"\bversus\b",
    r"\bvs\b",
    r"\bdiffer\b",
    r"\bcontrast\b",
)
SHARED = any_of(
    r"\bin common\b",
    r"\bboth\b",
    r"\bshared?\b",
    r"\bsimilar\w*\b",
    r"\bcommon\b",
)
CHOICE = any_of(
    r"\b(?:which|what|who|whether|is|was|does|did|do|more)\b.*\bor\b",
    r"\bthan\b",
    r"\bversus\b",
    r"\bvs\b",
    r"\bbetween\b(?! (?:spring|summer|autumn|fall|winter|19|20)).*\band\b",
    r"\bcompare[ds]?\b.*\b(?:and|with|to)\b",
    r"\b(?:difference|common|differ)\b.*\b(?:and|from|with)\b",
)
BEFORE_OR_AFTER = re.compile(
    r"\b(?:before or after|earlier or later|after or before|later or earlier)\b"
)
SUPERLATIVE = any_of(
    r"\b(?:first|last|latest|newest|oldest|earliest|longest|shortest|biggest|"
    "largest|best|most|highest|greatest|smallest|fewest|lowest|most recent|"
    r"tallest|heaviest|busiest|furthest|strongest|worst|least)\b",
    r"\b(?:which|what)(?: one)? of (?:they|the|those|these)\b.*\b(?:older|newer|"
    r"longer|shorter|bigger|larger|earlier|later|better|stronger)\b",
)
DATED = (
    "experience",
    "projects",
    "education",
    "awards",
    "certifications",
    "publications",
    "volunteer",
)
