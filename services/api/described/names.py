"""What calls are called in clients that are made from the interface.

The last release's `operationId` of a call stays: programs that were generated have
functions of that name. It is one that the framework makes of function and path, such as
`ask_ask_post`; NAMES has a short one for each, which `/openapi.json?ids=short` gives to
whoever begins anew. A call that is not in NAMES is newer, and has its function's name.
"""

from __future__ import annotations

import json
import re
from typing import Any

from fastapi.routing import APIRoute
from fastapi.utils import generate_unique_id

VERB_NOUN = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")

NAMES = {
    "GET /": "get_service",
    "GET /health": "check_health",
    "GET /health/live": "check_live",
    "GET /health/ready": "check_ready",
    "GET /metrics": "get_metrics",
    "POST /process": "ask_by_voice",
    "POST /process/text": "ask_and_speak",
    "POST /ask": "ask_question",
    "POST /stream-process": "ask_in_chunks",
    "POST /smart/query": "ask_with_history",
    "GET /smart/enhancement/{task_id}": "get_enhancement",
    "POST /smart/fit": "compare_job",
    "POST /test/llm": "ask_model",
    "POST /smart/stream": "stream_answer",
    "POST /test/llm-stream": "stream_model",
    "POST /v1/realtime/client_secrets": "create_ticket",
    "POST /transcribe": "transcribe_recordings",
    "POST /test/transcribe": "transcribe_recordings_by_older_name",
    "POST /vad": "find_speech",
    "GET /transcribe/jobs/{job_id}": "get_job",
    "DELETE /transcribe/jobs/{job_id}": "cancel_job",
    "POST /tts": "speak_text",
    "GET /tts/voices": "list_voices",
    "POST /test/tts": "speak_text_at_once",
    "GET /audio/{filename}": "get_audio",
    "POST /session/create": "create_session",
    "GET /session/{session_id}": "get_session",
    "DELETE /session/{session_id}": "delete_session",
    "GET /api/session/stats": "get_session_statistics",
    "POST /api/session/end": "end_session",
    "GET /api/ai-interactions": "list_interactions",
    "POST /api/test-ai-logging": "try_log",
    "GET /api/usage": "get_usage",
    "GET /api/guestbook": "list_signatures",
    "POST /api/guestbook": "sign_guestbook",
    "GET /api/guestbook/{signature_id}/picture": "get_signature_picture",
    "PATCH /api/guestbook/{signature_id}": "hide_signature",
    "DELETE /api/guestbook/{signature_id}": "delete_signature",
    "GET /api/dashboard/session": "get_log_in",
    "POST /api/dashboard/login": "log_in",
    "POST /api/dashboard/logout": "log_out",
    "GET /dashboard": "get_dashboard_page",
    "GET /api/dashboard/overview": "get_overview",
    "GET /api/dashboard/gaps": "get_gaps",
    "GET /api/dashboard/export": "export_figures",
    "GET /api/dashboard/events": "stream_news",
    "POST /api/dashboard/explain": "explain_answer",
    "GET /api/dashboard/guestbook": "list_all_signatures",
    "GET /api/dashboard/answers": "list_kept_answers",
    "DELETE /api/dashboard/answers": "clear_kept_answers",
    "DELETE /api/dashboard/answers/{answer_id}": "delete_kept_answer",
    "GET /content/types": "list_content_types",
    "GET /content/search": "search_content",
    "GET /content/{content_type}": "list_content",
    "GET /practice": "get_practice_page",
    "GET /interviews": "list_interviews",
    "GET /interviews/banks": "list_banks",
    "GET /interviews/analytics": "get_interview_analytics",
    "GET /interviews/drift": "get_interview_drift",
    "POST /interviews/invitations": "invite_candidate",
    "POST /interviews/{session_id}/answers/{number}/dispute": "dispute_score",
    "GET /interviews/candidates/{candidate_id}/export": "export_candidate",
    "DELETE /interviews/candidates/{candidate_id}": "erase_candidate",
    "POST /interviews/start": "start_interview",
    "GET /interviews/{session_id}": "get_interview",
    "DELETE /interviews/{session_id}": "erase_interview",
    "POST /interviews/{session_id}/answers": "answer_question",
    "POST /interviews/{session_id}/answers/spoken": "answer_aloud",
    "POST /interviews/{session_id}/pause": "pause_interview",
    "POST /interviews/{session_id}/resume": "resume_interview",
    "POST /interviews/{session_id}/finish": "finish_interview",
    "GET /interviews/{session_id}/results": "get_interview_results",
    "GET /interviews/{session_id}/export": "export_interview",
    "GET /v1/models": "list_models",
    "GET /v1/models/{model}": "get_model",
    "POST /v1/audio/transcriptions": "create_transcription",
    "POST /v1/audio/translations": "create_translation",
    "POST /v1/audio/speech": "create_speech",
    "POST /v1/chat/completions": "create_chat_completion",
    "POST /v1/responses": "create_response",
    "GET /app": "get_app_page",
    "GET /embed": "get_embedded_page",
    "GET /embed.js": "get_embed_script",
}


def operation_id(route: APIRoute) -> str:
    """A released call's id as it was; a newer one's is the name of its function."""
    path = re.sub(r":\w+}", "}", route.path)
    known = any(f"{method} {path}" in NAMES for method in route.methods or ())
    if known or not VERB_NOUN.fullmatch(route.name):
        return generate_unique_id(route)
    return route.name


def with_short_ids(schema: dict[str, Any]) -> dict[str, Any]:
    """The document with the names of NAMES; what is sent as a form is named so, too."""
    written = json.dumps(schema)
    for path, methods in schema["paths"].items():
        for method, call in methods.items():
            long = call["operationId"]
            short = NAMES.get(f"{method.upper()} {path}", long)
            for mark in ('"operationId": "{}"', '"Body_{}"', 'schemas/Body_{}"'):
                written = written.replace(mark.format(long), mark.format(short))
    found: dict[str, Any] = json.loads(written)
    return found
