"""The access log: one line for each request, in the combined form that log readers know; off unless asked for."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from feeds.server.answer import Answer
from feeds.server.request import Request

log = logging.getLogger("feeds.access")


def note(peer: str, request: Request | None, answer: Answer) -> None:
    """Log a request and what it was answered with; one that could not be read has no line of its own."""
    size = 0 if request is not None and request.method == "HEAD" else answer.size
    asked = f"{request.method} {request.target} HTTP/1.{'0' if request.is_old else '1'}" if request else "-"
    fields = request.fields if request else {}
    referer, agent = (_quoted(fields.get(name, b"-")) for name in (b"referer", b"user-agent"))
    when = datetime.now(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000")
    line = f'{peer} - - [{when}] "{_quoted(asked.encode())}" {answer.status} {size} "{referer}" "{agent}"'
    shown = {
        "client": peer,
        "request": asked,
        "status": int(answer.status),
        "bytes": size,
        "referer": referer,
        "agent": agent,
    }
    log.info("%s", line, extra={"facts": shown})


def _quoted(value: bytes) -> str:
    """Write what a client sent so that it can end neither its quotes nor its line."""
    text = value[:500].decode("latin-1").replace("\\", "\\\\").replace('"', '\\"')
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text)
