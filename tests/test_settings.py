"""Settings are there to be read, in every form that can mean one thing only."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from services.configuration.tokens import is_easy_to_guess
from services.errors import ConfigurationError
from services.llm_service import build_phraser
from services.models.resume import Profile, Resume
from services.settings import (
    Settings,
    idle_settings,
    misnamed_settings,
    read_settings,
)
from tests.configuration_values import documented
from tests.fact_sheets import no_facts

ROOT = Path(__file__).parent.parent
READERS = [
    ROOT / "api_server.py",
    *(p for p in (ROOT / "services").rglob("*.py") if p.name != "settings.py"),
]
RESUME = Resume(Profile("Ann Lee"), {}, version="1")


@pytest.fixture(scope="module")
def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in READERS)


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and no setting in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_read_somewhere(name: str, code: str) -> None:
    assert re.search(rf"\.{name}\b", code)


@pytest.mark.parametrize(("name", "value"), documented().items())
def test_every_setting_is_taken_in_its_documented_form(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLM_BASE_URL", "http://localhost:1/v1")
    monkeypatch.setenv("SUPABASE_ANON_KEY", "key")
    monkeypatch.setenv("ALERT_WEBHOOK_SECRET", "key")
    monkeypatch.setenv(name, value)
    settings = read_settings()
    assert name.lower() in settings.model_fields_set
    build_phraser(settings, lambda: RESUME, no_facts)


@pytest.mark.parametrize(("name", "value"), documented().items())
def test_white_space_and_quotes_around_a_value_are_no_part_of_it(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPABASE_ANON_KEY", "key")
    monkeypatch.setenv("ALERT_WEBHOOK_SECRET", "key")
    monkeypatch.setenv(name, value)
    plain = read_settings()
    monkeypatch.setenv(name, f' "{value}"\r\n')
    assert read_settings() == plain


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("CORS_ORIGINS", "https://me.example.com/", ("https://me.example.com",)),
        ("CORS_ORIGINS", "HTTPS://Me.Example.com", ("https://me.example.com",)),
        ("CORS_ORIGINS", "https://me.example.com:443", ("https://me.example.com",)),
        ("CORS_ORIGINS", "http://me.example.com:80/", ("http://me.example.com",)),
        ("CORS_ORIGINS", "http://me.example.com:443", ("http://me.example.com:443",)),
        ("CORS_ORIGINS", '["https://a.example", "http://b.example:3000/"]',
         ("https://a.example", "http://b.example:3000")),
        ("CORS_ORIGINS", "https://münchen.example", ("https://xn--mnchen-3ya.example",)),
        ("CORS_ORIGINS", "http://[::1]:3000", ("http://[::1]:3000",)),
        ("CORS_ORIGINS", "*", ("*",)),
        ("CORS_ORIGINS", "capacitor://localhost", ("capacitor://localhost",)),
        ("ALLOWED_HOSTS", "https://Your.Host/", ("your.host",)),
        ("ALLOWED_HOSTS", "your.host:8443, *.Your.host", ("your.host", "*.your.host")),
        ("ALLOWED_HOSTS", "::1, 10.0.0.5", ("[::1]", "10.0.0.5")),
        ("TRUSTED_PROXIES", "10.0.0.1/8,[::1]", ("10.0.0.0/8", "::1/128")),
        ("LLM_BASE_URL", "http://h:1/v1/chat/completions", "http://h:1/v1"),
        ("LLM_BASE_URL", "http://h:1/v1/", "http://h:1/v1"),
        ("GROQ_BASE_URL", "https://api.groq.com/openai/v1", "https://api.groq.com"),
        ("SUPABASE_URL", "https://x.supabase.co/rest/v1/", "https://x.supabase.co"),
        ("LLM_PRICES", '["a=1/2", "b=0/0"]', ("a=1/2", "b=0/0")),
        ("LOG_LEVEL", "warning", "WARNING"),
        ("PERSONA_TONE", "Witty", "witty"),
        ("TRUSTED_PROXIES", "173.245.48.0/20,2400:cb00::/32,fd00::/8",
         ("173.245.48.0/20", "2400:cb00::/32", "fd00::/8")),
        ("DATA_DIR", "~/viva", Path.home() / "viva"),
        ("RESUME_PATH", "~/resume.json", Path.home() / "resume.json"),
        ("API_PORT", "  ", 8000),
    ],
)  # fmt: skip
def test_what_can_mean_one_thing_is_understood(
    name: str, written: str, read: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPABASE_ANON_KEY", "key")
    monkeypatch.setenv(name, written)
    assert getattr(read_settings(), name.lower()) == read


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("API_HOST", "http://0.0.0.0"),
        ("API_PORT", "eight"),
        ("API_PORT", "99999"),
        ("WORKERS", "1.5"),
        ("SESSION_TTL", "99999999999999"),
        ("MAX_SESSIONS", "9" * 400),
        ("TTS_DEADLINE", "inf"),
        ("VAD_THRESHOLD", "nan"),
        ("DEBUG_MODE", "perhaps"),
        ("LOG_LEVEL", "loud"),
        ("CORS_ORIGINS", "me.example.com"),
        ("CORS_ORIGINS", "https://me.example.com/page"),
        ("CORS_ORIGINS", "https://*.example.com"),
        ("CORS_ORIGINS", "https://me.example.com:port"),
        ("CORS_ORIGINS", "null"),
        ("CORS_ORIGINS", "https://bad.example; script-src *"),
        ("CORS_ORIGINS", "file://"),
        ("CORS_ORIGINS", "[https://me.example.com]"),
        ("CORS_ORIGINS", "https://me.exam\u200bple.com"),
        ("ALLOWED_HOSTS", "your host"),
        ("ALLOWED_HOSTS", "your.host/path"),
        ("ALLOWED_HOSTS", "your.*"),
        ("TRUSTED_PROXIES", "nginx"),
        ("TRUSTED_PROXIES", "10.0.0.5:443"),
        ("TRUSTED_PROXIES", "10.0.0.0/33"),
        ("TRUSTED_PROXIES", "*"),
        ("LLM_BASE_URL", "localhost:11434"),
        ("LLM_BASE_URL", "http://h/v1?key=1"),
        ("ELEVENLABS_BASE_URL", "api.elevenlabs.io"),
        ("EDGE_TTS_URL", "https://relay.example.com"),
        ("SUPABASE_URL", "project.supabase.co"),
        ("LLM_ROUTES", "multi"),
        ("LLM_PRICES", "model=cheap"),
        ("LLM_PRICES", "model=nan/1"),
        ("LLM_PRICES", "model=0,5/0,8"),
        ("ADMIN_TOKEN", "pässwort-that-is-long-enough"),
        ("ADMIN_TOKEN", "line\nbreak"),
        ("ADMIN_TOKEN", "short"),
        ("ADMIN_TOKEN", "fifteen-letters"),
        ("ADMIN_TOKEN", "abababababababababab"),
        ("ADMIN_TOKEN", "1234567890123456"),
        ("ADMIN_TOKEN", "passwordpassword"),
        ("ADMIN_TOKEN", "changemechangeme"),
        ("ADMIN_TOKEN", "Password-1234567890"),
        ("ADMIN_TOKEN", "qwertyuiopasdfghjkl"),
        ("ADMIN_TOKEN", "my-secret-admin-token"),
        ("ADMIN_TOKEN", "abcdefghijklmno,pqrs"),
        ("TRUSTED_PROXIES", "0.0.0.0/0"),
        ("TRUSTED_PROXIES", "10.0.0.5, ::/0"),
        ("TRUSTED_PROXIES", "0.0.0.0/1,128.0.0.0/1"),
        ("TRUSTED_PROXIES", "2000::/3"),
        ("DATA_DIR", "~nobody-of-that-name/viva"),
        ("GROQ_API_KEY", "gsk_a b"),
        ("GROQ_API_KEY", "Bearer gsk_x"),
        ("GROQ_API_KEY", "GROQ_API_KEY=gsk_x"),
        ("GROQ_API_KEY", "x" * 100_000),
        ("WORKERS", "0"),
        ("WORKERS", "2"),
        ("LLM_API_KEY", "sk-abc\u200b"),
        ("LLM_API_KEY", "\u201csk-abc\u201d"),
        ("GROQ_API_KEY", "gsk_\u0430bc"),
        ("ELEVENLABS_API_KEY", "sk\u00a0abc"),
        ("SUPABASE_ANON_KEY", "\ufeffeyJ"),
        ("SUPABASE_SERVICE_KEY", "ey\tJ"),
        ("LLM_MODEL", "llama\u200b3"),
    ],
)
def test_what_can_mean_nothing_stops_the_start_with_its_name(
    name: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLM_BASE_URL", "http://localhost:1/v1")
    monkeypatch.setenv("SUPABASE_ANON_KEY", "key")
    monkeypatch.setenv(name, written)
    with pytest.raises(ConfigurationError, match=f"^{name}: ") as refused:
        build_phraser(read_settings(), lambda: RESUME, no_facts)
    told = refused.value.message
    assert len(told) < 200
    if name.endswith(("KEY", "TOKEN")):
        assert written not in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_file_is_read_in_the_encoding_it_has(bare: Path, encoding: str) -> None:
    text = 'API_PORT=8123\nexport LOG_LEVEL="error"\n# a comment: é\n'
    (bare / ".env").write_bytes(text.encode(encoding))
    settings = read_settings()
    assert (settings.api_port, settings.log_level) == (8123, "ERROR")


def test_the_environment_wins_over_the_file(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bare / ".env").write_text("API_PORT=8123\nSESSION_TTL=90\n")
    monkeypatch.setenv("api_port", "8124")
    settings = read_settings()
    assert (settings.api_port, settings.session_ttl) == (8124, 90)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"WORKERS=1\nADMIN_TOKEN='no end\n", r"\.env:2"),
        (b"WORKERS=1\n# caf\xe9\n", r"\.env:2"),
        ("WORKERS=1\n".encode("utf-32"), r"\.env:1: .* UTF-8"),
        (b"LOG_LEVEL=INFO\n\n\nLOG_LEVEL=ERROR\n", r"\.env:4: LOG_LEVEL .* line 1"),
    ],
)
def test_a_line_of_the_file_that_cannot_be_read_is_named(
    bare: Path, content: bytes, place: str
) -> None:
    (bare / ".env").write_bytes(content)
    with pytest.raises(ConfigurationError, match=place):
        read_settings()


BROKEN = [
    "LLM_API_KEY=sk-firsthalf0123\n\nSECONDHALFofthekey987\n",
    "LLM_API_KEY=sk-firsthalf0123\r\n\r\nSECONDHALFofthekey987==\r\n",
    "LLM_API_KEY=sk-firsthalf0123\n# two\nSECONDHALFOFTHEKEY987=\n",
    "LLM_API_KEY=sk-firsthalf0123\n# two\nSECONDHALF==\n",
    "WORKERS=1\n# two\ngsk_SECONDHALF0123456789\n",
    "WORKERS=1\n# two\nGROQ_API_KEY gsk_SECONDHALF\n",
    '{\n\n"GROQ_API_KEY": "gsk_SECONDHALF"}\n',
    "WORKERS=1\n# two\nLOG_TRANSCRIPTS\n",
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_line_that_is_no_setting_is_told_by_its_number_alone(
    bare: Path, content: str
) -> None:
    (bare / ".env").write_bytes(content.encode())
    with pytest.raises(ConfigurationError) as refused:
        read_settings()
    told = refused.value.message
    assert re.match(r"\.env:[13]: this is not NAME=value", told)
    assert "HALF" not in told.upper()


def test_settings_of_other_programs_may_stand_in_the_file(bare: Path) -> None:
    lines = "POSTGRES_PASSWORD=a=b\nnpm_config_cache=x\nEMPTY=\nAPI_port=8123\n"
    (bare / ".env").write_text(lines)
    assert read_settings().api_port == 8123


def test_a_value_of_the_file_stands_for_itself(bare: Path) -> None:
    (bare / ".env").write_text("PIPER_VOICE='a${HOME}b'\nTTS_VOICE=${nobody}x\n")
    settings = read_settings()
    assert settings.piper_voice == ("a${HOME}b",)
    assert settings.tts_voice == "${nobody}x"


def test_a_folder_of_that_name_is_no_file_of_settings(bare: Path) -> None:
    (bare / ".env").mkdir()
    assert read_settings().api_port == 8000


def test_names_that_are_no_settings_are_told_with_the_nearest_one(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bare / ".env").write_text("ALLOWED_HOST=x\nWORKERS=1\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("LLM_APIKEY", "secret")
    monkeypatch.setenv("SESSION_TTL_SECONDS", "60")
    monkeypatch.setenv("EDITOR", "vi")
    found = {u.name: (u.nearest, u.place) for u in misnamed_settings()}
    assert found["ALLOWED_HOST"] == ("ALLOWED_HOSTS", ".env:1")
    assert found["LLM_APIKEY"] == ("LLM_API_KEY", "the environment")
    assert found["SESSION_TTL_SECONDS"][0] == "SESSION_TTL"
    assert "SOMETHING_ELSE" in found
    assert not {"EDITOR", "PATH", "HOME", "WORKERS"} & set(found)


@pytest.mark.parametrize(
    "token",
    [
        "correct horse battery staple",
        "k7Qw-owner-3fZp9tBx",
        "0123456789-Hg7!Zr4_pKw",
        "8f14e45fceea167a5a36dedd4bea2543",
    ],
)
def test_a_token_of_chance_is_taken(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADMIN_TOKEN", token)
    found = read_settings().admin_token
    assert found is not None
    assert found.get_secret_value() == token


@pytest.mark.parametrize("make", [secrets.token_urlsafe, secrets.token_hex])
def test_every_token_of_chance_is_taken(make: Callable[[int], str]) -> None:
    tokens = [make(16) for _ in range(2_000)]
    assert not [token for token in tokens if is_easy_to_guess(token)]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("SUPABASE_URL", "https://project.supabase.co"),
        ("ELEVENLABS_BASE_URL", "https://api.elevenlabs.io"),
        ("GROQ_BASE_URL", "https://api.groq.com"),
        ("LLM_BASE_URL", "http://localhost:11434/v1"),
    ],
)
def test_a_wrong_address_is_shown_the_form_of_its_own_kind(
    name: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPABASE_ANON_KEY", "key")
    monkeypatch.setenv(name, "somewhere")
    with pytest.raises(ConfigurationError, match=re.escape(form)):
        read_settings()


def test_a_key_without_its_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_API_KEY", "sk-abc")
    monkeypatch.setenv("SUPABASE_SERVICE_KEY", "key")
    assert idle_settings(read_settings()) == {
        "LLM_API_KEY": "LLM_BASE_URL",
        "SUPABASE_SERVICE_KEY": "SUPABASE_URL",
    }
    monkeypatch.setenv("LLM_BASE_URL", "http://localhost:1/v1")
    monkeypatch.setenv("SUPABASE_URL", "https://x.supabase.co")
    assert not idle_settings(read_settings())
