"""Settings: the only reader of the environment. docs/configuration.md mirrors it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from services.configuration import named, needs, own_resume, sources, types
from services.configuration.chain import with_providers
from services.configuration.env_file import read_env_file
from services.configuration.faults import told
from services.configuration.kind_settings import ENV_FILE, KindSettings
from services.errors import ConfigurationError

NO_TELEMETRY = ("ORT_DISABLE_TELEMETRY", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK")
"""onnxruntime and the model hub's client report on their use unless told not to."""

DAY_S = 86_400
YEAR_S = 366 * DAY_S


class Settings(KindSettings):
    """Every setting with its default, its form and what it means."""

    # Serving
    api_host: types.ListeningHost = "127.0.0.1"
    """Address to listen on; 0.0.0.0 opens the service to the network."""
    api_port: int = Field(default=8000, ge=1, le=65535)
    """Port to listen on."""
    environment: Literal["development", "production"] = "development"
    """development logs for people, production logs JSON."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """Least severe level that is logged; visitor text appears at DEBUG only."""
    debug_mode: bool = False
    """Adds the owner's /debug routes and memory figures."""
    reload: bool = False
    """Restart when code changes; for development only."""
    workers: types.Processes = 1
    """Server processes; more than 1 stops the start, as they would not know of each
    other's conversations and erasures."""
    max_concurrent_requests: int = Field(default=64, ge=1, le=10_000)
    """Requests at work at once; more are answered 503 with Retry-After."""
    realtime_talks: int = Field(default=20, ge=1, le=1_000)
    """Talks over a socket at once; four of one address."""
    cors_origins: types.Origins = ("http://localhost:3000", "http://127.0.0.1:3000")
    """Origins whose pages may call the service; * allows any."""
    allowed_hosts: types.Hosts = ("*",)
    """Host names that are answered beside this machine's own; * allows any."""
    trusted_proxies: types.Proxies = types.empty("10.0.0.5,172.16.0.0/12")
    """Proxy addresses or networks whose X-Forwarded-For is believed."""
    admin_token: types.OwnerToken | None = None
    """Opens the owner's routes; without it they answer 403. At least 16 characters."""
    api_keys: types.NamedKeys = types.empty("site:KEY-OF-16-CHARACTERS-OR-MORE")
    """Keys of programs, as name:key; set, /v1 and /mcp answer no one else."""
    api_key_quotas: types.Quotas = types.empty("site=5000")
    """Requests that a key has in 24 hours, as name=number; without, no bound a day."""
    api_key_origins: types.NamedOrigins = types.empty("site=https://your.site")
    """Origins whose pages may use a key, as name=origin; others may not."""
    mcp_enabled: bool = True
    """Whether assistants may read the résumé at /mcp."""
    rate_limit_enabled: bool = True
    """Limits per visitor; switch off for trials only."""
    metrics_public: bool = False
    """Lets anybody read /metrics; otherwise loopback and the owner do."""

    # The owner's data
    data_dir: types.HomePath = Path("data")
    """Everything the service writes lives here."""
    resume_path: types.HomePath = own_resume.own_resume()
    """Your résumé, ours or JSON Resume; else my_resume.json, else the sample."""
    persona_tone: Literal["professional", "friendly", "witty"] = "friendly"
    """How replies sound."""
    persona_voice: Literal["third", "first"] = "third"
    """Who speaks: third tells about the owner (she built), first as the owner (I)."""

    # Sessions
    session_ttl: int = Field(default=3600, ge=60, le=YEAR_S)
    """Seconds after its last turn that a session is kept."""
    max_sessions: int = Field(default=10_000, ge=1, le=1_000_000)
    """Sessions kept at once; the longest idle makes room."""

    # Hearing
    max_audio_bytes: int = Field(default=25_000_000, ge=1_000, le=1_000_000_000)
    """Largest recording that is accepted, in bytes."""
    max_audio_length: float = Field(default=30.0, gt=0.2, le=600)
    """Longest recording that is accepted, in seconds."""
    job_max_files: int = Field(default=20, ge=1, le=1000)
    """Recordings that one job may have; they share MAX_AUDIO_BYTES."""
    job_hourly_seconds: float = Field(default=3600.0, gt=0, le=DAY_S)
    """Seconds of sound that are written down in jobs of one visitor within an hour."""
    vad_backend: Literal["auto", "onnx", "torch"] = "auto"
    """Silero through onnxruntime or torch; auto takes torch only with CUDA."""
    vad_threshold: float = Field(default=0.5, gt=0, lt=1)
    """Speech probability above which a frame counts as speech."""
    recognizer: Literal["auto", "pocketsphinx"] = "auto"
    """Who writes speech down; auto takes Whisper as soon as its model is loaded."""
    whisper_model_size: str = "base"
    """Whisper model to use when it is there or may be downloaded."""
    whisper_model_dir: types.HomePath | None = types.unset("/models/base")
    """A directory with a CTranslate2 Whisper model, instead of a size."""
    whisper_download: Literal["auto", "never"] = "auto"
    """Whether a missing Whisper model is fetched in the background."""
    noise_reduction: bool = False
    """Runs ffmpeg's denoiser over recordings first."""
    confirm_below: float = Field(default=0.35, ge=0, le=1)
    """Transcripts less sure than this are answered with a question back."""

    # Speaking
    elevenlabs_api_key: types.Key | None = None
    """Speaks with ElevenLabs first."""
    elevenlabs_voice_id: str = "21m00Tcm4TlvDq8ikWAM"
    """The ElevenLabs voice to speak with."""
    elevenlabs_base_url: types.VoiceAddress = "https://api.elevenlabs.io"
    """Where ElevenLabs is reached."""
    elevenlabs_price: float = Field(default=0.05, ge=0)
    """Dollars that a thousand characters cost at ElevenLabs."""
    voice_daily_limit_usd: float = Field(default=1.0, ge=0)
    """Dollars that voices may cost in a day (UTC); then the next voice speaks."""
    edge_tts_enabled: bool = True
    """Whether reply text may go to Microsoft's edge-tts service."""
    edge_tts_url: types.SocketAddress | None = types.unset(
        "wss://relay.example.com/edge/v1"
    )
    """Another address that speaks edge-tts's protocol, such as a relay."""
    piper_voice: types.CommaList = ("en_US-joe-medium",)
    """Piper voices to speak with, by name or by the path of an .onnx file, or none."""
    tts_voice: str = "en-US-AriaNeural"
    """Voice for English replies; other languages choose one of their own."""
    tts_deadline: float = Field(default=6.0, gt=0, le=600)
    """Seconds a speech engine may take before the next is tried."""
    tts_first_audio: float = Field(default=2.0, gt=0, le=600)
    """Seconds within which an online speech engine must have begun to speak."""
    tts_cache_bytes: int = Field(default=50_000_000, ge=0, le=10_000_000_000)
    """Answers of hosted voices kept in memory to be said again, in bytes."""

    # Generated audio
    cleanup_interval: float = Field(default=300.0, gt=0, le=DAY_S)
    """Seconds between clean-ups of generated audio."""
    audio_max_age: float = Field(default=3600.0, gt=0, le=YEAR_S)
    """Seconds a generated audio file is kept."""
    audio_max_total_bytes: int = Field(
        default=500_000_000, ge=1_000_000, le=1_000_000_000_000
    )
    """Generated audio kept at most, in bytes; the oldest goes first."""

    # Language model
    llm_chain: types.Names = types.empty("groq,openai")
    """Names of providers in the order they are asked; others than default, groq,
    openai and anthropic have settings of their own."""
    llm_base_url: types.ChatAddress | None = types.unset("http://localhost:11434/v1")
    """The provider default: any chat-completions server."""
    llm_api_key: types.Key | None = None
    """Key for LLM_BASE_URL; a local server needs none."""
    llm_model: str | None = types.unset("llama-3.1-8b-instant")
    """Model of the provider default; without one, of the first provider."""
    llm_mode: Literal["read", "rephrase", "off"] = "read"
    """read answers open questions from the facts, rephrase only rewords what was found,
    off asks no model."""
    groq_api_key: types.Key | None = None
    """The provider groq."""
    groq_base_url: types.GroqAddress | None = types.unset("https://api.groq.com")
    """Where Groq is reached, if not at its own address; /openai/v1 is added."""
    openai_api_key: types.Key | None = None
    """The provider openai."""
    openai_base_url: types.OpenAIAddress | None = types.unset(
        "https://api.openai.com/v1"
    )
    """Where OpenAI is reached, if not at its own address."""
    anthropic_api_key: types.Key | None = None
    """The provider anthropic."""
    anthropic_base_url: types.MessagesAddress | None = types.unset(
        "https://api.anthropic.com"
    )
    """Where Anthropic is reached, if not at its own address; /v1/messages is added."""
    llm_deadline_ms: int = Field(default=1500, ge=50, le=600_000)
    """Longest a spoken turn waits for the model."""
    llm_background_deadline_ms: int = Field(default=8000, ge=50, le=600_000)
    """Longest a reply is improved in the background."""
    llm_routes: types.CommaList = types.empty("multi=llama-3.3-70b-versatile")
    """Another model or provider by rule, as intent=model; sure and unsure are the
    engine's own confidence."""
    llm_prices: types.CommaList = types.empty("my-model=0.5/0.8")
    """Prices beside the built-in ones, as model=prompt/completion in $ per million."""
    max_tokens_per_request: int = Field(default=4000, ge=500, le=100_000)
    """Tokens that one question may take, its answer included."""
    daily_cost_limit_usd: float = Field(default=1.0, ge=0, le=100_000)
    """Dollars that models may cost in a day (UTC); then answers stay as they are."""
    alert_webhook_url: types.WebhookAddress | None = types.unset(
        "https://hooks.example.com/budget"
    )
    """Where it is posted that 80, 95 and 100 % of the day's dollars are spent."""
    alert_webhook_secret: types.Key | None = None
    """Key of the signature (HMAC-SHA256) that the post carries."""
    llm_free_queries: int = Field(default=30, ge=0, le=1_000_000)
    """Answers a day that a model gives one visitor; 0 sets no limit."""

    # Talking upstream
    realtime_upstream: Literal["openai"] | None = types.unset("openai")
    """Who answers talks by voice, with OPENAI_API_KEY; our own engines without it."""
    realtime_upstream_model: str = "gpt-realtime-2.1-mini"
    """The model of OpenAI's that hears and speaks."""
    realtime_upstream_voice: str = "marin"
    """The voice that it speaks with."""
    realtime_upstream_prices: types.CommaList = types.empty(
        "text=0.6/0.06/2.4,audio=10/0.3/20"
    )
    """Prices that are not known, as kind=input/cached/output, $ per million tokens."""
    realtime_upstream_deadline_ms: int = Field(default=2000, ge=200, le=60_000)
    """Longest a visitor waits for its first sound; then our own engine answers."""

    # Answers that are kept
    cache_ttl_seconds: float = Field(default=86_400.0, ge=0, le=YEAR_S)
    """Seconds that a model's answer is kept for whoever asks the same; 0 keeps none."""
    cache_max_bytes: int = Field(default=8_000_000, ge=0, le=1_000_000_000)
    """Memory that kept answers may take, in bytes; what was not used longest goes."""

    # Guestbook
    guestbook_max_bytes: int = Field(default=200_000_000, ge=1_000_000)
    """Largest the whole guestbook may get, in bytes; then nobody can sign."""
    guestbook_daily_signatures: int = Field(default=20, ge=1)
    """Signatures that one visitor may leave in 24 hours."""

    # Interview practice
    interview_open: bool = False
    """Whether candidates with an invitation may practise; else only the owner."""
    interview_max_answer_s: float = Field(default=300.0, gt=0.2, le=1_800)
    """Longest spoken answer of an interview, in seconds."""
    interview_banks: types.HomePath | None = types.unset("my-banks")
    """A folder with banks of questions of your own, beside those that come along."""

    # Storage
    supabase_url: types.SupabaseAddress | None = types.unset(
        "https://project.supabase.co"
    )
    """Supabase project to carry records to."""
    supabase_anon_key: types.Key | None = None
    """Supabase's public key; enough for the guestbook only."""
    supabase_service_key: types.Key | None = None
    """Supabase's secret key; needed for sessions and interactions."""
    log_transcripts: Literal["off", "redacted", "full"] = "redacted"
    """Words in the log of turns: none, without personal data, or as they were."""
    log_retention_days: int = Field(default=90, ge=0, le=36_500)
    """Days a logged turn is kept; 0 keeps it for good."""
    kept_copies_days: int = Field(default=7, ge=0, le=3650)
    """Days that a damaged or replaced database is kept beside the one in use."""

    @model_validator(mode="after")
    def _consistent(self) -> Settings:
        if fault := needs.missing(lambda name: bool(getattr(self, name))):
            raise ValueError(fault)
        named.check_names(
            self.api_keys,
            API_KEY_QUOTAS=self.api_key_quotas,
            API_KEY_ORIGINS=self.api_key_origins,
        )
        return self

    @property
    def audio_dir(self) -> Path:
        return self.data_dir / "audio"

    @property
    def resume_source(self) -> own_resume.Source:
        return own_resume.source_of(self.resume_path)


def read_settings() -> Settings:
    """The settings as they stand; raise ConfigurationError, one line a fault."""
    kind = Settings
    try:
        kind = whole_settings()
        return kind()
    except ValidationError as error:
        raise ConfigurationError(told(error, kind.model_fields)) from None


def whole_settings() -> type[Settings]:
    """The class of the settings, those of the providers of LLM_CHAIN among them."""
    return with_providers(Settings, Settings().llm_chain)


def idle_settings(settings: Settings) -> dict[str, str]:
    """Settings that do nothing as they stand, and what each of them needs."""
    return needs.unmet(lambda name: bool(getattr(settings, name, None)))


def misnamed_settings() -> list[sources.Unknown]:
    """Names that look like settings and are none."""
    known = {name.upper() for name in whole_settings().model_fields}
    in_file = read_env_file(Path(ENV_FILE), known)
    return list(sources.unknown_names(known, in_file, os.environ))


def report_nothing() -> None:
    """Before any model library is loaded: what runs here is nobody else's business."""
    for name in NO_TELEMETRY:
        os.environ[name] = "1"
