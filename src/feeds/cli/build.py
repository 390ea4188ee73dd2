"""`feeds build`: read the sources once and publish what changed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import msgspec

from feeds.cli import config_option, now_option, output_option, plain, warn
from feeds.config import load
from feeds.gate import Held
from feeds.model import Config
from feeds.pipeline import Report, busy_since, run
from feeds.refresh import Refreshed
from feeds.release import EVERYTHING
from feeds.telling import count, problems

_TOO_LONG = timedelta(hours=6)


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
    announced: int
    withdrawn: int
    forgotten: int
    failures: tuple[str, ...]


class FilesOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The files in the report for machines; paths are below the output folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The report for machines; `status` is `built`, `held` in part, or `already running` with nothing done."""

    status: str
    output: str
    base_url: str | None
    sources: tuple[SourceOutcome, ...] = ()
    files: FilesOutcome | None = None
    held: tuple[Held, ...] = ()
    warnings: tuple[str, ...] = ()


@click.command()
@config_option
@output_option
@click.option("--json", "form", flag_value="json", help="Report as one JSON object.")
@click.option("--quiet", "form", flag_value="quiet", help="Report nothing but problems.")
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="NAME",
    help="Let through what is held of this feed or source; * is all of them. May be given several times.",
)
@click.option("--no-push", is_flag=True, help="Let what is to be told wait for `feeds push`.")
@now_option
@click.pass_context
def build(
    ctx: click.Context,
    config_path: Path,
    output: Path | None,
    form: str | None,
    accepted: tuple[str, ...],
    no_push: bool,
    now: datetime | None,
) -> None:
    """Read the sources once, and publish what changed.

    Exits with 0 when all went well (also when there was nothing to do, or another build is at work), 1 when a source
    failed (the rest is published, and what it gave before stays), 2 when nothing could be built (also when the other
    build seems to hang), 3 when something looks too odd to go out: readers keep the last good files, and --accept lets
    it through.

    \b
    Examples:
      feeds build
      feeds build --config site/feeds.toml --output /var/www/feeds
      feeds build --accept events    publish this feed although it shrank
      feeds build --quiet            for cron: speaks only when something is wrong
    """
    config = load(config_path, output=output)
    check_names(ctx, config, accepted)
    report = run(config, now or datetime.now(UTC).replace(microsecond=0), accepted=accepted, pushes=not no_push)
    if form == "json":
        sys.stdout.buffer.write(msgspec.json.encode(outcome(config, report)) + b"\n")
    elif form != "quiet":
        show(config, report)
    for line in problems(report):
        warn(line)
    ctx.exit(report.exit_code if report else _left_alone(config))


def _left_alone(config: Config) -> int:
    """Give the exit code when another build is at work, and tell a person of one that seems to hang."""
    since = busy_since(config)
    age = datetime.now(UTC) - since if since else timedelta()
    if age < _TOO_LONG:
        return 0
    hours = int(age.total_seconds() // 3600)
    warn(f"{config.output}: another build has been at work for {hours} hours (see whether it hangs, and end it)")
    return 2


def check_names(ctx: click.Context, config: Config, accepted: tuple[str, ...]) -> None:
    """Refuse the name of a feed or source that is not there."""
    names = {EVERYTHING, *(feed.name for feed in config.feeds), *(source.name for source in config.sources)}
    for name in accepted:
        if name not in names:
            raise click.BadParameter(f"there is no feed or source {name!r}", ctx, param_hint="--accept")


def show(config: Config, report: Report | None) -> None:
    """Tell a person what a build did and where to look."""
    if report is None:
        click.echo(f"Another build is already running for {config.output}; nothing to do.")
        return
    for source in report.sources:
        click.echo(f"{click.style(plain(source.source), bold=True)}: {_findings(source)}")
    done = report.publication
    unchanged = done.number - len(done.written)
    click.echo(f"Files: {len(done.written)} written, {unchanged} unchanged, {len(done.removed)} removed.")
    for line in done.warnings:
        click.echo(f"Note: {plain(line)}")
    click.echo(f"See {click.style(str(config.output / 'index.html'), fg='green')}")
    if config.site.base_url is None:
        click.echo("To publish: set base_url in [site]; without it nobody can subscribe.")


def _findings(source: Refreshed) -> str:
    told = [f"{count(source.items, 'item')} on {count(source.pages, 'page')}"]
    told += [f"{number} {what}" for what, number in _changes(source) if number]
    return ", ".join(told) + ("" if source.read or source.failures else ", nothing new to read")


def _changes(source: Refreshed) -> tuple[tuple[str, int], ...]:
    return (
        ("new", source.added),
        ("changed", source.revised),
        ("known already", source.known),
        ("announced as changed", source.announced),
        ("withdrawn", source.withdrawn),
        ("taken back", source.removed),
        ("kept away", source.forgotten),
        ("failed", len(source.failures)),
    )


def outcome(config: Config, report: Report | None) -> Outcome:
    """Tell a machine what a build did."""
    output, base_url = str(config.output), config.site.base_url
    if report is None:
        return Outcome(status="already running", output=output, base_url=base_url)
    done = report.publication
    files = FilesOutcome(written=done.written, removed=done.removed, unchanged=done.number - len(done.written))
    sources = tuple(_source_outcome(source) for source in report.sources)
    return Outcome(
        status="held" if report.held else "built",
        output=output,
        base_url=base_url,
        sources=sources,
        files=files,
        held=report.held,
        warnings=(*done.warnings, *report.undelivered),
    )


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
        announced=source.announced,
        withdrawn=source.withdrawn,
        forgotten=source.forgotten,
        failures=tuple(str(failure) for failure in source.failures),
    )
