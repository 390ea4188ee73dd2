"""An item's whole story, as the ledger has it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from feeds.differing import LONG, differing, shortened
from feeds.history import start_of, steps, value_of
from feeds.merge import Revision
from feeds.model import YearMonth
from ledger_sites import article, event, everything, site, told
from workshop import NOW, Workshop

LATER, LAST = "2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"
UUID = "83096b86-b537-5ced-bfa8-88af0e2e5817"


@pytest.fixture
def moved(tmp_path: Path) -> tuple[Workshop, str]:
    """A talk that moved, then was called off, and its uid."""
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(event("Talk", "2026-06-01T19:00:00+02:00", timezone="Europe/Copenhagen")))
    workshop.build(NOW)
    (entry,) = workshop.json_feed()
    again = event("Talk", "2026-06-02T19:00:00+02:00", timezone="Europe/Copenhagen", price="20 kr.")
    workshop.page("a.jsonl", told(again))
    workshop.build(LATER)
    workshop.page("a.jsonl", told({**again, "status": "cancelled"}))
    workshop.build(LAST)
    return workshop, str(entry["id"])


def told_of(workshop: Workshop, name: str) -> dict[str, Any]:
    before = everything(workshop.folder)
    run = workshop.feeds("history", name, "--json")
    assert run.returncode == 0, run.stderr
    assert everything(workshop.folder) == before
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def test_a_person_reads_the_story(moved: tuple[Workshop, str]) -> None:
    workshop, uid = moved
    run = workshop.feeds("history", uid)
    assert (run.returncode, run.stderr) == (0, "")
    text = run.stdout
    assert text.startswith(f"Talk\n  event, Tuesday 2 June 2026, 19:00 CEST\n  {uid}\n  state: present, sequence 2\n")
    assert "  first seen: 2026-03-02 09:00:00 CET\n" in text
    assert "list, a.jsonl: shows it; in this form since 2026-03-02 11:00:00 CET; recognised: " in text
    assert "    start: Monday 1 June 2026, 19:00 CEST → Tuesday 2 June 2026, 19:00 CEST\n" in text
    assert "    price: nothing → 20 kr.\n" in text
    assert "announced: Moved: Talk: 1 → 2 June 2026 (urn:uuid:" in text
    assert text.index("sequence 1 (") < text.index("sequence 2 (")
    assert "status: nothing → cancelled" in text


def test_a_machine_reads_one_object(moved: tuple[Workshop, str]) -> None:
    workshop, uid = moved
    report = told_of(workshop, uid)
    assert (report["uid"], report["kind"], report["sequence"], report["called"]) == (uid, "event", 2, None)
    assert (report["first_seen"], report["last_changed"]) == (NOW, LAST)
    (telling,) = report["tellings"]
    assert (telling["source"], telling["page"], telling["is_shown"]) == ("list", "a.jsonl", True)
    first, second = report["revisions"]
    fields = {change["field"]: (change["before"], change["after"]) for change in first["changes"]}
    assert fields["start"] == ("2026-06-01T19:00:00+02:00", "2026-06-02T19:00:00+02:00")
    assert fields["price"] == (None, "20 kr.")
    assert [one["announces"] for one in first["announcements"] + second["announcements"]] == ["moved", "cancelled"]
    assert [first["sequence"], second["sequence"]] == [1, 2]


def test_it_may_be_called_by_many_names(moved: tuple[Workshop, str]) -> None:
    workshop, uid = moved
    slug = uid.removeprefix("urn:uuid:")
    names = [uid, slug, slug[:4], slug[:12].upper(), f"items/{slug}.html", f"output/items/{slug}.html"]
    names += [f"https://feeds.example.org/items/{slug}.html#top", f"items/{slug}.ics"]
    assert {told_of(workshop, name)["uid"] for name in names} == {uid}


def test_an_announcement_leads_to_its_event(moved: tuple[Workshop, str]) -> None:
    workshop, uid = moved
    entry = next(str(one["id"]) for one in workshop.json_feed() if one["id"] != uid)
    report = told_of(workshop, entry)
    assert (report["uid"], report["called"]) == (uid, entry)
    assert "asked for by the entry which announces that it is " in workshop.feeds("history", entry).stdout


def test_what_a_page_no_longer_shows(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(article("One"), article("Two")))
    workshop.page("b.jsonl", told(article("One")))
    workshop.build(NOW)
    uid = next(str(one["id"]) for one in workshop.json_feed() if one["title"] == "One")
    workshop.page("a.jsonl", told(article("Two")))
    (workshop.sources / "b.jsonl").unlink()
    workshop.build(LATER)
    assert [one["state"] for one in told_of(workshop, uid)["tellings"]] == ["dropped", "gone"]
    text = workshop.feeds("history", uid).stdout
    assert "list, a.jsonl: no longer shows it" in text
    assert "list, b.jsonl: is gone" in text


def test_what_names_no_item_or_several(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    run = workshop.feeds("history", UUID)
    assert (run.returncode, run.stderr.count("nothing was built here")) == (2, 1)
    workshop.page("a.jsonl", told(*(article(f"Story {number}\x1b[31m") for number in range(400))))
    workshop.build(NOW)
    uids = sorted(str(one["id"]).removeprefix("urn:uuid:") for one in workshop.json_feed())
    for name in ("abc", "urn:uuid:", "Story x", "../../etc/passwd", "%", "", "\x1b[31m"):
        run = workshop.feeds("history", name)
        assert (run.returncode, run.stdout) == (2, "")
        assert "this names no item" in run.stderr
        assert "\x1b" not in run.stderr
    run = workshop.feeds("history", f"{uids[0][:4]}ffff-0000")
    assert run.returncode == 2
    assert "there is no such item; like it are:" in run.stderr
    assert f"urn:uuid:{uids[0]} Story" in run.stderr


def test_it_may_be_called_by_words_of_its_title(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(*(article(f"Story {number}") for number in range(30)), article("Beef and ÆBLER")))
    workshop.build(NOW)
    for words in ("beef", " and æbler", "Beef and ÆBLER"):
        assert told_of(workshop, words)["title"] == "Beef and ÆBLER"
    run = workshop.feeds("history", "story 2")
    assert (run.returncode, run.stdout) == (2, "")
    assert "11 items are called so, name one:" in run.stderr
    assert " Story 2\n" in run.stderr
    assert "and 1 more" in run.stderr


def test_a_beginning_of_several_lists_them(tmp_path: Path) -> None:
    workshop = site(tmp_path)
    workshop.page("a.jsonl", told(*(article(f"Story {number}") for number in range(1500))))
    workshop.build(NOW)
    slugs = sorted(path.stem for path in (workshop.output / "items").glob("*.html"))
    pair = next(one for one, other in pairwise(slugs) if one[:4] == other[:4])
    run = workshop.feeds("history", pair[:4])
    assert (run.returncode, run.stdout) == (2, "")
    assert "items begin so, give more signs:" in run.stderr
    assert f"feeds:   urn:uuid:{pair} Story" in run.stderr


def test_what_is_told_of_while_a_build_is_at_work_or_damaged(moved: tuple[Workshop, str]) -> None:
    workshop, uid = moved
    (workshop.folder / ".feeds" / "output.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    run = workshop.feeds("history", uid)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert run.stderr.startswith("feeds: ")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        (f"urn:uuid:{UUID}", UUID),
        (f" {UUID.upper()}\n", UUID),
        ("8309", "8309"),
        ("830", None),
        (f"items/{UUID}.html", UUID),
        (f"https://a.example/x/items/{UUID}.ics?a=b#c", UUID),
        (f"items/{UUID}.png", None),
        ("urn:isbn:8309", None),
    ],
)
def test_names(name: str, start: str | None) -> None:
    assert start_of(name) == start


def test_values_as_the_ledger_wrote_them() -> None:
    assert value_of("effective", '"2026-03"') == YearMonth(2026, 3)
    assert value_of("start", '"2026-03-02"') == date(2026, 3, 2)
    moment = value_of("start", '"2026-07-02T09:00:00+02:00"', "Europe/Copenhagen")
    assert isinstance(moment, datetime)
    assert str(moment.tzinfo) == "Europe/Copenhagen"
    assert value_of("start", '"soon"') == "soon"
    assert value_of("title", '"2026-03-02"') == "2026-03-02"
    assert value_of("title", None) is None


def test_what_changed_in_one_run_is_one_step() -> None:
    at, later = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC)
    revisions = tuple(
        Revision(uid="u", sequence=number, at=when, field=field, before=None, after='"x"', reason="facts")
        for number, when, field in ((1, at, "title"), (1, at, "summary"), (2, later, "title"))
    )
    assert [[one.field for one in step.changes] for step in steps(revisions, ())] == [["title", "summary"], ["title"]]


def test_long_texts_show_where_they_differ() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    before, after = differing(f"{words} was red {words}", f"{words} is green {words}")
    assert "was red" in before
    assert "is green" in after
    assert before.startswith("…")
    assert before.endswith("…")
    assert max(len(before), len(after)) < LONG
    assert differing("short", "other") == ("short", "other")
    assert differing("", words)[0] == ""
    assert len(differing("", words)[1]) <= LONG
    assert differing(words, words) != (words, words)
    grown = differing(words, f"{words} and more")
    assert grown[1].endswith("and more")
    assert len(shortened("x" * 5000)) <= LONG
    assert differing("a" * 200, "a" * 201)
