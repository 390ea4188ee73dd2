"""A publication without a page for each item: no dead link, and everything as valid as with them."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import html5lib
import icalendar
import pytest
from lxml import etree

import lines
import whole_output
from feed_checks import ATOM
from workshop import BASE_URL, NOW, SEED, Workshop

LATER = "2026-03-03T08:00:00Z"
ITEMS: list[dict[str, object]] = [
    lines.article(1, url="https://source.example/a?b=1&c=2"),
    lines.article(2),
    lines.event(3, "2026-05-12", url="https://source.example/møde"),
    lines.event(4, "2026-05-13T19:00:00+02:00"),
    lines.posting(5, "2026-06-01", url="javascript:alert(1)"),
    {"kind": "personnel_notice", "change": "appointed", "person": {"name": "Ib"}, "effective": "2026-04-01"},
]


def without(folder: Path, base_url: str | None = BASE_URL) -> Workshop:
    text = lines.config(site="item_pages = false")
    workshop = Workshop(folder, text if base_url else text.replace(f'base_url = "{BASE_URL}"', ""))
    lines.write(workshop, *ITEMS)
    return workshop


@pytest.mark.parametrize("base_url", [BASE_URL, None])
def test_there_are_none_and_nothing_leads_there(tmp_path: Path, base_url: str | None) -> None:
    workshop = without(tmp_path / "site", base_url)
    workshop.build()
    files = workshop.files()
    assert not [path for path in files if path.startswith("items/")]
    assert {"all.rss", "all.atom", "all.json", "all.ics", "all.html", "events.ics", "index.html"} <= files.keys()
    for path in files:
        assert b"items/" not in (workshop.output / path).read_bytes(), path
    assert whole_output.problems(workshop.output, datetime.fromisoformat(NOW)) == []


def test_entries_lead_to_where_they_come_from_or_to_the_front_page(tmp_path: Path) -> None:
    workshop = without(tmp_path / "site")
    workshop.build()
    front = f"{BASE_URL}index.html"
    expected = {
        "Nyhed 1": "https://source.example/a?b=1&c=2",
        "Nyhed 2": front,
        "Møde 3": "https://source.example/m%C3%B8de",
        "Møde 4": front,
        "Stilling 5": front,
    }
    items = {item["title"]: item for item in workshop.json_feed()}
    assert {title: items[title]["url"] for title in expected} == expected
    assert not any("external_url" in item or "attachments" in item for item in items.values())
    atom = etree.parse(workshop.output / "all.atom")
    for entry in atom.findall(f"{ATOM}entry"):
        links = [(link.get("rel"), link.get("href")) for link in entry.findall(f"{ATOM}link")]
        title = entry.findtext(f"{ATOM}title") or ""
        assert title not in expected or links == [("alternate", expected[title])]
    events = icalendar.Calendar.from_ical((workshop.output / "events.ics").read_bytes()).events
    assert {str(event["SUMMARY"]): str(event.get("URL")) for event in events} == {
        "Møde 3": "https://source.example/m%C3%B8de",
        "Møde 4": "None",
    }


def test_cards_lead_to_where_they_come_from(tmp_path: Path) -> None:
    workshop = without(tmp_path / "site")
    workshop.build()
    for name in ("all.html", "index.html"):
        tree = html5lib.parse((workshop.output / name).read_text("utf-8"), namespaceHTMLElements=False)
        links = {link.get("href") for node in tree.iter("article") for link in node.iter("a")}
        assert links == {"https://source.example/a?b=1&c=2", "https://source.example/m%C3%B8de"}


def test_pages_go_when_they_are_not_wanted_and_come_back(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", lines.config())
    lines.write(workshop, *ITEMS)
    workshop.build()
    before = workshop.files()
    assert len([path for path in before if path.startswith("items/")]) == 9
    text = (workshop.folder / "feeds.toml").read_text("utf-8")
    (workshop.folder / "feeds.toml").write_text(lines.config(site="item_pages = false"), "utf-8")
    report = workshop.build(LATER)
    assert not [path for path in workshop.files() if path.startswith("items/")]
    assert len(report["files"]["removed"]) == 9  # type: ignore[index]
    assert whole_output.problems(workshop.output, datetime.fromisoformat(LATER)) == []
    (workshop.folder / "feeds.toml").write_text(text, "utf-8")
    workshop.build(LATER)
    assert workshop.files() == before
    assert workshop.build(LATER)["files"]["written"] == []  # type: ignore[index]


def test_announcements_without_pages(tmp_path: Path) -> None:
    workshop = without(tmp_path / "site")
    workshop.build()
    lines.write(workshop, *ITEMS[:2], {**ITEMS[2], "start": "2026-05-20"}, *ITEMS[3:])
    workshop.build(LATER)
    (news,) = (item for item in workshop.json_feed() if "_announcement" in item)
    assert news["url"] == "https://source.example/m%C3%B8de"
    assert whole_output.problems(workshop.output, datetime.fromisoformat(LATER)) == []


def test_the_seed_is_valid_with_pages_and_without(tmp_path: Path) -> None:
    for setting in ("true", "false"):
        text = lines.config(site=f"item_pages = {setting}").replace("*.jsonl", "*.txt").replace("jsonl", "plain_text")
        workshop = Workshop(tmp_path / setting, text)
        shutil.copy(SEED, workshop.sources / "seed.txt")
        workshop.build()
        assert whole_output.problems(workshop.output, datetime.fromisoformat(NOW)) == []
        assert json.loads((workshop.output / "all.json").read_text("utf-8"))["items"]
