"""What `extract` and `explain` share: files named on the command line, and what stands in them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

import click

from feeds import lang
from feeds.cli import warn
from feeds.errors import SourceError
from feeds.fetch import LIMIT, document, read
from feeds.model import Fetched, Item, Rejected, Source
from feeds.parse import parser

Found: TypeAlias = tuple[Item | Rejected, ...]
Command: TypeAlias = Callable[..., None]


def reading_options(command: Command) -> Command:
    """Add the arguments and options of a command that reads files."""
    decorators = (
        click.argument("files", nargs=-1, required=True, metavar="FILE..."),
        click.option("--language", callback=_language, help="The pages' language, when it need not be found out."),
        click.option("--timezone", callback=_timezone, help="The zone of their clock times, like Europe/Copenhagen."),
    )
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def readings(files: tuple[str, ...], language: str | None, timezone: str | None) -> Iterator[tuple[str, Found | None]]:
    """Read each file (`-` is standard input) and give its name with what stands in it; None, and a word, on failure."""
    for name in files:
        form = "jsonl" if name.endswith(".jsonl") else "plain_text"
        source = Source(name=name, path=Path(name), format=form, language=language, timezone=timezone)
        try:
            yield name, tuple(_things(_fetched(name), source))
        except SourceError as error:
            warn(str(error))
            yield name, None


def _things(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    module = parser(source.format)
    for line, part in enumerate(module.split(fetched.body), 1):
        yield from module.parse(Fetched(location=fetched.location, body=part, line=line), source)


def _fetched(name: str) -> Fetched:
    if name != "-":
        body = read(document(Path(name))).body
        return Fetched(location=name, body=body)
    # Python has no standard input where the caller closed it.
    if sys.stdin is None:
        raise SourceError("it is closed", where="standard input", remedy="give it a page, or name a file")
    try:
        body = sys.stdin.buffer.read(LIMIT + 1)
    except OSError as error:
        raise SourceError(error.strerror or str(error), where="standard input", remedy="give it a page") from error
    if len(body) > LIMIT:
        raise SourceError(f"there is more than {LIMIT:,} bytes", where="standard input", remedy="split it")
    return Fetched(location="standard input", body=body)


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and value not in lang.available():
        raise click.BadParameter(f"there is no {value!r}; choose one of {', '.join(lang.available())}", ctx, param)
    return value


def _timezone(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    try:
        return str(ZoneInfo(value)) if value is not None else None
    except (ValueError, OSError, KeyError):
        raise click.BadParameter(f"there is no {value!r}; write it like Europe/Copenhagen", ctx, param) from None
