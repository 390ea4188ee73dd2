"""The ledger in one SQLite file.

Write-ahead log with full synchronisation: a build killed at any instant, or a power cut, leaves the last whole
transaction, and a reader is never held up by a writer. The log disappears when the ledger is closed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from feeds.errors import LedgerError
from feeds.merge import Changes, Known, Sighting
from feeds.model import Item, Record, decode_hook, encode_hook
from feeds.remembered import Page, Published

SCHEMA = 1
_APPLICATION = 0x46656564  # "Feed": tells our file from any other SQLite file
_PATIENCE = 10.0  # seconds to wait for another writer
_CHUNK = 500  # below SQLite's oldest limit of 999 parameters

_TABLES = """
CREATE TABLE schema (version INTEGER NOT NULL);
CREATE TABLE stamp (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
  uid TEXT PRIMARY KEY, item BLOB NOT NULL, first_seen TEXT NOT NULL, last_changed TEXT NOT NULL,
  sequence INTEGER NOT NULL, fingerprint TEXT NOT NULL, sources BLOB NOT NULL, position INTEGER NOT NULL
);
CREATE TABLE sighting (
  uid TEXT NOT NULL REFERENCES record (uid) DEFERRABLE INITIALLY DEFERRED,
  source TEXT NOT NULL, page TEXT NOT NULL, sha256 TEXT NOT NULL, position INTEGER NOT NULL,
  seen TEXT NOT NULL, kin TEXT, gone INTEGER NOT NULL, item BLOB NOT NULL,
  PRIMARY KEY (uid, source, page)
);
CREATE INDEX sighting_by_page ON sighting (source, page, position, uid);
CREATE INDEX sighting_by_kin ON sighting (kin) WHERE kin IS NOT NULL;
CREATE TABLE page (
  source TEXT NOT NULL, location TEXT NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL,
  sha256 TEXT NOT NULL, rules TEXT NOT NULL, items INTEGER NOT NULL, rejected INTEGER NOT NULL,
  seen TEXT NOT NULL,
  PRIMARY KEY (source, location)
) WITHOUT ROWID;
CREATE TABLE published (
  path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, key TEXT NOT NULL
) WITHOUT ROWID;
"""

_RECORDS_OF_SOURCE = """
SELECT record.* FROM sighting JOIN record USING (uid) WHERE sighting.source = ?
ORDER BY sighting.page, sighting.position, sighting.uid
"""
_SEEN_ON_PAGE = "SELECT uid FROM sighting WHERE source = ? AND page = ?"
_OF_KIN = "SELECT uid FROM sighting WHERE kin = ?"
_SHARED = "SELECT uid FROM sighting GROUP BY uid HAVING count(DISTINCT source) > 1 ORDER BY uid"
# What was seen first stays: `first_seen` is written once.
_UPSERT_RECORD = """
INSERT INTO record VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (uid) DO UPDATE SET
  item = excluded.item, last_changed = excluded.last_changed, sequence = excluded.sequence,
  fingerprint = excluded.fingerprint, sources = excluded.sources, position = excluded.position
"""

# The driver hands over whatever the column holds; each row is turned into a noun at once.
_Row = Any


class SqliteLedger:
    """Keep everything in one file that only its owner may read.

    Raises:
        LedgerError: the file is damaged, is no ledger, is of a newer Feeds, or cannot be opened or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._items = msgspec.json.Decoder(Item, dec_hook=decode_hook)
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            # SQLite gives its log files the mode of the database, so that is set before it opens it.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
            self._db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        application, tables = self._one("PRAGMA application_id"), self._one("SELECT count(*) FROM sqlite_master")
        if tables and application != _APPLICATION:
            raise LedgerError(
                "this file is no ledger of Feeds",
                where=str(self._path),
                remedy="move it away, or choose another output",
            )
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")
        if not tables:
            self._create()
        self._check_version()

    def _create(self) -> None:
        with self._transaction():
            # Another build may have created it while this one waited for its turn.
            if self._one("SELECT count(*) FROM sqlite_master"):
                return
            self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
            for statement in _TABLES.split(";\n"):
                self._db.execute(statement)
            self._db.execute("INSERT INTO schema VALUES (?)", (SCHEMA,))

    def _check_version(self) -> None:
        version = self._one("SELECT max(version) FROM schema")
        if version is None:
            raise LedgerError("this ledger does not say which form it has", where=str(self._path), remedy=_ANEW)
        if version != SCHEMA:
            raise LedgerError(
                f"this ledger has form {version}, and this Feeds knows form {SCHEMA}",
                where=str(self._path),
                remedy="use the newer Feeds that wrote it",
            )

    def pages(self, source: str) -> tuple[Page, ...]:
        """List the pages of a source as last read, by location."""
        rows = self._rows("SELECT * FROM page WHERE source = ? ORDER BY location", (source,))
        with self._told():
            return tuple(
                Page(
                    source=row[0],
                    location=row[1],
                    mtime_ns=row[2],
                    size=row[3],
                    sha256=row[4],
                    rules=row[5],
                    items=row[6],
                    rejected=row[7],
                    seen=datetime.fromisoformat(row[8]),
                )
                for row in rows
            )

    def known(self, uids: Iterable[str], pages: Iterable[tuple[str, str]] = (), kins: Iterable[str] = ()) -> Known:
        """Give all that is known of these items, of those seen on these pages (source, location), and of these kins."""
        wanted = set(uids)
        for page in pages:
            wanted.update(row[0] for row in self._rows(_SEEN_ON_PAGE, page))
        for kin in set(kins):
            wanted.update(row[0] for row in self._rows(_OF_KIN, (kin,)))
        chunks = list(_chunks(sorted(wanted)))
        return Known(
            records=tuple(self._record(row) for chunk in chunks for row in self._among("record", chunk)),
            sightings=tuple(self._sighting(row) for chunk in chunks for row in self._among("sighting", chunk)),
        )

    def _among(self, table: str, uids: list[str]) -> Iterator[_Row]:
        marks = ",".join("?" * len(uids))
        return self._rows(f"SELECT * FROM {table} WHERE uid IN ({marks}) ORDER BY 1, 2, 3", uids)  # noqa: S608

    def apply(self, changes: Changes, pages: Iterable[Page], gone: Iterable[Page], *, now: datetime) -> None:
        """Write what a refresh of a source changed: records, sightings, pages read and pages gone, or nothing."""
        with self._transaction():
            if self.created() is None:
                self._stamp("created", now.isoformat())
            if not changes.is_empty:
                self._stamp("revision", str(self.revision() + 1))
            self._db.executemany(
                "DELETE FROM sighting WHERE uid=? AND source=? AND page=?", (s.place for s in changes.withdrawn)
            )
            self._db.executemany("DELETE FROM record WHERE uid = ?", ((uid,) for uid in changes.removed))
            self._db.executemany(
                "REPLACE INTO sighting VALUES (?,?,?,?,?,?,?,?,?)", (_sighting_row(s) for s in changes.sightings)
            )
            self._db.executemany(_UPSERT_RECORD, (_record_row(record) for record in changes.records))
            self._db.executemany(
                "DELETE FROM page WHERE source=? AND location=?", ((p.source, p.location) for p in gone)
            )
            self._db.executemany(
                "REPLACE INTO page VALUES (?,?,?,?,?,?,?,?,?)",
                ((*msgspec.structs.astuple(page)[:-1], page.seen.isoformat()) for page in pages),
            )

    def records(self, sources: tuple[str, ...]) -> Iterator[Record]:
        """Give the records that these sources carry, by first source, then page, position and uid."""
        seen: set[object] = set()
        for source in sources:
            for row in self._rows(_RECORDS_OF_SOURCE, (source,)):
                if row[0] not in seen:
                    seen.add(row[0])
                    yield self._record(row)

    def shared(self) -> tuple[str, ...]:
        """List the uids of the items that more than one source tells."""
        return tuple(str(row[0]) for row in self._rows(_SHARED))

    def created(self) -> datetime | None:
        """Tell when the first refresh was written (UTC), or None."""
        stamp = self.stamp("created")
        return datetime.fromisoformat(stamp) if stamp else None

    def revision(self) -> int:
        """Count the changes to records and their order."""
        return int(self.stamp("revision") or 0)

    def published(self) -> tuple[Published, ...]:
        """List the files that stand below the output folder, by path; a claimed one has an empty `sha256`."""
        rows = self._rows("SELECT * FROM published ORDER BY path")
        return tuple(Published(path=row[0], sha256=row[1], size=row[2], mtime_ns=row[3], key=row[4]) for row in rows)

    def publish(self, files: Iterable[Published], gone: Iterable[str] = ()) -> None:
        """Remember files as written (or about to be), and forget the paths in `gone`."""
        with self._transaction():
            self._db.executemany("DELETE FROM published WHERE path = ?", ((path,) for path in gone))
            self._db.executemany(
                "REPLACE INTO published VALUES (?,?,?,?,?)", (msgspec.structs.astuple(file) for file in files)
            )

    def stamp(self, name: str) -> str | None:
        """Give a remembered stamp, or None."""
        for row in self._rows("SELECT value FROM stamp WHERE name = ?", (name,)):
            return str(row[0])
        return None

    def set_stamp(self, name: str, value: str) -> None:
        """Remember a stamp: a short text that tells whether something is as it was."""
        with self._transaction():
            self._stamp(name, value)

    def close(self) -> None:
        """Let go of the store."""
        with self._told():
            self._db.close()

    def _stamp(self, name: str, value: str) -> None:
        self._db.execute("REPLACE INTO stamp VALUES (?,?)", (name, value))

    def _rows(self, statement: str, values: _Row = ()) -> Iterator[_Row]:
        with self._told():
            yield from self._db.execute(statement, values)

    def _one(self, statement: str) -> object:
        return next(self._rows(statement))[0]

    def _record(self, row: _Row) -> Record:
        uid, item, first_seen, last_changed, sequence, fingerprint, sources, position = row
        with self._told():
            return Record(
                uid=uid,
                item=self._items.decode(item),
                first_seen=datetime.fromisoformat(first_seen),
                last_changed=datetime.fromisoformat(last_changed),
                sequence=sequence,
                fingerprint=fingerprint,
                sources=tuple(msgspec.json.decode(sources)),
                position=position,
            )

    def _sighting(self, row: _Row) -> Sighting:
        uid, source, page, sha256, position, seen, kin, gone, item = row
        with self._told():
            return Sighting(
                uid=uid,
                source=source,
                page=page,
                sha256=sha256,
                position=position,
                seen=datetime.fromisoformat(seen),
                kin=kin,
                gone=bool(gone),
                item=self._items.decode(item),
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                # SQLite has already rolled back by itself when the disk was full.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, msgspec.MsgspecError, OSError, ValueError) as error:
            raise LedgerError(f"the ledger failed: {error}", where=str(self._path), remedy=_remedy(error)) from error


def _remedy(error: Exception) -> str:
    for words, remedy in _REMEDIES:
        if words in str(error).lower():
            return remedy
    return _ANEW


_ANEW = "put back a copy of it, or move it away to begin anew: readers will then see every item again"
_REMEDIES = (
    ("full", "make room on the disk"),
    ("disk i/o error", "make room on the disk, or see whether it is sound"),
    ("file too large", "make room on the disk"),
    ("no space left", "make room on the disk"),
    ("locked", "another build holds it: wait for it to end"),
    ("readonly", "make the file and its folder writable"),
    ("read-only", "make the folder writable"),
    ("permission", "make the file and its folder writable"),
    ("unable to open", "make its folder readable and writable"),
    ("is a directory", "move that folder away"),
    ("not a directory", "choose another output"),
    ("file exists", "choose another output"),
)


def _record_row(record: Record) -> _Row:
    return (
        record.uid,
        msgspec.json.encode(record.item, enc_hook=encode_hook),
        record.first_seen.isoformat(),
        record.last_changed.isoformat(),
        record.sequence,
        record.fingerprint,
        msgspec.json.encode(record.sources),
        record.position,
    )


def _sighting_row(sighting: Sighting) -> _Row:
    item = msgspec.json.encode(sighting.item, enc_hook=encode_hook)
    seen = sighting.seen.isoformat()
    return (*sighting.place, sighting.sha256, sighting.position, seen, sighting.kin, sighting.gone, item)


def _chunks(uids: list[str]) -> Iterator[list[str]]:
    return (uids[start : start + _CHUNK] for start in range(0, len(uids), _CHUNK))
