"""How visitors ask how long something was."""

from __future__ import annotations

import re

from services.resume.questions.patterns import any_of

HOW_LONG = any_of(
    r"\bhow long\b(?! ago\b)",
    r"\bhow many (?:years|months|weeks)\b",
    r"\bhow much (?:work |professional |real |relevant |actual |total |hands "
    r"on |paid )*(?:experience|time)\b",
    r"\bduration\b",
    r"\b(?:years|amount) of (?:\w+ )?experience\b",
    r"\bhow experienced\b",
    r"\blength of\b",
    r"\bhow (?:senior|junior) is\b",
    r"\bexperience in years\b",
    r"\b(?:total|overall|combined) (?:\w+ )?experience\b",
    r"\b(?:total|overall|combined) (?:years|time)\b",
)
TOTAL = any_of(
    r"\bexperience\b",
    r"\bexperienced\b",
    r"\bworking life\b",
    r"\bin (?:the )?(?:industry|business|workforce|field|profession|trade|game)\b",
    r"\bprofessionally\b",
    r"\bcareer\b",
    r"\bbeen (?:working|doing (?:this|it))\b",
)
BETWEEN = re.compile(r"\bbetween\b(?! jobs)|\bfrom\b.*\bto\b|\bgap\b")
WHOLE = any_of(
    r"\b(?:altogether|in total|in all|overall|total|combined|at the (?:company|"
    r"firm|hospital|place))\b",
)
STUDY = any_of(
    r"\b(?:degree|studies|studying|study|university|college|school|bachelor\w*|"
    r"master\w*|phd|doctorate|course|education|uni|training|apprenticeship|"
    r"diploma)\b",
)
FREE = frozenset(
    """
    long year month week experi total time work career job professional paid real
    relevant actual industri busines profession trade field spend spent last take
    took altogether combin so far alreadi sinc role posit compani employ there
    hospital together journey firm stay been
    """.split()
)
AS_OR_IN = any_of(
    r"\b(?:as|been|being) (?:a|an)\b",
    r"\b(?:in|of) (?:the )?\w+(?: all together| altogether| in total| overall)?$",
)
LASTING = ("experience", "education", "projects", "volunteer")
