"""Front door of storage: what runs where, started, stopped and asked how it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from services.errors import ServiceError, StorageUnavailable
from services.models.health import PartHealth, Status
from services.protocols import GuestbookStore, InteractionLog, SessionStore
from services.settings import Settings
from services.storage.carried import CarriedGuestbook, CarriedInteractions, RemoteReads
from services.storage.carried_feedback import CarriedMessages, CarriedThumbs
from services.storage.carrier import Carrier
from services.storage.disk_probe import probe
from services.storage.kept_copies import erase_old, forget_session
from services.storage.memory import MemorySessions
from services.storage.outbox import Action, Backlog, Outbox, Target
from services.storage.recent_sessions import RecentSessions
from services.storage.sqlite_choices import SqliteChoices
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from services.storage.sqlite_interactions import SqliteInteractions
from services.storage.sqlite_interviews import SqliteInterviews
from services.storage.sqlite_labels import SqliteLabels
from services.storage.sqlite_messages import SqliteMessages
from services.storage.sqlite_sessions import SqliteSessions
from services.storage.sqlite_thumbs import SqliteThumbs
from services.storage.steady_sessions import SteadySessions
from services.storage.supabase_guestbook import SupabaseGuestbook
from services.storage.supabase_interactions import SupabaseInteractions
from services.storage.supabase_messages import SupabaseMessages
from services.storage.supabase_tables import SupabaseTables
from services.storage.supabase_thumbs import SupabaseThumbs

FILE_NAME = "viva_voce.sqlite3"
AT_HAND = 16
"""Sessions held in memory beside the file: those of a few busy minutes."""
PING_S = 1.5
"""Shorter than the limit that /health as a whole has."""

Reach = Literal["none", "guestbook", "everything"]
_CARRIED: dict[Reach, frozenset[Target]] = {
    "none": frozenset(),
    "guestbook": frozenset({"guestbook_signatures"}),
    "everything": frozenset(get_args(Target)),
}
_ONLY_ADDED: frozenset[Action] = frozenset({"add"})
PUBLIC_KEY_CANNOT = (
    "keep sessions and interactions in Supabase",
    "hide or delete signatures in Supabase, so pages are read from the copy here",
)


def choose_reach(*, has_url: bool, has_service_key: bool, has_anon_key: bool) -> Reach:
    """What the hosted database is used for."""
    if not has_url or not (has_service_key or has_anon_key):
        return "none"
    return "everything" if has_service_key else "guestbook"


def database_path(settings: Settings) -> Path:
    return settings.data_dir / FILE_NAME


@dataclass(frozen=True, slots=True)
class Hosted:
    tables: SupabaseTables
    carrier: Carrier
    reach: Reach


class Storage:
    """The stores over one file, and the way from there to Supabase."""

    name = "storage"

    def __init__(
        self,
        file: SqliteFile,
        outbox: Outbox,
        *,
        sessions: SessionStore,
        interactions: SqliteInteractions,
        guestbook: SqliteGuestbook,
    ) -> None:
        self.sessions = sessions
        self.interactions: InteractionLog = interactions
        self.guestbook: GuestbookStore = guestbook
        self.interviews = SqliteInterviews(file)
        self._own_thumbs = SqliteThumbs(file, outbox=outbox)
        self._own_messages = SqliteMessages(file, outbox=outbox)
        self.thumbs: SqliteThumbs | CarriedThumbs = self._own_thumbs
        self.messages: SqliteMessages | CarriedMessages = self._own_messages
        self.labels = SqliteLabels(file)
        self.choices = SqliteChoices(file)
        self._file = file
        self._outbox = outbox
        self._hosted: Hosted | None = None
        self._probing: asyncio.Future[str] | None = None

    def carry_to(self, tables: SupabaseTables, reach: Reach) -> None:
        """Put Supabase behind the stores, before they are started."""
        self._hosted = Hosted(tables, Carrier(self._file, self._outbox, tables), reach)
        if reach == "guestbook":
            # What the owner hides must be gone, and the public key can hide nothing:
            # pages are read from the copy here.
            return
        reads = RemoteReads(self._file, tables)
        self.interactions = CarriedInteractions(
            self.interactions, SupabaseInteractions(tables), reads
        )
        self.guestbook = CarriedGuestbook(
            self.guestbook, SupabaseGuestbook(tables), reads
        )
        self.thumbs = CarriedThumbs(self._own_thumbs, SupabaseThumbs(tables), reads)
        self.messages = CarriedMessages(
            self._own_messages, SupabaseMessages(tables), reads
        )

    @property
    def hosted_is_well(self) -> bool:
        return self._hosted is not None and self._hosted.tables.is_well

    async def start(self) -> None:
        """Open the file now rather than for the first visitor."""
        # Said in health, and tried again by every write; questions are answered.
        with suppress(StorageUnavailable):
            await self._file.write(lambda connection: None)
        if self._hosted:
            self._hosted.carrier.start()

    async def close(self) -> None:
        if self._hosted:
            await self._hosted.carrier.close()
            await self._hosted.tables.close()
        await self.sessions.close()
        await self._file.close()
        if self._probing is not None:
            self._probing.cancel()

    async def forget_in_copies(self, session_id: str) -> int:
        """Erase a session from databases that were put aside; how many held it."""
        folder, name = self._file.path.parent, self._file.path.name
        return await asyncio.to_thread(forget_session, folder, name, session_id)

    async def erase_old_copies(self, *, keep_for: timedelta) -> int:
        folder, name = self._file.path.parent, self._file.path.name
        return await asyncio.to_thread(erase_old, folder, name, keep_for=keep_for)

    @property
    def backlog(self) -> Backlog:
        """As it was when the carrier or a health check last looked."""
        return self._outbox.last_seen

    @property
    def last_error(self) -> str | None:
        """Why nothing can be carried at present."""
        return self._hosted.carrier.last_error if self._hosted else None

    async def health(self) -> PartHealth:
        """Asks both databases for real; a refused row or a lost file shows here."""
        detail: dict[str, Any] = {}
        status: Status = "healthy"
        try:
            await self._file.check()
            backlog = await self._file.read(self._outbox.backlog)
        except ServiceError as error:
            detail["file"] = error.error_code.lower()
            return PartHealth("degraded", "memory", detail)
        if reason := await self._probe():
            detail["disk"] = reason
            status = "degraded"
        if self._file.has_vanished:
            detail["file_was_removed"] = True
            status = "degraded"
        if self._file.journal.holds_erased:
            # Not a fault: somebody reads what was there before.
            detail["erased_words_wait"] = True
        if self._file.kept_aside is not None:
            detail["damaged_file_kept_as"] = self._file.kept_aside.name
            status = "degraded"
        if self._hosted is None:
            return PartHealth(status, "sqlite", detail)
        detail["outbox"] = asdict(backlog)
        reached = await self._reached(self._hosted, detail)
        if not reached or backlog.set_aside or self.last_error:
            status = "degraded"
        return PartHealth(status, "supabase" if reached else "sqlite", detail)

    async def _probe(self) -> str:
        """Why the data folder takes no file. One look at a time: a disk that hangs
        must not take every thread."""
        if self._probing is None or self._probing.done():
            folder = self._file.path.parent
            self._probing = asyncio.ensure_future(asyncio.to_thread(probe, folder))
        return await asyncio.shield(self._probing)

    async def _reached(self, hosted: Hosted, detail: dict[str, Any]) -> bool:
        if hosted.reach == "guestbook":
            detail["cannot"] = list(PUBLIC_KEY_CANNOT)
            detail["set"] = "SUPABASE_SERVICE_KEY"
        last_error = self.last_error
        try:
            await hosted.tables.ping(deadline_s=PING_S)
        except StorageUnavailable:
            last_error = hosted.tables.last_error
            return False
        finally:
            detail["outbox"]["last_error"] = last_error
        return True


def build_storage(
    settings: Settings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Storage:
    """Cheap: the file is opened at `start`, the SDK imported behind it."""
    reach = choose_reach(
        has_url=settings.supabase_url is not None,
        has_service_key=settings.supabase_service_key is not None,
        has_anon_key=settings.supabase_anon_key is not None,
    )
    file = SqliteFile(database_path(settings))
    actions = _ONLY_ADDED if reach == "guestbook" else None
    outbox = Outbox(_CARRIED[reach], actions)
    ttl_s, most = settings.session_ttl, settings.max_sessions
    sessions: SessionStore = SteadySessions(
        SqliteSessions(
            file, ttl_s=ttl_s, max_sessions=most, outbox=outbox, clock=clock
        ),
        MemorySessions(ttl_s=ttl_s, max_sessions=most, clock=clock),
    )
    recent = MemorySessions(
        ttl_s=ttl_s, max_sessions=min(most, AT_HAND), copies=True, clock=clock
    )
    sessions = RecentSessions(sessions, recent)
    storage = Storage(
        file,
        outbox,
        sessions=sessions,
        interactions=SqliteInteractions(file, outbox=outbox),
        guestbook=SqliteGuestbook(
            file,
            outbox=outbox,
            most_bytes=settings.guestbook_max_bytes,
            clock=clock,
        ),
    )
    tables = _tables(settings)
    if tables is not None:
        storage.carry_to(tables, reach)
    return storage


def _tables(settings: Settings) -> SupabaseTables | None:
    key = settings.supabase_service_key or settings.supabase_anon_key
    if settings.supabase_url is None or key is None:
        return None
    return SupabaseTables(
        settings.supabase_url,
        key.get_secret_value(),
        is_secret_key=settings.supabase_service_key is not None,
    )
