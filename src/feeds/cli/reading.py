"""What `extract` and `explain` share: files and web addresses on the command line, and what stands in them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import click
import msgspec

from feeds import lang
from feeds.cli import config_option, warn
from feeds.errors import SourceError
from feeds.fetch import LIMIT, document, read
from feeds.model import Fetched, Item, Rejected, Source
from feeds.parse import format_of, things
from feeds.recognise.margin import MarkedLine, Missed, marked, missed
from feeds.text import decode
from feeds.zones import zone_name

Command: TypeAlias = Callable[..., None]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A file and what stands in it, read as a page of `source`."""

    name: str
    body: bytes
    source: Source
    charset: str | None = None
    found: tuple[Item | Rejected, ...]

    @property
    def items(self) -> list[Item]:
        """The items, in the order of the page."""
        return [thing for thing in self.found if not isinstance(thing, Rejected)]

    @property
    def refused(self) -> list[Rejected]:
        """The candidates that became no item."""
        return [thing for thing in self.found if isinstance(thing, Rejected)]

    @property
    def counts(self) -> str:
        """How much was found, in words."""
        if not self.body.strip():
            return "it is empty"
        return f"{len(self.items)} found, {len(self.refused)} refused"

    @property
    def is_page(self) -> bool:
        """Tell whether it is the text of a page, which rules read line by line; what selectors find has no lines."""
        return self.source.format == "plain_text" or (self.source.format == "html" and self.source.select is None)

    @property
    def text(self) -> str:
        """The text of the page, as rules read it."""
        if self.source.format != "html":
            return decode(self.body)
        from feeds.parse.html import text_of

        return text_of(self.body)

    def missed(self) -> tuple[Missed, ...]:
        """The lines with a date or a name that no rule took."""
        if not self.is_page:
            return ()
        one = self.source
        return missed(self.text, self.found, language=one.language, rules=one.rules, markers=one.markers)

    def lines(self) -> tuple[MarkedLine, ...]:
        """The lines of the page, each with what it gave."""
        return marked(self.text, self.found, self.missed()) if self.is_page else ()


def reading_options(command: Command) -> Command:
    """Add the arguments and options of a command that reads files."""
    decorators = (
        click.argument("files", nargs=-1, required=True, metavar="FILE..."),
        click.option("--language", callback=_language, help="The pages' language, when it need not be found out."),
        click.option("--timezone", callback=_timezone, help="The zone of their clock times, like Europe/Copenhagen."),
        click.option("--source", help="Read them as pages of this source, with its language, zone and own rules."),
        click.option("--allow-private", is_flag=True, help="Web addresses may lead into one's own network."),
        config_option,
    )
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def readings(
    ctx: click.Context,
    files: tuple[str, ...],
    *,
    language: str | None,
    timezone: str | None,
    source: str | None,
    config_path: Path,
    allow_private: bool = False,
) -> Iterator[Reading]:
    """Read each file (`-` is standard input); one that fails is told of, and the command then ends with 1."""
    like = _source(ctx, config_path, source) if source is not None else None
    failed = False
    for name in files:
        one = like or Source(name=name)
        one = msgspec.structs.replace(
            one, language=language or one.language, timezone=timezone or one.timezone, path=Path(name)
        )
        if allow_private:
            one = msgspec.structs.replace(one, allow_private=True)
        try:
            fetched = _fetched(name, one)
            yield reading_of(name, fetched, one)
        except SourceError as error:
            warn(str(error))
            failed = True
    if failed:
        ctx.exit(1)


def _source(ctx: click.Context, config_path: Path, name: str) -> Source:
    from feeds.config import load

    config = load(config_path, look=True)
    for source in config.sources:
        if source.name == name:
            return source
    names = ", ".join(source.name for source in config.sources)
    raise click.BadParameter(f"there is no source {name!r} in {config_path}; choose one of {names}", ctx)


def reading_of(name: str, fetched: Fetched, source: Source) -> Reading:
    """Read a document as one of a source, its format found out.

    Raises:
        SourceError: it cannot be read.
    """
    one = msgspec.structs.replace(source, format=format_of(fetched, source))
    found = tuple(_things_of(fetched, one))
    return Reading(name=name, body=fetched.body, charset=fetched.charset, source=one, found=found)


def _things_of(fetched: Fetched, source: Source) -> Iterable[Item | Rejected]:
    """Read a document, and change and choose as its source says."""
    found = things(fetched, source)
    if not source.is_mapped:
        return found
    from feeds.mapping import applied

    return applied(found, source)


def _fetched(name: str, source: Source) -> Fetched:
    if name.startswith(("http://", "https://")):
        from feeds.fetch import web

        return web.one(source, name, datetime.now(UTC).replace(microsecond=0))
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
        return zone_name(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from None
