"""`feeds rollback`: put back what was published before."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from feeds.cli import config_option, opened_now, output_option, warn
from feeds.config import load
from feeds.deliver import deliver
from feeds.release import EVERYTHING, roll_back


@click.command()
@config_option
@output_option
def rollback(config_path: Path, output: Path | None) -> None:
    """Put back what was published before the last publication, byte for byte.

    What Feeds knows stays as it is, so the next build would publish it again: from now on builds publish nothing, and
    exit with 3, until you have mended what was wrong and run: feeds build --accept '*'

    The last three publications can be taken back, one after the other; not the first one, and nothing that was before
    `feeds forget`.

    \b
    Examples:
      feeds rollback
      feeds rollback --config /srv/news/feeds.toml
    """
    config = load(config_path, output=output)
    with opened_now(config) as ledger:
        now = datetime.now(UTC).replace(microsecond=0)
        paths = roll_back(config, ledger, now)
        told = deliver(config, ledger, now).warnings
    for line in told:
        warn(line)
    click.echo(f"Put back {len(paths)} {'file' if len(paths) == 1 else 'files'} in {config.output}.")
    click.echo(f"Nothing is published from now on until you run: feeds build --accept '{EVERYTHING}'")
