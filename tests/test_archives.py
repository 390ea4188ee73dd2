"""What left a feed stays in its archive: RFC 5005 in Atom, `next_url` in JSON Feed. Built by the real command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

import lines
import whole_output
from feed_checks import ATOM, FH
from workshop import BASE_URL, Workshop

NUMBER = 1234
FIRST, SECOND, THIRD = "2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z", "2026-03-04T08:00:00Z"
FEEDS = """
[[feed]]
name = "all"

[[feed]]
name = "jobs"
kinds = ["job_posting"]
"""


class Built:
    """A publication of many items, then of 300 more, then with one of the first edited."""

    def __init__(self, folder: Path) -> None:
        self.workshop = Workshop(folder, lines.config(FEEDS))
        items = [lines.mixed(number) for number in range(1, NUMBER + 1)]
        lines.write(self.workshop, *items)
        self.workshop.build(FIRST)
        self.first, self.problems = self.read(), whole_output.problems(self.workshop.output, moment(FIRST))
        lines.write(self.workshop, *(lines.mixed(n) for n in range(NUMBER + 1, NUMBER + 301)), name="more.jsonl")
        self.workshop.build(SECOND)
        self.second = self.read()
        items[249] = {**items[249], "title": "Rettet"}
        lines.write(self.workshop, *items)
        report = self.workshop.build(THIRD)
        self.third, self.written = self.read(), set(report["files"]["written"])  # type: ignore[index]

    def read(self) -> dict[str, bytes]:
        output = self.workshop.output
        return {path.name: path.read_bytes() for path in output.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("many") / "site")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def link(document: bytes, rel: str) -> str | None:
    found = [one.get("href") for one in etree.fromstring(document).findall(f"{ATOM}link") if one.get("rel") == rel]
    assert len(found) <= 1
    return found[0].removeprefix(BASE_URL) if found and found[0] else None


def atom_chain(files: dict[str, bytes]) -> Iterator[str]:
    path: str | None = "all.atom"
    while path:
        yield path
        path = link(files[path], "prev-archive")


def json_chain(files: dict[str, bytes]) -> Iterator[str]:
    path: str | None = "all.json"
    while path:
        yield path
        path = json.loads(files[path]).get("next_url", "").removeprefix(BASE_URL)


def atom_ids(document: bytes) -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in etree.fromstring(document).findall(f"{ATOM}entry")]


def json_ids(document: bytes) -> list[str]:
    return [item["id"] for item in json.loads(document)["items"]]


def titles(document: bytes) -> set[str]:
    return {entry.findtext(f"{ATOM}title") or "" for entry in etree.fromstring(document).findall(f"{ATOM}entry")}


def test_every_file_is_valid_and_no_link_is_dead(built: Built) -> None:
    assert built.problems == []
    assert whole_output.problems(built.workshop.output, moment(THIRD)) == []


@pytest.mark.parametrize("when", ["first", "second", "third"])
def test_who_walks_the_archive_gets_every_item(built: Built, when: str) -> None:
    files: dict[str, bytes] = getattr(built, when)
    number = NUMBER if when == "first" else NUMBER + 300
    expected = {str(lines.mixed(n)["title"]) for n in range(1, number + 1)}
    if when == "third":
        expected = expected - {"Møde 250", "Nyhed 250"} | {"Rettet"}
    chain = list(atom_chain(files))
    assert chain == ["all.atom", *(f"all.{page}.atom" for page in range(number // 100, 0, -1))]
    assert set().union(*(titles(files[path]) for path in chain)) == expected
    in_json = list(json_chain(files))
    assert in_json == [path.replace(".atom", ".json") for path in chain]
    for one, other in zip(chain, in_json, strict=True):
        assert atom_ids(files[one]) == json_ids(files[other])
    archived = [uid for path in chain[1:] for uid in atom_ids(files[path])]
    assert len(archived) == len(set(archived)) == number // 100 * 100


def test_an_archive_document_says_what_it_is(built: Built) -> None:
    for path in list(atom_chain(built.first))[1:]:
        document = etree.fromstring(built.first[path])
        assert document.find(f"{FH}archive") is not None
        assert document.find(f"{FH}complete") is None
        assert link(built.first[path], "current") == "all.atom"
        assert link(built.first[path], "self") == path
        assert link(built.first[path], "next-archive") is None
        assert len(atom_ids(built.first[path])) == 100
    assert etree.fromstring(built.first["all.atom"]).find(f"{FH}archive") is None
    assert link(built.first["all.1.atom"], "prev-archive") is None
    assert b"/archive" not in built.first["all.rss"]
    assert json.loads(built.first["all.3.json"])["feed_url"] == f"{BASE_URL}all.3.json"


def test_a_full_document_stays_as_it_is_when_more_arrive(built: Built) -> None:
    full = [f"all.{page}.{name}" for page in range(1, NUMBER // 100 + 1) for name in ("atom", "json")]
    assert {path: built.second[path] for path in full} == {path: built.first[path] for path in full}
    assert built.second["all.atom"] != built.first["all.atom"]


def test_an_edited_entry_changes_its_own_document_and_the_feed(built: Built) -> None:
    (home,) = (path for path in list(atom_chain(built.second))[1:] if "Nyhed 250" in titles(built.second[path]))
    changed = {path for path in built.third if built.third[path] != built.second.get(path)}
    archive = {path for path in changed if path.startswith("all.") and path.endswith((".atom", ".json"))}
    # A JSON Feed does not say when it changed, and the entry stands in it no longer.
    assert archive == {"all.atom", home, home.replace(".atom", ".json")}
    assert "Rettet" in titles(built.third[home])
    newest = etree.fromstring(built.third[home]).findtext(f"{ATOM}updated")
    assert newest == etree.fromstring(built.third["all.atom"]).findtext(f"{ATOM}updated") == "2026-03-04T08:00:00+00:00"
    assert changed <= built.written


def test_a_snapshot_is_complete_in_rss_and_atom(built: Built) -> None:
    atom, rss = etree.fromstring(built.first["jobs.atom"]), etree.fromstring(built.first["jobs.rss"])
    assert atom.find(f"{FH}complete") is not None
    assert rss.find(f"channel/{FH}complete") is not None
    assert rss.find(f"channel/{FH}archive") is None
    assert link(built.first["jobs.atom"], "prev-archive") is None
    assert "next_url" not in json.loads(built.first["jobs.json"])
    assert "jobs.1.atom" not in built.first
    for name in ("all.atom", "all.rss"):
        assert b"complete" not in built.first[name][:3000]


def test_a_small_log_has_no_archive(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", lines.config(FEEDS))
    lines.write(workshop, *(lines.article(number) for number in range(100)))
    workshop.build(FIRST)
    files = set(workshop.files())
    assert not {path for path in files if path.startswith("all.1")}
    assert b"prev-archive" not in (workshop.output / "all.atom").read_bytes()
    lines.write(workshop, lines.article(100), name="one more.jsonl")
    workshop.build(SECOND)
    assert {"all.1.atom", "all.1.json"} <= set(workshop.files())
    assert "all.1.rss" not in workshop.files()
    assert len(workshop.json_feed()) == 100


def test_the_first_document_holds_what_is_oldest(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", lines.config(FEEDS))
    days = [(lines.FIRST - timedelta(days=number)).isoformat() for number in range(250)]
    lines.write(workshop, *(lines.article(number, published=day) for number, day in enumerate(days)))
    workshop.build(FIRST)
    oldest = titles((workshop.output / "all.1.atom").read_bytes())
    assert oldest == {f"Nyhed {number}" for number in range(150, 250)}
