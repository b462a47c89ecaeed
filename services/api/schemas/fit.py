"""A job advertisement, and what the résumé states of it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

VerdictName = Literal["met", "partly", "not named"]
KindName = Literal[
    "skill",
    "years",
    "degree",
    "language",
    "place",
    "licence",
    "seniority",
    "duty",
]


class JobText(BaseModel):
    """An advertisement as somebody pastes it; its length is checked when it is read."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "Data Engineer, Portland\n\nRequirements\n- Python and "
                    "SQL\n- 3+ years of data engineering\n\nNice to have\n- German"
                }
            ]
        }
    )

    text: str = Field(description="The advertisement, at most 20,000 characters.")


class FitFact(BaseModel):
    """What the résumé says of a requirement, and where."""

    text: str
    path: str = Field(examples=["experience[0].highlights[1]"])


class FitRequirement(BaseModel):
    """One thing that is asked for, in the advertisement's words."""

    words: str
    kind: KindName
    must: bool = Field(description="False where it is only wished for.")
    verdict: VerdictName
    facts: list[FitFact] = Field(description="Empty only for `not named`.")
    gap: str = Field(description="What is missing; empty where it is met.")


class FitReply(BaseModel):
    """The whole comparison, without a figure for it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "picture": "Of two musts one is met; German is not named.",
                    "requirements": [
                        {
                            "words": "Python",
                            "kind": "skill",
                            "must": True,
                            "verdict": "met",
                            "facts": [
                                {
                                    "text": "She knows Python.",
                                    "path": "skills[0].keywords[0]",
                                }
                            ],
                            "gap": "",
                        }
                    ],
                    "gaps": ["German is not named in the résumé."],
                    "questions": ["How well does she speak German?"],
                    "notes": [],
                    "processing_time_ms": 12.5,
                }
            ]
        }
    )

    picture: str = Field(description="The whole in a few sentences.")
    requirements: list[FitRequirement]
    gaps: list[str] = Field(description="What is missing, the musts first.")
    questions: list[str] = Field(description="What to ask next.")
    notes: list[str] = Field(description="What was left out of the advertisement.")
    processing_time_ms: float
