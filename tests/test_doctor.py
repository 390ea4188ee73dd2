"""Whether all is sound, on sites that are and on those that somebody spoilt."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeds import release, secret
from feeds.config import load
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import Config
from feeds.pipeline import key_path, ledger_path
from feeds.tombstones import of_person
from ledger_sites import CONFIG, article, event, everything, site, told
from workshop import NOW, Workshop

LATER = "2026-03-02T09:00:00Z"


def examined(workshop: Workshop, code: int) -> list[str]:
    """Give each finding as a line, and see that nothing changed by looking."""
    before = everything(workshop.folder)
    run = workshop.feeds("doctor")
    assert (run.returncode, run.stderr) == (code, "")
    assert everything(workshop.folder) == before
    assert all(line.startswith(("ok: ", "note: ", "problem: ")) for line in run.stdout.splitlines())
    return run.stdout.splitlines()


def found(workshop: Workshop, level: str, code: int) -> list[str]:
    return [line.partition(": ")[2] for line in examined(workshop, code) if line.startswith(f"{level}: ")]


def config_of(workshop: Workshop) -> Config:
    return load(workshop.folder / "feeds.toml", look=True)


@pytest.fixture
def built(tmp_path: Path) -> Workshop:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(article("One"), event("Two")))
    workshop.build(NOW)
    return workshop


def test_all_is_sound(built: Workshop) -> None:
    lines = examined(built, 0)
    assert not any(line.startswith("problem") for line in lines)
    assert "ok: source list: 1 page can be read" in lines
    assert "ok: the ledger is whole" in lines
    assert f"ok: all {len(built.files())} files stand as they were left, and are valid" in lines
    report = json.loads(built.feeds("doctor", "--json").stdout)
    assert (report["status"], report["problems"]) == ("sound", 0)
    assert {tuple(finding) for finding in report["findings"]} == {("level", "what", "remedy")}
    assert len(report["findings"]) == len(lines)


def test_nothing_was_built_yet(tmp_path: Path) -> None:
    workshop = site(tmp_path, base=CONFIG.replace('base_url = "https://feeds.example.org/"\n', ""))
    workshop.page("a.jsonl", told(article("One")))
    notes = found(workshop, "note", 0)
    assert "nothing was built yet (run `feeds build`)" in notes
    assert any(note.startswith("there is no base_url") for note in notes)
    assert not (workshop.folder / ".feeds").exists()


def test_a_configuration_that_cannot_be_used(built: Workshop) -> None:
    (built.folder / "feeds.toml").write_text('[site]\ntitel = "x"\n')
    problems = found(built, "problem", 1)
    assert problems
    assert all("feeds.toml:" in problem for problem in problems)
    (built.folder / "feeds.toml").unlink()
    (problem,) = found(built, "problem", 1)
    assert "there is no such file" in problem


def test_sources_that_cannot_be_read(tmp_path: Path) -> None:
    workshop = site(tmp_path, '[[source]]\nname = "none"\npath = "nowhere/*.txt"\n')
    (workshop.sources / "pipe.jsonl").symlink_to("pipe.jsonl")
    problems = found(workshop, "problem", 1)
    assert len(problems) == 2
    assert any("links lead in a circle" in problem for problem in problems)
    assert any("there is nothing here" in problem for problem in problems)


def test_a_source_that_failed_in_the_last_build(tmp_path: Path) -> None:
    workshop = site(tmp_path, '[[source]]\nname = "cal"\npath = "cal.ics"\nformat = "icalendar"\n')
    workshop.page("a.jsonl", told(article("One")))
    (workshop.folder / "cal.ics").write_text("no calendar at all", "utf-8")
    workshop.feeds("build")
    (problem,) = found(workshop, "problem", 1)
    assert problem.startswith("source cal failed when it was last read, ")
    assert "this is no iCalendar file" in problem
    assert problem.endswith("(feeds preview cal shows how it is now)")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"no database at all, but as long as one could be" * 200, "not a database"),
        (b"SQLite format 3\0" + b"x" * 8000, ""),
    ],
)
def test_a_ledger_that_is_none(built: Workshop, body: bytes, words: str) -> None:
    ledger_path(config_of(built)).write_bytes(body)
    (problem,) = found(built, "problem", 1)
    assert "output.sqlite3: " in problem
    assert words in problem
    assert problem.endswith(")")


def test_a_ledger_with_damaged_pages(built: Workshop) -> None:
    path = ledger_path(config_of(built))
    body = bytearray(path.read_bytes())
    body[5 * 4096 : 9 * 4096] = os.urandom(4 * 4096)
    path.write_bytes(body)
    assert found(built, "problem", 1)


def test_a_ledger_whose_rows_lack_others(built: Workshop) -> None:
    with closing(sqlite3.connect(ledger_path(config_of(built)))) as database:
        database.execute("DELETE FROM record")
        database.commit()
    problems = found(built, "problem", 1)
    assert any("lacks what it refers to in record" in problem for problem in problems)


@pytest.mark.parametrize(("form", "level", "words"), [(99, "problem", "newer"), (None, "problem", "form")])
def test_a_ledger_of_another_form(built: Workshop, form: int | None, level: str, words: str) -> None:
    with closing(sqlite3.connect(ledger_path(config_of(built)))) as database:
        database.execute("DELETE FROM schema")
        database.executemany("INSERT INTO schema VALUES (?)", [(form,)] if form else [])
        database.commit()
    (line,) = found(built, level, 1)
    assert words in line


def test_a_ledger_that_somebody_holds(built: Workshop) -> None:
    with closing(sqlite3.connect(ledger_path(config_of(built)), isolation_level=None)) as database:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        run = built.feeds("doctor")
    assert run.returncode == 1
    assert "problem: " in run.stdout
    assert "wait for it to end" in run.stdout


def test_a_ledger_that_is_gone(built: Workshop) -> None:
    ledger_path(config_of(built)).unlink()
    (problem,) = found(built, "problem", 1)
    assert "is not there, though" in problem
    assert "put back a copy" in problem


def test_files_that_are_not_as_they_were_left(built: Workshop) -> None:
    output = built.output
    status = (output / "all.rss").stat()
    (output / "all.rss").write_bytes((output / "all.rss").read_bytes()[:-1] + b" ")
    os.utime(output / "all.rss", ns=(status.st_atime_ns, status.st_mtime_ns))
    (output / "all.atom").unlink()
    os.utime(output / "all.json", ns=(0, 0))
    problems = found(built, "problem", 1)
    assert [line.partition(" (")[0] for line in problems] == [
        "1 file gone that should be published: all.atom",
        "1 file not as Feeds left it: all.rss",
    ]
    assert any(note.startswith("1 file with another time") for note in found(built, "note", 1))
    (output / "all.rss").unlink()
    built.build(LATER)
    assert found(built, "problem", 0) == []


def test_a_file_that_is_not_valid(built: Workshop) -> None:
    config = config_of(built)
    path = built.output / "all.json"
    path.write_bytes(path.read_bytes().replace(b'"title"', b'"titel"'))
    ledger = SqliteLedger(ledger_path(config))
    (file,) = ledger.published((), ["all.json"])
    ledger.close()
    with closing(sqlite3.connect(ledger_path(config))) as database:
        digest, status = hashlib.sha256(path.read_bytes()).hexdigest(), path.stat()
        row = (digest, status.st_size, status.st_mtime_ns, file.path)
        database.execute("UPDATE published SET sha256 = ?, size = ?, mtime_ns = ? WHERE path = ?", row)
        database.commit()
    assert any("all.json: not valid: " in problem for problem in found(built, "problem", 1))


def test_what_else_lies_in_the_output(built: Workshop) -> None:
    (built.output / "CNAME").write_text("feeds.example.org\n")
    (built.output / "pictures").mkdir()
    (built.output / "old.rss").write_bytes((built.output / "all.rss").read_bytes())
    (built.output / "items" / ".x.html.feeds-part").write_text("half")
    notes = found(built, "note", 0)
    assert any("2 files that Feeds did not write: CNAME, pictures" in note for note in notes)
    assert any("1 file of Feeds that the ledger knows nothing of: old.rss" in note for note in notes)
    assert any("left half written" in note and "items/.x.html.feeds-part" in note for note in notes)


def test_what_a_killed_build_may_have_left(built: Workshop) -> None:
    with closing(sqlite3.connect(ledger_path(config_of(built)))) as database:
        database.execute("INSERT INTO published VALUES ('more.rss', '', -1, -1, '', 'feed more')")
        database.commit()
    assert any("perhaps half written" in note and "more.rss" in note for note in found(built, "note", 0))


def test_publications_that_were_kept(built: Workshop) -> None:
    built.page("a.jsonl", told(article("One"), event("Two"), article("Three")))
    built.build(LATER)
    assert "the last 1 publication can be taken back" in found(built, "ok", 0)
    (folder,) = (built.folder / ".feeds").glob("output.kept-*")
    next(iter(folder.iterdir())).unlink()
    (problem,) = found(built, "problem", 1)
    assert "cannot be taken back" in problem


def test_the_key_of_what_was_forgotten(built: Workshop) -> None:
    config = config_of(built)
    with closing(SqliteLedger(ledger_path(config))) as ledger:
        key = secret.read_or_make(key_path(config), None)
        ledger.set_stamp("key", secret.mark(key))
        ledger.bury(of_person(key, "Anna Holm", datetime(2026, 1, 1, tzinfo=UTC)))
    assert "the key of what was forgotten is there (1 tombstone)" in found(built, "ok", 0)
    key_path(config).chmod(0o644)
    (problem,) = found(built, "problem", 1)
    assert problem.endswith(f"(chmod 600 {key_path(config)})")
    key_path(config).unlink()
    (problem,) = found(built, "problem", 1)
    assert "put back a copy of it" in problem


def test_who_may_read_what_is_remembered(built: Workshop) -> None:
    ledger_path(config_of(built)).chmod(0o640)
    (built.folder / ".feeds").chmod(0o777)
    problems = found(built, "problem", 1)
    assert any("others may write there (chmod go-w " in problem for problem in problems)
    assert any("others than its owner may use it (chmod 600 " in problem for problem in problems)


def test_what_is_held_and_since_when(built: Workshop) -> None:
    built.page("a.jsonl", "")
    built.build(LATER, code=3)
    built.build("2026-03-03T09:00:00Z", code=3)
    (problem,) = found(built, "problem", 1)
    assert problem.startswith("list is held since 2026-03-02 10:00 CET: a.jsonl: it gave 2 items the last time")
    assert problem.endswith("feeds build --accept list)")
    built.page("a.jsonl", told(article("One"), event("Two")))
    built.build("2026-03-04T09:00:00Z")
    assert found(built, "problem", 0) == []


def test_feeds_that_are_held(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(*(article(f"Story {number}") for number in range(8))))
    workshop.build(NOW)
    text = (workshop.folder / "feeds.toml").read_text("utf-8")
    feed = '[[feed]]\nname = "all"\ntitle = "All"\nkinds = ["event"]\n'
    (workshop.folder / "feeds.toml").write_text(text + feed)
    workshop.build(LATER, code=3)
    problems = found(workshop, "problem", 1)
    assert any(problem.startswith("all is held since 2026-03-02 10:00 CET: ") for problem in problems)
    assert any(problem.endswith("feeds build --accept all)") for problem in problems)
    run = workshop.feeds("build", "--accept", "all")
    assert run.returncode == 0
    assert found(workshop, "problem", 0) == []


def test_what_was_taken_back(built: Workshop) -> None:
    built.page("a.jsonl", told(article("One"), event("Two"), article("Three")))
    built.build(LATER)
    config = config_of(built)
    with closing(SqliteLedger(ledger_path(config))) as ledger:
        release.roll_back(config, ledger, datetime(2026, 3, 2, 10, tzinfo=UTC))
    (problem,) = found(built, "problem", 1)
    assert problem.startswith("the publication was taken back on 2026-03-02 10:00 UTC")
    assert problem.endswith("(feeds build --accept '*' publishes again)")


def test_a_large_calendar(built: Workshop) -> None:
    events = (event(f"Event {number}", location="x" * 700, summary="y" * 700) for number in range(700))
    built.page("a.jsonl", told(article("One"), *events))
    built.build(LATER)
    assert any("of more than 1.0 MB" in note and "all.ics" in note for note in found(built, "note", 0))


def test_while_a_build_is_at_work(built: Workshop) -> None:
    with (built.folder / ".feeds" / "output.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert any("a build is at work" in note for note in found(built, "note", 0))


def test_a_ledger_of_an_older_form_is_left_as_it_is(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(article("One")))
    path = ledger_path(config_of(workshop))
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.executescript(_FORM_ONE)
    path.chmod(0o600)
    assert any(note.startswith("the ledger has form 1 (the next build") for note in found(workshop, "note", 0))
    before = everything(workshop.folder)
    assert workshop.feeds("plan").returncode == 0
    assert everything(workshop.folder) == before
    workshop.build(NOW)
    assert "the ledger has form 4, as it should" in found(workshop, "ok", 0)


_FORM_ONE = """
PRAGMA application_id = 1181050212;
PRAGMA journal_mode = WAL;
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
INSERT INTO schema VALUES (1);
"""
