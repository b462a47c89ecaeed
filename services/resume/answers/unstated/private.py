"""Private matters: age, family, beliefs."""

from __future__ import annotations

import re

from services.resume.answers.unstated.matter import Matter
from services.resume.questions.patterns import any_of

PRIVATE = (
    Matter(
        "age",
        any_of(
            r"\bhow old (?:is|was) they(?: (?:now|today|exactly|actually|then))?$",
            r"\bhow old they (?:is|was)\b",
            r"\bthey age\b",
            r"\bwhat age\b",
            r"\b(?:date|year|place) of birth\b",
            r"\bthey birthday\b",
            r"\bwhen (?:is|was) they (?:born|birthday)\b",
            r"\bwhat year was they born\b",
            r"\bwhich generation\b",
        ),
        any_of(
            r"\bborn (?:in|on)\b",
            r"\byears old\b",
            flags=re.I,
        ),
        "{their} age",
    ),
    Matter(
        "family",
        any_of(
            r"\b(?:is|was) they (?:married|single|engaged|divorced|pregnant|"
            "a (?:mother|father|mum|mom|dad|parent)|in a relationship|dating)"
            r"\b",
            r"\b(?:has|got) they (?:any |a |got |have )*(?:kids|children|family|"
            r"wife|husband|partner|boyfriend|girlfriend|pets?|siblings)\b",
            r"\bdoes they has (?:any |a )?(?:kids|children|family|wife|husband|"
            r"partner|boyfriend|girlfriend|pets?|siblings|dog|cat)\b",
            r"\bthey (?:kids|children|wife|husband|spouse|partner|boyfriend|"
            r"girlfriend|parents|family life|marital status|love life)\b",
            r"\bmarital\b",
        ),
        None,
        "anything about {their} family",
    ),
    Matter(
        "belief",
        any_of(
            r"\b(?:religion|religious|political (?:views?|party)|politics|"
            "vote[ds]? for|sexual orientation|ethnicity|skin colou?r|zodiac|"
            r"star sign|believe in god)\b",
        ),
        None,
        "anything about that",
    ),
)
