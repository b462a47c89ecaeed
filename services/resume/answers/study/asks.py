"""How visitors ask about studies."""

from __future__ import annotations

import re

from services.resume.questions.patterns import any_of

WHERE = any_of(
    r"\bwhere (?:did|does|has|is) they (?:\w+ )?(?:study|studied|studying|"
    "go to (?:school|college|university|uni)|graduate|learn|train|trained|"
    r"educated|get (?:they|the|a) (?:degree|education|diploma|training|"
    r"qualification\w*))\b",
    r"\b(?:which|what) (?:university|college|school|uni|institution)\b",
    r"\balma mater\b",
    r"\bwher\w* (?:\w+ )?(?:school|college|university|uni)\b",
    r"\bwhere (?:is|was) they (?:educated|trained)\b",
)
WHAT = any_of(
    r"\bwhat (?:did|does|has|is) they (?:study|studied|studying|major|majoring|"
    r"learn|read at)\b",
    r"\b(?:what|which) (?:degrees?|qualifications?|diplomas?|major|subject|"
    r"education|academic|field of study|training)\b",
    r"\bthey (?:degrees?|major|education|qualifications|studies|educational "
    "background|academic background|schooling)$",
    r"\beducation\b$",
    r"\bwhat (?:is|was) they (?:degree|major|education|subject)\b",
    r"\bdegrees? does they has\b",
    r"\bmajor(?:ed)? in\b",
    r"\bacademic\b",
    r"\bfield of study\b",
    r"\bwhat (?:they )?(?:degree|diploma)\b",
    r"\beducation (?:and|is|does)\b",
    r"\b(?:about|list) they (?:education|studies|degrees?|schooling|academic)\b",
    r"\bwhat (?:kind|sort) of (?:education|degree|training|qualification)\b",
    "^(?:any )?(?:education|degrees?|qualifications?|schooling)$",
    r"\bformal (?:education|training|qualification)",
)
GRADE = any_of(
    r"\bgpa\b",
    r"\bgrades?\b(?! (?:school|students|pupils|\d))",
    r"\b(?:final |average )?marks?\b",
    r"\bscore[ds]?\b",
    r"\bdegree class(?:ification)?\b",
    r"\ba (?:first|2 1|two one|upper second|distinction|merit)\b(?! (?:job|"
    "role|project|aid|class (?:flight|ticket)))",
    r"\bfirst class\b",
    r"\bhow did they (?:do|perform) (?:in|at|on) (?:they|the|school|college|uni\w*)\b",
    r"\bclass of degree\b",
    r"\bwhat class (?:is|was|did)\b",
    r"\bresults?\b.*\b(?:course|exams?|degree|school|college|diploma|certificate|"
    r"apprenticeship)\b",
    r"\bcum laude\b",
    r"\bhonou?rs\b",
    r"\bhow (?:well|good) (?:did|was) they (?:do|perform|at)?\s?(?:in|at)? "
    "?(?:school|college|university|uni|they studies|study|degree|they degree)"
    r"\b",
    r"\bacademic (?:results?|performance)\b",
    r"\bwith (?:distinction|honou?rs|merit)\b",
)
COURSES = re.compile(
    r"\b(?:courses|classes|modules|coursework|subjects|lectures|electives|curriculum)\b"
)
GRADUATED = any_of(
    r"\bwhen\b.*\b(?:graduat\w+|finish (?:school|college|university|uni|they "
    "(?:degree|studies|studying))|complete (?:they )?(?:degree|studies)|done "
    r"(?:with )?(?:school|studying|they degree))\b",
    r"\bgraduat(?:ed|ion|e)\b.*\b(?:when|year|date)\b",
    r"\bwhat year\b.*\bgraduat\w+",
)
STUDENT = any_of(
    r"^(?:is|are) they (?:currently |now |still |back )?(?:a student|studying|at "
    "(?:university|college|school|uni)|in (?:school|college|university|uni|"
    r"education))\b",
    r"\bstill in (?:school|college|university|uni|education)\b",
    r"\bstill (?:a student|studying)\b",
)
ANY_DEGREE = any_of(
    r"\b(?:a|any|university|college|academic) (?:university |college |academic "
    r")?degree\b",
    r"\bgo to (?:university|college|uni)\b",
)
