"""Which ports are free to listen on."""

from __future__ import annotations

import errno
import socket
from contextlib import closing


def is_taken(host: str, port: int) -> bool:
    """Whether somebody listens there; what else may be wrong shows when we do."""
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError:
        return False
    return any(_is_taken(family, address) for family, *_, address in found)


def free_port(host: str, first: int) -> int:
    """The first that is free from `first` on."""
    return next(port for port in range(first, 65_536) if not is_taken(host, port))


def _is_taken(family: int, address: object) -> bool:
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        # As servers do: a port that was just left may be taken again.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)  # type: ignore[arg-type]
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - asked about, not bound


def page_address(host: str, number: int) -> str:
    """Where a browser on this machine opens the page."""
    return f"http://{'localhost' if host in EVERYWHERE else host}:{number}/app"
