"""What a build would do, told without doing it."""

from __future__ import annotations

import fcntl
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from factories import COPENHAGEN, record, timed_event
from factories import article as an_article
from factories import site as danish
from feeds import secret
from feeds.config import load
from feeds.ledger.sqlite import SqliteLedger
from feeds.pipeline import key_path, ledger_path
from feeds.plan import grouped, named
from feeds.refresh import Watch
from feeds.tombstones import of_person
from ledger_sites import FEEDS, article, event, everything, site, told
from workshop import NOW, SEED, Workshop

LATER = "2026-03-02T09:00:00Z"
COMPLETE = 'listing = "complete"\nmissing_runs = 2\n'


def planned(workshop: Workshop, *words: str, now: str = LATER, code: int = 0) -> dict[str, Any]:
    """Plan, see that nothing at all changed by it, and give the report for machines."""
    before = everything(workshop.folder)
    run = workshop.feeds("plan", "--json", "--now", now, *words)
    assert run.returncode == code, run.stderr
    assert everything(workshop.folder) == before
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def shown(workshop: Workshop, *words: str, now: str = LATER, code: int = 0) -> str:
    before = everything(workshop.folder)
    run = workshop.feeds("plan", "--now", now, *words)
    assert (run.returncode, run.stderr) == (code, "")
    assert everything(workshop.folder) == before
    return run.stdout


def titles(report: dict[str, Any], group: str) -> list[str]:
    return [one["title"] for one in report[group]]


def sorted_files(report: dict[str, Any]) -> dict[str, object]:
    files = report["files"]
    assert isinstance(files, dict)
    return {name: sorted(paths) if isinstance(paths, list) else paths for name, paths in files.items()}


GROUPS = {"new", "changed", "moved", "cancelled", "postponed", "reinstated", "missing", "withdrawn", "back", "removed"}


def assert_only(report: dict[str, Any], **wanted: list[str]) -> None:
    assert {group: titles(report, group) for group in GROUPS if report[group]} == wanted


@pytest.fixture
def seeded(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path / "site")
    shutil.copy(SEED, made.sources / "seed.txt")
    return made


def test_a_site_that_was_never_built(seeded: Workshop) -> None:
    report = planned(seeded, now=NOW)
    assert (report["status"], len(report["new"])) == ("planned", 6)
    assert not (seeded.folder / ".feeds").exists()
    built = seeded.build(NOW)
    assert sorted_files(report) == sorted_files(built)


def test_where_the_output_would_stand_in_folders_that_are_not_there(seeded: Workshop) -> None:
    planned(seeded, "--output", str(seeded.folder / "far" / "away" / "public"), now=NOW)
    assert not (seeded.folder / "far").exists()


def test_nothing_to_do_is_said(seeded: Workshop) -> None:
    seeded.build(NOW)
    report = planned(seeded)
    assert report["status"] == "nothing to do"
    assert report["files"] == {"written": [], "removed": [], "unchanged": len(seeded.files())}
    assert shown(seeded) == "Nothing to do.\n"


def test_it_is_what_a_build_then_does(seeded: Workshop) -> None:
    seeded.build(NOW)
    text = SEED.read_text("utf-8").replace("| Gratis deltagelse", "| Pris: 450 kr.").replace("27. maj", "28. maj")
    seeded.page("seed.txt", text)
    report = planned(seeded)
    (moved,) = report["moved"]
    changes = {change["field"]: (change["before"], change["after"]) for change in moved["changes"]}
    assert changes["start"] == ("2026-05-27", "2026-05-28")
    assert changes["price"][0] == "Gratis deltagelse"
    told_so = shown(seeded)
    assert "onsdag 27. maj 2026 → torsdag 28. maj 2026" in told_so
    assert "price: Gratis deltagelse → Pris: 450 kr." in told_so
    built = seeded.build(LATER)
    assert sorted_files(report) == sorted_files(built)
    assert planned(seeded)["status"] == "nothing to do"


def test_what_becomes_of_events(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(event("Kite day"), event("Boat day"), event("Swim day"), event("Run day")))
    workshop.build(NOW)
    gone = [event("Kite day", status="cancelled"), event("Boat day", status="postponed"), event("Swim day", price="5")]
    workshop.page("a.jsonl", told(*gone, event("Run day", "2026-06-08"), event("Ski day"), article("A story")))
    report = planned(workshop)
    assert_only(
        report,
        cancelled=["Kite day"],
        postponed=["Boat day"],
        changed=["Swim day"],
        moved=["Run day"],
        new=["A story", "Ski day"],
    )
    text = shown(workshop)
    assert "Cancelled: 1\n  event Kite day, Monday 1 June 2026\n" in text
    assert "price: nothing → 5" in text
    workshop.build(LATER)
    workshop.page("a.jsonl", told(event("Kite day"), event("Boat day"), event("Swim day", price="5")))
    assert_only(planned(workshop, now="2026-03-02T10:00:00Z"), reinstated=["Boat day", "Kite day"])
    assert "On again: 2" in shown(workshop, now="2026-03-02T10:00:00Z")


def test_what_a_complete_listing_misses(tmp_path: Path) -> None:
    workshop = site(tmp_path, COMPLETE)
    all_of_them = [event(f"Event {number}") for number in range(8)]
    workshop.page("a.jsonl", told(*all_of_them))
    workshop.build(NOW)
    workshop.page("a.jsonl", told(*all_of_them[1:]))
    report = planned(workshop)
    assert_only(report, missing=["Event 0"])
    assert report["missing"][0]["changes"] == [{"field": "state", "before": "present", "after": "missing"}]
    workshop.build(LATER)
    assert_only(planned(workshop, now="2026-03-02T10:00:00Z"))
    workshop.build("2026-03-02T10:00:00Z")
    report = planned(workshop, now="2026-03-02T11:00:00Z")
    assert_only(report, withdrawn=["Event 0"])
    workshop.build("2026-03-02T11:00:00Z")
    workshop.page("a.jsonl", told(*all_of_them))
    assert_only(planned(workshop, now="2026-03-02T12:00:00Z"), reinstated=["Event 0"])


def test_an_item_that_comes_back_before_it_is_withdrawn(tmp_path: Path) -> None:
    workshop = site(tmp_path, COMPLETE)
    workshop.page("a.jsonl", told(article("One"), article("Two"), article("Three")))
    workshop.build(NOW)
    workshop.page("a.jsonl", told(article("One"), article("Two")))
    workshop.build(LATER)
    workshop.page("a.jsonl", told(article("One"), article("Two"), article("Three")))
    assert_only(planned(workshop, now="2026-03-02T10:00:00Z"), back=["Three"])


def test_what_time_alone_takes_out_of_a_feed(tmp_path: Path) -> None:
    workshop = site(tmp_path, FEEDS)
    workshop.page("a.jsonl", told(event("Soon over", "2026-03-05"), event("Later")))
    workshop.build(NOW)
    assert planned(workshop, now="2026-03-11T08:00:00Z")["expired"] == []
    report = planned(workshop, now="2026-03-13T08:00:00Z")
    (over,) = report["expired"]
    assert (over["feed"], over["title"], over["day"]) == ("coming", "Soon over", "2026-03-05")
    assert "coming: event Soon over, Thursday 5 March 2026" in shown(workshop, now="2026-03-13T08:00:00Z")
    built = workshop.build("2026-03-13T08:00:00Z")
    assert sorted_files(built) == sorted_files(report)
    assert planned(workshop, now="2026-03-13T09:00:00Z")["expired"] == []


def test_what_is_dropped_and_why(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(article("Good")) + "no json \x1b[31m at all\n")
    report = planned(workshop)
    (dropped,) = report["dropped"]
    assert (dropped["page"], dropped["lines"]) == ("a.jsonl", [2, 2])
    assert dropped["reason"]
    text = shown(workshop)
    assert "Dropped: 1\n  a.jsonl, line 2: " in text
    assert "\x1b" not in text


def test_what_is_held_and_let_through(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(article("One"), article("Two")))
    workshop.build(NOW)
    workshop.page("a.jsonl", "")
    report = planned(workshop, code=3)
    (held,) = report["held"]
    assert held["name"] == "list"
    text = shown(workshop, code=3)
    assert "Held: 2\n  list: a.jsonl: it gave 2 items" in text
    assert "feeds build --accept list" in text
    assert planned(workshop, "--accept", "list")["held"] == []


def test_after_a_rollback_all_is_held(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(article("One")))
    workshop.build(NOW)
    config = load(workshop.folder / "feeds.toml")
    ledger = SqliteLedger(ledger_path(config))
    ledger.set_stamp("pinned", "the publication was taken back")
    ledger.close()
    workshop.page("a.jsonl", told(article("One"), article("Two")))
    report = planned(workshop, code=3)
    assert titles(report, "new") == ["Two"]
    assert report["files"] == {"written": [], "removed": [], "unchanged": len(workshop.files())}
    assert planned(workshop, "--accept", "*")["files"] != report["files"]


def test_a_source_that_fails(tmp_path: Path) -> None:
    workshop = site(tmp_path, '[[source]]\nname = "none"\npath = "nowhere/*.txt"\n')
    workshop.page("a.jsonl", told(article("One")))
    report = planned(workshop, code=1)
    assert "there is nothing here" in report["failures"][0]
    assert "Failed: 1\n" in shown(workshop, code=1)


def test_what_is_to_be_forgotten_is_a_number_only(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    config = load(workshop.folder / "feeds.toml")
    ledger = SqliteLedger(ledger_path(config))
    key = secret.read_or_make(key_path(config), None)
    ledger.set_stamp("key", secret.mark(key))
    ledger.bury(of_person(key, "Anna Holm", datetime(2026, 1, 1, tzinfo=UTC)))
    ledger.close()
    notice = {"kind": "personnel_notice", "change": "appointed", "person": {"name": "Anna Holm"}, "organization": "X"}
    workshop.page("a.jsonl", told(notice, article("One")))
    report = planned(workshop)
    assert report["kept_away"] == 1
    assert titles(report, "new") == ["One"]
    text = shown(workshop)
    assert "Kept away: 1, because" in text
    assert "Holm" not in text


def test_files_are_counted_or_listed(seeded: Workshop) -> None:
    assert "  write all.rss\n" not in shown(seeded)
    text = shown(seeded, "--files")
    assert "Files: 39 to write, 0 to remove, 0 unchanged.\n" in text
    assert "  write all.rss\n" in text


def test_while_a_build_is_at_work(seeded: Workshop) -> None:
    seeded.build(NOW)
    with (seeded.folder / ".feeds" / "output.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert planned(seeded)["status"] == "already running"
        assert "A build is running" in shown(seeded)


def test_a_plan_that_was_killed_is_cleared_away(seeded: Workshop) -> None:
    seeded.build(NOW)
    left = seeded.folder / ".feeds" / "output.rehearsal"
    left.mkdir()
    (left / "1").write_text("half")
    assert seeded.feeds("plan").returncode == 0
    assert not left.exists()


def test_what_cannot_be_planned_is_told_of(seeded: Workshop) -> None:
    run = seeded.feeds("plan", "--accept", "nobody")
    assert (run.returncode, run.stdout) == (2, "")
    assert "there is no feed or source 'nobody'" in run.stderr
    seeded.build(NOW)
    (seeded.output / "all.rss").unlink()
    (seeded.output / "all.rss").mkdir()
    assert seeded.feeds("plan").returncode in (0, 2)
    (seeded.folder / ".feeds" / "output.sqlite3").write_bytes(b"no database at all, but long enough to be one" * 100)
    run = seeded.feeds("plan")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("feeds: ")
    assert run.stderr.count("\n") == 1


def test_a_hostile_title_moves_no_cursor(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(article("One\x1b[2J\u202eTwo\nThree")))
    text = shown(workshop)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "Three" in text.splitlines()[1]


def test_one_watch_sees_nothing_of_another() -> None:
    one, other = Watch(), Watch()
    one.refusals.append(("a", None))  # type: ignore[arg-type]
    one.changes.append(None)  # type: ignore[arg-type]
    assert (other.refusals, other.changes) == ([], [])
    assert Watch().refusals == []


def test_records_compared_without_a_ledger() -> None:
    old = record(an_article(), 1, published=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    gone = record(timed_event(), 2, published=datetime(2026, 3, 1, tzinfo=UTC))
    groups = grouped({old.uid: old, gone.uid: gone}, {old.uid: old}, danish())
    assert list(groups) == ["removed"]
    assert named(old, danish())[1] == datetime(2026, 3, 2, tzinfo=COPENHAGEN).date()
    assert groups["removed"][0].day == timed_event().start
