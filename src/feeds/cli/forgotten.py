"""`feeds forgotten`: the tombstones of what was forgotten, and lifting one."""

from __future__ import annotations

import sys
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import msgspec

from feeds import forget
from feeds.cli import config_option, opened_now, output_option
from feeds.config import load
from feeds.errors import FeedsError
from feeds.ledger import Ledger
from feeds.model import Config
from feeds.tombstones import Tombstone


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A tombstone in the report for machines; `made` is an instant in UTC."""

    id: str
    kind: str
    made: str


@click.command()
@config_option
@output_option
@click.option("--lift", metavar="ID", help="Let what this tombstone keeps away come back, if a source still tells it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def forgotten(config_path: Path, output: Path | None, lift: str | None, as_json: bool) -> None:
    """List the tombstones of what was forgotten: when each was made, and whether of a person or an item.

    Which person it is cannot be told from a tombstone. To find one, forget the same name again: its tombstone has the
    same ID.

    \b
    Examples:
      feeds forgotten
      feeds forgotten --lift 3f9c01ab
    """
    config = load(config_path, output=output)
    with opened_now(config) as ledger:
        if lift is not None:
            _lift(config, ledger, lift)
            click.echo("Lifted. The next build reads all pages again, and what they still tell comes back.")
            return
        found = ledger.tombstones()
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode([_listed(one) for one in found]) + b"\n")
        return
    zone = ZoneInfo(config.site.timezone)
    for one in found:
        click.echo(f"{one.id}  {one.kind:6}  {one.made.astimezone(zone):%Y-%m-%d %H:%M}")
    if not found:
        click.echo("Nothing was forgotten.")


def _lift(config: Config, ledger: Ledger, wanted: str) -> None:
    if wanted not in {one.id for one in ledger.tombstones()}:
        raise FeedsError(f"there is no tombstone {wanted!r}", remedy="`feeds forgotten` lists them")
    forget.lift(config, ledger, wanted)


def _listed(one: Tombstone) -> Listed:
    return Listed(id=one.id, kind=one.kind, made=one.made.astimezone(UTC).isoformat())
