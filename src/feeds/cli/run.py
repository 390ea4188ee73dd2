"""`feeds run`: stay, and build again at each source's time."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

import click

from feeds.cli import config_option, output_option
from feeds.cli.build import problems
from feeds.config import load
from feeds.model import Config
from feeds.pipeline import Report
from feeds.pipeline import run as build

log = logging.getLogger("feeds")


@click.command()
@config_option
@output_option
def run(config_path: Path, output: Path | None) -> None:
    """Build now, then stay and build each source again whenever its `every` or `cron` says so.

    A source that says neither is built each hour. Each build is one line of the log, on standard error, which says what
    changed; a build that fails is logged and the next one comes. SIGTERM and Ctrl-C let a running build finish first.

    \b
    Examples:
      feeds run
      feeds run --config /srv/news/feeds.toml
    """
    from feeds import schedule

    config = load(config_path, output=output)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%S%z")
    log.setLevel(logging.INFO)
    schedule.run(config, lambda names, now: _build(config, names, now))


def _build(config: Config, names: tuple[str, ...], now: datetime) -> str:
    from feeds import schedule

    report = build(config, now, names)
    if report is None:
        return "another build is at work there, nothing done"
    for line in problems(report):
        log.warning("%s", schedule.one_line(line))
    return told(report)


def told(report: Report) -> str:
    """Say in a few words what a build changed."""
    counts = (
        (sum(source.added for source in report.sources), "new"),
        (sum(source.revised for source in report.sources), "changed"),
        (sum(source.removed for source in report.sources), "taken back"),
        (len(report.failures), "failed"),
        (len(report.held), "held"),
        (len(report.publication.written), "files written"),
        (len(report.publication.removed), "files removed"),
    )
    return ", ".join(f"{number} {what}" for number, what in counts if number) or "nothing changed"
