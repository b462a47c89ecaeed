"""The SQLite schema, as steps that only ever go forward.

`PRAGMA user_version` counts the steps a file has been through. A step that has been
released is never changed; a new one is added below it.
"""

from __future__ import annotations

import sqlite3

from services.errors import ConfigurationError

TABLES_AT_FIRST = (
    "sessions",
    "turns",
    "interactions",
    "forgotten",
    "signatures",
    "signature_keys",
    "outbox",
)
TABLES = (
    *TABLES_AT_FIRST,
    *("interviews", "thumbs", "messages", "labels", "owner_choices"),
)

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE sessions (
            id TEXT PRIMARY KEY,
            created_at TEXT NOT NULL,
            last_activity TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            ended_at TEXT,
            turn_count INTEGER NOT NULL DEFAULT 0,
            metadata TEXT NOT NULL,
            heard TEXT
        )""",
        "CREATE INDEX sessions_by_expiry ON sessions (expires_at)",
        "CREATE INDEX sessions_going_on ON sessions (last_activity)"
        " WHERE ended_at IS NULL",
        """CREATE TABLE turns (
            session_id TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE,
            position INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (session_id, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE interactions (
            id TEXT PRIMARY KEY,
            session_id TEXT NOT NULL,
            created_at TEXT NOT NULL,
            channel TEXT NOT NULL,
            user_input TEXT NOT NULL,
            response TEXT NOT NULL,
            intent TEXT NOT NULL,
            item_type TEXT NOT NULL,
            shown TEXT NOT NULL,
            engines TEXT NOT NULL,
            timing_ms TEXT NOT NULL,
            degraded TEXT NOT NULL,
            language TEXT NOT NULL,
            confidence REAL,
            model TEXT,
            prompt_tokens INTEGER NOT NULL,
            completion_tokens INTEGER NOT NULL,
            cost_usd REAL NOT NULL,
            cached INTEGER NOT NULL,
            unanswered INTEGER NOT NULL,
            request_id TEXT NOT NULL
        )""",
        "CREATE INDEX interactions_by_time ON interactions (created_at, id)",
        "CREATE INDEX interactions_by_session ON interactions (session_id, created_at)",
        # Turns that were still under way when their session asked to be forgotten.
        """CREATE TABLE forgotten (
            session_id TEXT PRIMARY KEY,
            at TEXT NOT NULL
        )""",
        """CREATE TABLE signatures (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            emoji TEXT NOT NULL,
            image TEXT NOT NULL,
            created_at TEXT NOT NULL,
            hidden INTEGER NOT NULL DEFAULT 0
        )""",
        "CREATE INDEX signatures_by_time ON signatures (created_at, id, hidden)",
        """CREATE TABLE signature_keys (
            key TEXT PRIMARY KEY,
            signature_id TEXT NOT NULL REFERENCES signatures ON DELETE CASCADE,
            created_at TEXT NOT NULL
        )""",
        "CREATE INDEX signature_keys_by_signature ON signature_keys (signature_id)",
        """CREATE TABLE outbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            action TEXT NOT NULL,
            target TEXT NOT NULL,
            row_id TEXT NOT NULL,
            queued_at TEXT NOT NULL,
            refused TEXT
        )""",
        "CREATE INDEX outbox_waiting ON outbox (seq) WHERE refused IS NULL",
    ),
    (
        # How large a picture is, to be known without reading it.
        "ALTER TABLE signatures ADD COLUMN image_bytes INTEGER NOT NULL DEFAULT 0",
        "UPDATE signatures SET image_bytes = length(image)",
        "DROP INDEX signatures_by_time",
        "CREATE INDEX signatures_by_time"
        " ON signatures (created_at, id, hidden, image_bytes)",
    ),
    (
        """CREATE TABLE interviews (
            id TEXT PRIMARY KEY,
            candidate_id TEXT NOT NULL,
            state TEXT NOT NULL,
            created_at TEXT NOT NULL,
            revision INTEGER NOT NULL,
            body TEXT NOT NULL
        )""",
        "CREATE INDEX interviews_by_candidate ON interviews (candidate_id, created_at)",
        "CREATE INDEX interviews_by_time ON interviews (created_at, id)",
    ),
    (
        # A thumb is of a turn, whose id it has, and is erased with it.
        """CREATE TABLE thumbs (
            id TEXT PRIMARY KEY REFERENCES interactions ON DELETE CASCADE,
            session_id TEXT NOT NULL,
            thumb TEXT NOT NULL,
            note TEXT NOT NULL,
            created_at TEXT NOT NULL
        )""",
        "CREATE INDEX thumbs_by_time ON thumbs (created_at, id)",
        "CREATE INDEX thumbs_by_session ON thumbs (session_id)",
        """CREATE TABLE messages (
            id TEXT PRIMARY KEY,
            session_id TEXT NOT NULL,
            created_at TEXT NOT NULL,
            text TEXT NOT NULL,
            reply_to TEXT NOT NULL,
            question TEXT NOT NULL,
            read INTEGER NOT NULL DEFAULT 0
        )""",
        "CREATE INDEX messages_by_time ON messages (created_at, id)",
        "CREATE INDEX messages_by_session ON messages (session_id)",
    ),
    (
        # How sure the engine was; `confidence` is how sure the recogniser was.
        "ALTER TABLE interactions ADD COLUMN answer_confidence REAL",
        "CREATE INDEX interactions_by_sureness ON interactions (answer_confidence)",
        """CREATE TABLE labels (
            interaction_id TEXT PRIMARY KEY,
            session_id TEXT NOT NULL,
            asked_at TEXT NOT NULL,
            was_right INTEGER NOT NULL,
            body TEXT NOT NULL
        )""",
        "CREATE INDEX labels_by_session ON labels (session_id)",
        "CREATE INDEX labels_by_time ON labels (asked_at)",
        """CREATE TABLE owner_choices (
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            at TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (kind, key)
        )""",
    ),
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to the newest schema, all or nothing.

    Raise ConfigurationError for a file that a newer version has written.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(STEPS):
        raise ConfigurationError(
            f"The data was written by a newer version (schema {version}, "
            f"this one knows {len(STEPS)})."
        )
    if version == len(STEPS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in STEPS[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
