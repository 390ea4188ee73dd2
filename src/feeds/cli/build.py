"""`feeds build`: read the sources once and publish what changed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from feeds.cli import config_option, output_option, plain, warn
from feeds.config import load
from feeds.model import Config
from feeds.pipeline import Refreshed, Report, run

# Zones move an instant by a day at most, and no format that we write knows years of more than four digits.
_FIRST_YEAR, _LAST_YEAR = 1970, 9998


class Instant(click.ParamType[datetime]):
    """An ISO 8601 instant with its offset, as an option."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it as UTC, in whole seconds."""
        try:
            instant = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no instant; write it like 2026-03-02T08:00:00Z", param, ctx)
        if instant.tzinfo is None:
            self.fail(f"{value!r} has no offset; write it like 2026-03-02T08:00:00Z", param, ctx)
        if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
            self.fail(f"{value!r} is not between {_FIRST_YEAR} and {_LAST_YEAR}", param, ctx)
        return instant.astimezone(UTC).replace(microsecond=0)


class SourceOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A source in the report for machines."""

    name: str
    pages: int
    read: int
    items: int
    refused: int
    added: int
    changed: int
    known: int
    removed: int
    failures: tuple[str, ...]


class FilesOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The files in the report for machines; paths are below the output folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The report for machines; `status` is `built`, or `already running` with nothing done."""

    status: str
    output: str
    base_url: str | None
    sources: tuple[SourceOutcome, ...] = ()
    files: FilesOutcome | None = None


@click.command()
@config_option
@output_option
@click.option("--json", "form", flag_value="json", help="Report as one JSON object.")
@click.option("--quiet", "form", flag_value="quiet", help="Report nothing but problems.")
@click.option("--now", type=Instant(), help="The time to use instead of the clock's, like 2026-03-02T08:00:00Z.")
@click.pass_context
def build(ctx: click.Context, config_path: Path, output: Path | None, form: str | None, now: datetime | None) -> None:
    """Read the sources once, and publish what changed.

    Exits with 0 when all went well (also when there was nothing to do, or another build is at work), 1 when a source
    failed (the rest is published, and what it gave before stays), 2 when nothing could be built.

    \b
    Examples:
      feeds build
      feeds build --config site/feeds.toml --output /var/www/feeds
      feeds build --quiet            for cron: speaks only when something is wrong
    """
    config = load(config_path, output=output)
    report = run(config, now or datetime.now(UTC).replace(microsecond=0))
    if form == "json":
        sys.stdout.buffer.write(msgspec.json.encode(outcome(config, report)) + b"\n")
    elif form != "quiet":
        show(config, report)
    for failure in report.failures if report else ():
        warn(str(failure))
    for source in report.sources if report else ():
        if told := suspicion(source):
            warn(told)
    ctx.exit(1 if report and report.failures else 0)


def show(config: Config, report: Report | None) -> None:
    """Tell a person what a build did and where to look."""
    if report is None:
        click.echo(f"Another build is already running for {config.output}; nothing to do.")
        return
    for source in report.sources:
        click.echo(f"{click.style(plain(source.source), bold=True)}: {_findings(source)}")
    done = report.publication
    unchanged = len(done.files) - len(done.written)
    click.echo(f"Files: {len(done.written)} written, {unchanged} unchanged, {len(done.removed)} removed.")
    click.echo(f"See {click.style(str(config.output / 'index.html'), fg='green')}")
    if config.site.base_url is None:
        click.echo("To publish: set base_url in [site]; without it nobody can subscribe.")


def _findings(source: Refreshed) -> str:
    told = [f"{_count(source.items, 'item')} on {_count(source.pages, 'page')}"]
    told += [f"{number} {what}" for what, number in _changes(source) if number]
    return ", ".join(told) + ("" if source.read or source.failures else ", nothing new to read")


def _changes(source: Refreshed) -> tuple[tuple[str, int], ...]:
    return (
        ("new", source.added),
        ("changed", source.revised),
        ("known already", source.known),
        ("taken back", source.removed),
        ("failed", len(source.failures)),
    )


def suspicion(source: Refreshed) -> str | None:
    """Say what looks as if the pages, or our rules for them, had changed for the worse; None when nothing does."""
    if source.items or source.failures or not source.pages:
        return None
    if source.before:
        return (
            f"{source.source}: it gave {_count(source.before, 'item')} the last time and gives none now; what it gave "
            "stays (see whether its pages are whole, and ask `feeds explain` about one)"
        )
    if source.read:
        return f"{source.source}: no item on {_count(source.pages, 'page')} (ask `feeds explain` about one)"
    return None


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def outcome(config: Config, report: Report | None) -> Outcome:
    """Tell a machine what a build did."""
    output, base_url = str(config.output), config.site.base_url
    if report is None:
        return Outcome(status="already running", output=output, base_url=base_url)
    done = report.publication
    files = FilesOutcome(written=done.written, removed=done.removed, unchanged=len(done.files) - len(done.written))
    sources = tuple(_source_outcome(source) for source in report.sources)
    return Outcome(status="built", output=output, base_url=base_url, sources=sources, files=files)


def _source_outcome(source: Refreshed) -> SourceOutcome:
    return SourceOutcome(
        name=source.source,
        pages=source.pages,
        read=source.read,
        items=source.items,
        refused=source.rejected,
        added=source.added,
        changed=source.revised,
        known=source.known,
        removed=source.removed,
        failures=tuple(str(failure) for failure in source.failures),
    )
