"""`feeds init`: look at pages or folders once, and write the configuration that reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from feeds import lang
from feeds.addresses import how_to_write, web_address
from feeds.cli import config_option, plain, warn
from feeds.cli.finding import found_at, source_of, summary, told
from feeds.config import load
from feeds.discovery import Discovery
from feeds.errors import ConfigError, PublishError, SourceError
from feeds.model import Source
from feeds.starter import Start, configuration
from feeds.zones import zone_name

_USUAL = "en"

_LOOKING = (
    click.argument("targets", nargs=-1, required=True, metavar="URL|PATH..."),
    config_option,
    click.option("--language", help="The language of the pages, when it need not be found out; of a new site too."),
    click.option("--timezone", help="The zone of clock times, like Europe/Copenhagen."),
    click.option("--own/--no-own", default=None, help="Read the feeds and calendars that a page offers, not the page."),
    click.option(
        "--allow-private", is_flag=True, help="Web addresses may lead into one's own network; the source says so then."
    ),
)
_Command = TypeVar("_Command", bound=Callable[..., object])


def looking(command: _Command) -> _Command:
    """Give a command the options of all that look at something to read it later."""
    for option in reversed(_LOOKING):
        command = option(command)
    return command


@click.command()
@looking
@click.option("--title", help="The title of the publication.")
@click.option("--base-url", help="Where the output folder will be found on the web.")
@click.option("--force", is_flag=True, help="Write over a configuration that is there.")
@click.pass_context
def init(
    ctx: click.Context,
    targets: tuple[str, ...],
    config_path: Path,
    title: str | None,
    base_url: str | None,
    language: str | None,
    timezone: str | None,
    own: bool | None,
    *,
    allow_private: bool,
    force: bool,
) -> None:
    """Look at pages, feeds, calendars or folders once, show what is there, and write a feeds.toml that reads them.

    At a terminal it asks for what it cannot find out; each answer can be given as an option, and without a terminal it
    asks nothing.

    \b
    Examples:
      feeds init https://example.org/calendar
      feeds init sources/ --title "Harbour news" --base-url https://feeds.example.org/
      feeds init https://example.org/news events.ics --config site/feeds.toml
    """
    if config_path.exists() and not force:
        raise PublishError(
            "there is a configuration already",
            where=str(config_path),
            remedy="add to it with `feeds add`, or use --force",
        )
    if base_url is not None and web_address(base_url) is None:
        raise click.BadParameter(f"{base_url!r} is no web address; {how_to_write(base_url)}", param_hint="--base-url")
    apart = (config_path.resolve(), config_path.resolve().parent / "output")
    found = look(targets, [], apart, language=language, timezone=timezone, own=own, allow_private=allow_private)
    if not found:
        ctx.exit(1)
    start = _start(found, title, base_url, language, timezone)
    write(config_path, configuration(start, noted(found), config_path.absolute().parent))
    config = load(config_path)
    click.echo(f"Wrote {click.style(str(config_path), fg='green')}. Next:")
    named = "" if config_path == Path("feeds.toml") else f" --config {config_path}"
    for command, what in (("preview", "all that is found"), ("build", f"write {config.output}"), ("run", "and go on")):
        click.echo(f"  feeds {command}{named}".ljust(40) + what)
    ctx.exit(0 if len(found) == len(targets) else 1)


def look(
    targets: tuple[str, ...],
    taken: list[str],
    apart: tuple[Path, ...],
    *,
    language: str | None,
    timezone: str | None,
    own: bool | None,
    allow_private: bool = False,
) -> list[Discovery]:
    """Look at each target and show what is there; one that cannot be read is told of, and left out."""
    _check(language, timezone)
    names, all_found = list(taken), list[Discovery]()
    for target in targets:
        try:
            source = source_of(target, names, language, timezone, allow_private=allow_private)
            found = found_at(source, apart)
        except SourceError as error:
            warn(str(error))
            continue
        click.secho(plain(target), bold=True)
        for line in told(found, language or _USUAL):
            click.echo(line)
        for one in instead(found, names, own=own):
            all_found.append(one)
            names.append(one.source.name)
    return all_found


def instead(found: Discovery, taken: list[str], *, own: bool | None) -> list[Discovery]:
    """Show the feeds and calendars that a page offers, and take them in its place if that is wanted."""
    if not found.offers:
        return [found]
    click.echo("  the page offers:")
    for one in found.offers:
        click.echo(f"    {one.kind}: {plain(one.url)}{f' ({plain(one.title)})' if one.title else ''}")
    if own is None and is_asked():
        own = click.confirm("  Read these, and not the page?", default=not found.count)
    if not own:
        click.echo("  (with --own these are read, and not the page)")
        return [found]
    offered: list[Discovery] = []
    for one in found.offers:
        try:
            names = [*taken, *(each.source.name for each in offered)]
            there = found_at(source_of(one.url, names, allow_private=found.source.allow_private))
        except SourceError as error:
            warn(str(error))
            continue
        click.secho(f"  {plain(one.url)}: {summary(there)}")
        if there.count:
            offered.append(there)
    return offered or [found]


def noted(found: list[Discovery]) -> list[tuple[Source, str]]:
    """Pair each source with a line for the file that says what was found."""
    return [(one.source, f"When this was written: {summary(one)}.") for one in found]


def is_asked() -> bool:
    """Tell whether somebody sits there to answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def write(path: Path, text: str) -> None:
    """Write a configuration whole or not at all, after it was checked beside its place.

    Raises:
        ConfigError: it would not work; PublishError: it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8")
        load(part, look=True)
        part.replace(path)
    except ConfigError as error:
        raise ConfigError(tuple(problem.replace(str(part), str(path)) for problem in error.problems)) from error
    except OSError as error:
        raise PublishError(error.strerror or str(error), where=str(path), remedy="name another place") from error
    finally:
        part.unlink(missing_ok=True)


def _check(language: str | None, timezone: str | None) -> None:
    if language is not None and language not in lang.available():
        raise click.BadParameter(f"there is no {language!r}; choose one of {', '.join(lang.available())}")
    if timezone is not None:
        try:
            zone_name(timezone)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--timezone") from None


def _start(
    found: list[Discovery], title: str | None, base_url: str | None, language: str | None, timezone: str | None
) -> Start:
    told_languages = [one.language for one in found if one.language is not None]
    code = language or (told_languages[0] if told_languages else _USUAL)
    code = code if lang.load(code).ui else _USUAL
    zones = [one.timezone for one in found if one.timezone is not None]
    zone = timezone or (zones[0] if zones else lang.load(code).language.timezone)
    usual = found[0].source.name
    if is_asked():
        title = title or click.prompt("Title of the publication", default=usual)
        base_url = base_url or click.prompt("Its address on the web (empty: not yet)", default="", show_default=False)
    return Start(title=title or usual, language=code, timezone=zone, base_url=base_url or None)
