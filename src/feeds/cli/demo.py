"""`feeds demo`: the example that comes with Feeds, written into a folder of its own and built; works offline."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import click

from feeds.config import load
from feeds.errors import PublishError
from feeds.pipeline import Report, run
from feeds.release import Publication

_KINDS = (
    (".rss", "RSS, for feed readers"),
    (".atom", "Atom, for feed readers"),
    (".json", "JSON Feed, for feed readers and programs"),
    (".ics", "calendars, to import or subscribe to"),
    (".html", "pages, for people"),
    (".opml", "the list of all feeds, for feed readers"),
)


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default="feeds-demo")
def demo(folder: Path) -> None:
    """Write an example into DIR (feeds-demo unless named), a new or empty folder, and build it. Works offline.

    \b
    Examples:
      feeds demo
      feeds demo /tmp/try-feeds
    """
    _copy(folder)
    config = load(folder / "feeds.toml")
    report = run(config, datetime.now(UTC).replace(microsecond=0))
    if report is not None:
        _show(folder, config.output, report)


def seeds() -> Path:
    """Find the example: inside the installed package, or at the root of a checkout."""
    inside = Path(str(resources.files("feeds"))) / "seeds"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / "seeds"


def _copy(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise PublishError("this folder is not empty", where=str(folder), remedy="name a new one: feeds demo DIR")
        (folder / "sources").mkdir()
        for page in sorted((seeds() / "sources").glob("*.txt")):
            shutil.copyfile(page, folder / "sources" / page.name)
        shutil.copyfile(seeds() / "feeds.toml", folder / "feeds.toml")
    except OSError as error:
        raise PublishError(error.strerror or str(error), where=str(folder), remedy="name another folder") from error


def _show(folder: Path, output: Path, report: Report) -> None:
    items = sum(source.items for source in report.sources)
    click.echo(f"Found {items} items in {folder / 'sources'}, as {folder / 'feeds.toml'} says. Published:")
    for ending, what in _KINDS:
        click.echo(f"  {_names(report.publication, ending)}  {what}")
    click.echo(f"Open {click.style(str(output / 'index.html'), fg='green')} in a browser.")
    click.echo(
        f"Then put your own pages into {folder / 'sources'} and run: feeds build --config {folder / 'feeds.toml'}"
    )


def _names(publication: Publication, ending: str) -> str:
    files = [path for path in publication.written if path.endswith(ending)]
    top = [path for path in files if "/" not in path]
    inside = f" and {len(files) - len(top)} in items/" if len(files) > len(top) else ""
    return ", ".join(top) + inside
