"""The ledger in one SQLite file.

Write-ahead log with full synchronisation: a build killed at any instant, or a power cut, leaves the last whole
transaction, and a reader is never held up by a writer. The log is only written back into the file when the ledger is
closed, so that a copy of the file alone, taken while a build writes, is whole: it is as it was before that build. Only
a copy that is taken in the very moment of closing may be of both.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from feeds.errors import LedgerError
from feeds.ledger import MESSAGES, RUNS, migrations
from feeds.ledger.migrations import SCHEMA
from feeds.merge import Changes, Known, Revision, Sighting
from feeds.model import Item, Record, ZoneSpan, decode_hook, encoded
from feeds.remembered import (
    Entry,
    Facets,
    Health,
    Message,
    Page,
    Published,
    Query,
    SourceRun,
    Summary,
    Undo,
    Visit,
)
from feeds.tombstones import Tombstone

_APPLICATION = 0x46656564  # "Feed": tells our file from any other SQLite file
_PATIENCE = 10.0  # seconds to wait for another writer
_CHUNK = 500  # below SQLite's oldest limit of 999 parameters
_FOUND = 100  # uids that the beginning of one may give

# The driver hands over whatever the column holds; each row is turned into a noun at once.
_Row = Any

_RECORD = """
SELECT uid, item, first_seen, published, last_changed, sequence, fingerprint, sources, page, position, state, announces,
  about FROM record
"""
_ENTRY = "SELECT uid, digest, day IS NOT NULL AND about IS NULL"
_SUMMARY = """
SELECT count(*), sum(day IS NOT NULL AND about IS NULL), max(last_changed), min(last_day),
  min(CASE WHEN last_day IS NULL THEN last_changed END) FROM record
"""
_HAS_DEADLINE = """
(day IS NOT NULL OR json_extract(CAST(item AS TEXT), '$.registration_deadline', '$.early_bird_deadline',
  '$.application_deadline', '$.valid_through') <> '[null,null,null,null]')
"""
_ZONES = "SELECT zone, min(day), max(last_day) FROM record"
_DEPARTED = """
SELECT DISTINCT uid FROM departed WHERE revision > ? AND uid IS NOT NULL AND uid NOT IN (SELECT uid FROM record)
ORDER BY uid
"""
_PRUNE_RUNS = """
DELETE FROM run WHERE source = ? AND number <= (
  SELECT number FROM run WHERE source = ? ORDER BY number DESC LIMIT 1 OFFSET ?
)
"""
_PRUNE_MESSAGES = """
DELETE FROM message WHERE id IN (
  SELECT id FROM message WHERE state <> 'waiting' ORDER BY created DESC, id DESC LIMIT -1 OFFSET ?
)
"""
_HEALTH = msgspec.json.Decoder(Health)
_RUN = msgspec.json.Decoder(SourceRun)
_MESSAGE = msgspec.json.Decoder(Message)
_ORDERS = {
    "newest": "published DESC, {rank}, page, position, uid",
    "calendar": "day, instant IS NOT NULL, instant, uid",
    "arrival": "ordinal",
}


def backups(path: Path) -> list[Path]:
    """List the copies of a ledger that were made before it took another form."""
    return sorted(path.parent.glob(f"{path.name}.form-*"))


class SqliteLedger:
    """Keep everything in one file that only its owner may read; without a path, in memory.

    To `look` is to leave the file as it is, which has to be there: one of an older form, whose number is then in
    `form`, becomes one of today's in memory only.

    Raises:
        LedgerError: the file is damaged, is no ledger, is of a newer Feeds, or cannot be opened or written.
    """

    def __init__(self, path: Path | None, *, look: bool = False) -> None:
        self._path, self._look = path, look
        self._depth = 0
        self._items = msgspec.json.Decoder(Item, dec_hook=decode_hook)
        self.form = SCHEMA
        with self._told():
            self._db = self._connected()
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _connected(self) -> sqlite3.Connection:
        if self._path is not None and self._look:
            address = f"{self._path.absolute().as_uri()}?mode=rw"
            return sqlite3.connect(address, timeout=_PATIENCE, isolation_level=None, uri=True)
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # SQLite gives its log files the mode of the database, so that is set before it opens it.
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        return sqlite3.connect(self._path or ":memory:", timeout=_PATIENCE, isolation_level=None)

    def _prepare(self) -> None:
        application, tables = self._one("PRAGMA application_id"), self._one("SELECT count(*) FROM sqlite_master")
        if tables and application != _APPLICATION:
            raise LedgerError(
                "this file is no ledger of Feeds",
                where=self._where,
                remedy="move it away, or choose another output",
            )
        if self._look and not tables:
            self._copy_to_memory()
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA wal_autocheckpoint = 0")
        # What is deleted is overwritten: a person who was forgotten is not to be found in free pages.
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("PRAGMA foreign_keys = ON")
        # Uids are scattered all over the indexes; a large ledger does not fit into the two megabytes that are usual.
        self._db.execute("PRAGMA cache_size = -16384")
        if not tables:
            self._create()
        self._check_version()

    def _create(self) -> None:
        with self.transaction():
            # Another build may have created it while this one waited for its turn.
            if self._one("SELECT count(*) FROM sqlite_master"):
                return
            self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
            migrations.create(self._db)

    def _check_version(self) -> None:
        version = self._version()
        if version > SCHEMA or version < 1:
            raise LedgerError(
                f"this ledger has form {version}, and this Feeds knows form {SCHEMA}",
                where=self._where,
                remedy="use the newer Feeds that wrote it",
            )
        self.form = version
        if version < SCHEMA:
            if self._look:
                self._copy_to_memory()
            self._migrate()

    def _copy_to_memory(self) -> None:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        self._db.backup(copy)
        self._db.close()
        self._db, self._path = copy, None

    def _version(self) -> int:
        version = self._one("SELECT max(version) FROM schema")
        if not isinstance(version, int):
            raise LedgerError("this ledger does not say which form it has", where=self._where, remedy=_ANEW)
        return version

    def _migrate(self) -> None:
        # The tables that others refer to are made anew, so references are only looked at when all is done.
        self._db.execute("PRAGMA foreign_keys = OFF")
        with self.transaction():
            # Another command may have done it while this one waited for its turn.
            version = self._version()
            if version < SCHEMA:
                self._back_up(version)
                migrations.migrate(self._db, version)
            if broken := list(self._rows("PRAGMA foreign_key_check")):
                raise LedgerError(f"{len(broken)} of its rows lack what they refer to", where=self._where, remedy=_ANEW)
        self._db.execute("PRAGMA foreign_keys = ON")

    def _back_up(self, version: int) -> None:
        """Copy the ledger as it was before the transaction that holds it."""
        if self._path is None:
            return
        copy, part = (self._path.with_name(f"{self._path.name}.{end}") for end in (f"form-{version}", "part"))
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR | os.O_CLOEXEC, 0o600))
        # A connection that writes cannot be copied; another one sees what was there before.
        with closing(sqlite3.connect(self._path)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(copy)

    @property
    def _where(self) -> str:
        return str(self._path or "the ledger in memory")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make one of all that is written inside: all of it or, when an error leaves it, nothing."""
        begin, commit, rollback = self._brackets()
        self._do(begin)
        self._depth += 1
        try:
            yield
            self._do(commit)
        except BaseException:
            self._take_back(rollback)
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Take back all that is written inside, whatever happens."""
        begin, _, rollback = self._brackets()
        self._do(begin)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._take_back(rollback)

    def _brackets(self) -> tuple[str, str, str]:
        """Give what begins, keeps and takes back a transaction, or a part of one."""
        if not self._depth:
            return "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"
        if not self._db.in_transaction:
            # What is written now would stay although all is to be taken back.
            raise LedgerError("what this belongs to was taken back already", where=self._where)
        part = f"part{self._depth}"
        return f"SAVEPOINT {part}", f"RELEASE {part}", f"ROLLBACK TO {part}; RELEASE {part}"

    def _take_back(self, statements: str) -> None:
        for statement in statements.split("; "):
            # SQLite has already rolled back by itself when the disk was full.
            if self._db.in_transaction:
                self._do(statement)

    def _do(self, statement: str) -> None:
        with self._told():
            self._db.execute(statement)

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

    def places(self, source: str, location: str) -> Iterator[tuple[str, str]]:
        """Give uid and SHA-256 of all that a page shows: those of the parts that tell it."""
        statement = "SELECT uid, sha256 FROM sighting WHERE source = ? AND page = ? AND state = 'shown' ORDER BY uid"
        yield from self._rows(statement, (source, location))

    def known(self, uids: Iterable[str] = (), keys: Iterable[str] = (), kins: Iterable[str] = ()) -> Known:
        """Give all that is known of these items, of those ever known by these keys, and of these kins."""
        wanted = set(uids)
        for chunk in _chunks(sorted(set(keys))):
            wanted.update(str(row[0]) for row in self._among("SELECT uid FROM key WHERE value", chunk))
        for chunk in _chunks(sorted(set(kins))):
            wanted.update(str(row[0]) for row in self._among("SELECT uid FROM sighting WHERE kin", chunk))
        chunks = list(_chunks(sorted(wanted)))
        return Known(
            records=tuple(self._record(row) for c in chunks for row in self._among(f"{_RECORD} WHERE uid", c, "uid")),
            sightings=tuple(
                self._sighting(row)
                for c in chunks
                for row in self._among("SELECT * FROM sighting WHERE uid", c, "1,2,3")
            ),
            keys=tuple(
                (str(row[0]), str(row[1]))
                for c in chunks
                for row in self._among("SELECT value, uid FROM key WHERE uid", c, "2, 1")
            ),
        )

    def missing(self, source: str) -> tuple[Sighting, ...]:
        """List what the complete listing of a source misses, but has not been withdrawn."""
        rows = self._rows("SELECT * FROM sighting WHERE source = ? AND state = 'missing' ORDER BY 1, 3", (source,))
        return tuple(self._sighting(row) for row in rows)

    def _among(
        self, statement: str, names: list[str], order: str = "1", values: tuple[str, ...] = ()
    ) -> Iterator[_Row]:
        marks = ",".join("?" * len(names))
        return self._rows(f"{statement} IN ({marks}) ORDER BY {order}", (*values, *names))

    def apply(self, changes: Changes) -> None:
        """Write what tellings changed: records with their revisions, and sightings with what they are known by."""
        if changes.is_empty:
            return
        with self._told(), self.transaction():
            revision = self._next_revision() if changes.records or changes.removed else self.revision()
            if changes.added and self.created() is None:
                self._stamp("created", changes.added[0].first_seen.isoformat())
            self._db.executemany(
                "DELETE FROM sighting WHERE uid=? AND source=? AND page=?", (s.place for s in changes.unsaid)
            )
            self._remove(changes.removed, revision)
            self._write(changes.records, revision)
            self._see(changes.sightings)
            self._db.executemany(
                "INSERT INTO revision (uid,sequence,at,field,before,after,reason) VALUES (?,?,?,?,?,?,?)",
                (
                    (r.uid, r.sequence, r.at.isoformat(), r.field, r.before, r.after, r.reason)
                    for r in changes.revisions
                ),
            )

    def _next_revision(self) -> int:
        revision = self.revision() + 1
        self._stamp("revision", str(revision))
        return revision

    def _remove(self, uids: Iterable[str], revision: int) -> None:
        for chunk in _chunks(sorted(set(uids))):
            # What announces a change of a record goes with it.
            about = [str(row[0]) for row in self._among("SELECT uid FROM record WHERE about", chunk)]
            for part in _chunks(sorted({*chunk, *about})):
                self._depart(part, revision, removed=True)
            self._db.executemany("DELETE FROM record WHERE uid = ?", ((uid,) for uid in chunk))

    def _depart(self, uids: list[str], revision: int, *, removed: bool) -> None:
        """Remember in which feeds records stood that are about to leave some of them, or all."""
        rows = list(self._among("SELECT uid, kind, item FROM record WHERE uid", uids))
        self._db.executemany(
            "INSERT INTO departed VALUES (?,?,?,?)",
            (
                (revision, kind, encoded(self._items.decode(item).categories), uid if removed else None)
                for uid, kind, item in rows
            ),
        )

    def _write(self, records: Iterable[Record], revision: int) -> None:
        latest = {record.uid: record for record in records}
        for chunk in _chunks(list(latest)):
            self._leave(chunk, latest, revision)
        migrations.insert_records(self._db, latest.values(), revision)

    def _leave(self, uids: list[str], latest: dict[str, Record], revision: int) -> None:
        """Take records that are there, and about to be written, out of the categories that they had."""
        facets = {uid: latest[uid].item for uid in uids}
        kinds = list(self._among("SELECT uid, kind FROM record WHERE uid", uids))
        named = list(self._among("SELECT uid, name FROM category WHERE uid", [str(row[0]) for row in kinds]))
        leaving = {uid for uid, kind in kinds if kind != facets[uid].kind}
        leaving |= {uid for uid, name in named if name not in facets[uid].categories}
        self._depart(sorted(leaving), revision, removed=False)
        self._db.executemany("DELETE FROM category WHERE name = ? AND uid = ?", ((name, uid) for uid, name in named))

    def _see(self, sightings: Iterable[Sighting]) -> None:
        latest = {sighting.place: sighting for sighting in sightings}.values()
        self._db.executemany("REPLACE INTO sighting VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", map(_sighting_values, latest))
        # In the order of the table, which is the faster the more there are.
        known = sorted({(key, sighting.uid) for sighting in latest for key in sighting.keys})
        self._db.executemany("INSERT OR IGNORE INTO key VALUES (?,?)", known)

    def save_pages(self, pages: Iterable[Page], gone: Iterable[Page] = ()) -> None:
        """Remember pages as read, and forget those that are gone."""
        with self._told(), self.transaction():
            self._db.executemany(
                "DELETE FROM page WHERE source=? AND location=?", ((page.source, page.location) for page in gone)
            )
            self._db.executemany(
                "REPLACE INTO page VALUES (?,?,?,?,?,?,?,?,?)",
                ((*msgspec.structs.astuple(page)[:-1], page.seen.isoformat()) for page in pages),
            )

    def visits(self, source: str | None) -> tuple[Visit, ...]:
        """List what the last visits of addresses taught, of one source or of all, by source and address."""
        where, values = ("", ()) if source is None else ("WHERE source = ?", (source,))
        rows = self._rows(f"SELECT * FROM visit {where} ORDER BY source, address", values)
        with self._told():
            return tuple(msgspec.json.decode(row[2], type=Visit) for row in rows)

    def save_visits(self, visits: Iterable[Visit], gone: Iterable[Visit] = ()) -> None:
        """Remember visits, and forget those that are gone."""
        with self._told(), self.transaction():
            self._db.executemany(
                "DELETE FROM visit WHERE source=? AND address=?", ((visit.source, visit.address) for visit in gone)
            )
            self._db.executemany(
                "REPLACE INTO visit VALUES (?,?,?)",
                ((visit.source, visit.address, encoded(visit)) for visit in visits),
            )

    def shared(self) -> tuple[str, ...]:
        """List the uids of the items that more than one source tells."""
        statement = "SELECT uid FROM sighting GROUP BY uid HAVING count(DISTINCT source) > 1 ORDER BY uid"
        return tuple(str(row[0]) for row in self._rows(statement))

    def select(self, query: Query) -> Iterator[Entry]:
        """Give records in brief, in the order asked for; none of them is held."""
        where, values = _where(query)
        if query.order == "newest" and query.limit is not None and not query.categories and len(query.kinds) > 1:
            # The plus keeps SQLite from collecting all of some kinds: the newest of all are found by their time.
            where = where.replace("kind IN", "+kind IN", 1)
        rank = "".join(f" WHEN ? THEN {number}" for number, _ in enumerate(query.sources))
        # Without a source nothing is found, but the statement must still be one.
        order = _ORDERS[query.order].format(rank=f"CASE source{rank} ELSE {len(query.sources)} END" if rank else "uid")
        ranked = list(query.sources) if query.order == "newest" else []
        limit = [-1 if query.limit is None else query.limit, query.offset]
        statement = f"FROM record WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
        if not query.archived:
            rows = self._rows(f"{_ENTRY} {statement}", (*values, *ranked, *limit))
        else:
            last = f"SELECT ordinal FROM record WHERE {where} ORDER BY ordinal LIMIT 1 OFFSET ?"
            rows = self._rows(
                f"{_ENTRY} FROM record WHERE {where} "
                f"AND (ordinal > ({last}) OR ordinal IN (SELECT ordinal {statement})) ORDER BY {order}",
                (*values, *values, query.archived - 1, *values, *ranked, *limit, *ranked),
            )
        yield from map(_entry, rows)

    def summary(self, query: Query) -> Summary:
        """Give in brief what a query without its limit gives."""
        where, values = _where(query)
        number, dated, updated, over, told = next(self._rows(f"{_SUMMARY} WHERE {where}", values))
        return Summary(
            number=number,
            dated=dated or 0,
            updated=datetime.fromisoformat(updated) if updated else None,
            first_over=date.fromisoformat(over) if over else None,
            first_told=datetime.fromisoformat(told) if told else None,
        )

    def years(self, query: Query) -> tuple[int, ...]:
        """List the years in which what a query gives begins."""
        where, values = _where(query)
        rows = self._rows(
            f"SELECT DISTINCT substr(day, 1, 4) FROM record WHERE {where} AND day IS NOT NULL ORDER BY 1", values
        )
        return tuple(int(row[0]) for row in rows)

    def zones(self, query: Query) -> tuple[ZoneSpan, ...]:
        """List the time zones of the timed events that a query gives, each with its first and last day, by name."""
        where, values = _where(query)
        rows = self._rows(f"{_ZONES} WHERE {where} AND zone IS NOT NULL GROUP BY zone ORDER BY zone", values)
        return tuple(
            ZoneSpan(timezone=zone, first=date.fromisoformat(first), last=date.fromisoformat(last))
            for zone, first, last in rows
        )

    def brief(self, uids: Iterable[str]) -> dict[str, Entry]:
        """Give these records in brief, as far as they are there; an announcement is none."""
        rows = (
            row
            for chunk in _chunks(sorted(set(uids)))
            for row in self._among(f"{_ENTRY} FROM record WHERE about IS NULL AND uid", chunk)
        )
        return {row[0]: _entry(row) for row in rows}

    def records(self, uids: Iterable[str]) -> dict[str, Record]:
        """Give these records, as far as they are there."""
        chunks = _chunks(sorted(set(uids)))
        rows = (row for chunk in chunks for row in self._among(f"{_RECORD} WHERE uid", chunk, "uid"))
        return {row[0]: self._record(row) for row in rows}

    def changed(self, since: int) -> tuple[str, ...]:
        """List the uids of the records that were written after a revision."""
        return tuple(
            str(row[0]) for row in self._rows("SELECT uid FROM record WHERE touched > ? ORDER BY +uid", (since,))
        )

    def departed(self, since: int) -> tuple[str, ...]:
        """List the uids of the records that were removed after a revision and have not come back."""
        return tuple(str(row[0]) for row in self._rows(_DEPARTED, (since,)))

    def drop_departed(self, until: int) -> None:
        """Forget what left up to a revision: that is published."""
        with self._told(), self.transaction():
            self._db.execute("DELETE FROM departed WHERE revision <= ?", (until,))

    def facets(self, since: int) -> frozenset[Facets]:
        """Give all facets that records written or removed after a revision have, or had."""
        written = self._rows("SELECT kind, item FROM record WHERE touched > ?", (since,))
        left = self._rows("SELECT kind, categories FROM departed WHERE revision > ?", (since,))
        found = {(row[0], tuple(self._items.decode(row[1]).categories)) for row in written}
        found |= {(row[0], tuple(msgspec.json.decode(row[1]))) for row in left}
        return frozenset(Facets(kind=kind, categories=categories) for kind, categories in found)

    def revision(self) -> int:
        """Count the changes to records and their order."""
        return int(self.stamp("revision") or 0)

    def created(self) -> datetime | None:
        """Tell when the first record was written (UTC), or None."""
        stamp = self.stamp("created")
        return datetime.fromisoformat(stamp) if stamp else None

    def published(self, parts: Iterable[str] | None = None, paths: Iterable[str] = ()) -> tuple[Published, ...]:
        """List the files below the output folder, by path; a claimed one has an empty `sha256`."""
        if parts is None:
            rows = list(self._rows("SELECT * FROM published"))
        else:
            among = (("part", list(parts)), ("path", list(paths)))
            rows = [
                row
                for column, names in among
                for chunk in _chunks(names)
                for row in self._among(f"SELECT * FROM published WHERE {column}", chunk)
            ]
        return tuple(_published(row) for row in sorted(set(rows)))

    def parts(self) -> tuple[str, ...]:
        """List the parts of which files are published."""
        return tuple(str(row[0]) for row in self._rows("SELECT DISTINCT part FROM published ORDER BY 1"))

    def item_paths(self) -> Iterator[str]:
        """Give the published paths of single items."""
        return iter([str(row[0]) for row in self._rows("SELECT path FROM published WHERE part = 'item' ORDER BY path")])

    def number_published(self) -> int:
        """Count the files below the output folder."""
        return int(str(self._one("SELECT count(*) FROM published")))

    def publish(self, files: Iterable[Published], gone: Iterable[str] = ()) -> None:
        """Remember files as written (or about to be), and forget the paths in `gone`."""
        with self._told(), self.transaction():
            paths = [(path,) for path in gone]
            self._db.executemany("DELETE FROM published WHERE path = ?", paths)
            self._db.executemany("DELETE FROM contents WHERE path = ?", paths)
            self._db.executemany(
                "REPLACE INTO published VALUES (?,?,?,?,?,?)", (msgspec.structs.astuple(file) for file in files)
            )

    def contents(self, path: str) -> bytes | None:
        """Give what was kept of where each entry stands in a published file, or None."""
        return next((bytes(row[0]) for row in self._rows("SELECT body FROM contents WHERE path = ?", (path,))), None)

    def keep_contents(self, path: str, contents: bytes | None) -> None:
        """Keep where each entry stands in a published file, or forget it."""
        with self._told(), self.transaction():
            if contents is None:
                self._db.execute("DELETE FROM contents WHERE path = ?", (path,))
            else:
                self._db.execute("REPLACE INTO contents VALUES (?,?)", (path, contents))

    def generations(self) -> tuple[int, ...]:
        """List the publications that can be taken back, the newest first."""
        return tuple(int(row[0]) for row in self._rows("SELECT DISTINCT generation FROM undo ORDER BY 1 DESC"))

    def undo(self, generation: int) -> tuple[Undo, ...]:
        """List what a publication changed, by path."""
        rows = self._rows("SELECT * FROM undo WHERE generation = ? ORDER BY path", (generation,))
        with self._told():
            return tuple(
                Undo(
                    generation=row[0],
                    path=row[1],
                    before=msgspec.json.decode(row[2], type=Published) if row[2] is not None else None,
                )
                for row in rows
            )

    def keep_undo(self, undo: Iterable[Undo]) -> None:
        """Remember how to take back a publication."""
        with self._told(), self.transaction():
            self._db.executemany(
                "REPLACE INTO undo VALUES (?,?,?)",
                ((one.generation, one.path, encoded(one.before) if one.before else None) for one in undo),
            )

    def drop_undo(self, generations: Iterable[int]) -> None:
        """Forget how to take back these publications."""
        with self._told(), self.transaction():
            self._db.executemany("DELETE FROM undo WHERE generation = ?", ((one,) for one in generations))

    def find(self, start: str) -> tuple[str, ...]:
        """List the uids that begin so, at most a hundred; `start` is a uid or the beginning of its UUID."""
        wanted = f"urn:uuid:{start.lower().removeprefix('urn:uuid:')}"
        rows = self._rows(
            "SELECT uid FROM record WHERE substr(uid, 1, ?) = ? ORDER BY uid LIMIT ?", (len(wanted), wanted, _FOUND)
        )
        return tuple(str(row[0]) for row in rows)

    def history(self, uid: str) -> tuple[Revision, ...]:
        """List what changed of a record, the oldest first."""
        rows = self._rows(
            "SELECT uid, sequence, at, field, before, after, reason FROM revision WHERE uid = ? ORDER BY number", (uid,)
        )
        with self._told():
            return tuple(
                Revision(
                    uid=row[0],
                    sequence=row[1],
                    at=datetime.fromisoformat(row[2]),
                    field=row[3],
                    before=row[4],
                    after=row[5],
                    reason=row[6],
                )
                for row in rows
            )

    def tombstones(self) -> tuple[Tombstone, ...]:
        """List what was forgotten and must not come back, by age."""
        rows = self._rows("SELECT id, kind, words, marks, made FROM tombstone ORDER BY made, id")
        with self._told():
            return tuple(
                Tombstone(
                    id=row[0],
                    kind=row[1],
                    words=row[2],
                    marks=tuple(msgspec.json.decode(row[3])),
                    made=datetime.fromisoformat(row[4]),
                )
                for row in rows
            )

    def bury(self, tombstone: Tombstone) -> None:
        """Remember a tombstone."""
        values = (tombstone.id, tombstone.kind, tombstone.words, encoded(tombstone.marks), tombstone.made.isoformat())
        with self._told(), self.transaction():
            self._db.execute("REPLACE INTO tombstone VALUES (?,?,?,?,?)", values)

    def lift(self, tombstone: str) -> None:
        """Forget a tombstone."""
        with self._told(), self.transaction():
            self._db.execute("DELETE FROM tombstone WHERE id = ?", (tombstone,))

    def everything(self) -> Iterator[str]:
        """Give the uids of all records, announcements among them."""
        return iter([str(row[0]) for row in self._rows("SELECT uid FROM record ORDER BY uid")])

    def erase(self, uids: Iterable[str]) -> None:
        """Take records out for good, with sightings, keys, revisions and announcements."""
        gone = sorted(set(uids))
        if not gone:
            return
        with self._told(), self.transaction():
            revision = self._next_revision()
            self._db.executemany("DELETE FROM sighting WHERE uid = ?", ((uid,) for uid in gone))
            self._remove(gone, revision)

    def rewrite(self, records: Iterable[Record], sightings: Iterable[Sighting]) -> None:
        """Write records and sightings anew under their uids, with no revision, and drop their revisions."""
        with self._told(), self.transaction():
            revision = self._next_revision()
            written = list(records)
            self._write(written, revision)
            self._db.executemany("DELETE FROM revision WHERE uid = ?", ((record.uid,) for record in written))
            self._db.executemany("DELETE FROM key WHERE uid = ?", ((record.uid,) for record in written))
            self._see(sightings)

    def health(self) -> dict[str, Health]:
        """Tell how each source is, by its name."""
        rows = self._rows("SELECT told FROM health ORDER BY source")
        with self._told():
            return {one.source: one for one in (_HEALTH.decode(row[0]) for row in rows)}

    def save_health(self, health: Iterable[Health], gone: Iterable[str] = ()) -> None:
        """Remember how sources are, and forget the sources in `gone` with their runs."""
        with self._told(), self.transaction():
            names = [(source,) for source in gone]
            self._db.executemany("DELETE FROM health WHERE source = ?", names)
            self._db.executemany("DELETE FROM run WHERE source = ?", names)
            values = ((one.source, encoded(one)) for one in health)
            self._db.executemany("REPLACE INTO health VALUES (?,?)", values)

    def runs(self, source: str | None = None, limit: int = 100) -> tuple[SourceRun, ...]:
        """List the last runs of a source in which something happened, or of all, as they were kept, the last first."""
        where, values = ("WHERE source = ?", (source,)) if source is not None else ("", ())
        rows = self._rows(f"SELECT told FROM run {where} ORDER BY number DESC LIMIT ?", (*values, limit))
        with self._told():
            return tuple(_RUN.decode(row[0]) for row in rows)

    def keep_runs(self, runs: Iterable[SourceRun]) -> None:
        """Remember runs; of each source the last hundred stay."""
        kept = list(runs)
        with self._told(), self.transaction():
            values = ((one.source, encoded(one)) for one in kept)
            self._db.executemany("INSERT INTO run (source, told) VALUES (?,?)", values)
            self._db.executemany(_PRUNE_RUNS, ((name, name, RUNS) for name in sorted({one.source for one in kept})))

    def messages(self, state: str | None = None, limit: int = 100) -> tuple[Message, ...]:
        """List messages, all or those in a state, the oldest first."""
        where, values = ("WHERE state = ?", (state,)) if state is not None else ("", ())
        rows = self._rows(f"SELECT told FROM message {where} ORDER BY created, id LIMIT ?", (*values, limit))
        with self._told():
            return tuple(_MESSAGE.decode(row[0]) for row in rows)

    def save_messages(self, messages: Iterable[Message]) -> None:
        """Remember messages in place of those of the same ids; the five hundred youngest that wait no more stay."""
        with self._told(), self.transaction():
            values = ((one.id, one.state, one.created.astimezone(UTC).isoformat(), encoded(one)) for one in messages)
            self._db.executemany("REPLACE INTO message VALUES (?,?,?,?)", values)
            self._db.execute(_PRUNE_MESSAGES, (MESSAGES,))

    def drop_reasons(self, dropped: Iterable[str] = ()) -> None:
        """Forget why sources failed, with every message that waits no more, and those of the ids in `dropped`."""
        with self._told(), self.transaction():
            self.save_health([msgspec.structs.replace(one, reason="") for one in self.health().values()])
            rows = self._db.execute("SELECT number, told FROM run").fetchall()
            bare = ((msgspec.structs.replace(_RUN.decode(told), reason=""), number) for number, told in rows)
            self._db.executemany("UPDATE run SET told = ? WHERE number = ?", ((encoded(one), n) for one, n in bare))
            self._db.execute("DELETE FROM message WHERE state <> 'waiting'")
            self._db.executemany("DELETE FROM message WHERE id = ?", ((one,) for one in dropped))

    def stamp(self, name: str) -> str | None:
        """Give a remembered stamp, or None."""
        return next((str(row[0]) for row in self._rows("SELECT value FROM stamp WHERE name = ?", (name,))), None)

    def set_stamp(self, name: str, value: str | None) -> None:
        """Remember a stamp: a short text that tells whether something is as it was; None forgets it."""
        with self._told(), self.transaction():
            if value is None:
                self._db.execute("DELETE FROM stamp WHERE name = ?", (name,))
            else:
                self._stamp(name, value)

    def problems(self) -> tuple[str, ...]:
        """Look whether the store is sound; each problem is a line."""
        told = [str(row[0]) for row in self._rows("PRAGMA integrity_check")]
        broken = [
            f"a row of {row[0]} lacks what it refers to in {row[2]}" for row in self._rows("PRAGMA foreign_key_check")
        ]
        return tuple([line for line in told if line != "ok"] + broken)

    def vacuum(self) -> None:
        """Leave nothing of what was deleted where somebody could find it: in the file, its log, or a copy of it."""
        with self._told():
            self._db.execute("VACUUM")
            if self._one("PRAGMA wal_checkpoint(TRUNCATE)"):
                raise LedgerError(
                    "another program reads it, and may still find what was deleted",
                    where=self._where,
                    remedy="close that program and do this again",
                )
            for copy in backups(self._path) if self._path is not None else ():
                copy.unlink()

    def close(self) -> None:
        """Let go of the store."""
        with self._told():
            self._db.close()

    def _stamp(self, name: str, value: str) -> None:
        self._db.execute("REPLACE INTO stamp VALUES (?,?)", (name, value))

    def _rows(self, statement: str, values: _Row = ()) -> Iterator[_Row]:
        with self._told():
            yield from self._db.execute(statement, values)

    def _one(self, statement: str, values: _Row = ()) -> object:
        return next(self._rows(statement, values))[0]

    def _record(self, row: _Row) -> Record:
        with self._told():
            return Record(
                uid=row[0],
                item=self._items.decode(row[1]),
                first_seen=datetime.fromisoformat(row[2]),
                published=datetime.fromisoformat(row[3]),
                last_changed=datetime.fromisoformat(row[4]),
                sequence=row[5],
                fingerprint=row[6],
                sources=tuple(msgspec.json.decode(row[7])),
                page=row[8],
                position=row[9],
                state=row[10],
                announces=row[11],
                about=row[12],
            )

    def _sighting(self, row: _Row) -> Sighting:
        uid, source, page, sha256, position, seen, keys, kin, state, since, reason, item = row
        with self._told():
            return Sighting(
                uid=uid,
                source=source,
                page=page,
                sha256=sha256,
                position=position,
                seen=datetime.fromisoformat(seen),
                keys=tuple(msgspec.json.decode(keys)),
                kin=kin,
                state=state,
                since=since,
                reason=reason,
                item=self._items.decode(item),
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, msgspec.MsgspecError, OSError, ValueError) as error:
            raise LedgerError(f"the ledger failed: {error}", where=self._where, remedy=_remedy(error)) from error


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


def _sighting_values(sighting: Sighting) -> tuple[object, ...]:
    return (
        *sighting.place,
        sighting.sha256,
        sighting.position,
        sighting.seen.isoformat(),
        encoded(sighting.keys),
        sighting.kin,
        sighting.state,
        sighting.since,
        sighting.reason,
        encoded(sighting.item),
    )


def _published(row: _Row) -> Published:
    return Published(path=row[0], sha256=row[1], size=row[2], mtime_ns=row[3], key=row[4], part=row[5])


def _where(query: Query) -> tuple[str, list[_Row]]:
    """Write what a query asks for as a condition, with its values."""
    # The plus keeps SQLite from looking at all of a kind: those of a category are few, and found by it.
    plus = "+" if query.categories else ""
    parts = [f"{plus}source IN ({_marks(query.sources)})", f"{plus}kind IN ({_marks(query.kinds)})"]
    values: list[_Row] = [*query.sources, *query.kinds]
    if query.categories:
        parts.append(f"uid IN (SELECT uid FROM category WHERE name IN ({_marks(query.categories)}))")
        values += query.categories
    if not query.announcements or query.dated:
        parts.append("about IS NULL")
    if query.dated:
        parts.append(_HAS_DEADLINE if query.deadlines else "day IS NOT NULL")
    told = query.told.astimezone(UTC).isoformat() if query.told else ""
    if query.year is not None:
        parts.append("substr(day, 1, 4) = ?")
        values.append(f"{query.year:04d}")
    if query.since is not None:
        parts.append("(last_day >= ? OR (last_day IS NULL AND last_changed >= ?))")
        values += [query.since.isoformat(), told]
    if query.open_on is not None:
        parts.append("state <> 'withdrawn' AND (last_day >= ? OR (last_day IS NULL AND last_changed >= ?))")
        values += [query.open_on.isoformat(), told]
    return " AND ".join(parts), values


def _entry(row: _Row) -> Entry:
    return Entry(row[0], row[1], bool(row[2]))


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)


def _chunks(names: list[str]) -> Iterator[list[str]]:
    return (names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK))
