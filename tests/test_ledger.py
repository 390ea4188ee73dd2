"""Both ledgers keep the contract; the SQLite one also keeps its file."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factories import NOW, article
from feeds.errors import LedgerError
from feeds.ledger import Ledger
from feeds.ledger.memory import MemoryLedger
from feeds.ledger.sqlite import SqliteLedger
from feeds.merge import Changes
from ledger_contract import LedgerContract, held, page, published, seen


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


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"


def test_it_is_there_the_next_time(path: Path) -> None:
    ledger = SqliteLedger(path)
    ledger.apply(Changes(added=(held(article()),), sightings=(seen(article()),)), [page()], [], now=NOW)
    ledger.publish([published("a.rss")])
    ledger.close()
    again = SqliteLedger(path)
    assert [record.item for record in again.records(("a",))] == [article()]
    assert (again.pages("a"), again.published(), again.created()) == ((page(),), (published("a.rss"),), NOW)
    again.close()


def test_only_its_owner_may_read_it_and_it_is_one_file_at_rest(path: Path) -> None:
    before = os.umask(0)
    try:
        ledger = SqliteLedger(path)
        ledger.apply(Changes(), [page()], [], now=NOW)
        modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        ledger.close()
    finally:
        os.umask(before)
    assert modes == {0o600}
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_failed_refresh_leaves_nothing_behind(path: Path) -> None:
    ledger = SqliteLedger(path)
    with pytest.raises(LedgerError):
        # A sighting without its record breaks the store's own rules, at the very end.
        ledger.apply(Changes(sightings=(seen(article()),)), [page()], [], now=NOW)
    assert (ledger.pages("a"), ledger.created(), ledger.revision()) == ((), None, 0)
    ledger.apply(Changes(), [page()], [], now=NOW)
    ledger.close()


def damaged(path: Path) -> None:
    ledger = SqliteLedger(path)
    ledger.apply(Changes(), [page(str(number)) for number in range(500)], [], now=NOW)
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
    ledger.apply(Changes(added=(held(article()),), sightings=(seen(article()),)), [], [], now=NOW)
    ledger.close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE record SET item = '{'")
    database.close()
    again = SqliteLedger(path)
    with pytest.raises(LedgerError, match="the ledger failed"):
        list(again.records(("a",)))
    again.close()


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from feeds.ledger.sqlite import SqliteLedger
from feeds.merge import Changes
from feeds.remembered import Page
ledger = SqliteLedger(Path(sys.argv[1]))
for round in range(1, 10000):
    # Always 40 pages of one and the same size: a ledger cut off in between would mix two sizes.
    facts = {"mtime_ns": 1, "size": round, "sha256": "", "rules": "", "items": 0, "rejected": 0}
    facts["seen"] = datetime(2026, 3, 2, tzinfo=UTC)
    pages = [Page(source="a", location=str(number), **facts) for number in range(40)]
    ledger.apply(Changes(), pages, [], now=datetime(2026, 3, 2, tzinfo=UTC))
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
