"""`feeds schedule`: when sources are due, and files that make other schedulers build in time."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from feeds import cron, due
from feeds.cli import config_option, plain
from feeds.config import load, state_folder
from feeds.errors import ConfigError
from feeds.model import Config, Source, encoded
from feeds.remembered import Health

_RUNS = 3


@click.command()
@config_option
@click.option("--cron", "form", flag_value="cron", help="Print lines for a crontab, which run `feeds build`.")
@click.option("--systemd", "form", flag_value="systemd", help="Print units for systemd: a service, or a timer.")
@click.option(
    "--github-actions", "form", flag_value="github", help="Print a workflow that builds and publishes on GitHub."
)
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the units or the workflow into this folder, instead of printing them.",
)
def schedule(config_path: Path, form: str | None, folder: Path | None) -> None:
    """Show the next three runs of each source under `feeds run`, in the source's own time zone.

    What the ledger knows is taken into account: a run that was missed, a source that is tried again because it could
    not be reached, and how often one with `every = "auto"` turned out to change.

    With --cron, --systemd or --github-actions, print what runs Feeds as often as the sources ask for.

    \b
    Examples:
      feeds schedule
      (crontab -l; feeds schedule --cron) | crontab -
      sudo feeds schedule --systemd --into /etc/systemd/system
      feeds schedule --github-actions --into .
    """
    if folder is not None and form not in ("systemd", "github"):
        raise click.UsageError("--into goes with --systemd or --github-actions.")
    config = load(config_path)
    if form is None:
        _show(config)
    elif form == "cron":
        click.echo(_crontab(config, config_path.absolute()), nl=False)
    else:
        files = _units(config, config_path.absolute()) if form == "systemd" else _workflow(config)
        _give(files, folder)


def _show(config: Config) -> None:
    from feeds.pipeline import looked_into

    now = datetime.now(UTC)
    with looked_into(config) as ledger:
        health = ledger.health()
    for source in config.sources:
        click.echo(_next(source, config.site.timezone, health.get(source.name), now))


def _next(source: Source, timezone: str, health: Health | None, now: datetime) -> str:
    interval = health.interval if health else 0
    rule = f"cron {source.cron}" if source.cron else f"every {cron.duration_text(cron.interval_of(source, interval))}"
    if source.adaptive:
        rule = f"{rule} by what was learnt" if interval else f"{rule} until it is known how often it changes"
    lines = [f"{plain(source.name)}: {rule} ({source.timezone or timezone}){_state(source, timezone, health, now)}"]
    return "\n".join([*lines, *_runs(source, timezone, health, now)])


def _state(source: Source, timezone: str, health: Health | None, now: datetime) -> str:
    if health is None:
        return ", never read: due now"
    return ", due now" if due.next_due(source, timezone, health, now) <= now else ""


def _runs(source: Source, timezone: str, health: Health | None, now: datetime) -> list[str]:
    """List the next runs that are still to come: one to try again among the regular ones."""
    zone = ZoneInfo(source.timezone or timezone)
    again = due.retry(health) if health else None
    since = now if health is None else max(now, due.regular_run(source, timezone, health, now))
    first = [since.astimezone(zone)] if since > now else []
    regular = [*first, *cron.next_runs(source, timezone, since, _RUNS, health.interval if health else 0)]
    told = [f"  {run:%a %Y-%m-%d %H:%M:%S %Z}" for run in regular]
    if again is not None and now < again < regular[0]:
        told.insert(0, f"  {again.astimezone(zone):%a %Y-%m-%d %H:%M:%S %Z} again, for it could not be reached")
    return told[:_RUNS]


def _crontab(config: Config, path: Path) -> str:
    command = (*_program(Path(sys.executable)), "build", "--quiet", "--config", str(path))
    try:
        return cron.crontab(config.sources, config.site.timezone, command)
    except ValueError as error:
        raise _too_odd(error) from error


def _too_odd(error: ValueError) -> ConfigError:
    return ConfigError((f"{error}; move the configuration or the program to a plainer path",))


def _program(python: Path) -> tuple[str, ...]:
    # A crontab's PATH is short, so the program is named in full; not resolved, or a virtual environment is lost.
    script = python.with_name("feeds")
    return (str(script),) if script.is_file() else (str(python), "-m", "feeds")


def _units(config: Config, path: Path) -> Mapping[str, str]:
    from feeds import units

    metrics = (config.status.metrics.parent,) if config.status.metrics else ()
    writes = (config.output, state_folder(config.output), *metrics)
    place = units.Place(
        program=_program(Path(sys.executable)),
        config=path,
        writes=writes,
        user=_owner(next((folder for folder in writes if folder.is_dir()), path)),
        title=config.site.title,
    )
    try:
        return {
            units.SERVICE: units.service(place),
            units.BUILD_SERVICE: units.build_service(place),
            units.TIMER: units.timer(config.sources, config.site.timezone, config.site.title),
        }
    except ValueError as error:
        raise _too_odd(error) from error


def _owner(path: Path) -> str:
    try:
        return path.owner()
    except KeyError:
        return str(path.stat().st_uid)


def _workflow(config: Config) -> Mapping[str, str]:
    from feeds import units
    from feeds.fetch import environment

    assert config.path is not None
    root = next((folder for folder in config.path.parents if (folder / ".git").exists()), config.path.parent)
    paths = (config.path, config.output, state_folder(config.output))
    outside = next((path for path in paths if not path.is_relative_to(root)), None)
    if outside is not None:
        raise ConfigError((f"{outside} lies outside the repository {root}; move it into that",))
    path, output, state = (path.relative_to(root).as_posix() for path in paths)
    try:
        text = units.workflow(
            config.sources,
            config.site.timezone,
            datetime.now(UTC),
            title=config.site.title,
            config=path,
            kept=(state, output),
            output=output,
            variables=tuple(dict.fromkeys(environment.NAME.findall(encoded(config).decode()))),
        )
    except ValueError as error:
        raise _too_odd(error) from error
    return {units.WORKFLOW: text}


def _give(files: Mapping[str, str], folder: Path | None) -> None:
    """Print files, or write them; one of somebody else's is left alone."""
    if folder is None:
        click.echo("\n".join(_headed(name, text, len(files)) for name, text in files.items()), nl=False)
        return
    others = [name for name, text in files.items() if (folder / name).exists() and _read(folder / name) != text]
    if others:
        raise click.UsageError(f"{folder / others[0]} is there already, and is another one; take it away first.")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        click.echo(str(folder / name))


def _headed(name: str, text: str, number: int) -> str:
    return f"# {name}\n{text}" if number > 1 else text


def _read(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")
