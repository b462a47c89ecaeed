"""What stands before a question and behind it without being part of it."""

from __future__ import annotations

import re

OPENING = re.compile(
    r"^(?:(?:so|ok|okay|um|uh|well|right|hi|hiya|hey|hello|please|and|but|also|then|now|just"
    r"|like|yes|yeah|sorry|actually|alright|good|great|cool|nice|thanks|thank you|oh"
    r"|hmm|there|quick question|one more thing|one question|another question|btw"
    r"|by the way|real quick|quickly|again|basically|honestly|listen|look) )+"
)
"""Words before the question: "so", "hi", "by the way"."""
LEADS = (
    r"(?:can|could|would|will|may|do) (?:you|u|i|we|ya)"
    r"(?: please| kindly| maybe| also)?"
    r" (?:tell|show|give|explain|remind|describe|list|name|say|share|know|see|get|ask"
    r"|find|hear|walk|talk|read)(?: to)?(?: me| us)?(?: out)?"
    r"(?: a bit| a little| something| more| again)?(?: about| through| on| of)?",
    r"(?:please )?(?:tell|show|give|remind) (?:me|us)"
    r"(?: a bit| a little| something)?(?: about| of)?",
    r"i(?: a?m|m| is| was)?(?: just| also| really)? (?:wonder|wondering|curious"
    r"|interested|asking|trying to (?:find out|understand|figure out))"
    r"(?: to know| to hear| about| in)?",
    r"i(?: would|d)?(?: just| really| also)? (?:like|love|want|need) to"
    r" (?:know|see|hear|learn|ask|understand|find out)(?: more)?(?: about)?",
    r"(?:does|did) (?:you|u|anyone|anybody) (?:happen to )?know"
    r"(?= (?:if|whether|what|when|where|how|who|which|why))",
    r"(?:any|has you any|got any|has you got any) (?:idea|clue|chance you know)"
    r"(?: about)?",
    r"(?:can|could|would|will) you(?: please)? (?:run|go|take|walk|talk)"
    r" (?:me |us )?through",
    r"is it (?:true|right|correct|fair)(?: to say)?(?: that)?",
    r"(?:does|would) (?:you) say(?: that)?",
    r"(?:i )?(?:heard|read|saw|noticed|see|understand|assume|guess|take it)(?: that)?"
    r"(?= (?:he|she|they|you)\b)",
    r"let me (?:ask|know|see)(?: about| if| whether)?",
    r"(?:just )?(?:to be )?(?:curious|wondering)(?: about)?",
    r"my question is|question is|question",
    r"what (?:i|we) (?:want|need|would like) to know is",
)
"""Requests that only introduce the question."""
LEAD = re.compile(r"^(?:" + "|".join(LEADS) + r")\b ?")
INDIRECT = re.compile(r"^(?:if|whether)(?: or not)? (?=\w)")
"""How an indirect question opens: "whether she …"."""
TAIL = re.compile(
    r"(?: (?:please|thanks|thank you|by any chance|by chance|at all|right now|then"
    r"|though|actually|exactly|again|anyway|or (?:not|what|no|so|something)"
    r"|right|correct|you know|in general|if i may ask|if any|yet|so far))+$"
)
"""What stands behind the question: "please", "at all"."""
