"""`feeds status`: how each source and feed is, and what happened to a source."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import click

from feeds.cli import config_option, now_option, output_option, plain
from feeds.cli.showing import moment, zone_of
from feeds.conditions import Condition, Overall, Status
from feeds.config import load
from feeds.model import Config, encoded
from feeds.pipeline import is_built, looked_into
from feeds.remembered import SourceRun
from feeds.status import of

_CODES: dict[Overall, int] = {"ok": 0, "failing": 1, "held": 3}
_WORDS: dict[Condition, str] = {
    "ok": "ok",
    "unreachable": "unreachable",
    "blocked": "blocked",
    "needs_script": "needs a script",
    "gone": "gone",
    "refused": "refused",
    "invalid": "invalid",
    "empty": "empty",
    "held": "held",
    "new": "not read yet",
}
_ALL: dict[Overall, str] = {"ok": "all is well", "failing": "a source fails", "held": "something is held back"}
_COLORS = {"ok": "green", "held": "yellow", "new": "cyan"}
_HEADS = ("source", "state", "last run", "last success", "next run", "items", "bad runs")
_NONE = "-"
_INDENT = "    "


@click.command()
@config_option
@output_option
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.option("--runs", "source", metavar="SOURCE", help="List the runs of a source in which something happened.")
@now_option
@click.pass_context
def status(
    ctx: click.Context,
    config_path: Path,
    output: Path | None,
    as_json: bool,
    source: str | None,
    now: datetime | None,
) -> None:
    """Show how each source is: its last run, its last good one, what is due, how often in a row it failed, and why.

    Reads what builds remembered and changes nothing. Exits as a build would: with 0 when all is well, 1 when the last
    run of a source failed, 3 when something is held back.

    \b
    Examples:
      feeds status
      feeds status --json
      feeds status --runs parish     when it failed and recovered, and what it brought
    """
    config = load(config_path, output=output, look=True)
    if source is not None:
        _runs(ctx, config, source, as_json=as_json)
        return
    with looked_into(config) as ledger:
        told = of(config, ledger, now or datetime.now(UTC).replace(microsecond=0))
    if as_json:
        from feeds.render.status import json

        sys.stdout.buffer.write(json(told))
    else:
        _show(config, told)
    ctx.exit(_CODES[told.status])


def _runs(ctx: click.Context, config: Config, source: str, *, as_json: bool) -> None:
    if source not in {one.name for one in config.sources}:
        raise click.BadParameter(f"there is no source {source!r}", ctx, param_hint="--runs")
    with looked_into(config) as ledger:
        runs = ledger.runs(source)
    if as_json:
        sys.stdout.buffer.write(encoded(runs) + b"\n")
        return
    if not runs:
        click.echo("Nothing happened to it yet.")
    for run in runs:
        click.echo(_run(run, zone_of(config)))


def _run(run: SourceRun, zone: tzinfo) -> str:
    counts = ((run.added, "new"), (run.revised, "changed"), (run.removed, "gone"))
    told = [f"{number} {what}" for number, what in counts if number]
    told.append(f"{run.items} {'item' if run.items == 1 else 'items'}")
    line = f"{moment(run.at, zone)}  {_state(run.outcome)}  {', '.join(told)}"
    return f"{line}\n{_INDENT}{plain(run.reason)}" if run.reason else line


def _show(config: Config, told: Status) -> None:
    """Tell a person: sources as a table with a line for each that is bad, then feeds and what is held."""
    zone = zone_of(config)
    overall = click.style(_ALL[told.status], fg=_color(told.status), bold=True)
    click.echo(f"{plain(told.title)}: {overall} ({moment(told.made, zone)})\n")
    for line in (*_sources(told, zone), "", *_feeds(told, zone), *_held(told, zone)):
        click.echo(line)
    if told.messages:
        click.echo(f"\nMessages that wait to be delivered: {told.messages}")
    if not is_built(config):
        click.echo("\nNothing was built yet: run `feeds build`.")


def _sources(told: Status, zone: tzinfo) -> Iterator[str]:
    rows = [
        (
            plain(source.name),
            _WORDS[source.outcome],
            _time(source.last_run, zone),
            _time(source.last_success, zone),
            _time(source.next_run, zone) if source.next_run > told.made else "due",
            str(source.items),
            f"{source.streak} since {_time(source.bad_since, zone)}" if source.streak else _NONE,
        )
        for source in told.sources
    ]
    widths = _widths([_HEADS, *rows])
    yield click.style(_line(_HEADS, widths), dim=True)
    for source, row in zip(told.sources, rows, strict=True):
        yield _line(row, widths, color=_color(source.outcome))
        if source.reason:
            yield f"{_INDENT}{plain(source.reason)}"


def _feeds(told: Status, zone: tzinfo) -> Iterator[str]:
    rows = [
        (
            plain(feed.name),
            "held" if feed.held_since else "ok",
            _time(feed.updated, zone),
            str(feed.entries),
        )
        for feed in told.feeds
    ]
    heads = ("feed", "state", "changed", "items")
    widths = _widths([heads, *rows])
    yield click.style(_line(heads, widths), dim=True)
    yield from (_line(row, widths, color="yellow" if row[1] == "held" else "green") for row in rows)


def _held(told: Status, zone: tzinfo) -> Iterator[str]:
    for one in told.held:
        name = "everything" if one.name == "*" else plain(one.name)
        since = f" since {_time(one.since, zone)}" if one.since is not None else ""
        yield f"\n{click.style(f'{name} is held{since}', fg='yellow')}"
        yield from (f"{_INDENT}{plain(reason)}" for reason in one.reasons)


def _widths(rows: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    return tuple(max(map(len, column)) for column in zip(*rows, strict=True))


def _line(row: tuple[str, ...], widths: tuple[int, ...], color: str | None = None) -> str:
    """Write a row with its columns side by side; the second is the state, in its colour."""
    cells = [f"{text:{width}}" for text, width in zip(row, widths, strict=True)]
    if color is not None:
        cells[1] = click.style(cells[1], fg=color)
    return "  ".join(cells).rstrip()


def _state(outcome: Condition) -> str:
    return click.style(_WORDS[outcome], fg=_color(outcome))


def _color(what: str) -> str:
    return _COLORS.get(what, "red")


def _time(value: datetime | None, zone: tzinfo) -> str:
    return f"{value.astimezone(zone):%Y-%m-%d %H:%M}" if value is not None else _NONE
