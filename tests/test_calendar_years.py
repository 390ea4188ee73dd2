"""A calendar that grew past what Google reads is parted by years, and nothing is lost. Built by the real command."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import html5lib
import icalendar
import pytest

import lines
import whole_output
from feeds.check import check
from test_render_icalendar import KHAL, khal
from workshop import BASE_URL, Workshop

FIRST, SECOND, THIRD = "2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z", "2027-01-01T08:00:00Z"
MEGABYTE = 1_000_000
FEEDS = """
[[feed]]
name = "all"
formats = ["ics", "json"]

[[feed]]
name = "events"
kinds = ["event"]
formats = ["ics", "json"]
"""


def many() -> list[dict[str, object]]:
    """Events of five years and of two to come, too many for one file, with days, clocks and two zones."""
    found = []
    for number in range(1300):
        day = date(2021, 1, 1) + timedelta(days=number * 2)
        facts = {"summary": f"Om {number}. " + "Æbler, pærer og blåbær i alle landets haver. " * 5}
        if number % 3:
            found.append(lines.event(number, day.isoformat(), **facts))
        else:
            winter = day.month in (1, 2, 12)
            found.append(lines.event(number, f"{day}T19:00:00+0{1 if winter else 2}:00", **facts))
    return found


class Built:
    def __init__(self, folder: Path) -> None:
        self.workshop = Workshop(folder, lines.config(FEEDS))
        self.items = many()
        lines.write(self.workshop, *self.items)
        self.workshop.build(FIRST)
        self.first = self.calendars()
        self.problems = whole_output.problems(self.workshop.output, datetime.fromisoformat(FIRST))
        self.items[100] = {**self.items[100], "location": "Odense"}
        lines.write(self.workshop, *self.items)
        report = self.workshop.build(SECOND)
        self.second, self.written = self.calendars(), report["files"]["written"]  # type: ignore[index]

    def calendars(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.workshop.output.glob("*.ics")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("years") / "site")


def summaries(body: bytes) -> set[str]:
    return {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(body).events}


def starts(body: bytes) -> set[int]:
    return {event.DTSTART.year for event in icalendar.Calendar.from_ical(body).events}


def properties(body: bytes) -> dict[str, str]:
    head = body.replace(b"\r\n ", b"").decode().partition("BEGIN:V")[2].partition("\r\nBEGIN:")[0]
    return {re.split("[;:]", line, maxsplit=1)[0]: line.partition(":")[2] for line in head.split("\r\n")}


def test_every_file_is_valid_and_no_link_is_dead(built: Built) -> None:
    assert built.problems == []


@pytest.mark.parametrize("name", ["all", "events"])
def test_each_calendar_is_small_and_together_they_hold_everything(built: Built, name: str) -> None:
    calendars = {path: body for path, body in built.first.items() if path.startswith(f"{name}.")}
    years = range(2021, 2026)
    assert set(calendars) == {f"{name}.ics", *(f"{name}.{year}.ics" for year in years)}
    assert sum(map(len, calendars.values())) > MEGABYTE
    for path, body in calendars.items():
        assert len(body) < MEGABYTE, path
        assert [p.code for p in check(path, body, datetime.fromisoformat(FIRST)) if p.code == "google-size"] == []
    assert set().union(*map(summaries, calendars.values())) == {str(item["title"]) for item in built.items}
    for year in years:
        assert starts(calendars[f"{name}.{year}.ics"]) == {year}
    # A year back and all that is ahead.
    assert starts(calendars[f"{name}.ics"]) == {2025, 2026, 2027, 2028}


def test_the_calendar_of_a_year_is_one_of_its_own(built: Built) -> None:
    told = {path: properties(body) for path, body in built.first.items()}
    assert told["events.2023.ics"]["X-WR-CALNAME"] == "It-nyt: events 2023"
    assert told["events.2023.ics"]["SOURCE"] == f"{BASE_URL}events.2023.ics"
    assert told["events.ics"]["SOURCE"] == f"{BASE_URL}events.ics"
    assert {one["URL"] for path, one in told.items() if path.startswith("events")} == {f"{BASE_URL}events.html"}
    assert len({one["UID"] for one in told.values()}) == len(told)


def test_an_edit_changes_the_calendar_of_its_year_and_no_other(built: Built) -> None:
    assert built.items[100]["start"] == "2021-07-20"
    for name in ("all", "events"):
        changed = {path for path in built.second if path.startswith(name) and built.second[path] != built.first[path]}
        assert f"{name}.2021.ics" in changed
        assert changed <= {f"{name}.2021.ics", f"{name}.ics"}
    assert {path for path in built.written if re.search(r"\.20\d\d\.ics", path)} == {"all.2021.ics", "events.2021.ics"}


@pytest.mark.parametrize("name", ["all", "events"])
def test_the_page_links_the_years(built: Built, name: str) -> None:
    page = (built.workshop.output / f"{name}.html").read_text("utf-8")
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    found = [str(link.get("href")) for link in tree.iter("a") if link.get("href", "").endswith(".ics")]
    years = [f"{name}.{year}.ics" for year in range(2025, 2020, -1)]
    assert [path for path in found if re.fullmatch(rf"{name}\.20\d\d\.ics", path)] == years
    assert "Tidligere år" in page


def test_khal_reads_a_year(built: Built, tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path), "utf-8")
    (tmp_path / "year.ics").write_bytes(built.first["events.2022.ics"])
    khal(tmp_path, "import", "--batch", "-a", "feeds", str(tmp_path / "year.ics"))
    form = ("--day-format", "", "--format", "{start-time}|{title}")
    told = khal(tmp_path, "list", *form, "2022-01-01", "365d").split("\n")
    expected = {str(item["title"]) for item in built.items if str(item["start"]).startswith("2022")}
    assert {line.partition("|")[2] for line in told if line} == expected
    assert "19:00|Møde 183" in khal(tmp_path, "list", *form, "2022-01-02", "1d")


def test_a_new_year_has_a_calendar_of_the_one_before(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", lines.config(FEEDS, "item_pages = false"))
    lines.write(workshop, *many())
    workshop.build(FIRST)
    workshop.build(THIRD)
    calendars = {path.name: path.read_bytes() for path in workshop.output.glob("*.ics")}
    assert "events.2026.ics" in calendars
    assert set().union(*map(summaries, calendars.values())) == {f"Møde {number}" for number in range(1300)}
    assert whole_output.problems(workshop.output, datetime.fromisoformat(THIRD)) == []


def test_a_small_log_has_one_calendar(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", lines.config(FEEDS))
    lines.write(workshop, *(lines.event(number, f"20{number}-05-01") for number in range(10, 30)))
    workshop.build(FIRST)
    calendars = {path.name for path in workshop.output.glob("*.ics")}
    # The window leaves out what is long over, and its page leads there.
    assert calendars == {"all.ics", "events.ics", *(f"events.{year}.ics" for year in range(2010, 2026))}


def test_what_only_announcements_name_has_no_calendar(tmp_path: Path) -> None:
    """An event that moves out of a year leaves an announcement there, and no empty calendar."""
    workshop = Workshop(tmp_path / "site", lines.config(FEEDS))
    old = lines.event(1, "2020-05-01")
    for start, now in (("2026-12-30", FIRST), ("2026-12-31", SECOND), ("2027-06-01", "2026-03-04T08:00:00Z")):
        lines.write(workshop, old, lines.event(2, start))
        workshop.build(now)
    lines.write(workshop, lines.event(3, "2027-07-01"), name="another.jsonl")
    workshop.build("2027-05-02T08:00:00Z")
    assert {path.name for path in workshop.output.glob("events.*.ics")} == {"events.2020.ics"}
    assert whole_output.problems(workshop.output, datetime.fromisoformat("2027-05-02T08:00:00Z")) == []


def test_a_calendar_that_has_years_already_can_be_too_large_at_once(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", lines.config(FEEDS))
    text = "Æbler, pærer og blåbær i alle landets haver. " * 9
    days = [date(2021, 5, 1), *(date(2026, 3, 1) + timedelta(days=number) for number in range(1500))]
    items = [lines.event(number, day.isoformat(), summary=f"Om {number}. {text}") for number, day in enumerate(days)]
    lines.write(workshop, *items)
    workshop.build(FIRST)
    found = {path.name: path.read_bytes() for path in workshop.output.glob("*.ics")}
    assert len(found["events.ics"]) > MEGABYTE
    assert starts(found["events.2021.ics"]) == {2021}
    assert 2021 not in starts(found["events.ics"])
