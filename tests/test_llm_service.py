"""The front door: which model, and the public face for scripts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock, patch

import pytest
import structlog

from services.errors import ConfigurationError, LLMServiceError
from services.llm_service import (
    ConversationManager,
    build_phraser,
)
from services.models.answer import Answer, Card, Query
from services.models.fact_sheet import FactSheet
from services.models.resume import Profile
from services.settings import Settings
from tests.fact_sheets import facts_from, no_facts, resume_of
from tests.model_server import BROKEN, SECRET, ModelServer, saying

CARD = Card("atlas", "project", "Atlas", "projects", content="Maps the sea in Rust.")
RESUME = resume_of(Profile("Ann Lee"), CARD)
FACTS = facts_from(RESUME)


class FixedProcessor:
    def __init__(self, answer: Answer) -> None:
        self.fixed = answer

    def answer(self, query: Query) -> Answer:
        return self.fixed

    async def find(self, query: Query) -> Answer:
        return self.answer(query)

    async def facts(self, query: Query, answer: Answer) -> FactSheet:
        return await FACTS(query, answer)

    def vocabulary(self) -> tuple[str, ...]:
        return ()


def settings(**values: Any) -> Settings:
    return Settings(**values)


def replying(content: object) -> MagicMock:
    client = MagicMock()
    reply = client.return_value.chat.completions.create.return_value
    reply.choices[0].message.content = content
    return client


def test_without_a_key_a_phraser_is_there_all_the_same() -> None:
    assert build_phraser(settings(), lambda: RESUME, no_facts).name == "none"


@pytest.mark.parametrize(
    "odd",
    [
        {"llm_routes": ("multi",)},
        {"llm_prices": ("m",)},
    ],
)
def test_what_cannot_work_stops_the_start(odd: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        build_phraser(settings(**odd), lambda: RESUME, no_facts)


def test_a_route_for_an_intent_that_no_answer_has_is_told() -> None:
    odd = settings(llm_base_url="http://localhost:1", llm_routes=("project=m",))
    with structlog.testing.capture_logs() as logs:
        build_phraser(odd, lambda: RESUME, no_facts)
    told = [log for log in logs if log["event"] == "llm_route_unused"]
    assert (told[0]["intent"], told[0]["nearest"]) == ("project", "projects")


def test_the_door_opens_without_loading_the_package() -> None:
    code = "import sys, services.llm_service; print('groq' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_a_patched_client_speaks_and_needs_no_key() -> None:
    manager = ConversationManager(settings())
    with patch("services.llm_service.Groq", replying("Hello there.")) as client:
        assert manager.generate_response("Hi", "s1") == "Hello there."
        assert manager.generate_response("And?", "s1") == "Hello there."
    assert client.call_count == 1
    sent = client.return_value.chat.completions.create.call_args.kwargs["messages"]
    assert [message["content"] for message in sent[1:]] == [
        "Hi",
        "Hello there.",
        "And?",
    ]


def test_sessions_do_not_hear_each_other() -> None:
    manager = ConversationManager(settings())
    with patch("services.llm_service.Groq", replying("Hello.")):
        manager.generate_response("one", "a")
        manager.generate_response("two", "b")
    assert [turn.user_input for turn in manager.history("a")] == ["one"]
    assert [turn.user_input for turn in manager.history("b")] == ["two"]


@pytest.mark.parametrize("failure", [RuntimeError("boom"), ValueError("x"), OSError()])
def test_a_client_that_fails_is_our_error(failure: Exception) -> None:
    client = MagicMock()
    client.return_value.chat.completions.create.side_effect = failure
    with (
        patch("services.llm_service.Groq", client),
        pytest.raises(LLMServiceError) as caught,
    ):
        ConversationManager(settings()).generate_response("Hi", "s")
    assert "boom" not in caught.value.message


@pytest.mark.parametrize("content", [None, "", "  ", 3])
def test_an_empty_reply_is_our_error(content: object) -> None:
    with (
        patch("services.llm_service.Groq", replying(content)),
        pytest.raises(LLMServiceError),
    ):
        ConversationManager(settings()).generate_response("Hi", "s")


def test_without_a_key_the_real_client_is_our_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("GROQ_API_KEY", raising=False)
    with pytest.raises(LLMServiceError):
        ConversationManager(settings()).generate_response("Hi", "s")


@pytest.mark.parametrize(
    ("reply", "response"),
    [
        ("Atlas is a project that maps the sea in Rust.", None),
        ("Atlas won three prizes at Google.", "She built Atlas."),
    ],
)
def test_with_a_resume_replies_are_checked(reply: str, response: str | None) -> None:
    answer = Answer(
        "She built Atlas.", "projects", "projects", cards=(CARD,), may_rephrase=True
    )
    manager = ConversationManager(
        settings(llm_mode="rephrase"), processor=FixedProcessor(answer), resume=RESUME
    )
    with patch("services.llm_service.Groq", replying(reply)):
        structured = manager.generate_structured_response("What did she build?", "s")
    assert structured["response"] == (response or reply)
    assert structured["items"][0]["title"] == "Atlas"
    assert structured["item_type"] == "projects"
    assert structured["metadata"]["intent"] == "projects"


def test_the_real_package_speaks_over_the_wire() -> None:
    with ModelServer(otherwise=saying("Hello from afar.")) as server:
        manager = ConversationManager(
            settings(groq_api_key="k", groq_base_url=server.url)
        )
        assert manager.generate_response("Hi", "s") == "Hello from afar."
        assert server.paths == ["/openai/v1/chat/completions"]


def test_any_other_server_speaks_too() -> None:
    with ModelServer(otherwise=saying("Hello from home.")) as server:
        manager = ConversationManager(settings(llm_base_url=f"{server.url}/v1"))
        assert manager.generate_response("Hi", "s") == "Hello from home."


def test_a_providers_words_do_not_leak() -> None:
    with ModelServer(otherwise=BROKEN) as server:
        manager = ConversationManager(
            settings(groq_api_key="k", groq_base_url=server.url)
        )
        with pytest.raises(LLMServiceError) as caught:
            manager.generate_response("Hi", "s")
    assert SECRET not in caught.value.message


def test_the_manager_is_importable_by_its_public_name(tmp_path: Path) -> None:
    assert ConversationManager(settings(data_dir=tmp_path)).history("none") == ()
