"""`feeds run`: stay, and build again at each source's time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from feeds.cli import config_option, output_option

if TYPE_CHECKING:
    from feeds.model import Config
    from feeds.server import Served


@click.command()
@config_option
@output_option
@click.option(
    "--log-format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Log lines for people, or JSON objects for machines.",
)
@click.option("--verbose", "amount", flag_value="verbose", help="Log also what is of use when something is sought.")
@click.option("--quiet", "amount", flag_value="quiet", help="Log only what a person may have to look at.")
@click.option("--serve", "is_served", is_flag=True, help="Serve the output folder too, as `feeds serve` does.")
@click.option("--host", default="127.0.0.1", show_default=True, help="With --serve, the address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="With --serve, the port; 0 is any."
)
@click.option("--status", is_flag=True, help="With --serve, tell everybody how the sources are, as `feeds serve` does.")
@click.option("--access-log", is_flag=True, help="With --serve, log each request.")
def run(
    config_path: Path,
    output: Path | None,
    form: str,
    amount: str | None,
    is_served: bool,
    host: str,
    port: int,
    status: bool,
    access_log: bool,
) -> None:
    """Stay, and build each source whenever its `every` or `cron` says so.

    A source that says neither is built each hour; one that never was, or that missed its time, at once. What is due is
    known from the ledger: a restart repeats nothing and loses nothing. Each build is one line of the log, on standard
    error, which says what changed; a build that fails is logged and the next one comes. A configuration that changed is
    read again, also on SIGHUP; a bad one is refused, and the old one stays. SIGTERM and Ctrl-C let a running build
    finish first, for 20 seconds at most.

    \b
    Examples:
      feeds run
      feeds run --config /srv/news/feeds.toml --log-format json
      feeds run --serve --host 0.0.0.0
    """
    from feeds import daemon, logs
    from feeds.notify import Notifier

    logs.start(cast("logs.Form", form), cast("logs.Amount", amount or "usual"))
    daemon.run(
        config_path,
        output=output,
        form=cast("logs.Form", form),
        serve=partial(_serving, host, port, status, access_log) if is_served else None,
        notifier=Notifier(os.environ),
    )


@contextmanager
def _serving(
    host: str, port: int, status: bool, access_log: bool, config: Config
) -> Iterator[Callable[[Config], None]]:
    """Serve what a configuration publishes until left; what is given serves another one."""
    from feeds import live, server
    from feeds.logs import Log

    def served(of: Config) -> Served:
        watch = live.Watch(of, tells_all=status or of.status.publish)
        return server.served(of, watch, access_log=access_log)

    with server.listen(host, port) as door, server.serving(door, served(config)) as running:
        Log("feeds").info(f"serving {config.output} at {server.address_of(door)}", event="serving")
        yield lambda other: running.change(served(other))
