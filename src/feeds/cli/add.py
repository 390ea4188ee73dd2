"""`feeds add`: look at pages or folders once, and append them to a configuration."""

from __future__ import annotations

from pathlib import Path

import click

from feeds.cli.finding import renamed
from feeds.cli.init import look, looking, noted, write
from feeds.config import load, text_of
from feeds.cron import parse_duration
from feeds.model import AUTO
from feeds.starter import added


@click.command()
@looking
@click.option("--name", help="The name of the source; only for a single one.")
@click.option("--every", help="How often it is read: 15m, 1h, 1d, or auto.")
@click.pass_context
def add(
    ctx: click.Context,
    targets: tuple[str, ...],
    config_path: Path,
    name: str | None,
    every: str | None,
    language: str | None,
    timezone: str | None,
    own: bool | None,
    *,
    allow_private: bool,
) -> None:
    """Look at pages, feeds, calendars, files or folders once, show what is there, and append them to feeds.toml.

    All else in the file stays letter by letter.

    \b
    Examples:
      feeds add https://example.org/jobs
      feeds add parish/*.txt --name parish --every 1d
    """
    config = load(config_path, look=True)
    if name is not None and len(targets) > 1:
        raise click.BadParameter("several sources cannot have one name", ctx, param_hint="--name")
    try:
        seconds = parse_duration(every) if every not in (None, AUTO) else None
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param_hint="--every") from error
    names = [source.name for source in config.sources]
    found = look(
        targets, names, config.apart, language=language, timezone=timezone, own=own, allow_private=allow_private
    )
    if not found:
        ctx.exit(1)
    sources = [(renamed(source, name, seconds, adaptive=every == AUTO), note) for source, note in noted(found)]
    write(config_path, added(text_of(config_path), sources, config_path.absolute().parent))
    told = ", ".join(source.name for source, _ in sources)
    click.echo(f"Added {click.style(told, fg='green')} to {config_path}.")
    ctx.exit(0 if len(found) >= len(targets) else 1)
