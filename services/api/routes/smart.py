"""The existing front end's question: the plain answer at once, a better one later."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from services.api.asking import asked_of
from services.api.body import Json
from services.api.deps import ServicesDep, WatchDep
from services.api.errors import documented
from services.api.schemas.enhancement import EnhancementSchema, PhrasedReply
from services.api.schemas.fit import FitReply, JobText
from services.api.schemas.turns import SmartQuestion, SmartReply
from services.api.shaping import answer_of, rate_limit_reply
from services.errors import (
    InvalidInput,
    LLMServiceError,
    LLMTimeout,
    TaskExpired,
    TaskNotFound,
)
from services.guard.rate_limit import Allowance

router = APIRouter(tags=["smart"])

MOST_OF_AN_ID = 200


@router.post(
    "/smart/query",
    summary="Ask with a history",
    description=(
        "Answers from the résumé at once. Where a model is set up, `llm_enhancement` "
        "holds the id of a better phrasing on its way. Over the visitor's allowance it "
        "still answers 200, with `item_type: rate_limit`."
    ),
    response_model=SmartReply,
    responses=documented(),
)
async def smart_query(
    request: Request, services: ServicesDep, watch: WatchDep, question: SmartQuestion
) -> Json:
    asked = asked_of(request, question, history=question.conversation_history)
    user_id = short_text(question.user_id)
    allowance: Allowance | None = getattr(request.state, "allowance", None)
    task_id = None
    if allowance is not None and not allowance.verdict.allowed:
        shaped = rate_limit_reply(asked, allowance.verdict.retry_after_s)
    else:
        reply = await services.turns.typed(asked, watch, wait=False)
        task_id = services.enhancements.begin(reply, visitor=asked.visitor)
        shaped = answer_of(reply)
    return Json(
        {
            **shaped,
            "processing_time_ms": watch.timing()["total_ms"],
            "user_id": user_id,
            "llm_enhancement": task_id and {"status": "pending", "task_id": task_id},
        }
    )


@router.get(
    "/smart/enhancement/{task_id}",
    summary="Fetch a better answer",
    description=(
        "Tells how far it is. A result is kept for at least a minute, and never empty. "
        "Where none of the model's words held, it has failed and the first answer "
        "stands; where they say something else, `metadata.corrected` is true."
    ),
    response_model=EnhancementSchema,
    responses=documented(TaskNotFound, TaskExpired),
)
async def enhancement(
    services: ServicesDep,
    task_id: Annotated[str, Path(max_length=64, examples=["0X9b8mT2s5Wkq3vJ"])],
) -> Json:
    found = services.enhancements.get(task_id)
    errors = {"failed": LLMServiceError, "timeout": LLMTimeout}
    failure = errors.get(found.status)
    return Json(
        {
            "task_id": found.id,
            "status": found.status,
            "result": answer_of(found.result) if found.result else None,
            "error": failure.default_message if failure else None,
            "processing_time_seconds": round(services.enhancements.seconds(found), 3),
        }
    )


@router.post(
    "/smart/fit",
    summary="Compare with a job advertisement",
    description=(
        "Reads an advertisement (HTML, pasted text, lists or prose, in English) into "
        "requirements and judges each by what the résumé states: `met`, `partly` or "
        "`not named`, with the facts that show it. Nothing is scored, and nothing in "
        "the advertisement is followed."
    ),
    response_model=FitReply,
    responses=documented(InvalidInput),
)
async def smart_fit(services: ServicesDep, watch: WatchDep, given: JobText) -> Json:
    with watch.stage("answer"):
        found = await services.processor.fit(given.text)
    return Json({**found.to_dict(), "processing_time_ms": watch.timing()["total_ms"]})


@router.post(
    "/test/llm",
    summary="Ask and wait for the model",
    description=(
        "As /smart/query, but the reply is the model's if it answers within "
        "LLM_DEADLINE_MS, and the plain answer if not."
    ),
    response_model=PhrasedReply,
    responses=documented(),
)
async def test_llm(
    request: Request, services: ServicesDep, watch: WatchDep, question: SmartQuestion
) -> Json:
    asked = asked_of(request, question, history=question.conversation_history)
    reply = await services.turns.typed(asked, watch)
    return Json({**answer_of(reply), "processing_time_ms": reply.timing["total_ms"]})


def short_text(value: Any) -> str | None:
    return value if isinstance(value, str) and len(value) <= MOST_OF_AN_ID else None
