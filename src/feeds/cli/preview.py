"""`feeds preview`: what sources hold now, in a table; nothing is remembered and nothing published."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from feeds.cli import config_option, plain, warn
from feeds.cli.finding import counted, documents_of, place_of, when_said
from feeds.cli.init import is_asked
from feeds.cli.reading import Reading, reading_of
from feeds.cli.showing import language_of
from feeds.config import load, state_folder
from feeds.differing import shortened
from feeds.discovery import way
from feeds.errors import SourceError
from feeds.model import Config, Fetched, Item, Rejected, Source, encode_hook
from feeds.telling import some
from feeds.wording import headline

_HEADS = ("kind", "title", "when", "where", "rule")
_WIDEST = (16, 60, 46, 30, 24)
_USUAL_WIDTH = 120
_NARROWEST = 12


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An item in the table, for machines: `when` is on the clock of its own zone, `rule` names what found it."""

    source: str
    page: str
    kind: str
    title: str
    when: str | None
    where: str | None
    rule: str


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE...]")
@config_option
@click.option("--json", "form", flag_value="json", help="One JSON object per item and line, then per refusal.")
@click.option(
    "--html", "form", flag_value="html", help="Show it in the browser; when not at a terminal, write the page."
)
@click.pass_context
def preview(ctx: click.Context, names: tuple[str, ...], config_path: Path, form: str | None) -> None:
    """Show what sources hold now: kind, title, local time, place, rule, and what was dropped and why.

    Nothing is remembered and nothing published. Without a SOURCE all are read.

    \b
    Examples:
      feeds preview
      feeds preview library --json
      feeds preview library --html
    """
    config = load(config_path, look=True)
    failed: list[str] = []
    shown: list[Reading] = []
    for source in _sources(ctx, config, names):
        readings: list[Reading] = []
        for one in _readings(source, config.apart):
            if isinstance(one, Reading):
                readings.append(one)
                continue
            failed.append(str(one))
        if not readings:
            continue
        shown += readings
        if form == "json":
            _write_json(config, readings)
        elif form is None:
            for line in _table(config, source, readings):
                click.echo(line)
    for line in some(failed):
        warn(line)
    if form == "html":
        _show_page(config, shown)
    ctx.exit(1 if failed else 0)


def _sources(ctx: click.Context, config: Config, names: tuple[str, ...]) -> list[Source]:
    known = {source.name: source for source in config.sources}
    for name in names:
        if name not in known:
            raise click.BadParameter(f"there is no source {name!r}; choose one of {', '.join(known)}", ctx)
    return [known[name] for name in names] or list(config.sources)


def _readings(source: Source, apart: tuple[Path, ...]) -> Iterator[Reading | SourceError]:
    try:
        for fetched in documents_of(source, apart):
            yield fetched if isinstance(fetched, SourceError) else _reading(fetched, source)
    except SourceError as error:
        yield error


def _reading(fetched: Fetched, source: Source) -> Reading | SourceError:
    try:
        return reading_of(fetched.location, fetched, source)
    except SourceError as error:
        return error


def _rows(config: Config, reading: Reading) -> Iterator[Row]:
    for item in reading.items:
        yield _row(config, reading, item)


def _row(config: Config, reading: Reading, item: Item) -> Row:
    language = language_of(config, item.language)
    rules = [piece.rule for piece in item.evidence]
    return Row(
        source=reading.source.name,
        page=reading.name,
        kind=item.kind,
        title=headline(item, language),
        when=when_said(item, language) or None,
        where=place_of(item) or None,
        rule=rules[0] if rules else way(item, reading.source.format),
    )


def _table(config: Config, source: Source, readings: list[Reading]) -> Iterator[str]:
    rows = [row for reading in readings for row in _rows(config, reading)]
    refused = [(reading, one) for reading in readings for one in reading.refused]
    yield click.style(f"{plain(source.name)}: {counted(len(rows), 'item', 'items')}", bold=True)
    cells = [(row.kind, row.title, row.when or "", row.where or "", row.rule) for row in rows]
    widths = _widths(cells)
    for line in (_HEADS, *cells) if cells else ():
        text = "  ".join(_cell(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
        yield click.style(f"  {text}", dim=True) if line is _HEADS else f"  {text}"
    if refused:
        yield click.style(f"  dropped: {len(refused)}", fg="yellow")
    for reading, one in refused:
        page = f"{plain(Path(reading.name).name)}, " if len(readings) > 1 else ""
        what = f"{one.kind}: {one.reason} ({one.rule}): {shortened(_one_line(one))}"
        yield f"    {page}{_lines(one)}: {plain(what)}"


def _widths(cells: Sequence[tuple[str, ...]]) -> list[int]:
    """Give each column what it needs, and the title what the others leave of the terminal."""
    widths = [
        min(widest, max(map(len, (head, *(cell[column] for cell in cells)))))
        for column, (head, widest) in enumerate(zip(_HEADS, _WIDEST, strict=True))
    ]
    room = _terminal() - 2 - 2 * (len(widths) - 1)
    widths[1] = max(_NARROWEST, min(widths[1], room - sum(widths) + widths[1]))
    return widths


def _terminal() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return _USUAL_WIDTH


def _cell(text: str, width: int) -> str:
    text = plain(" ".join(text.split()))
    return (text if len(text) <= width else f"{text[: width - 1]}…").ljust(width)


def _lines(one: Rejected) -> str:
    first, last = one.lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _one_line(one: Rejected) -> str:
    return " ".join(one.text.split())


def _write_json(config: Config, readings: list[Reading]) -> None:
    for reading in readings:
        for thing in (*_rows(config, reading), *reading.refused):
            sys.stdout.buffer.write(msgspec.json.encode(thing, enc_hook=encode_hook) + b"\n")


def _show_page(config: Config, readings: list[Reading]) -> None:
    from feeds.cli.explained import page

    text = page(readings)
    if not is_asked():
        click.echo(text, nl=False)
        return
    path = state_folder(config.output) / f"{config.output.name}.preview.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    click.echo(f"Opening {path}")
    click.launch(str(path))
