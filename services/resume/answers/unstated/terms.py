"""Terms of work: pay, notice, place, hours, and why somebody left."""

from __future__ import annotations

import re

from services.resume.answers.unstated.matter import Matter
from services.resume.questions.patterns import any_of

TERMS = (
    Matter(
        "papers",
        any_of(
            r"\b(?:visa|citizen(?:ship)?|nationality|passport|work permit|"
            "right to work|work authori[sz]ation|authori[sz]ed to work|sponsorship|"
            r"eligible to work|legally work)\b",
        ),
        any_of(
            r"\b(?:visa|citizen|nationality|passport|work permit|right to "
            r"work|eligible to work)\b",
            flags=re.I,
        ),
        "anything about {their} right to work or citizenship",
    ),
    Matter(
        "pay",
        any_of(
            r"\bsalary\b",
            r"\bsalaries\b",
            r"\bhow much (?:does|is|would|did|will|do|should|was) (?:they|"
            r"it|that|a|an|one|i|we)(?: \w+){0,4}? (?:make|earn|cost|charge|"
            r"paid|pay|get paid|want|expect|ask)\b",
            r"\bhow much (?:does|would|is) they (?:cost|charge|make|earn|want)\b",
            r"\b(?:day|hourly|daily|freelance|going) rates?\b",
            r"\bthey rates\b",
            r"\bthey rate(?:$| (?:for|per|a|of)\b)",
            r"\bpay expectations?\b",
            r"\bcompensation\b",
            r"\bthey wages?\b",
            r"\bwhat (?:does|would|do) they (?:charge|cost|earn)\b",
            r"\b(?:they|a) (?:prices?|fees?|quote)\b",
            r"\bis they (?:\w+ )?expensive\b",
            r"\bcurrent pay\b",
            r"\bwhat is they paid\b",
            r"\bget paid\b",
        ),
        any_of(
            r"\b(?:salary|day rate|hourly rate)\b",
            r"(?:[£$€]\s?\d[\d.,]*|\b\d[\d.,]* (?:euros?|dollars?|pounds?)) "
            r"(?:per|an|a) (?:hour|day)\b",
            flags=re.I,
        ),
        "what {they} {charge} or {earn}",
    ),
    Matter(
        "notice",
        any_of(
            r"(?<!\bi )(?<!\bwe )\bnotice(?: period)?\b(?! board)",
            r"\bhow (?:soon|quickly|fast|early) (?:can|could|would|might) they\b",
            r"\bwhen (?:can|could|would|might|will) they (?:start|join|begin|"
            r"be available|come on board)\b",
            r"\b(?:is|would|will|might|could) they (?:be )?(?:available|free)\b",
            r"\b(?:start|starting) date\b(?! (?:at|of))",
            r"\b(?:can|could|would|might|will) they (?:\w+ )?(?:start|begin|join)\b",
            r"\bavailab(?:le|ility)\b(?! for (?:work|hire|freelance|commission|"
            r"project)| of (?!they$)| data\b)",
            r"\bfree to start\b",
            r"\bearliest\b.*\bstart\b",
            r"\bhow much notice\b",
            r"\bstart (?:immediately|right away|straight away|next (?:week|month))\b",
        ),
        any_of(
            r"\b(?:notice period|(?:available|free|ready|open) from|from (?:January|"
            "February|March|April|May|June|July|August|September|October|"
            r"November|December) 20\d\d\b|available (?:from|immediately|now|"
            "to start|at short)|availability|can start|ready to start|from "
            "(?:January|February|March|April|May|June|July|August|September|"
            r"October|November|December) 20\d\d on)\b",
            flags=re.I,
        ),
        "when {they} could start",
    ),
    Matter(
        "move",
        any_of(
            r"\brelocat\w*\b",
            r"\b(?:would|will|could|can|might|is|does) they (?:\w+ ){0,4}?(?:move|"
            "moving) (?:to|for|abroad|away|house|cities|city|country|countries|"
            r"somewhere|overseas|here|there|out)\b",
            r"\bwilling to (?:move|travel|commute)\b",
            r"\bopen to (?:moving|relocat\w*|travel\w*|commuting)\b",
            r"\bready to move\b",
            r"\b(?:would|can|could) they (?:travel|commute)\b",
            r"\bwillingness to (?:move|travel)\b",
        ),
        any_of(
            r"\brelocat",
            r"\bwilling to (?:move|travel|commute)",
            r"\bopen to (?:move|moving|travel)",
            r"\banywhere in\b",
            r"\bhappy to (?:move|travel)",
            r"\bcommut",
            flags=re.I,
        ),
        "whether {they} would move or travel for a job",
    ),
    Matter(
        "remote",
        any_of(
            r"\bremote(?:ly)?\b(?! (?:sensing|control|areas?|communit\w+|villages?|"
            r"islands?|places?|regions?))",
            r"\bwork(?:ing)? from home\b",
            r"\bhome ?office\b",
            r"\bhybrid(?: (?:work\w*|role|job|post|model|arrangement|or|and)\b|$)",
            r"\bon ?site (?:work|days?)\b",
            r"\b(?:work\w*|be|come|sit|days?|time) (?:\w+ ){0,3}in the office\b",
            r"\bfrom home\b",
        ),
        any_of(
            r"\bremote(?:ly)?\b",
            r"\bhome office\b",
            r"\bfrom home\b",
            r"\bhybrid (?:work|working|role|or)\b",
            flags=re.I,
        ),
        "whether {they} would work remotely",
    ),
    Matter(
        "hours",
        any_of(
            r"\b(?:open to|interested in|looking for|prefers?|wants?|want|"
            r"consider|take|accept|do) (?:a |an |any |some )?(?:\w+ )?(?:part "
            "?time|full ?time|contract|freelance|permanent)(?: work| job|"
            " role| position)?$",
            r"\b(?:full|part) ?time or (?:full|part) ?time\b",
        ),
        any_of(
            r"\b(?:part[- ]time|full[- ]time|freelance|contract|permanent)\b",
            flags=re.I,
        ),
        "what hours or kind of contract {they} would take",
    ),
    Matter(
        "leaving",
        any_of(
            r"\bhow come they (?:left|leave|quit|moved on|stopped)\b",
            r"\bwhy (?:did|has|is|was|does|would) they (?:leave|left|quit|"
            r"leaving|fired|let go|move on|switch|resign)\b",
            r"\breasons? (?:for|of) (?:leaving|they leaving|quitting)\b",
            r"\bwhat made they (?:leave|quit|stop)\b",
            r"\bwas they (?:fired|let go|laid off|sacked|made redundant)\b",
            r"\bget fired\b",
            r"\bgot fired\b",
        ),
        any_of(
            r"\b(?:left (?:to|because|when|after|for)|redundan\w*|laid off|closed down|"
            r"closure|wound up|insolven\w*|bankrupt\w*|"
            r"moved (?:to|when|because|back|away)|"
            r"contract (?:ended|ran out|expired))\b",
            r"\b(?:when|until|because|after) (?:\w+ ){1,4}(?:closed|was sold|moved)\b",
            flags=re.I,
        ),
        "why {they} left",
    ),
    Matter(
        "driving",
        any_of(
            r"\bdriv(?:ing|er s|ers) licen[cs]e\b",
            r"\bdoes they (?:drive|has a car|own a car)\b",
            r"\bcan they drive$",
        ),
        any_of(
            r"\bdriv(?:ing|er['’]?s) licen[cs]e\b",
            r"\bclass [BC]\b",
            flags=re.I,
        ),
        "whether {they} {has} a driving licence",
    ),
)
