"""Files that are put together from entries of the last ones, and publications that are taken back."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeds.config import load
from feeds.ledger.sqlite import SqliteLedger
from feeds.pipeline import ledger_path
from feeds.release import roll_back
from ledger_sites import FEEDS, article, event, site, told
from workshop import NOW, assert_whole


def test_a_calendar_that_only_loses_events_goes_out(tmp_path: Path) -> None:
    workshop = site(tmp_path, FEEDS)
    workshop.page("a.jsonl", told(event("Soon over", "2026-03-05"), event("Later")))
    workshop.build(NOW)
    workshop.build("2026-03-13T08:00:00Z")
    text = (workshop.output / "coming.ics").read_text("utf-8")
    assert "Later" in text
    assert "Soon over" not in text
    assert_whole(workshop.output)


def test_a_day_on_which_nothing_leaves_makes_no_feed_anew(tmp_path: Path) -> None:
    workshop = site(tmp_path, FEEDS)
    workshop.page("a.jsonl", told(event("Soon over", "2026-03-05"), event("Later")))
    workshop.build(NOW)
    before = workshop.files()
    workshop.build("2026-03-06T08:00:00Z")
    changed = {path for path, digest in workshop.files().items() if before.get(path) != digest}
    assert changed == {"all.html", "coming.html", "index.html"}
    workshop.build("2026-03-13T08:00:00Z")
    changed = {path for path, digest in workshop.files().items() if before.get(path) != digest}
    assert changed >= {"coming.rss", "coming.atom", "coming.json", "coming.ics"}
    assert not changed & {"all.rss", "all.atom", "all.json", "all.ics"}
    assert "<lastBuildDate>Fri, 13 Mar 2026" in (workshop.output / "coming.rss").read_text("utf-8")


@pytest.mark.parametrize("number", [499, 500, 501])
def test_as_many_events_as_are_inspected_together(tmp_path: Path, number: int) -> None:
    workshop = site(tmp_path, FEEDS)
    workshop.page("a.jsonl", told(*(event(f"Event {n}", location=f"Room {n}") for n in range(number))))
    workshop.build(NOW)
    assert (workshop.output / "coming.ics").read_text("utf-8").count("BEGIN:VEVENT") == number


def test_a_publication_that_healed_a_file_can_be_taken_back(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(article("One")))
    workshop.build(NOW)
    before = workshop.files()
    (workshop.output / "all.rss").unlink()
    (workshop.output / "all.atom").write_text("spoilt")
    workshop.page("a.jsonl", told(article("One"), article("Two")))
    workshop.build("2026-03-02T09:00:00Z")
    config = load(workshop.folder / "feeds.toml")
    with closing(SqliteLedger(ledger_path(config))) as ledger:
        roll_back(config, ledger, datetime(2026, 3, 2, 10, tzinfo=UTC))
    assert {path for path, digest in workshop.files().items() if before.get(path) != digest} == {"all.rss", "all.atom"}
    assert "spoilt" not in (workshop.output / "all.atom").read_text("utf-8")
