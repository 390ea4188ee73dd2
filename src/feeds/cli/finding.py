"""What `init`, `add` and `preview` share: what is read of a target, and how it is shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import click
import msgspec

from feeds import lang
from feeds.addresses import web_address
from feeds.cli import plain
from feeds.cli.showing import day, titled
from feeds.discovery import SAMPLE, Discovery, discover, name_of
from feeds.errors import SourceError
from feeds.fetch import MAGIC, listing, read
from feeds.lang import Language
from feeds.model import Event, Fetched, Item, JobPosting, PersonnelNotice, Rejected, Source
from feeds.wording import headline, language_for, recurrence_text

_KINDS = {
    "article": ("article", "articles"),
    "event": ("event", "events"),
    "personnel_notice": ("personnel notice", "personnel notices"),
    "job_posting": ("job posting", "job postings"),
}
_REFUSED = 3  # refusals that are shown


def source_of(
    target: str,
    taken: list[str],
    language: str | None = None,
    timezone: str | None = None,
    *,
    allow_private: bool = False,
) -> Source:
    """Make a source of an address or a path.

    Raises:
        SourceError: it is neither, or there is nothing at the path.
    """
    if "://" in target:
        url = web_address(target)
        if url is None:
            raise SourceError("this is no web address", where=target, remedy="write it like https://example.org/news")
        name = name_of(target, taken)
        return Source(name=name, url=url, language=language, timezone=timezone, allow_private=allow_private)
    path = Path(target).absolute()
    if not target or (not MAGIC & set(target) and not os.path.lexists(path)):
        raise SourceError(
            "there is no such file or folder",
            where=str(path),
            remedy="see whether it is spelt right; an address on the web begins with https://",
        )
    # Of a glob the folder says more than the stars.
    last = next((part for part in reversed(path.parts) if not MAGIC & set(part)), target)
    return Source(name=name_of(last, taken), path=path, language=language, timezone=timezone)


def found_at(source: Source, apart: tuple[Path, ...] = ()) -> Discovery:
    """Read a source once and try everything on it; of a folder the first documents, without what is `apart`.

    Raises:
        SourceError: nothing of it can be read.
    """
    found = discover(source, list(islice(documents_of(source, apart), SAMPLE)))
    if len(found.failures) == found.documents and not found.offers:
        raise found.failures[0]
    return found


def documents_of(source: Source, apart: tuple[Path, ...] = ()) -> Iterator[Fetched | SourceError]:
    """Read the documents of a source, one after the other, without what is `apart` or below it.

    One that cannot be read is its error, and costs the others nothing.

    Raises:
        SourceError: what is on the web cannot be had.
    """
    if source.is_fetched and source.url is not None:
        from feeds.fetch import web

        yield web.one(source, source.url, datetime.now(UTC).replace(microsecond=0))
        return
    found = listing(source, apart)
    yield from found.failures
    for document in found.documents:
        try:
            yield read(document)
        except SourceError as error:
            yield error


def summary(found: Discovery) -> str:
    """Say in one line what was found: counts by kind, and by which way."""
    counts = [counted(kind.count, *_KINDS[kind.kind]) for kind in found.kinds]
    ways = ", ".join(way for way, _ in found.ways)
    return f"{', '.join(counts)} (by {ways})" if counts else "nothing"


def counted(number: int, one: str, many: str) -> str:
    """Count things in words: "1 page", "2 pages"."""
    return f"{number} {one if number == 1 else many}"


def told(found: Discovery, site_language: str) -> Iterator[str]:
    """Write for a terminal what was found: per kind a few examples, then ways, language, zone, and what was refused."""
    for kind in found.kinds:
        undated = f" ({kind.undated} without a day)" if kind.undated else ""
        yield f"  {click.style(counted(kind.count, *_KINDS[kind.kind]), fg='cyan', bold=True)}{undated}"
        for item in kind.examples:
            yield f"    {example(item, site_language)}"
    if not found.kinds:
        yield click.style("  nothing that is an article, an event, a notice or a job posting", fg="yellow")
    if found.ways:
        ways = ", ".join(f"{way} ({number})" for way, number in found.ways)
        yield f"  found by {ways}"
    if found.language is not None:
        name = f"{lang.load(found.language).language.name} ({found.language})"
        zone = f"clock times in {found.timezone}"
        yield f"  language {name}{' of most, each page is read in its own' if found.is_mixed else ''}, {zone}"
    yield from _refused(found.refused)
    for failure in found.failures:
        yield click.style(f"  failed: {plain(str(failure))}", fg="red")


def _refused(refused: tuple[Rejected, ...]) -> Iterator[str]:
    if refused:
        yield f"  {counted(len(refused), 'candidate was', 'candidates were')} refused, for example:"
    for one in refused[:_REFUSED]:
        yield click.style(f"    {one.kind}: {plain(one.reason)}: {plain(' '.join(one.text.split())[:70])}", dim=True)


def example(item: Item, site_language: str) -> str:
    """Write an item in a line: its title, when and where."""
    language = language_for(item.language, site_language)
    parts = [titled(headline(item, language)), when_said(item, language), place_of(item)]
    return ", ".join(part for part in (parts[0], *map(plain, parts[1:])) if part)


def when_said(item: Item, language: Language) -> str:
    """Say when an item is, or how it repeats if no day of it is told; nothing where neither is known."""
    when = when_of(item)
    if when is None and isinstance(item, Event):
        return recurrence_text(item, language) or ""
    return day(when, language) if when is not None else ""


def when_of(item: Item) -> date | datetime | None:
    """Give the day or instant that a person looks for first: of an event its start, of a posting until when."""
    match item:
        case Event():
            return item.start
        case PersonnelNotice():
            return item.effective if isinstance(item.effective, date) else None
        case JobPosting():
            return item.valid_through
        case _:
            return item.published


def place_of(item: Item) -> str:
    """Give where it is, or who it is about."""
    match item:
        case Event():
            return item.location or ""
        case PersonnelNotice():
            return item.organization or ""
        case JobPosting():
            return item.job_location or item.hiring_organization or ""
        case _:
            return ", ".join(item.authors)


def renamed(source: Source, name: str | None, every: int | None, *, adaptive: bool) -> Source:
    """Give a source with what was asked for in place of what was made up."""
    return msgspec.structs.replace(source, name=name or source.name, every=every or source.every, adaptive=adaptive)
