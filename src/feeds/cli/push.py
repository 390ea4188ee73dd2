"""`feeds push`: deliver what waits for the owner and for the hub."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from feeds.cli import config_option, now_option, opened_now, output_option, plain, warn
from feeds.config import load


@click.command()
@config_option
@output_option
@click.option("--test", "is_test", is_flag=True, help="Send a test to the owner instead, and say how it went.")
@now_option
@click.pass_context
def push(ctx: click.Context, config_path: Path, output: Path | None, is_test: bool, now: datetime | None) -> None:
    """Deliver what waits: letters and webhooks to the owner, and to the hub which feeds changed.

    Builds do so by themselves. This is for a folder that is copied elsewhere afterwards: `feeds build --no-push`, then
    copy, then `feeds push`, so that the hub finds what it is told of. Exits with 1 when something was given up, or a
    test did not get through.

    \b
    Examples:
      feeds push
      feeds push --test              is [alerts] as it should be?
    """
    config = load(config_path, output=output)
    moment = now or datetime.now(UTC).replace(microsecond=0)
    from feeds import deliver

    if is_test:
        _test(ctx, deliver.tested(config, moment))
        return
    with opened_now(config) as ledger:
        done = deliver.deliver(config, ledger, moment)
        waiting = len(ledger.messages("waiting", limit=_ALL))
    for line in done.warnings:
        warn(line)
    click.echo(f"{done.done} delivered, {waiting} waiting, {done.given_up} given up.")
    ctx.exit(1 if done.given_up else 0)


def _test(ctx: click.Context, outcomes: Mapping[str, str]) -> None:
    if not outcomes:
        click.echo("There is nobody to tell: see [alerts.mail] and [alerts.webhook].")
    for channel, trouble in outcomes.items():
        click.echo(f"{channel}: {plain(trouble) if trouble else 'delivered'}")
    ctx.exit(1 if any(outcomes.values()) else 0)


_ALL = 1_000_000
