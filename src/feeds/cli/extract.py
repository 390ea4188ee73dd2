"""`feeds extract`: the items that files hold."""

from __future__ import annotations

import sys

import click
import msgspec

from feeds.cli import plain
from feeds.cli.reading import Found, reading_options, readings
from feeds.model import Item, Rejected, encode_hook

_WIDTH = 100


@click.command()
@reading_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object per item and line; docs/cli.md has the form.")
@click.pass_context
def extract(
    ctx: click.Context, files: tuple[str, ...], language: str | None, timezone: str | None, as_json: bool
) -> None:
    """Show the items that files hold; nothing is remembered and nothing published.

    FILE may be - for standard input. A file that cannot be read is told of, the others go on, and the exit code is 1.

    \b
    Examples:
      feeds extract page.txt
      feeds extract --json pages/*.txt > items.jsonl
      curl -s https://example.org/page.txt | feeds extract - --language da
    """
    show = _write_json if as_json else _write_list
    failed = False
    for name, found in readings(files, language, timezone):
        failed |= found is None
        if found is not None:
            show(name, found)
    ctx.exit(1 if failed else 0)


def _write_json(name: str, found: Found) -> None:
    stream = sys.stdout.buffer
    for item in _items(found):
        stream.write(msgspec.json.encode(item, enc_hook=encode_hook) + b"\n")


def _write_list(name: str, found: Found) -> None:
    items = _items(found)
    click.secho(f"{plain(name)}: {len(items)} {'item' if len(items) == 1 else 'items'}", bold=True)
    for item in items:
        click.echo(f"  {click.style(item.kind, fg='cyan')}")
        for field, value in shown(item):
            click.echo(f"    {field}: {value if len(value) <= _WIDTH else value[: _WIDTH - 1] + '…'}")


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


def _items(found: Found) -> list[Item]:
    return [thing for thing in found if not isinstance(thing, Rejected)]
