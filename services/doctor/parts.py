"""The parts of the service: what runs now, and what would make it better."""

from __future__ import annotations

from collections.abc import Iterator

from services.doctor.finding import Finding
from services.errors import ConfigurationError
from services.llm_providers import order
from services.model_files.finding import package_folder
from services.model_files.table import model
from services.resume_query_processor import ResumeQueryProcessor
from services.settings import Settings
from services.transcribe_service import PACKAGE, PACKAGED_SIZE
from services.tts_engines import chosen_engines


def parts(settings: Settings) -> Iterator[Finding]:
    yield resume(settings)
    yield owner(settings)
    yield hearing(settings)
    yield voice(settings)
    yield phrasing(settings)
    yield records(settings)
    yield doors(settings)


def resume(settings: Settings) -> Finding:
    try:
        processor = ResumeQueryProcessor.from_path(settings.resume_path)
    except ConfigurationError as error:
        mend = "python -m services.resume check names every line"
        return Finding("résumé", "broken", error.message.splitlines()[0], mend)
    count = sum(kind.count for kind in processor.content.types())
    says = f"{processor.profile.name}, {count} entries, {settings.resume_source}"
    if settings.resume_source == "sample":
        return Finding("résumé", "better", says, "yours goes into my_resume.json")
    return Finding("résumé", "fine", says)


def owner(settings: Settings) -> Finding:
    if settings.admin_token is None:
        return Finding("owner", "better", "the dashboard is closed", "set ADMIN_TOKEN")
    return Finding("owner", "fine", "the dashboard needs the token")


def hearing(settings: Settings) -> Finding:
    folder = settings.whisper_model_dir
    if settings.recognizer == "pocketsphinx":
        mend = "RECOGNIZER=auto lets Whisper hear"
        return Finding("hearing", "better", "pocketsphinx alone, English", mend)
    if folder is None and has_packaged_model(settings):
        return Finding("hearing", "fine", "Whisper base, as it was installed")
    if folder is None and settings.whisper_download == "never":
        mend = "WHISPER_DOWNLOAD=auto, or a model in WHISPER_MODEL_DIR"
        return Finding("hearing", "better", "pocketsphinx alone, English", mend)
    if folder is None:
        size = settings.whisper_model_size
        return Finding(
            "hearing", "fine", f"Whisper {size}, pocketsphinx until it is there"
        )
    if (folder / "model.bin").is_file():
        return Finding("hearing", "fine", f"Whisper of {folder}")
    mend = "WHISPER_MODEL_DIR names a folder that has one"
    return Finding("hearing", "broken", f"there is no model.bin in {folder}", mend)


def has_packaged_model(settings: Settings) -> bool:
    """Whether the wanted model is installed; whether it is whole, its own line says."""
    wanted = settings.whisper_model_size == PACKAGED_SIZE
    return wanted and bool(package_folder(model(PACKAGE).packages[0].name))


def voice(settings: Settings) -> Finding:
    """The voices in the order that they speak; espeak-ng alone could be bettered."""
    first, *behind = chosen_engines(settings)
    if not behind:
        mend = "EDGE_TTS_ENABLED=true, or the model piper-joe"
        return Finding("voice", "better", f"{first} alone", mend)
    return Finding("voice", "fine", f"{first}, with {' and '.join(behind)} behind it")


def phrasing(settings: Settings) -> Finding:
    if names := order(settings):
        told = f"models of {', then '.join(names)} may phrase replies"
        return Finding("phrasing", "fine", told)
    mend = (
        "a key of Groq, OpenAI or Anthropic, or LLM_BASE_URL lets a model phrase them"
    )
    return Finding("phrasing", "better", "replies as the engine writes them", mend)


def records(settings: Settings) -> Finding:
    if settings.supabase_url is None:
        return Finding("records", "fine", "SQLite in DATA_DIR")
    if settings.supabase_service_key is None:
        mend = "SUPABASE_SERVICE_KEY; the anon key reaches the guestbook only"
        return Finding("records", "better", "Supabase with the anon key", mend)
    return Finding("records", "fine", "SQLite, carried over to Supabase")


def doors(settings: Settings) -> Finding:
    """What a service that strangers can reach should not leave as it is."""
    open_to_all = settings.api_host not in ("127.0.0.1", "::1", "localhost")
    if open_to_all and "*" in settings.allowed_hosts:
        mend = "set ALLOWED_HOSTS to the names you serve"
        return Finding("doors", "better", "answers to any host name", mend)
    if open_to_all and not settings.rate_limit_enabled:
        mend = "RATE_LIMIT_ENABLED=true"
        return Finding("doors", "better", "no limit per visitor", mend)
    return Finding("doors", "fine", f"listens on {settings.api_host}")
