"""How visitors ask for one thing about an entry."""

from __future__ import annotations

import re

from services.resume.questions.patterns import any_of

WHEN = any_of(
    r"^(?:and )?when\b",
    r"\bwhen (?:did|was|is|does|were|has|exactly)\b",
    r"\b(?:what|which) (?:year|years|date|dates|month)\b",
    r"\bsince when\b",
    r"\bhow long ago\b",
    r"\bfrom when\b",
    r"\bdates?$",
    r"\b(?:start|end|finish) date\b",
    r"\bsince what year\b",
    r"\bhow recent(?:ly)?\b",
)
START = any_of(
    r"\b(?:start|started|begin|began|join|joined|become|became|begun|first)\b",
    r"\bsince when\b",
)
END = any_of(
    r"\b(?:end|ended|finish|finished|leave|left|stop|stopped|quit|complete|"
    r"completed|expire|expires|run out|runs out|valid until)\b",
)
WHERE = re.compile(
    r"\bwhere\b|\b(?:which|what) (?:city|country|town|place|state)\b|\blocation\b"
)
WHO_FOR = any_of(
    r"\bwho (?:did|was|is|does) (?:they|it|that|this)\b.*\b(?:for|by|with|from)\b",
    r"\bwho (?:issued?|awarded|gave|gives|published|behind|paid|client|customer|"
    r"commissioned|organi[sz]ed|employ\w*)\b",
    r"\b(?:for|by|from|with) (?:who|whom|which company|what company|which)\b",
    r"\bwhat (?:company|firm|organi[sz]ation|employer|client|journal|publisher|"
    r"venue)\b",
    r"\bwhich (?:company|firm|employer|client|organi[sz]ation|journal|publisher|"
    r"venue|paper)\b",
    r"\bissued by\b",
    r"\bwho is the issuer\b",
    r"\bwhose\b",
)
TOOLS = any_of(
    r"\b(?:tools?|technolog\w+|software|stack|tech|materials?|equipment|programs?|"
    r"built with|with what\b|\bwhat (?:was|is|did|were)\b.*\b(?:with|out of)"
    "$|made with|made (?:of|from|out of)|done with|used? for (?:it|that|this)"
    "|(?:written|coded|built|made) in$"
    r"|did they use|techniques?|instruments?|medium|methods?)\b",
)
LINK = any_of(
    r"\b(?:link|url|see it|look at it|find it|view it|read it|watch it|download "
    r"it|website|repo(?:sitory)?|demo|online)\b",
)
DESCRIBE = any_of(
    "^(?:tell|say|more|describe|explain|about|what (?:is|was|does)|who is|"
    "what did they (?:do|actually do|work on)|what (?:does|is) they (?:do|"
    "doing)|what kind of|details|elaborate|go on|how (?:is|was|did))",
    r"\bmore (?:about|on|detail|details|info)\b",
    r"\btell me\b",
    r"\babout (?:it|that|this)$",
    r"\bdetails?\b",
    r"\bwhat (?:did|does|do|was|is|has) they (?:do|done|doing|responsible|"
    r"work on|working on|achieve|achieved|accomplish\w*|learn\w*|contribute)"
    r"\b",
    r"\bwhat was (?:it|that|they role)\b",
    r"\bresponsib\w+\b",
    r"\bduties\b",
    r"\btasks\b",
    r"\bachieve\w*\b",
    r"\baccomplish\w*\b",
    r"\bwhat about\b",
    r"\bwhat is with\b",
    r"\bwhat s with\b",
    r"\bresults?\b",
    r"\bhow did (?:it|that) go\b",
    r"\bhow did .* go$",
    r"\boutcome\b",
)
WORKED_OUT = any_of(
    r"\b(?:help(?:ed)?|work(?:ed)? out|succe\w+|pay off|paid off|make a difference|"
    r"go well|went well|popular|sell|sold|effective|work)\b",
)
HOURS = re.compile(r"\b(full|part) ?time\b")
NAME = re.compile(r"\b(?:called|titled?|name of|named|name)\b")
