"""A place with a configuration and sources, built by the real command in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import html5lib
import icalendar
from lxml import etree

import forked

SEEDS = Path(__file__).parents[1] / "seeds"
SEED = next((SEEDS / "sources").glob("*.txt"))
BASE_URL = "https://feeds.example.org/"
NOW = "2026-03-02T08:00:00Z"


class Workshop:
    """A folder with `feeds.toml`, `sources/` and `output/`."""

    def __init__(self, folder: Path, config: str | None = None) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.sources = folder / "sources"
        self.sources.mkdir(parents=True)
        (folder / "feeds.toml").write_text(config or standard_config(), "utf-8")

    def page(self, name: str, text: str | bytes) -> Path:
        path = self.sources / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def feeds(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command in the folder."""
        return forked.run(words, self.folder, environment)

    def build(self, now: str = NOW, code: int = 0, **environment: str) -> dict[str, object]:
        """Build, and give the report for machines."""
        run = self.feeds("build", "--json", "--now", now, **environment)
        assert run.returncode == code, run.stderr
        report: dict[str, object] = json.loads(run.stdout)
        return report

    def files(self) -> dict[str, str]:
        """Give the hash of each published file."""
        paths = sorted(path for path in self.output.rglob("*") if path.is_file())
        return {p.relative_to(self.output).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}

    def times(self) -> dict[str, int]:
        """Give the time of change of each published file and folder."""
        return {str(path): path.stat().st_mtime_ns for path in (self.output, *self.output.rglob("*"))}

    def json_feed(self, name: str = "all") -> list[dict[str, object]]:
        """Give the entries of a JSON Feed."""
        items: list[dict[str, object]] = json.loads((self.output / f"{name}.json").read_text("utf-8"))["items"]
        return items


def with_path(folder: Path) -> str:
    """Put a folder before all others that Python looks in."""
    return os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])


def standard_config(base_url: str | None = BASE_URL) -> str:
    """Give a Danish configuration over `sources/*.txt`."""
    address = f'base_url = "{base_url}"\n' if base_url else ""
    return f"""[site]
title = "It-nyt"
language = "da"
{address}
[[source]]
name = "sider"
path = "sources/*.txt"
"""


def assert_whole(output: Path) -> None:
    """Parse every published file with a parser that is not ours."""
    for path in output.rglob("*"):
        body = path.read_bytes() if path.is_file() else b""
        match path.suffix:
            case ".rss" | ".atom":
                assert not feedparser.parse(body).bozo, path
            case ".json":
                json.loads(body)
            case ".ics":
                assert body.endswith(b"END:VCALENDAR\r\n"), path
                icalendar.Calendar.from_ical(body)
            case ".html":
                html5lib.HTMLParser(strict=True).parse(body.decode())
                assert body.rstrip().endswith(b"</html>"), path
            case ".opml":
                etree.fromstring(body)
            case _:
                pass
