"""`feeds explain`: the page with its items in the margin, which rule gave each fact, and what was refused and why."""

from __future__ import annotations

from pathlib import Path

import click

from feeds.cli import plain
from feeds.cli.extract import shortened, shown
from feeds.cli.reading import Reading, reading_options, readings
from feeds.model import Evidence, Item
from feeds.recognise.margin import MarkedLine


@click.command()
@reading_options
@click.option("--html", "as_html", is_flag=True, help="Write it as one HTML page that needs nothing else.")
@click.pass_context
def explain(
    ctx: click.Context,
    files: tuple[str, ...],
    language: str | None,
    timezone: str | None,
    source: str | None,
    config_path: Path,
    *,
    allow_private: bool,
    as_html: bool,
) -> None:
    """Show the page with its items in the margin, which rule gave each fact, and what was refused and why.

    In the margin stands the number of the item that a line gave something to, an x where a candidate was refused, and
    a question mark where a date or a name stands that no rule took.

    \b
    Examples:
      feeds explain page.txt
      feeds explain https://example.org/news
      feeds explain page.txt --language no | less
      feeds explain page.txt --html > page.html
    """
    found = readings(
        ctx,
        files,
        language=language,
        timezone=timezone,
        source=source,
        config_path=config_path,
        allow_private=allow_private,
    )
    if as_html:
        from feeds.cli.explained import page

        click.echo(page(list(found)), nl=False)
        return
    for reading in found:
        _write(reading)


def _write(reading: Reading) -> None:
    click.secho(f"{plain(reading.name)}: {reading.counts}", bold=True)
    if reading.is_page:
        click.echo()
    for line in reading.lines():
        _write_line(line)
    for number, item in enumerate(reading.items, 1):
        _write_item(number, item)
    for candidate in reading.refused:
        click.echo(f"\n  {click.style('refused', fg='yellow')} {candidate.kind}, {_lines(candidate.lines)}")
        click.echo(f"    {plain(candidate.reason)} (rule {plain(candidate.rule)})")
        click.echo(_quoted(candidate.text))


def _write_line(line: MarkedLine) -> None:
    sign = _sign(line)
    color = {"x": "yellow", "?": "magenta"}.get(sign, "cyan")
    click.echo(f"{click.style(f'{sign:>4}', fg=color)} {line.number:>4} | {shortened(plain(line.text))}")
    for mark in line.marks:
        if mark.told:
            click.secho(f"            {shortened(plain(mark.told))}", dim=True)


def _sign(line: MarkedLine) -> str:
    numbers = dict.fromkeys(str(mark.item) if mark.item else "x" for mark in line.marks)
    return ",".join(numbers) or ("?" if line.missed else "")


def _write_item(number: int, item: Item) -> None:
    click.echo(f"\n  {number} {click.style(item.kind, fg='cyan')}")
    evidence: dict[str, list[Evidence]] = {}
    for piece in item.evidence:
        evidence.setdefault(piece.field.partition(".")[0], []).append(piece)
    for field, value in shown(item):
        click.echo(f"    {click.style(field, bold=True)}: {shortened(value)}")
        for piece in evidence.get(field, ()):
            click.echo(f"      {_lines(piece.lines)}, rule {plain(piece.rule)}")
            click.echo(_quoted(piece.text))


def _lines(lines: tuple[int, int]) -> str:
    first, last = lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _quoted(text: str) -> str:
    return click.style(f"      | {shortened(plain(' '.join(text.split())))}", dim=True)
