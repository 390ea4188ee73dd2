"""`feeds serve`: the output folder over HTTP."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from feeds.cli import OutputFolder
from feeds.config import load
from feeds.errors import FeedsError

if TYPE_CHECKING:
    from feeds.server import Served

log = logging.getLogger("feeds.server")

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
@click.option("--status", is_flag=True, help="Tell everybody how the sources are, at /status.html, /metrics and so on.")
@click.option("--access-log", is_flag=True, help="Log each request on standard error, in the combined form.")
def serve(config_path: Path | None, output: Path | None, host: str, port: int, status: bool, access_log: bool) -> None:
    """Serve the output folder over HTTP, as readers, calendars and browsers expect it.

    What is published anew is served at once, a changed configuration within seconds. Nothing outside the folder is ever
    served, nor are hidden files. With a configuration feeds can be asked for a part: events.ics?place=Odense&q=data.
    /healthz says that the server is alive, /readyz whether all sources are fresh.

    \b
    Examples:
      feeds serve
      feeds serve --output output --port 8080
      feeds serve --config /srv/news/feeds.toml --host 0.0.0.0 --access-log
    """
    from feeds import server

    if access_log:
        _log_requests()
    if output is not None and config_path is None:
        if status:
            raise click.UsageError("--status needs a configuration: it names the sources")
        settings, what = None, server.Served(root=output.absolute(), access_log=access_log)
    else:
        settings = Settings(config_path, output, status, access_log)
        what = settings.read()
    with server.listen(host, port) as door:
        address = server.address_of(door)
        told = [f"Serving {what.root} at {address}", *_hints(what.root, address)]
        server.serve(what, door, lambda: click.echo("\n".join(told)), settings.again if settings else None)


class Settings:
    """A configuration that is read again when its file changes; a bad one is told of, and the one before it stays."""

    def __init__(self, path: Path | None, output: Path | None, status: bool, access_log: bool) -> None:
        self._path, self._output = path or Path("feeds.toml"), output
        self._status, self._access_log = status, access_log
        self._stamp = self._look()

    def read(self) -> Served:
        """Tell what is to be served.

        Raises:
            ConfigError: the configuration is not in order.
        """
        from feeds import live, server

        config = load(self._path, output=self._output)
        watch = live.Watch(config, tells_all=self._status or config.status.publish)
        return server.served(config, watch, access_log=self._access_log)

    def again(self, forced: bool) -> Served | None:
        """Tell what is to be served from now on, None for the same."""
        before, self._stamp = self._stamp, self._look()
        if self._stamp == before and not forced:
            return None
        try:
            return self.read()
        except FeedsError as error:
            log.warning("%s: the configuration stays as it was: %s", self._path, " ".join(str(error).split()))
            return None

    def _look(self) -> tuple[int, ...]:
        try:
            status = self._path.stat()
        except OSError:
            return ()
        return status.st_mtime_ns, status.st_size, status.st_ino


def _log_requests() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    requests = logging.getLogger("feeds.access")
    requests.addHandler(handler)
    requests.setLevel(logging.INFO)
    requests.propagate = False


def _hints(folder: Path, address: str) -> list[str]:
    published = [path.name for end in ("rss", "ics") for path in sorted(folder.glob(f"[!.]*.{end}")) if _is_plain(path)]
    if not published:
        return ["Nothing is published there yet: run `feeds build`.", "Stop with Ctrl-C."]
    return ["Subscribe to:", *(f"  {address}{quote(name)}" for name in published[:_SHOWN]), "Stop with Ctrl-C."]


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
