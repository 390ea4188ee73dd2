"""`feeds forget`: take a person or an item down for good."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from feeds.cli import config_option, now_option, opened_now, output_option, plain
from feeds.config import load
from feeds.errors import FeedsError
from feeds.forget import Forgotten, forget_item, forget_person
from feeds.ledger import Ledger
from feeds.model import Config

_UID = re.compile(
    r"(?:urn:uuid:|.*items/)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\.\w+)?", re.I
)


@click.command()
@click.argument("what", metavar="NAME|UID")
@config_option
@output_option
@now_option
def forget(what: str, config_path: Path, output: Path | None, now: datetime | None) -> None:
    """Take a person, given by the whole name, or one item, given by its uid, down for good.

    Every notice about the person goes, and the name goes out of everything else: files, archives, history, kept
    publications and copies of the ledger. A tombstone stays that holds a keyed hash and no name; it keeps them away
    whatever the sources say. `feeds forgotten` lists tombstones, and lifts one.

    With - the name is read from standard input, so that it stands in no list of commands.

    \b
    Examples:
      feeds forget "Anna Holm"
      feeds forget - < name.txt
      feeds forget urn:uuid:83096b86-b537-5ced-bfa8-88af0e2e5817
    """
    if what == "-":
        what = sys.stdin.readline() if sys.stdin is not None else ""
    config = load(config_path, output=output)
    with opened_now(config) as ledger:
        done = _forgotten(config, ledger, what.strip(), now or datetime.now(UTC).replace(microsecond=0))
    _tell(config, done)


def _forgotten(config: Config, ledger: Ledger, what: str, now: datetime) -> Forgotten:
    match = _UID.fullmatch(what)
    try:
        return (
            forget_item(config, ledger, f"urn:uuid:{match[1].lower()}", now)
            if match
            else forget_person(config, ledger, what, now)
        )
    except ValueError as error:
        raise FeedsError(str(error), remedy='like: feeds forget "Anna Holm"') from error


def _tell(config: Config, done: Forgotten) -> None:
    click.echo(
        f"Forgotten, as {done.tombstone.id}: {_count(len(done.erased), 'item')} taken down, "
        f"{_count(len(done.rewritten), 'other')} written without the name."
    )
    files = done.publication
    click.echo(
        f"Files: {len(files.written)} written, {len(files.removed)} removed. Earlier publications and copies are gone."
    )
    if not done.erased and not done.rewritten:
        click.echo("Nothing of it was published; it will not be from now on.")
    for source, page in done.pages:
        click.echo(f"Still told by source {plain(source)}: {plain(page)} (it is yours to change)")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
