"""What is logged and how: text for people or JSON for machines, on standard error; the one doorway to `logging`.

Whatever is logged is made one line, and what may be a secret is taken out: passwords in addresses and headers, what
queries call by the name of one, and the values that a configuration takes from the environment.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Literal, TypeAlias

import msgspec

from feeds.text import printable_line

Form: TypeAlias = Literal["text", "json"]
Amount: TypeAlias = Literal["quiet", "usual", "verbose"]
Fact: TypeAlias = str | int | float | bool | tuple[str, ...] | None

HIDDEN = "[hidden]"
"""What stands in the place of a secret."""

_LEVELS = {"quiet": logging.WARNING, "usual": logging.INFO, "verbose": logging.DEBUG}
_SHORTEST_SECRET = 6  # of fewer signs than that, much else would be hidden too
_NAMES = (
    r"(?:[\w.~-]*(?:token|secret|passw(?:or)?d|api-?_?key|signature|credential)[\w.~-]*|key|pass|pwd|auth|sig|code)"
)
_SECRETS = (
    (re.compile(r"(?<=://)[^\s/?#@]+(?=@)"), HIDDEN),
    (re.compile(rf"(?i)(?<=[?&;])({_NAMES})=[^\s&;#\"'<>]+"), rf"\1={HIDDEN}"),
    (re.compile(r"(?i)\b(bearer|basic|digest|token)\s+(?=[\w+/~.-]*[\d=])[\w+/~.=-]{8,}"), rf"\1 {HIDDEN}"),
    (
        re.compile(r"(?i)\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)[\"']?\s*[:=]\s*\S[^\r\n]*"),
        rf"\1: {HIDDEN}",
    ),
)


class Log:
    """A place to log to by name; facts are for machines, the message is for people."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def debug(self, message: str, **facts: Fact) -> None:
        """Log what is of use when something is sought."""
        self._log(logging.DEBUG, message, facts)

    def info(self, message: str, **facts: Fact) -> None:
        """Log what happened."""
        self._log(logging.INFO, message, facts)

    def warning(self, message: str, **facts: Fact) -> None:
        """Log what a person may have to look at."""
        self._log(logging.WARNING, message, facts)

    def error(self, message: str, **facts: Fact) -> None:
        """Log what a person has to look at."""
        self._log(logging.ERROR, message, facts)

    def _log(self, level: int, message: str, facts: dict[str, Fact]) -> None:
        if self._logger.isEnabledFor(level):
            # What is told by others may hold a percent sign, and must not be taken for a form to fill in.
            self._logger.log(level, "%s", message, extra={"fields": facts})


def start(form: Form = "text", amount: Amount = "usual", hidden: Collection[str] = ()) -> None:
    """Log to standard error from now on; `hidden` are texts that must never be in it."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Machines() if form == "json" else _People())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.getLogger("feeds").setLevel(_LEVELS[amount])
    # Whoever closed standard error has no use for being told so there.
    logging.raiseExceptions = False
    _concealed[:] = []
    conceal(hidden)


def conceal(hidden: Collection[str]) -> None:
    """Hide these texts too from now on."""
    known = {secret for secret in (*_concealed, *hidden) if len(secret) >= _SHORTEST_SECRET}
    _concealed[:] = sorted(known, key=lambda secret: (-len(secret), secret))


_concealed: list[str] = []


def discreet(text: str) -> str:
    """Take out of a text what may be a secret."""
    for secret in _concealed:
        text = text.replace(secret, HIDDEN)
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class _People(logging.Formatter):
    """`2026-03-02T08:00:00+0100 INFO news: 2 new`, in the time of the machine; a fault of ours has its trace below."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).astimezone()
        line = printable_line(discreet(record.getMessage()))
        trace = discreet(str(getattr(record, "fields", {}).get("trace") or "")).rstrip()
        return f"{moment:%Y-%m-%dT%H:%M:%S%z} {record.levelname} {line}" + (f"\n{trace}" if trace else "")


class _Machines(logging.Formatter):
    """One JSON object a line: `time` (UTC), `level`, `logger`, `message`, and the facts of what is told."""

    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, Fact] = getattr(record, "fields", {})
        moment = datetime.fromtimestamp(record.created, UTC)
        told: dict[str, object] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": printable_line(discreet(record.getMessage())),
        }
        told |= {name: _discreet(value) for name, value in facts.items() if name not in told and value is not None}
        return msgspec.json.encode(told).decode()


def _discreet(value: Fact) -> Fact:
    if isinstance(value, str):
        return discreet(value)
    return tuple(map(discreet, value)) if isinstance(value, tuple) else value
