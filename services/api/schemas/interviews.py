"""Interview practice: what is sent, and what comes back."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.api.schemas.examples import LATER, MOMENT, SESSION_ID, example

CANDIDATE = r"^[A-Za-z0-9_.@-]{1,64}$"
BANK = r"^[a-z0-9][a-z0-9_-]{0,63}$"
NEXT: dict[str, Any] = {
    "turn": 1,
    "question_id": "where-having",
    "text": "What is the difference between WHERE and HAVING?",
    "follow_up": False,
    "level": "junior",
    "skills": ["grouping"],
}
STARTED: dict[str, Any] = {
    "session_id": SESSION_ID,
    "candidate_id": "ada",
    "status": "active",
    "bank": "sql",
    "skill_level": "junior",
    "mode": "text",
    "minutes": 20.0,
    "spent_s": 0.0,
    "answered": 0,
    "created_at": MOMENT,
    "ended_by": "",
    "next_question": NEXT,
}


class NewInterview(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"candidate_id": "ada", "skill_level": "junior", "bank": "sql"}
            ]
        }
    )

    candidate_id: str = Field(pattern=CANDIDATE)
    skill_level: Literal["junior", "middle", "senior"]
    bank: str | None = Field(
        default=None, pattern=BANK, description="`GET /interviews/banks` lists them."
    )
    job: str | None = Field(
        default=None,
        min_length=1,
        max_length=20_000,
        description="An advertisement, instead of a bank: one that suits it is taken.",
    )
    minutes: float = Field(default=20.0, ge=1, le=180)
    mode: Literal["text", "voice"] = "text"

    @model_validator(mode="after")
    def _one_of_both(self) -> NewInterview:
        if (self.bank is None) == (self.job is None):
            raise ValueError("give either a bank or a job")
        return self


class NewInvitation(NewInterview):
    days: int = Field(default=7, ge=1, le=90, description="How long the link is good.")


class NextQuestion(BaseModel):
    turn: int
    question_id: str
    text: str
    follow_up: bool
    level: str
    skills: list[str]


class InterviewSchema(BaseModel):
    model_config = example(**STARTED)

    session_id: str
    candidate_id: str
    status: Literal["pending", "active", "paused", "completed", "abandoned"]
    bank: str
    skill_level: str
    mode: str
    minutes: float
    spent_s: float
    answered: int
    created_at: str
    ended_by: str
    next_question: NextQuestion | None


class Invited(BaseModel):
    model_config = example(
        session_id=SESSION_ID,
        invitation=f"{SESSION_ID}.1775000000.5d41",
        link=f"/practice?session={SESSION_ID}#invitation",
        expires_at=LATER,
    )

    session_id: str
    invitation: str
    link: str
    expires_at: str


class TypedAnswer(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": "WHERE filters rows before grouping.", "turn": 1}]
        }
    )

    text: str = Field(max_length=20_000)
    turn: int | None = Field(
        default=None,
        ge=1,
        le=1_000,
        description="`turn` of the question answered; another one is refused with 409.",
    )


class AnswerTaken(InterviewSchema):
    model_config = example(**STARTED, heard=None)

    heard: str | None
    """The words of a spoken answer."""


class Results(BaseModel):
    model_config = example(
        session_id=SESSION_ID,
        candidate_id="ada",
        status="completed",
        bank="sql",
        skill_level="junior",
        ended_by="precision",
        overall_score=71.3,
        interval=[58.0, 82.5],
        ability={"value": 0.6, "standard_error": 0.34},
        answered=11,
        detailed_feedback=["11 questions answered."],
        per_skill=[{"skill": "grouping", "score": 80.0, "answers": 3}],
        per_question=[],
        progress=[{"session_id": SESSION_ID, "at": MOMENT, "mean_score": 68.2}],
    )

    session_id: str
    candidate_id: str
    status: str
    bank: str
    skill_level: str
    ended_by: str
    overall_score: float | None
    interval: list[float] | None
    ability: dict[str, float]
    answered: int
    detailed_feedback: list[str]
    per_skill: list[dict[str, Any]]
    per_question: list[dict[str, Any]]
    progress: list[dict[str, Any]]


class Listed(BaseModel):
    model_config = example(interviews=[STARTED])

    interviews: list[InterviewSchema]


class BankSchema(BaseModel):
    name: str
    title: str
    questions: int
    skills: list[str]
    story: bool


class BankList(BaseModel):
    model_config = example(
        banks=[
            {
                "name": "sql",
                "title": "SQL",
                "questions": 32,
                "skills": ["grouping", "joins"],
                "story": False,
            }
        ]
    )

    banks: list[BankSchema]


class Analytics(BaseModel):
    model_config = example(
        total=40,
        active=3,
        completed=31,
        completion=0.84,
        mean_score=58.2,
        distribution=[0, 1, 2, 3, 5, 8, 6, 4, 2, 0],
        by_level=[{"name": "junior", "mean_score": 61.0, "count": 20}],
        by_skill=[{"name": "grouping", "mean_score": 66.0, "count": 54}],
        by_question=[],
        trend=[{"week": "2026-W09", "mean_score": 58.2, "count": 31}],
    )

    total: int
    active: int
    completed: int
    completion: float | None
    mean_score: float | None
    distribution: list[int]
    by_level: list[dict[str, Any]]
    by_skill: list[dict[str, Any]]
    by_question: list[dict[str, Any]]
    trend: list[dict[str, Any]]


class DriftReport(BaseModel):
    model_config = example(
        baseline_answers=180,
        weeks=[
            {
                "week": "2026-W13",
                "answers": 44,
                "indices": {"scores": 0.08, "confidence": None, "difficulty": 0.05},
                "shifted": [],
                "alarm": False,
            }
        ],
        alarm=False,
        advice="",
    )

    baseline_answers: int
    weeks: list[dict[str, Any]]
    alarm: bool
    advice: str


class Dispute(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"score": 75}]})

    score: float | None = Field(
        ge=0, le=100, description="The right score; null takes the dispute back."
    )


class InterviewErased(BaseModel):
    model_config = example(erased=1)

    erased: int


class ExportedInterviews(BaseModel):
    model_config = example(candidate_id="ada", interviews=[{"id": SESSION_ID}])

    candidate_id: str
    interviews: list[dict[str, Any]]
