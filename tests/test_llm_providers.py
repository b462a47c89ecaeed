"""Which providers are asked, in what order, and what each is by its name alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.configuration.chain import FIELDS
from services.errors import ConfigurationError
from services.llm_providers import (
    Provider,
    is_own_server,
    left_out,
    order,
    providers,
)
from services.llm_service import build_phraser
from services.models.resume import Profile, Resume
from services.settings import Settings, misnamed_settings, read_settings
from tests.fact_sheets import no_facts

RESUME = Resume(Profile("Ann Lee"), {}, version="1")


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def only(settings: Settings) -> Provider:
    (found,) = providers(settings)
    return found


@pytest.mark.parametrize(
    ("key", "base_url", "model", "protocol"),
    [
        ("GROQ_API_KEY", "https://api.groq.com/openai/v1", "llama-3.1-8b-instant",
         "chat"),
        ("OPENAI_API_KEY", "https://api.openai.com/v1", "gpt-6-luna", "chat"),
        ("ANTHROPIC_API_KEY", "https://api.anthropic.com", "claude-haiku-5-5",
         "messages"),
    ],
)  # fmt: skip
def test_one_key_is_enough(
    key: str, base_url: str, model: str, protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = only(given(monkeypatch, **{key: " k \n"}))
    assert (found.base_url, found.model, found.protocol, found.api_key) == (
        *(base_url, model, protocol),
        "k",
    )
    assert not found.free
    named = only(given(monkeypatch, LLM_MODEL="larger"))
    assert named.model == "larger"


def test_without_a_chain_every_one_that_is_set_up_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = given(
        monkeypatch,
        ANTHROPIC_API_KEY="k",
        OPENAI_API_KEY="k",
        LLM_BASE_URL="http://localhost:1/v1",
        GROQ_API_KEY="k",
        LLM_MODEL="mine",
        LLM_OPENAI_MODEL="gpt-6-sol",
        LLM_GROQ_PRICE="7/9",
    )
    assert order(settings) == ("default", "groq", "openai", "anthropic")
    default, groq, openai, anthropic = providers(settings)
    assert (default.model, default.engine) == ("mine", "openai-compatible")
    assert (groq.model, groq.price) == ("llama-3.1-8b-instant", "7/9")
    assert openai.model == "gpt-6-sol"
    assert anthropic.model == "claude-haiku-5-5"


def test_nobody_is_asked_without_any_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert providers(given(monkeypatch)) == ()


def test_a_chain_is_in_its_own_order_and_its_settings_are_read_kindly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = given(
        monkeypatch,
        LLM_CHAIN=" B, groq ,a ",
        GROQ_API_KEY="k",
        LLM_A_BASE_URL=' "https://a.example.com/v1/chat/completions" ',
        LLM_A_API_KEY="key-a\r\n",
        LLM_A_MODEL=" small ",
        LLM_B_BASE_URL="http://localhost:1/v1/messages",
        LLM_B_MODEL="large",
        llm_b_price="1/2",
    )
    b, groq, a = providers(settings)
    assert (b.name, b.base_url, b.protocol) == ("b", "http://localhost:1", "messages")
    assert (b.model, b.price, b.free) == ("large", "1/2", True)
    assert groq.name == "groq"
    assert (a.base_url, a.api_key, a.model) == (
        "https://a.example.com/v1",
        "key-a",
        "small",
    )
    assert misnamed_settings() == []


def test_a_chain_stands_in_the_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "LLM_CHAIN=a\nLLM_A_BASE_URL=http://localhost:1/v1\nLLM_A_MODEL=m\n"
    (tmp_path / ".env").write_text(lines + "LLM_A_MODLE=x\n")
    assert only(given(monkeypatch)).model == "m"
    (unknown,) = misnamed_settings()
    assert (unknown.name, unknown.nearest) == ("LLM_A_MODLE", "LLM_A_MODEL")


@pytest.mark.parametrize("end", FIELDS)
def test_every_setting_of_a_provider_is_taken_in_its_documented_form(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text()
    (row,) = [line for line in page.splitlines() if f"`LLM_A_{end.upper()}`" in line]
    shown = row.split("For example `")[1].split("`")[0] if "example" in row else "key"
    monkeypatch.setenv("LLM_A_BASE_URL", "http://localhost:1/v1")
    monkeypatch.setenv("LLM_A_MODEL", "m")
    name = f"LLM_A_{end.upper()}"
    settings = given(monkeypatch, LLM_CHAIN="a", **{name: shown})
    assert name.lower() in settings.model_fields_set
    build_phraser(settings, lambda: RESUME, no_facts)
    assert given(monkeypatch, **{name: f' "{shown}"\n'}) == settings


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("LLM_CHAIN", "a-b"),
        ("LLM_CHAIN", "a b"),
        ("LLM_A_API_KEY", "sk-abc\u200b"),
        ("LLM_A_API_KEY", "Bearer sk-abc"),
        ("LLM_A_API_KEY", "\u201csk-abc\u201d"),
        ("LLM_A_BASE_URL", "localhost:1"),
        ("LLM_A_PRICE", "cheap"),
        ("LLM_A_PRICE", "1"),
        ("LLM_A_PRICE", "-1/2"),
        ("LLM_A_PRICE", "nan/2"),
        ("LLM_A_PROTOCOL", "soap"),
        ("LLM_A_MODEL", ""),
        ("LLM_A_BASE_URL", ""),
        ("OPENAI_API_KEY", "sk\u0430"),
        ("ANTHROPIC_BASE_URL", "api.anthropic.com"),
        ("ALERT_WEBHOOK_URL", "ftp://x"),
    ],
)
def test_what_cannot_work_stops_the_start_with_its_name(
    name: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLM_CHAIN", "a")
    monkeypatch.setenv("LLM_A_BASE_URL", "http://localhost:1/v1")
    monkeypatch.setenv("LLM_A_MODEL", "m")
    with pytest.raises(ConfigurationError, match=f"^{name}: ") as refused:
        build_phraser(given(monkeypatch, **{name: written}), lambda: RESUME, no_facts)
    if name.endswith("KEY"):
        assert written not in refused.value.message


def test_a_webhook_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="ALERT_WEBHOOK_SECRET"):
        given(monkeypatch, ALERT_WEBHOOK_URL="https://hooks.example.com/?key=1")


def test_a_known_provider_without_its_key_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = given(monkeypatch, LLM_CHAIN="openai,groq", GROQ_API_KEY="k")
    assert order(settings) == ("groq",)
    assert left_out(settings) == {"openai": "OPENAI_API_KEY"}


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:8080/v1", True),
        ("http://ollama:11434/v1", True),
        ("http://10.0.0.5/v1", True),
        ("https://openrouter.ai/api/v1", False),
        ("https://8.8.8.8/v1", False),
        (None, False),
    ],
)
def test_a_server_of_ones_own_is_told_from_a_hosted_one(
    url: str | None, own: bool
) -> None:
    assert is_own_server(url) is own
