"""Both ledgers keep the contract and answer alike; the SQLite one also keeps its file."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import NOW, article, notice, posting, record, records, timed_event
from feeds.errors import LedgerError
from feeds.identity import fingerprint, keys, mint
from feeds.ledger import Ledger, migrations
from feeds.ledger.memory import MemoryLedger
from feeds.ledger.sqlite import SqliteLedger, backups
from feeds.merge import Changes, Revision, Sighting
from feeds.model import KINDS, Event, Item, Record, encoded
from feeds.remembered import Health, Message, Page, Published, Query, SourceRun, Undo
from feeds.tombstones import Tombstone
from ledger_contract import (
    LATER,
    LedgerContract,
    everything,
    health,
    held,
    message,
    numbered,
    page,
    published,
    revised,
    seen,
    source_run,
    told,
    uids,
    visit,
)  # fmt: skip


class TestMemory(LedgerContract):
    @pytest.fixture
    def ledger(self) -> Ledger:
        return MemoryLedger()


class TestSqlite(LedgerContract):
    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        ledger = SqliteLedger(tmp_path / "state" / "ledger.sqlite3")
        yield ledger
        ledger.close()


# --- both answer alike ----------------------------------------------------------------------------------------------

Call = Callable[[Ledger], object]

# Few values of each, so that things meet: ties, the same place twice, what is not there.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
SOURCES = st.sampled_from(["a", "b", "c"])
PAGES = st.sampled_from(["1.txt", "2.txt"])
CATEGORIES = st.lists(st.sampled_from(["x", "y", "æ"]), max_size=3).map(tuple)
MOMENTS = st.sampled_from([NOW - timedelta(days=9), NOW, NOW + timedelta(microseconds=1), LATER])
DAYS = st.sampled_from([date(2026, 3, 1), date(2026, 3, 2), date(2026, 10, 27), date(1, 1, 1), date(9999, 12, 31)])
STARTS = st.none() | DAYS | st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 3), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from([None, "Europe/Copenhagen", "Asia/Tokyo"])
STATES = st.sampled_from(["shown", "dropped", "gone", "missing", "withdrawn"])
NUMBERS = st.integers(0, 7)
NAMES = st.lists(NUMBERS.map(lambda number: record(article(), number).uid), max_size=4, unique=True).map(tuple)
PATHS = st.sampled_from(["a.rss", "b.rss", "items/c.html"])


@st.composite
def items(draw: st.DrawFn, number: int) -> Item:
    """An item whose kind follows from its number: no uid is ever of two kinds."""
    item: Item = (article(), timed_event(), posting(), notice())[number % 4]
    facts: dict[str, object] = {"categories": draw(CATEGORIES), "summary": draw(st.none() | WORDS)}
    if isinstance(item, Event):
        facts |= {"start": draw(STARTS), "end": draw(STARTS), "timezone": draw(ZONES)}
    return msgspec.structs.replace(item, **facts)


@st.composite
def written(draw: st.DrawFn) -> Record:
    number = draw(NUMBERS)
    facts: dict[str, object] = {
        "sources": tuple(draw(st.lists(SOURCES, max_size=2, unique=True))),
        "page": draw(PAGES), "position": draw(st.integers(0, 1)), "last_changed": draw(MOMENTS),
        "state": draw(st.sampled_from(["present", "missing", "withdrawn"])), "sequence": draw(st.integers(0, 2)),
        "published": NOW - timedelta(hours=number % 3),
    }  # fmt: skip
    # An announcement is always one, of the event before it.
    if number == 2:
        facts |= {"announces": "moved", "about": record(article(), 1).uid}
    return record(draw(items(1 if number == 2 else number)), number, **facts)


@st.composite
def sightings(draw: st.DrawFn) -> Sighting:
    number = draw(NUMBERS)
    facts: dict[str, object] = {
        "uid": record(article(), number).uid, "source": draw(SOURCES), "page": draw(PAGES), "state": draw(STATES),
        "keys": tuple(draw(st.lists(WORDS, max_size=3))), "kin": draw(st.none() | st.sampled_from("kl")),
        "since": draw(st.integers(0, 3)), "seen": draw(MOMENTS), "sha256": draw(WORDS), "reason": draw(WORDS),
    }  # fmt: skip
    return seen(draw(items(number)), **facts)  # type: ignore[arg-type]


@st.composite
def changed(draw: st.DrawFn) -> Changes:
    some = draw(st.lists(written(), max_size=4, unique_by=lambda record: record.uid))
    cut = draw(st.integers(0, 4))
    names = draw(NAMES)
    return Changes(
        added=tuple(some[:cut]),
        touched=tuple(some[cut:]),
        removed=tuple(sorted(set(draw(NAMES)) - {record.uid for record in some})),
        sightings=tuple(draw(st.lists(sightings(), max_size=4, unique_by=lambda sighting: sighting.place))),
        unsaid=tuple(draw(st.lists(sightings(), max_size=4))),
        revisions=tuple(Revision(uid=uid, sequence=1, at=NOW, field="f", before=None, after="æ") for uid in names),
    )


FILES = st.builds(
    Published,
    path=PATHS, sha256=WORDS, size=NUMBERS, mtime_ns=NUMBERS, key=WORDS, part=st.sampled_from(["item", "site", ""]),
)  # fmt: skip
READ = st.builds(
    Page,
    source=SOURCES, location=PAGES, mtime_ns=NUMBERS, size=NUMBERS, sha256=WORDS, rules=WORDS, items=NUMBERS,
    rejected=NUMBERS, seen=MOMENTS,
)  # fmt: skip
UNDO = st.builds(Undo, generation=st.integers(0, 2), path=PATHS, before=st.none() | FILES)
TOMBSTONES = st.builds(
    Tombstone,
    id=st.sampled_from("tu"), kind=st.just("person"), words=NUMBERS, marks=st.just(("ff",)), made=MOMENTS,
)  # fmt: skip
OUTCOMES = st.sampled_from(["ok", "unreachable", "held"])
HEALTH = st.builds(
    Health, source=SOURCES, last_run=MOMENTS, last_success=st.none() | MOMENTS, outcome=OUTCOMES, reason=WORDS,
    streak=NUMBERS, items=NUMBERS,
)  # fmt: skip
RUNS_OF = st.builds(SourceRun, source=SOURCES, at=MOMENTS, outcome=OUTCOMES, reason=WORDS, items=NUMBERS)
MESSAGES_OF = st.builds(
    Message, id=WORDS, channel=st.just("mail"), subject=WORDS, created=MOMENTS, next_try=MOMENTS,
    state=st.sampled_from(["waiting", "delivered", "given up"]),
)  # fmt: skip
QUERIES = st.builds(
    Query,
    sources=st.permutations(["a", "b", "c", ""]).flatmap(lambda all_: NUMBERS.map(lambda n: tuple(all_[:n]))),
    kinds=st.sets(st.sampled_from(KINDS)).map(lambda some: KINDS if len(some) == 1 else tuple(sorted(some))),
    categories=CATEGORIES, announcements=st.booleans(), dated=st.booleans(), since=st.none() | DAYS,
    open_on=st.none() | DAYS, told=st.none() | MOMENTS, order=st.sampled_from(["newest", "calendar", "arrival"]),
    limit=st.none() | NUMBERS, offset=st.integers(0, 3), archived=st.integers(0, 3),
    year=st.none() | st.sampled_from([2025, 2026, 2027]),
)  # fmt: skip

CALLS: st.SearchStrategy[Call] = st.one_of(
    changed().map(lambda changes: lambda ledger: ledger.apply(changes)),
    changed().map(lambda changes: lambda ledger: ledger.apply(changes)),
    st.tuples(st.lists(READ, max_size=3), st.lists(READ, max_size=2)).map(
        lambda both: lambda ledger: ledger.save_pages(*both)
    ),
    st.tuples(st.lists(FILES, max_size=3), st.lists(PATHS, max_size=2)).map(
        lambda both: lambda ledger: ledger.publish(*both)
    ),
    st.tuples(PATHS, st.none() | st.binary(max_size=2)).map(lambda both: lambda ledger: ledger.keep_contents(*both)),
    st.lists(UNDO, max_size=3).map(lambda undo: lambda ledger: ledger.keep_undo(undo)),
    st.lists(st.integers(0, 2), max_size=2).map(lambda some: lambda ledger: ledger.drop_undo(some)),
    st.integers(0, 4).map(lambda until: lambda ledger: ledger.drop_departed(until)),
    TOMBSTONES.map(lambda one: lambda ledger: ledger.bury(one)),
    st.sampled_from("tu").map(lambda name: lambda ledger: ledger.lift(name)),
    st.tuples(st.lists(HEALTH, max_size=2), st.lists(SOURCES, max_size=1)).map(
        lambda both: lambda ledger: ledger.save_health(*both)
    ),
    st.lists(RUNS_OF, max_size=3).map(lambda runs: lambda ledger: ledger.keep_runs(runs)),
    st.lists(MESSAGES_OF, max_size=3).map(lambda messages: lambda ledger: ledger.save_messages(messages)),
    st.lists(WORDS, max_size=1).map(lambda ids: lambda ledger: ledger.drop_reasons(ids)),
    st.tuples(st.sampled_from("xy"), st.none() | WORDS).map(lambda both: lambda ledger: ledger.set_stamp(*both)),
    NAMES.map(lambda names: lambda ledger: ledger.erase(names)),
    st.tuples(st.lists(written(), max_size=3), st.lists(sightings(), max_size=3)).map(
        lambda both: lambda ledger: ledger.rewrite(*both)
    ),
)


def answer(ledger: Ledger, call: Call) -> str:
    """Tell only whether it was done: the words of an error are a backend's own."""
    try:
        call(ledger)
    except LedgerError:
        return "refused"
    return "done"


def together(ledger: Ledger, calls: list[Call], how: str) -> list[str]:
    """Make several calls as one, or each for itself."""
    answers: list[str] = []
    if how == "apart":
        return [answer(ledger, call) for call in calls]

    def all_of_them(ledger: Ledger) -> None:
        with ledger.rehearsal() if how == "rehearsed" else ledger.transaction():
            for number, call in enumerate(calls):
                try:
                    with ledger.transaction():
                        call(ledger)
                        if how == "mended" and number % 2:
                            raise ZeroDivisionError
                except ZeroDivisionError:
                    answers.append("taken back")
            if how == "failed":
                raise LedgerError("on purpose")

    return [answer(ledger, all_of_them), *answers]


MANNERS = st.sampled_from(["apart", "apart", "apart", "whole", "mended", "failed", "rehearsed"])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    steps=st.lists(st.tuples(st.lists(CALLS, min_size=1, max_size=3), MANNERS), min_size=1, max_size=8),
    queries=st.lists(QUERIES, min_size=3, max_size=6),
)
def test_both_ledgers_answer_alike(steps: list[tuple[list[Call], str]], queries: list[Query]) -> None:
    mine, other = SqliteLedger(None), MemoryLedger()
    for calls, how in steps:
        assert together(mine, calls, how) == together(other, calls, how)
        assert everything(mine) == everything(other)
        for query in queries:
            assert list(mine.select(query)) == list(other.select(query))
            assert mine.summary(query) == other.summary(query)
            assert mine.zones(query) == other.zones(query)
            assert mine.years(query) == other.years(query)
    mine.close()


# --- the file -------------------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"


def test_it_is_there_the_next_time(path: Path) -> None:
    with closing(SqliteLedger(path)) as ledger:
        ledger.apply(told(article()))
        ledger.save_pages([page()])
        ledger.publish([published("a.rss")])
        before = everything(ledger)
    with closing(SqliteLedger(path)) as again:
        assert everything(again) == before
        assert (again.pages("a"), again.published(), again.created()) == ((page(),), (published("a.rss"),), NOW)


def test_only_its_owner_may_read_it_and_it_is_one_file_at_rest(path: Path) -> None:
    before = os.umask(0)
    try:
        ledger = SqliteLedger(path)
        ledger.save_pages([page()])
        modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        ledger.close()
    finally:
        os.umask(before)
    assert modes == {0o600}
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_failed_refresh_leaves_nothing_behind(path: Path) -> None:
    ledger = SqliteLedger(path)
    with pytest.raises(LedgerError), ledger.transaction():  # noqa: PT012
        ledger.save_pages([page()])
        # A sighting without its record breaks the store's own rules, at the very end.
        ledger.apply(Changes(sightings=(seen(article()),)))
    assert (ledger.pages("a"), ledger.created(), ledger.revision()) == ((), None, 0)
    ledger.save_pages([page()])
    ledger.close()


def damaged(path: Path) -> None:
    ledger = SqliteLedger(path)
    ledger.save_pages([page(str(number)) for number in range(500)])
    ledger.close()
    body = bytearray(path.read_bytes())
    body[200 : len(body) - 50] = os.urandom(len(body) - 250)
    path.write_bytes(body)


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE bookmarks (url TEXT)")
    database.close()


def of_the_future(path: Path) -> None:
    SqliteLedger(path).close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE schema SET version = 99")
    database.close()


@pytest.mark.parametrize(
    ("spoil", "message", "remedy"),
    [
        (damaged, "malformed|not a database|corrupt", "copy of it"),
        (lambda path: path.write_text("this is a letter, not a database, and long enough to be read as one" * 20),
         "not a database", "copy of it"),
        (of_another_program, "no ledger of Feeds", "move it away"),
        (of_the_future, "form 99", "newer Feeds"),
        (lambda path: path.mkdir(), "directory", "move that folder away"),
    ],
)  # fmt: skip
def test_a_spoilt_file_is_told_of_and_left_alone(path: Path, spoil: object, message: str, remedy: str) -> None:
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LedgerError, match=message) as caught:
        SqliteLedger(path).pages("a")
    assert remedy in str(caught.value)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_state_folder_that_is_a_file_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(LedgerError, match="choose another output"):
        SqliteLedger(tmp_path / "state" / "ledger.sqlite3")


def test_a_spoilt_record_is_told_of(path: Path) -> None:
    ledger = SqliteLedger(path)
    ledger.apply(told(article()))
    ledger.close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE record SET item = '{'")
    database.close()
    again = SqliteLedger(path)
    with pytest.raises(LedgerError, match="the ledger failed"):
        again.records([mint(article())])
    again.close()


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from feeds.ledger.sqlite import SqliteLedger
from feeds.remembered import Page
ledger = SqliteLedger(Path(sys.argv[1]))
for round in range(1, 10000):
    # Always 40 pages of one and the same size: a ledger cut off in between would mix two sizes.
    facts = {"mtime_ns": 1, "size": round, "sha256": "", "rules": "", "items": 0, "rejected": 0}
    facts["seen"] = datetime(2026, 3, 2, tzinfo=UTC)
    pages = [Page(source="a", location=str(number), **facts) for number in range(40)]
    ledger.save_pages(pages)
    print(round, flush=True)
"""


def test_killed_at_any_moment_it_holds_whole_refreshes(path: Path) -> None:
    for delay in range(8):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.005 * delay)
        writer.kill()
        told = writer.stdout.read().split()
        writer.wait()
        ledger = SqliteLedger(path)
        sizes = {page.size for page in ledger.pages("a")}
        ledger.close()
        assert len(sizes) == 1
        if told:
            assert sizes.pop() >= int(told[-1])
        with sqlite3.connect(path) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()


def test_a_ledger_that_does_not_say_its_form_is_told_of(path: Path) -> None:
    SqliteLedger(path).close()
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM schema")
    database.close()
    with pytest.raises(LedgerError, match=r"does not say which form it has \(put back a copy"):
        SqliteLedger(path)


def test_a_copy_of_the_file_alone_is_whole_while_a_build_writes(path: Path) -> None:
    # A ledger as an earlier build left it; the writer's log is not in the copies.
    with closing(SqliteLedger(path)) as ledger:
        ledger.save_pages([page(str(number), size=0) for number in range(40)])
        ledger.apply(told(*(numbered(number) for number in range(300))))
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    try:
        for number in range(40):
            writer.stdout.readline()
            copy = path.with_name(f"copy{number}")
            copy.write_bytes(path.read_bytes())
            with closing(SqliteLedger(copy)) as ledger:
                assert ledger.problems() == ()
                assert [page.size for page in ledger.pages("a")] == [0] * 40
                assert len(uids(ledger)) == 300
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()


FILLER = """
import resource, sys
from pathlib import Path
from feeds.errors import LedgerError
from feeds.ledger.sqlite import SqliteLedger
ledger = SqliteLedger(Path(sys.argv[1]))
limit = 64 * 1024
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with ledger.transaction():
        for number in range(100):
            ledger.keep_contents(f"{number}", b"x" * 8192)
except LedgerError as error:
    print(error)
    print(ledger.number_published(), ledger.contents("0"), ledger.stamp("x"))
"""


def test_a_full_disk_is_told_of_and_nothing_is_lost(path: Path) -> None:
    with closing(SqliteLedger(path)) as ledger:
        ledger.publish([published("a.rss")])
        ledger.set_stamp("x", "y")
        ledger.apply(told(article()))
        before = everything(ledger)
    done = subprocess.run([sys.executable, "-c", FILLER, str(path)], capture_output=True, text=True, check=True)
    assert "make room on the disk" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 None y"
    with closing(SqliteLedger(path)) as ledger:
        assert everything(ledger) == before


def test_what_refers_to_nothing_is_a_problem(path: Path) -> None:
    with closing(SqliteLedger(path)) as ledger:
        ledger.apply(told(article()))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM record")
    with closing(SqliteLedger(path)) as ledger:
        assert "a row of sighting lacks what it refers to in record" in ledger.problems()


def test_another_program_that_reads_keeps_nothing_from_being_told(path: Path) -> None:
    with closing(SqliteLedger(path)) as ledger:
        ledger.apply(told(*(numbered(number) for number in range(20))))
        entries = ledger.select(Query(sources=("a",), kinds=KINDS))
        next(entries)
        with closing(SqliteLedger(path)) as other:
            other.set_stamp("x", "y")
        assert len(list(entries)) == 19
        assert ledger.stamp("x") == "y"


def test_no_byte_of_what_was_erased_is_left_in_the_file(path: Path) -> None:
    secret = "Gunhild Hemmelig-Navnesen"
    item = msgspec.structs.replace(article(), title=secret, content=f"<p>{secret * 900}</p>")
    with closing(SqliteLedger(path)) as ledger:
        ledger.apply(told(*(numbered(number) for number in range(50))))
        change = revised(mint(item), before=secret)
        ledger.apply(Changes(added=(held(item),), sightings=(seen(item, keys=(secret,)),), revisions=(change,)))
        assert any(secret.encode() in file.read_bytes() for file in path.parent.iterdir())
        ledger.erase([mint(item)])
        ledger.vacuum()
        assert [file.name for file in path.parent.iterdir() if secret.encode() in file.read_bytes()] == []
        assert len(uids(ledger)) == 50
    assert secret.encode() not in path.read_bytes()


# --- older forms ----------------------------------------------------------------------------------------------------

FORM_1 = """
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


def of_form_1(path: Path) -> list[Record]:
    """Write a ledger as Feeds 1 did, with each kind of item, and give the records that should come of it."""
    expected = []
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(f"PRAGMA application_id = {0x46656564}")
        database.executescript(FORM_1)
        database.execute("INSERT INTO schema VALUES (1)")
        database.executemany(
            "INSERT INTO stamp VALUES (?,?)",
            [("created", NOW.isoformat()), ("revision", "7"), ("order", "o"), ("publication", "p")],
        )
        said = msgspec.structs.replace(article(), title="x", published=date(2026, 2, 1))
        ahead = msgspec.structs.replace(article(), title="y", published=date(9999, 12, 31))
        edge = msgspec.structs.replace(article(), title="z", published=datetime.fromisoformat("0001-01-01T00:00+02:00"))
        items = [*(one.item for one in records()), said, ahead, edge]
        for number, item in enumerate(items):
            expected.append(_record_of_form_1(database, item, number))
        database.execute("INSERT INTO page VALUES ('a','1.txt',?,3,'s','r',1,0,?)", (2**62, NOW.isoformat()))
        database.execute("INSERT INTO published VALUES ('a.rss','s',1,?,'k')", (2**62,))
    return expected


def _record_of_form_1(database: sqlite3.Connection, item: Item, number: int) -> Record:
    # The newest was written first: what was seen first arrives first all the same.
    first = NOW - timedelta(hours=number)
    one = held(
        item, first_seen=first, published=first, last_changed=LATER, sequence=number, sources=("b", "a"), position=4
    )
    if item.title == "x":
        one = msgspec.structs.replace(one, published=datetime(2026, 2, 1, tzinfo=UTC))
    times = (one.first_seen.isoformat(), one.last_changed.isoformat())
    values = (one.uid, encoded(item), *times, one.sequence, "old fingerprint", encoded(one.sources), one.position)
    database.execute("INSERT INTO record VALUES (?,?,?,?,?,?,?,?)", values)
    for source, location, position, gone in (("a", "0.txt", 4, 0), ("b", "0.txt", 1, 1), ("b", "1.txt", 4, 0)):
        kinds = (one.uid, source, location, "s", position, NOW.isoformat(), "kin", gone, encoded(item))
        database.execute("INSERT INTO sighting VALUES (?,?,?,?,?,?,?,?,?)", kinds)
    return one


def contents_of_form_1(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(database.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in sorted(names)}


def test_a_ledger_of_form_1_becomes_one_of_today(path: Path) -> None:
    expected = of_form_1(path)
    with closing(SqliteLedger(path)) as ledger:
        assert ledger.problems() == ()
        assert ledger.records(ledger.everything()) == {
            one.uid: msgspec.structs.replace(one, page="1.txt", fingerprint=fingerprint(one.item)) for one in expected
        }
        query = Query(sources=("b",), kinds=KINDS, order="arrival")
        assert uids(ledger, query) == [one.uid for one in reversed(expected)]
        assert (ledger.created(), ledger.revision(), ledger.stamp("order"), ledger.stamp("publication")) == (
            NOW, 7, None, None,
        )  # fmt: skip
        assert (ledger.pages("a"), ledger.published()) == ((page(),), (published("a.rss"),))
        for one in expected:
            known = ledger.known(keys=[keys(one.item)[-1]])
            assert [(s.source, s.page, s.state) for s in known.sightings] == [
                ("a", "0.txt", "shown"), ("b", "0.txt", "gone"), ("b", "1.txt", "shown"),
            ]  # fmt: skip
            assert {s.item for s in known.sightings} == {one.item}
        assert {s.uid for s in ledger.known(kins=["kin"]).sightings} == {one.uid for one in expected}
        ledger.apply(Changes(removed=(expected[0].uid,), unsaid=ledger.known([expected[0].uid]).sightings))
        assert ledger.problems() == ()


def test_a_ledger_of_form_2_learns_to_remember_visits(path: Path) -> None:
    with closing(SqliteLedger(path)) as ledger:
        ledger.apply(told(article()))
        ledger.save_pages([page()])
        before = everything(ledger)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE visit")
        database.execute("UPDATE schema SET version = 2")
    with closing(SqliteLedger(path)) as ledger:
        assert everything(ledger) == before
        ledger.save_visits([visit()])
        assert ledger.visits("a") == (visit(),)
    assert backups(path) == [path.with_name("ledger.sqlite3.form-2")]


def test_a_ledger_of_form_3_learns_how_sources_are(path: Path) -> None:
    with closing(SqliteLedger(path)) as ledger:
        ledger.apply(told(article()))
        ledger.save_visits([visit()])
        before = everything(ledger)
        tables = _tables(path)
    with closing(sqlite3.connect(path)) as database, database:
        for name in ("health", "run", "message"):
            database.execute(f"DROP TABLE {name}")
        database.execute("UPDATE schema SET version = 3")
    with closing(SqliteLedger(path)) as ledger:
        assert everything(ledger) == before
        ledger.save_health([health()])
        ledger.keep_runs([source_run()])
        ledger.save_messages([message()])
        assert (ledger.health(), ledger.runs(), ledger.messages()) == ({"a": health()}, (source_run(),), (message(),))
    assert _tables(path) == tables
    assert backups(path) == [path.with_name("ledger.sqlite3.form-3")]


def _tables(path: Path) -> list[tuple[str, str]]:
    """Give all tables and indexes that a ledger has."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        return [(name, " ".join(sql.replace("IF NOT EXISTS ", "").split())) for name, sql in rows]


def test_the_old_form_is_kept_beside_it(path: Path) -> None:
    of_form_1(path)
    before = contents_of_form_1(path)
    umask = os.umask(0)
    try:
        for _ in range(2):
            SqliteLedger(path).close()
    finally:
        os.umask(umask)
    copy = path.with_name("ledger.sqlite3.form-1")
    assert backups(path) == [copy]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, copy.name]
    assert contents_of_form_1(copy) == before
    # It is a ledger like any other: moved back, it is migrated anew.
    copy.replace(path)
    with closing(SqliteLedger(path)) as ledger:
        assert len(list(ledger.everything())) == 9


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), ZeroDivisionError()])
def test_a_migration_that_fails_leaves_the_old_ledger(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    of_form_1(path)
    before = contents_of_form_1(path)

    def half(database: sqlite3.Connection) -> None:
        migrations._one_to_two(database)
        raise error

    monkeypatch.setitem(migrations.STEPS, 1, half)
    with pytest.raises((LedgerError, KeyboardInterrupt, ZeroDivisionError)):
        SqliteLedger(path)
    assert contents_of_form_1(path) == before
    monkeypatch.undo()
    with closing(SqliteLedger(path)) as ledger:
        assert len(list(ledger.everything())) == 9


def test_a_spoilt_record_of_form_1_is_told_of_and_left_alone(path: Path) -> None:
    of_form_1(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE record SET item = '{' WHERE sequence = 5")
    before = contents_of_form_1(path)
    with pytest.raises(LedgerError, match="the ledger failed"):
        SqliteLedger(path)
    assert contents_of_form_1(path) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from feeds.ledger import migrations
from feeds.ledger.sqlite import SqliteLedger
step, when = migrations.STEPS[1], int(sys.argv[2])
def killed(database):
    count = 0
    def watch(statement):
        nonlocal count
        count += 1
        if count == when:
            os.kill(os.getpid(), signal.SIGKILL)
    database.set_trace_callback(watch)
    # So little memory that half of it is written to the log before the end.
    database.execute("PRAGMA cache_size = 1")
    step(database)
migrations.STEPS[1] = killed
SqliteLedger(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("when", [1, 12, 40, 60, 90])
def test_a_migration_that_is_killed_leaves_the_old_ledger(path: Path, when: int) -> None:
    of_form_1(path)
    before = contents_of_form_1(path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path), str(when)], check=False)
    assert killed.returncode == -9
    assert contents_of_form_1(path) == before
    with closing(SqliteLedger(path)) as ledger:
        assert len(list(ledger.everything())) == 9
        assert ledger.problems() == ()


OPENER = """
import sys
from pathlib import Path
from feeds.ledger.sqlite import SqliteLedger
sys.stdin.readline()
print(len(list(SqliteLedger(Path(sys.argv[1])).everything())))
"""


def test_several_commands_may_meet_an_old_form_at_once(path: Path) -> None:
    of_form_1(path)
    command = [sys.executable, "-c", OPENER, str(path)]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(4)]
    for one in both:
        assert one.stdin is not None
        one.stdin.write(b"\n")
        one.stdin.flush()
    assert [one.communicate()[0] for one in both] == [b"9\n"] * 4
    assert [file.name for file in backups(path)] == ["ledger.sqlite3.form-1"]
    with closing(sqlite3.connect(backups(path)[0])) as database:
        assert database.execute("SELECT version FROM schema").fetchone() == (1,)
