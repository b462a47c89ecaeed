"""The existing front end's question: the deterministic answer, at once."""

from __future__ import annotations

from fastapi import APIRouter, Request

from services.api.asking import asked_of
from services.api.body import Json
from services.api.deps import ServicesDep, WatchDep
from services.api.errors import documented
from services.api.schemas.turns import SmartQuestion, SmartReply
from services.api.shaping import answer_of, rate_limit_reply

router = APIRouter(tags=["smart"])


@router.post(
    "/smart/query",
    summary="Ask with a history",
    description=(
        "Answers from the résumé at once. Over the visitor's allowance it still "
        "answers 200, with `item_type: rate_limit`."
    ),
    response_model=SmartReply,
    responses=documented(),
)
async def smart_query(
    request: Request, services: ServicesDep, watch: WatchDep, question: SmartQuestion
) -> Json:
    asked = asked_of(request, question, history=question.conversation_history)
    user_id = question.user_id if isinstance(question.user_id, str) else None
    if getattr(request.state, "rate_limited", False):
        return Json(rate_limit_reply(asked.session_id, 60.0))
    reply = await services.turns.typed(asked, watch, phrase=False)
    return Json(
        {
            **answer_of(reply),
            "processing_time_ms": reply.timing["total_ms"],
            "user_id": user_id,
            "llm_enhancement": None,
        }
    )
