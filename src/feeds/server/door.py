"""Where a server is found: the socket that it listens at."""

from __future__ import annotations

import socket

from feeds.errors import FeedsError

_UNSENT = 256 * 1024
"""Bytes that the system may hold of what a client is sent."""


def listen(host: str, port: int) -> socket.socket:
    """Open the door; port 0 takes any free one.

    Raises:
        FeedsError: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        raise FeedsError(
            f"cannot listen: {error}", where=f"{host}:{port}", remedy="choose another --host or --port"
        ) from error
    # Connections take this over. The system would let megabytes wait for a slow client, and then says for half a minute
    # that nothing more is taken: it could not be told from one that stalls.
    door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNSENT)
    return door


def address_of(door: socket.socket) -> str:
    """Give the address at which a door is found."""
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
