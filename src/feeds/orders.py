"""What a daemon asks of the process that builds, and what that answers: one line of JSON each, one answer an order."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from feeds.due import Standing
from feeds.model import Config, decode_hook, encode_hook


class Open(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Read and check a configuration, and say how things stand; it is what is built from then on."""

    path: Path
    output: Path | None = None


class Build(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Refresh the named sources at an instant (UTC), and publish; a process that is new is told the configuration.

    Of a source in a build that was lost, `began` says when that was: if it was read then, it is not read again.
    """

    names: tuple[str, ...]
    now: datetime
    began: dict[str, datetime] = {}
    config: Config | None = None


Order: TypeAlias = Open | Build


class Opened(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The configuration is good."""

    config: Config
    standing: Standing


class Built(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What a build did: `counts` by what they count, `problems` a line each; `busy` when another one is at work."""

    standing: Standing = Standing()
    counts: dict[str, int] = {}
    problems: tuple[str, ...] = ()
    busy: bool = False

    @property
    def summary(self) -> str:
        """Say in a few words what the build changed."""
        return ", ".join(f"{number} {what}" for what, number in self.counts.items()) or "nothing changed"


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Why an order could not be carried out, and the exit code a command would have; a fault of ours has a `trace`.

    The process ends after such a fault.
    """

    problems: tuple[str, ...]
    exit_code: int = 2
    trace: str = ""
    standing: Standing | None = None


class Ended(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The process ended without an answer, with this code: below 0, the signal that killed it."""

    code: int


Answer: TypeAlias = Opened | Built | Failed | Ended


def to_line(thing: Order | Answer) -> bytes:
    """Write an order or an answer."""
    return msgspec.json.encode(thing, enc_hook=encode_hook) + b"\n"


def order_of(line: bytes) -> Order:
    """Read an order.

    Raises:
        msgspec.MsgspecError: it is none.
    """
    order: Order = msgspec.json.decode(line, type=Order, dec_hook=decode_hook)
    return order


def answer_of(line: bytes) -> Answer:
    """Read an answer.

    Raises:
        msgspec.MsgspecError: it is none.
    """
    answer: Answer = msgspec.json.decode(line, type=Answer, dec_hook=decode_hook)
    return answer
