"""A place where pages are edited and built in this process, on a clock of its own: for what takes many builds."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable
from datetime import timedelta
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from factories import NOW
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import Config, Feed, Item, Listing, Record, Site, Source, encode_hook
from feeds.pipeline import Report, build, ledger_path, refresh_all
from workshop import BASE_URL

HOUR = timedelta(hours=1)
FEEDS = (
    Feed(name="all", title="Everything"),
    Feed(name="events", title="Events", kinds=("event",), type="window"),
    Feed(name="jobs", title="Jobs", kinds=("job_posting",), type="snapshot"),
)
SITE = Site(title="News of IT", base_url=BASE_URL, language="en", timezone="Europe/Copenhagen")


def row(item: Item) -> bytes:
    """Write an item as a line of a `jsonl` page."""
    return msgspec.json.encode(item, enc_hook=encode_hook)


@cache
def bases() -> tuple[str, ...]:
    """Make names and titles that have little in common."""
    chance, found = random.Random(1), list[str]()
    letters = ("bcdfghjklmnprstv", "aeiou")
    while len(found) < 60:
        words = ("".join(chance.choice(letters[n % 2]) for n in range(chance.randrange(6, 10))) for _ in range(3))
        base = " ".join(words).capitalize()
        if all(SequenceMatcher(None, base, other, autojunk=False).ratio() < 0.45 for other in found):
            found.append(base)
    return tuple(found)


class Lab:
    """Sources on disk, a ledger, an output folder; each build is an hour after the last one unless told otherwise."""

    def __init__(
        self,
        folder: Path,
        *,
        listing: Listing = "rotating",
        feeds: tuple[Feed, ...] = FEEDS,
        missing_runs: int = 3,
        site: Site = SITE,
    ) -> None:
        self.folder, self.now = folder, NOW
        self._ticks = 10**18
        self.config = Config(site=site, sources=(), feeds=feeds, output=folder / "output")
        self.add_source("a", listing=listing, missing_runs=missing_runs)
        self.ledger = SqliteLedger(ledger_path(self.config))

    def add_source(
        self,
        name: str,
        *,
        listing: Listing = "rotating",
        form: Literal["jsonl", "plain_text"] = "jsonl",
        **facts: object,
    ) -> None:
        path = self.folder / "sources" / name
        path.mkdir(parents=True)
        wanted = {"name": name, "path": path, "format": form, "listing": listing, **facts}
        source = Source(**wanted)  # type: ignore[arg-type]
        self.configure(sources=(*self.config.sources, source))

    def configure(self, **facts: object) -> None:
        self.config = msgspec.structs.replace(self.config, **facts)

    def path(self, page: str, source: str = "a") -> Path:
        return self.folder / "sources" / source / page

    def show(self, *items: Item, page: str = "1", source: str = "a") -> None:
        """Make a page that shows just these items."""
        self.write(b"".join(row(item) + b"\n" for item in items), page, source)

    def write(self, body: bytes, page: str, source: str = "a") -> None:
        path = self.path(page, source)
        path.write_bytes(body)
        # The clock of a file system may stand still between two builds of ours.
        self._ticks += 10**9
        os.utime(path, ns=(self._ticks, self._ticks))

    def build(self, *accepted: str, after: timedelta = HOUR) -> Report:
        self.now += after
        return build(self.config, self.ledger, self.now, accepted=accepted)

    def read(self, *accepted: str, after: timedelta = HOUR) -> None:
        """Read the sources and publish nothing."""
        self.now += after
        refresh_all(self.config, self.ledger, self.now, accepted=accepted)

    def reopen(self) -> None:
        self.ledger.close()
        self.ledger = SqliteLedger(ledger_path(self.config))

    def everything(self) -> list[Record]:
        """Give all records, in the order of their arrival."""
        uids = list(self.ledger.everything())
        return sorted(self.ledger.records(uids).values(), key=lambda record: (record.first_seen, record.uid))

    def records(self) -> list[Record]:
        return [record for record in self.everything() if record.about is None]

    def announcements(self) -> list[Record]:
        return [record for record in self.everything() if record.about is not None]

    def one(self, is_it: Callable[[Item], bool]) -> Record:
        (found,) = [record for record in self.records() if is_it(record.item)]
        return found

    def times(self) -> dict[str, int]:
        """Give the time of change of each published file and folder."""
        output = self.config.output
        return {str(path): path.stat().st_mtime_ns for path in (output, *sorted(output.rglob("*")))}

    def files(self) -> dict[str, int]:
        """Give the time of change of each published file."""
        return {path: time for path, time in self.times().items() if Path(path).is_file()}


def titled(records: Iterable[Record]) -> dict[str, str]:
    """Give the uid of each title."""
    return {record.item.title or "": record.uid for record in records}
