"""`feeds explain`: which lines and which rule gave each fact, and what was refused and why."""

from __future__ import annotations

import click

from feeds.cli import plain
from feeds.cli.extract import shown
from feeds.cli.reading import Found, reading_options, readings
from feeds.model import Evidence, Item, Rejected

_WIDTH = 100


@click.command()
@reading_options
@click.pass_context
def explain(ctx: click.Context, files: tuple[str, ...], language: str | None, timezone: str | None) -> None:
    """Show which lines and which rule gave each fact, and what was refused and why.

    \b
    Examples:
      feeds explain page.txt
      feeds explain page.txt --language no | less
    """
    failed = False
    for name, found in readings(files, language, timezone):
        failed |= found is None
        if found is not None:
            _write(name, found)
    ctx.exit(1 if failed else 0)


def _write(name: str, found: Found) -> None:
    items = [thing for thing in found if not isinstance(thing, Rejected)]
    refused = [thing for thing in found if isinstance(thing, Rejected)]
    click.secho(f"{plain(name)}: {len(items)} found, {len(refused)} refused", bold=True)
    for item in items:
        _write_item(item)
    for candidate in refused:
        click.echo(f"\n  {click.style('refused', fg='yellow')} {candidate.kind}, {_lines(candidate.lines)}")
        click.echo(f"    {plain(candidate.reason)} (rule {plain(candidate.rule)})")
        click.echo(_quoted(candidate.text))


def _write_item(item: Item) -> None:
    click.echo(f"\n  {click.style(item.kind, fg='cyan')}")
    evidence: dict[str, list[Evidence]] = {}
    for piece in item.evidence:
        evidence.setdefault(piece.field.partition(".")[0], []).append(piece)
    for field, value in shown(item):
        click.echo(f"    {click.style(field, bold=True)}: {_short(value)}")
        for piece in evidence.get(field, ()):
            click.echo(f"      {_lines(piece.lines)}, rule {plain(piece.rule)}")
            click.echo(_quoted(piece.text))


def _lines(lines: tuple[int, int]) -> str:
    first, last = lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _quoted(text: str) -> str:
    return click.style(f"      | {_short(plain(' '.join(text.split())))}", dim=True)


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
