"""`feeds extract`: the items that files hold, or the lines that no rule took."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from feeds.cli import plain
from feeds.cli.reading import Reading, reading_options, readings
from feeds.model import Item, encode_hook

_WIDTH = 100


@click.command()
@reading_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object per item and line; docs/cli.md has the form.")
@click.option("--missed", "is_missed", is_flag=True, help="The lines with a date or a name that no rule took, instead.")
@click.pass_context
def extract(
    ctx: click.Context,
    files: tuple[str, ...],
    language: str | None,
    timezone: str | None,
    source: str | None,
    config_path: Path,
    *,
    allow_private: bool,
    as_json: bool,
    is_missed: bool,
) -> None:
    """Show the items that files hold; nothing is remembered and nothing published.

    FILE may be - for standard input, or a web address. A file that cannot be read is told of, the others go on, and the
    exit code is 1.
    With --missed it shows what a rule could be added for.

    \b
    Examples:
      feeds extract page.txt
      feeds extract https://example.org/news --json
      feeds extract --json pages/*.txt > items.jsonl
      feeds extract --missed page.txt
      curl -s https://example.org/page.txt | feeds extract - --language da
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
    for reading in found:
        if is_missed:
            _write_missed(reading, as_json=as_json)
        elif as_json:
            _write_json(reading)
        else:
            _write_list(reading)


def _write_json(reading: Reading) -> None:
    for item in reading.items:
        sys.stdout.buffer.write(msgspec.json.encode(item, enc_hook=encode_hook) + b"\n")


def _write_missed(reading: Reading, *, as_json: bool) -> None:
    lines = reading.missed()
    if as_json:
        for line in lines:
            sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
        return
    count = f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}"
    click.secho(f"{plain(reading.name)}: {count} with a date or a name that no rule took", bold=True)
    for line in lines:
        first, last = line.lines
        where = f"{first}" if first == last else f"{first}–{last}"
        holds = click.style(" and ".join(line.holds), fg="cyan")
        click.echo(f"  {where:>5}  {holds}: {shortened(plain(line.text))}")


def _write_list(reading: Reading) -> None:
    items = reading.items
    click.secho(f"{plain(reading.name)}: {len(items)} {'item' if len(items) == 1 else 'items'}", bold=True)
    for item in items:
        click.echo(f"  {click.style(item.kind, fg='cyan')}")
        for field, value in shown(item):
            click.echo(f"    {field}: {shortened(value)}")


def shortened(text: str) -> str:
    """Cut a text that is too long for a line of a terminal."""
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def shown(item: Item) -> list[tuple[str, str]]:
    """List the facts of an item, each as one line for a terminal."""
    facts = msgspec.to_builtins(item, enc_hook=encode_hook)
    return [(field, _line(value)) for field, value in facts.items() if field not in ("kind", "evidence")]


def _line(value: object) -> str:
    match value:
        case list() | tuple():
            return ", ".join(_line(part) for part in value)
        case dict():
            return ", ".join(_line(part) for part in value.values())
        case bool():
            return "yes" if value else "no"
        case _:
            return plain(" ".join(str(value).split()))
