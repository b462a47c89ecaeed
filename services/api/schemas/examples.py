"""Examples that the documented bodies share; a test holds them to their models."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

SESSION_ID = "kq3vJ0X9b8mT2s5WpL7uYg"
AUDIO_FILE = "Zk2Yw1q8Jr4mXn7Tb5Vd3A.wav"
TURN_ID = "c1b3c1f2-0d5e-4a6b-8f53-9d2f5c0f7a11"
MOMENT = "2026-03-01T09:30:00+00:00"
LATER = "2026-03-01T10:30:00+00:00"
QUESTION = "Which projects use Python?"
RESPONSE = "One project uses Python: River Watch."

CARD: dict[str, Any] = {
    "id": "river-watch",
    "type": "project",
    "title": "River Watch",
    "section": "projects",
    "content": "Flood warnings from cheap sensors.",
    "content_source": "projects[1]",
    "technologies": ["Python", "FastAPI"],
    "highlights": ["Warns 40 minutes ahead"],
    "skills": [],
    "date": "2023",
    "description": "Flood warnings from cheap sensors.",
}
METADATA: dict[str, Any] = {
    "intent": "projects",
    "intelligent_selection": True,
    "cards_shown": True,
    "filters": {
        "technologies": ["Python"],
        "organisations": [],
        "from": None,
        "to": None,
    },
    "engines": {"recognizer": "none", "llm": "none", "tts": "espeak-ng"},
    "grounded": True,
    "degraded": [],
    "original_query": QUESTION,
    "total_results": 1,
    "show_all_query": False,
    "absent": False,
    "closest": False,
    "corrected": False,
    "turn_id": TURN_ID,
    "rate_limited": False,
    "evidence": [{"sentence": RESPONSE, "paths": ["projects[1].technologies"]}],
    "suggestions": ["Where did she study?"],
    "language": "en",
    "confidence": 0.9,
}
PLAIN_REPLY: dict[str, Any] = {
    "session_id": SESSION_ID,
    "response": RESPONSE,
    "items": [CARD],
    "item_type": "projects",
    "metadata": METADATA,
}
TURN: dict[str, Any] = {
    "status": "success",
    **PLAIN_REPLY,
    "audio_file": AUDIO_FILE,
    "timing": {
        "decode_ms": 0.0,
        "vad_ms": 0.0,
        "transcribe_ms": 0.0,
        "answer_ms": 0.6,
        "llm_ms": 0.0,
        "tts_ms": 41.0,
        "total_ms": 43.2,
    },
}
VOICE_TURN: dict[str, Any] = {
    **TURN,
    "transcription": QUESTION,
    "transcript": {"confidence": 0.91, "language": "en", "engine": "faster-whisper"},
    "timing": {
        "decode_ms": 4.0,
        "vad_ms": 9.0,
        "transcribe_ms": 380.0,
        "answer_ms": 0.6,
        "llm_ms": 0.0,
        "tts_ms": 41.0,
        "total_ms": 437.1,
    },
}
SIGNATURE: dict[str, Any] = {
    "id": "5f0c1f3e-8f0a-4c55-9d3f-0d1f4b1c2a77",
    "name": "Ada",
    "emoji": "👋",
    "image": "",
    "timestamp": MOMENT,
}


def example(**fields: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [fields]})
