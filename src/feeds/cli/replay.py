"""`feeds replay`: what the kept pages of sources would give now, after a rule or a setting was edited."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from feeds.cli import config_option, now_option, output_option
from feeds.cli.finding import counted
from feeds.cli.plan import show
from feeds.cli.showing import moment, zone_of
from feeds.config import load
from feeds.fetch.store import Past, Store
from feeds.model import Config, encoded
from feeds.pipeline import pages_path


@click.command()
@click.argument("run", type=click.IntRange(min=1), required=False)
@config_option
@output_option
@click.option("--list", "is_list", is_flag=True, help="List the runs whose pages are kept, and do nothing else.")
@click.option(
    "--json", "as_json", is_flag=True, help="Report as one JSON object, that of `feeds plan --json`; of a list, one."
)
@now_option
@click.pass_context
def replay(
    ctx: click.Context,
    run: int | None,
    config_path: Path,
    output: Path | None,
    now: datetime | None,
    *,
    is_list: bool,
    as_json: bool,
) -> None:
    """Read the pages of a RUN again, by today's rules and settings, and show what would be different.

    Without a RUN it is the last one that found a page changed. Nobody is asked for anything, and nothing is changed.
    The last 50 runs are kept, 200 MB in all. Sources on disk are read as they are.

    \b
    Examples:
      feeds replay
      feeds replay --list
      feeds replay 12 --config site/feeds.toml --json
    """
    config = load(config_path, output=output, look=True)
    past = Store(pages_path(config), look=True).past()
    if is_list:
        _list(config, past, as_json=as_json)
        return
    show(ctx, config, now, (), as_json=as_json, with_files=False, replayed=_number(ctx, past, run))


def _number(ctx: click.Context, past: tuple[Past, ...], run: int | None) -> int:
    numbers = [one.run for one in past]
    if run is None:
        return numbers[-1] if numbers else 0
    if run not in numbers:
        kept = f"runs {numbers[0]} to {numbers[-1]} are" if numbers else "none is"
        raise click.BadParameter(f"the pages of run {run} are not kept; {kept}: feeds replay --list", ctx)
    return run


def _list(config: Config, past: tuple[Past, ...], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(encoded(past) + b"\n")
        return
    if not past:
        click.echo("No pages are kept: no build has fetched any yet, or somebody was forgotten since.")
    for one in past:
        told = f"{counted(one.pages, 'page', 'pages')}, {one.changed} changed"
        click.echo(f"{click.style(str(one.run), bold=True)}  {moment(one.at, zone_of(config))}  {told}")
