"""The forms that the SQLite ledger has had, and the way from each to the next."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from feeds.identity import fingerprint, keys
from feeds.model import Item, Record, decode_hook, encoded, first_moment, last_day

SCHEMA = 4
"""The form that this Feeds writes."""

TABLES = """
CREATE TABLE stamp (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
  ordinal INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  first_seen TEXT NOT NULL, published TEXT NOT NULL, last_changed TEXT NOT NULL, sequence INTEGER NOT NULL,
  fingerprint TEXT NOT NULL, sources BLOB NOT NULL, source TEXT NOT NULL, page TEXT NOT NULL, position INTEGER NOT NULL,
  state TEXT NOT NULL, announces TEXT,
  about TEXT REFERENCES record (uid) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  day TEXT, instant REAL, zone TEXT, last_day TEXT, digest TEXT NOT NULL, touched INTEGER NOT NULL,
  item BLOB NOT NULL
);
CREATE INDEX record_by_time ON record (published);
CREATE INDEX record_in_brief ON record (
  kind, source, published, page, position, uid, digest, day, instant, zone, about, last_day, last_changed, state
);
CREATE INDEX record_by_touch ON record (touched);
CREATE INDEX record_by_about ON record (about) WHERE about IS NOT NULL;
CREATE TABLE category (
  name TEXT NOT NULL, uid TEXT NOT NULL REFERENCES record (uid) ON DELETE CASCADE, PRIMARY KEY (name, uid)
) WITHOUT ROWID;
CREATE INDEX category_by_uid ON category (uid);
CREATE TABLE departed (revision INTEGER NOT NULL, kind TEXT NOT NULL, categories BLOB NOT NULL, uid TEXT);
CREATE TABLE sighting (
  uid TEXT NOT NULL REFERENCES record (uid) DEFERRABLE INITIALLY DEFERRED,
  source TEXT NOT NULL, page TEXT NOT NULL, sha256 TEXT NOT NULL, position INTEGER NOT NULL,
  seen TEXT NOT NULL, keys BLOB NOT NULL, kin TEXT, state TEXT NOT NULL, since INTEGER NOT NULL, reason TEXT NOT NULL,
  item BLOB NOT NULL,
  PRIMARY KEY (uid, source, page)
);
CREATE INDEX sighting_by_page ON sighting (source, page, sha256);
CREATE INDEX sighting_by_kin ON sighting (kin) WHERE kin IS NOT NULL;
CREATE INDEX sighting_by_state ON sighting (source, state) WHERE state <> 'shown';
CREATE TABLE key (
  value TEXT NOT NULL, uid TEXT NOT NULL REFERENCES record (uid) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (value, uid)
) WITHOUT ROWID;
CREATE INDEX key_by_uid ON key (uid);
CREATE TABLE revision (
  number INTEGER PRIMARY KEY, uid TEXT NOT NULL REFERENCES record (uid) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  sequence INTEGER NOT NULL, at TEXT NOT NULL, field TEXT NOT NULL, before TEXT, after TEXT, reason TEXT NOT NULL
);
CREATE INDEX revision_by_uid ON revision (uid);
CREATE TABLE page (
  source TEXT NOT NULL, location TEXT NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL,
  sha256 TEXT NOT NULL, rules TEXT NOT NULL, items INTEGER NOT NULL, rejected INTEGER NOT NULL,
  seen TEXT NOT NULL,
  PRIMARY KEY (source, location)
) WITHOUT ROWID;
CREATE TABLE visit (
  source TEXT NOT NULL, address TEXT NOT NULL, told BLOB NOT NULL, PRIMARY KEY (source, address)
) WITHOUT ROWID;
CREATE TABLE published (
  path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, key TEXT NOT NULL,
  part TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX published_by_part ON published (part);
CREATE TABLE contents (path TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE undo (
  generation INTEGER NOT NULL, path TEXT NOT NULL, before BLOB, PRIMARY KEY (generation, path)
) WITHOUT ROWID;
CREATE TABLE tombstone (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, words INTEGER NOT NULL, marks BLOB NOT NULL, made TEXT NOT NULL
);
CREATE TABLE health (source TEXT PRIMARY KEY, told BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE run (number INTEGER PRIMARY KEY, source TEXT NOT NULL, told BLOB NOT NULL);
CREATE INDEX run_by_source ON run (source);
CREATE TABLE message (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, created TEXT NOT NULL, told BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX message_by_state ON message (state, created, id);
"""

# The driver hands over whatever the column holds.
Row = Any


def create(database: sqlite3.Connection) -> None:
    """Make the tables of a new ledger."""
    for statement in _statements(TABLES):
        database.execute(statement)
    database.execute("CREATE TABLE schema (version INTEGER NOT NULL)")
    database.execute("INSERT INTO schema VALUES (?)", (SCHEMA,))


def migrate(database: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of an older form to today's, one step after the other; inside a transaction of the caller."""
    while version < SCHEMA:
        STEPS[version](database)
        version += 1
    database.execute("UPDATE schema SET version = ?", (SCHEMA,))


def _one_to_two(database: sqlite3.Connection) -> None:
    """Give records what they are selected by, and sightings what they are known by."""
    old = ("stamp", "record", "sighting", "page", "published")
    for name in ("sighting_by_page", "sighting_by_kin"):
        database.execute(f"DROP INDEX {name}")
    for name in old:
        database.execute(f"ALTER TABLE {name} RENAME TO old_{name}")
    for statement in _statements(TABLES):
        database.execute(statement)
    database.execute("INSERT INTO stamp SELECT * FROM old_stamp WHERE name IN ('created', 'revision')")
    database.execute("INSERT INTO page SELECT * FROM old_page")
    database.execute("INSERT INTO published SELECT *, '' FROM old_published")
    rows = database.execute("SELECT * FROM old_record ORDER BY first_seen, rowid")
    while some := rows.fetchmany(_SOME):
        insert_records(database, [_record_of_one(row, _leading_page(database, row)) for row in some], touched=0)
    for row in database.execute("SELECT * FROM old_sighting"):
        _sighting_of_one(database, row)
    for name in reversed(old):
        database.execute(f"DROP TABLE old_{name}")


_SOME = 1000
_LEADING_PAGE = "SELECT page FROM old_sighting WHERE uid = ? ORDER BY source <> ?, position <> ?, gone, page LIMIT 1"


def _leading_page(database: sqlite3.Connection, row: Row) -> str:
    """Name the page that spoke for a record: of its first source, where the record says that it stood."""
    uid, sources, position = row[0], msgspec.json.decode(row[6]), row[7]
    found = database.execute(_LEADING_PAGE, (uid, sources[0] if sources else "", position)).fetchone()
    return str(found[0]) if found else ""


_ITEMS = msgspec.json.Decoder(Item, dec_hook=decode_hook)


def _record_of_one(row: Row, page: str) -> Record:
    uid, body, first_seen, last_changed, sequence, _, sources, position = row
    item, seen = _ITEMS.decode(body), datetime.fromisoformat(first_seen)
    return Record(
        uid=uid,
        item=item,
        first_seen=seen,
        published=_announced(item.published, seen),
        last_changed=datetime.fromisoformat(last_changed),
        sequence=sequence,
        fingerprint=fingerprint(item),
        sources=tuple(msgspec.json.decode(sources)),
        page=page,
        position=position,
    )


def _announced(said: date | None, seen: datetime) -> datetime:
    # Form 1 kept no instant for a day, and knew the site's zone only while it rendered.
    if said is None:
        return seen
    try:
        moment = said if isinstance(said, datetime) else datetime.combine(said, time())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except OverflowError:  # the first and last hours of the calendar have no other zone than their own
        return seen
    return min(moment, seen)


def _sighting_of_one(database: sqlite3.Connection, row: Row) -> None:
    uid, source, page, sha256, position, seen, kin, gone, body = row
    known = keys(_ITEMS.decode(body), source)
    state = "gone" if gone else "shown"
    values = (uid, source, page, sha256, position, seen, msgspec.json.encode(known), kin, state, 0, "facts", body)
    database.execute(f"INSERT INTO sighting VALUES ({','.join('?' * len(values))})", values)
    database.executemany("INSERT OR IGNORE INTO key VALUES (?,?)", ((key, uid) for key in known))


def _two_to_three(database: sqlite3.Connection) -> None:
    """Remember what was fetched, too."""
    _add_tables(database, "visit")


def _three_to_four(database: sqlite3.Connection) -> None:
    """Remember how sources are, and what is to be told."""
    _add_tables(database, "health", "run", "message")


def _add_tables(database: sqlite3.Connection, *names: str) -> None:
    """Make tables as they are today with their indexes; a ledger that was of form 1 has them already."""
    form = re.compile(rf"\s*CREATE (TABLE|INDEX)(?= (?:\w+ ON )?(?:{'|'.join(names)}) \()")
    for statement in filter(form.match, _statements(TABLES)):
        database.execute(form.sub(r"CREATE \1 IF NOT EXISTS", statement))


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _one_to_two, 2: _two_to_three, 3: _three_to_four}


def insert_records(database: sqlite3.Connection, records: Iterable[Record], touched: int) -> None:
    """Write records with all that they are selected by; what was seen first stays, and so do categories."""
    written = list(records)
    database.executemany(_UPSERT, (record_values(record, touched) for record in written))
    named = sorted({(name, record.uid) for record in written for name in record.item.categories})
    database.executemany("INSERT OR IGNORE INTO category VALUES (?,?)", named)


_COLUMNS = (
    "uid", "kind", "item", "first_seen", "published", "last_changed", "sequence", "fingerprint", "sources", "source",
    "page", "position", "state", "announces", "about", "day", "instant", "zone", "last_day", "digest", "touched",
)  # fmt: skip
_FIXED = frozenset({"uid", "first_seen", "published"})
_UPSERT = (
    f"INSERT INTO record ({','.join(_COLUMNS)}) VALUES ({','.join('?' * len(_COLUMNS))}) "
    f"ON CONFLICT (uid) DO UPDATE SET {','.join(f'{n} = excluded.{n}' for n in _COLUMNS if n not in _FIXED)}"
)


def record_values(record: Record, touched: int) -> tuple[object, ...]:
    """Give the columns of a record."""
    first, last = first_moment(record.item), last_day(record.item)
    instant = first if isinstance(first, datetime) else None
    return (
        record.uid,
        record.item.kind,
        encoded(record.item),
        record.first_seen.isoformat(),
        record.published.isoformat(),
        record.last_changed.isoformat(),
        record.sequence,
        record.fingerprint,
        msgspec.json.encode(record.sources),
        record.sources[0] if record.sources else "",
        record.page,
        record.position,
        record.state,
        record.announces,
        record.about,
        first.isoformat()[:10] if first is not None else None,
        instant.timestamp() if instant is not None else None,
        getattr(instant.tzinfo, "key", None) if instant is not None else None,
        last.isoformat() if last is not None else None,
        record.digest,
        touched,
    )


def _statements(script: str) -> Iterator[str]:
    return (statement for statement in script.split(";\n") if statement.strip())
