"""Thousands of small items as JSON Lines, each the same every time, and a workshop that publishes them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from workshop import BASE_URL, Workshop

FILES = 4
"""Into how many files the items are put, so that an edit leaves some unread."""

_TABLES = {
    "record": (
        "ordinal, uid, kind, item, first_seen, published, last_changed, sequence, fingerprint, sources, page, position,"
        "state, announces, about, digest"
    ),
    "sighting": "uid, source, page, sha256, position, seen, keys, kin, state, reason, item",
    "key": "value, uid",
    "revision": "uid, sequence, at, field, before, after",
    "page": "*",
    "category": "*",
}


def line(number: int, revision: int = 0) -> str:
    """Write an item; each `revision` of it has another summary."""
    day = date(2026, 3, 1) - timedelta(days=number % 59)
    facts: dict[str, object] = {
        "title": f"Nyt nummer {number} & mere",
        "summary": f"Det hele & lidt til < alt, om {number}; udgave {revision}.",
        "published": f"{day}T{number % 24:02}:{number % 60:02}:00+01:00",
    }
    match number % 10:
        case 0 | 4 | 7:
            when = date(2026, 4, 1) + timedelta(days=number % 90)
            start = {"start": f"{when}T19:00:00+02:00", "timezone": "Europe/Copenhagen"}
            facts = {"kind": "event", **start, "location": f"Sal {number}, Odense", **facts}
        case 5:
            del facts["title"]
            person = {"person": {"name": f"Åse Holm {number}"}, "change": "appointed"}
            facts = {"kind": "personnel_notice", **person, "organization": f"Kodehus {number} A/S", **facts}
            facts["effective"] = f"{day}"
        case _:
            facts = {"kind": "article", **facts}
    return json.dumps(facts, ensure_ascii=False)


def settings(*, item_pages: bool = False, more: str = "") -> str:
    """Give a configuration over `sources/*.jsonl`."""
    return f"""[site]
title = "It-nyt"
language = "da"
base_url = "{BASE_URL}"
item_pages = {str(item_pages).lower()}

[[source]]
name = "linjer"
path = "sources/*.jsonl"
format = "jsonl"
{more}"""


class Many(Workshop):
    """A workshop with so many items; `revisions` tells of each how often it was edited."""

    def __init__(self, folder: Path, number: int, *, item_pages: bool = False, more: str = "") -> None:
        super().__init__(folder, settings(item_pages=item_pages, more=more))
        self.revisions = dict.fromkeys(range(number), 0)
        self._write(range(FILES))

    def edit(self, numbers: Iterable[int]) -> None:
        """Give these items another revision."""
        numbers = list(numbers)
        for number in numbers:
            self.revisions[number] += 1
        self._write(sorted({number % FILES for number in numbers}))

    def _write(self, files: Iterable[int]) -> None:
        for file in files:
            lines = (
                line(number, self.revisions[number]) for number in sorted(self.revisions) if number % FILES == file
            )
            self.page(f"{file}.jsonl", "".join(f"{one}\n" for one in lines))

    @property
    def ledger(self) -> Path:
        """Where the ledger of the output lies."""
        return self.folder / ".feeds" / f"{self.output.name}.sqlite3"


def sound(ledger: Path) -> None:
    """Let SQLite look over a ledger."""
    with closing(sqlite3.connect(ledger)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def remembered(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give all that a ledger knows of items and sources, for comparing."""
    with closing(sqlite3.connect(ledger)) as database:
        return {name: sorted(database.execute(f"SELECT {what} FROM {name}")) for name, what in _TABLES.items()}


def unmoved(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give all that a ledger holds, but when its sources were read last: that moves with each run."""
    with closing(sqlite3.connect(ledger)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names if name != "health"}
