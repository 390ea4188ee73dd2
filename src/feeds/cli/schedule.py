"""`feeds schedule`: when sources are due, and the crontab lines for it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from feeds import cron
from feeds.cli import config_option, plain
from feeds.config import load
from feeds.errors import ConfigError
from feeds.model import Config, Source

_RUNS = 3


@click.command()
@config_option
@click.option("--cron", "form", flag_value="cron", help="Print lines for a crontab, which run `feeds build`.")
def schedule(config_path: Path, form: str | None) -> None:
    """Show the next three runs of each source under `feeds run`, in the source's own time zone.

    With --cron, print what a crontab needs to run `feeds build` as often as the sources ask for.

    \b
    Examples:
      feeds schedule
      feeds schedule --cron
      (crontab -l; feeds schedule --cron) | crontab -
    """
    config = load(config_path)
    if form == "cron":
        click.echo(_crontab(config, config_path.absolute()), nl=False)
        return
    now = datetime.now(UTC)
    for source in config.sources:
        click.echo(_next(source, config.site.timezone, now))


def _crontab(config: Config, path: Path) -> str:
    command = (*_program(Path(sys.executable)), "build", "--quiet", "--config", str(path))
    try:
        return cron.crontab(config.sources, config.site.timezone, command)
    except ValueError as error:
        raise ConfigError((f"{error}; move the configuration or the program to a plainer path",)) from error


def _program(python: Path) -> tuple[str, ...]:
    # A crontab's PATH is short, so the program is named in full; not resolved, or a virtual environment is lost.
    script = python.with_name("feeds")
    return (str(script),) if script.is_file() else (str(python), "-m", "feeds")


def _next(source: Source, timezone: str, now: datetime) -> str:
    runs = cron.next_runs(source, timezone, now, _RUNS)
    rule = f"cron {source.cron}" if source.cron else f"every {cron.duration_text(source.every or cron.DEFAULT_EVERY)}"
    lines = [f"{plain(source.name)}: {rule} ({source.timezone or timezone})"]
    return "\n".join([*lines, *(f"  {run:%a %Y-%m-%d %H:%M:%S %Z}" for run in runs)])
