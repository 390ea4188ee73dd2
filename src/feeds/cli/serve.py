"""`feeds serve`: the output folder over HTTP."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import click

from feeds import cron
from feeds.cli import OutputFolder
from feeds.config import load

LONGEST_AGE = 3600
"""Seconds: readers wait as long as `max-age` says before they ask again, so a daily source must not make it a day."""
_SHOWN = 12


@click.command()
@click.option(
    "--config", "config_path", type=click.Path(path_type=Path), help="The configuration.  [default: feeds.toml]"
)
@click.option(
    "--output",
    type=OutputFolder(exists=True, file_okay=False),
    help="The folder to serve, instead of the configured one; needs no configuration.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 is all.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port to listen on; 0 is any."
)
def serve(config_path: Path | None, output: Path | None, host: str, port: int) -> None:
    """Serve the output folder over HTTP, as readers, calendars and browsers expect it.

    What is published anew is served at once. Nothing outside the folder is ever served, nor are hidden files.

    \b
    Examples:
      feeds serve
      feeds serve --output output --port 8080
      feeds serve --config /srv/news/feeds.toml --host 0.0.0.0
    """
    from feeds import server

    folder, max_age = _what(config_path, output)
    with server.listen(host, port) as door:
        address = server.address_of(door)
        told = [f"Serving {folder} at {address}", *_hints(folder, address)]
        server.serve(folder, door, max_age, ready=lambda: click.echo("\n".join(told)))


def _what(config_path: Path | None, output: Path | None) -> tuple[Path, int]:
    if output is not None and config_path is None:
        return output.absolute(), cron.DEFAULT_EVERY
    config = load(config_path or Path("feeds.toml"), output=output)
    return config.output, min(LONGEST_AGE, cron.shortest_interval(config.sources))


def _hints(folder: Path, address: str) -> list[str]:
    published = [path.name for end in ("rss", "ics") for path in sorted(folder.glob(f"[!.]*.{end}")) if _is_plain(path)]
    if not published:
        return ["Nothing is published there yet: run `feeds build`.", "Stop with Ctrl-C."]
    return ["Subscribe to:", *(f"  {address}{quote(name)}" for name in published[:_SHOWN]), "Stop with Ctrl-C."]


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
