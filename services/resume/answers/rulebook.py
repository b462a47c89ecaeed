"""Every rule, in the order in which they are tried."""

from __future__ import annotations

from services.resume.answers.outcome import Rule
from services.resume.answers.rules.career import CAREER
from services.resume.answers.rules.contents import CONTENTS
from services.resume.answers.rules.person import PERSON

RULES: tuple[Rule, ...] = (*PERSON, *CAREER, *CONTENTS)
