"""`feeds add`: look at pages or folders once, and append them to a configuration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from feeds.addresses import web_address
from feeds.cli import plain
from feeds.cli.finding import renamed
from feeds.cli.init import look, looking, noted, write
from feeds.config import load, text_of
from feeds.cron import parse_duration
from feeds.model import AUTO, Source
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
    known = {_place(_target(source)): source.name for source in config.sources}
    unread = _unread(targets, known)
    if not unread:
        return
    found = look(
        unread, names, config.apart, language=language, timezone=timezone, own=own, allow_private=allow_private
    )
    is_whole = len(found) >= len(unread)
    if not found:
        ctx.exit(1)
    # With --own a page gives what it offers, which can be read already.
    by_place = {_target(one.source): one for one in found}
    found = [by_place[place] for place in _unread(by_place, known)]
    if not found:
        return
    sources = [(renamed(source, name, seconds, adaptive=every == AUTO), note) for source, note in noted(found)]
    write(config_path, added(text_of(config_path), sources, config_path.absolute().parent))
    told = ", ".join(source.name for source, _ in sources)
    click.echo(f"Added {click.style(told, fg='green')} to {config_path}.")
    ctx.exit(0 if is_whole else 1)


def _unread(targets: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Give the targets that no source reads yet, each once; which source reads another one is told."""
    unread: dict[str, str] = {}
    for target in targets:
        name = known.get(_place(target))
        if name is not None:
            click.echo(f"{plain(target)} is read already: it is the source {click.style(name, fg='green')}.")
        else:
            unread.setdefault(_place(target), target)
    return tuple(unread.values())


def _target(source: Source) -> str:
    return source.url or str(source.path)


def _place(target: str) -> str:
    return web_address(target) or target if "://" in target else str(Path(target).absolute())
