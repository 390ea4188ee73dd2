"""The least that Python can do: JSON Lines to feeds, a calendar and index pages, with nothing but texts put together.

`python plain.py SOURCES OUTPUT OPTIONS`, with the options as JSON: `limit` entries of a feed, `item_pages`, `slices`.
No merging, no checks, no ledger, one process, and the order of the lines. It remembers the size, time and hash of each
file that it read, and does nothing when all are as they were.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from hashlib import file_digest
from html import escape, unescape
from pathlib import Path
from typing import Any, NamedTuple, TextIO, TypeAlias
from uuid import NAMESPACE_URL, uuid5

BASE = "https://feeds.example.org/"
TITLE = "It-nyt"
PAGE = 50
"""Entries of an index page."""
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TAG = re.compile(r"<[^>]*>")
_FOLDED = 74

Facts: TypeAlias = dict[str, Any]
Memory: TypeAlias = dict[str, tuple[int, int, str]]


class Entry(NamedTuple):
    """An item, and what more than one format needs of it."""

    facts: Facts
    uid: str
    title: str
    link: str
    published: datetime


def headline(facts: Facts) -> str:
    """Give the title of an item; a notice has none of its own."""
    title: str = (
        facts.get("title") or f"{facts['person']['name']} bliver {facts['role_name']} hos {facts['organization']}"
    )
    return title


def entries(sources: Path) -> Iterator[Entry]:
    """Read all items, one at a time."""
    for path in sorted(sources.glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            yield from (_entry(json.loads(line)) for line in file)


def _entry(facts: Facts) -> Entry:
    title = headline(facts)
    uid = str(uuid5(NAMESPACE_URL, f"{facts['kind']}\x1f{title}"))
    link = facts.get("url") or f"{BASE}items/{uid}.html"
    return Entry(facts, uid, title, link, datetime.fromisoformat(facts["published"]))


def rss(entry: Entry) -> str:
    """Write an item of RSS 2.0."""
    facts, when = entry.facts, entry.published
    date = f"{_DAYS[when.weekday()]}, {when.day:02} {_MONTHS[when.month - 1]} {when:%Y %H:%M:%S %z}"
    return (
        f"<item>\n<title>{_xml(entry.title)}</title>\n<link>{_xml(entry.link)}</link>\n"
        f"<description>{_xml(facts['summary'])}</description>\n"
        f"<content:encoded>{_xml(facts['content'])}</content:encoded>\n"
        f"{''.join(f'<dc:creator>{_xml(name)}</dc:creator>' for name in facts['authors'])}\n"
        f"{''.join(f'<category>{_xml(name)}</category>' for name in facts['categories'])}\n"
        f'<guid isPermaLink="false">urn:uuid:{entry.uid}</guid>\n<pubDate>{date}</pubDate>\n</item>\n'
    )


def atom(entry: Entry) -> str:
    """Write an Atom entry."""
    facts, date = entry.facts, entry.published.isoformat()
    return (
        f"<entry>\n<id>urn:uuid:{entry.uid}</id>\n<title>{_xml(entry.title)}</title>\n"
        f'<link rel="alternate" href="{escape(entry.link)}"/>\n'
        f"<published>{date}</published>\n<updated>{date}</updated>\n"
        f"{''.join(f'<author><name>{_xml(name)}</name></author>' for name in facts['authors'])}\n"
        f"""{"".join(f'<category term="{escape(name)}"/>' for name in facts["categories"])}\n"""
        f"<summary>{_xml(facts['summary'])}</summary>\n"
        f'<content type="html">{_xml(facts["content"])}</content>\n</entry>\n'
    )


def json_item(entry: Entry) -> str:
    """Write an item of JSON Feed 1.1."""
    facts = entry.facts
    item = {
        "id": f"urn:uuid:{entry.uid}",
        "url": entry.link,
        "title": entry.title,
        "summary": facts["summary"],
        "content_html": facts["content"],
        "date_published": facts["published"],
        "authors": [{"name": name} for name in facts["authors"]],
        "tags": facts["categories"],
    }
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def vevent(entry: Entry) -> str:
    """Write an event of a calendar; what has no day is nothing."""
    facts = entry.facts
    start = facts.get("start") or facts.get("effective")
    if start is None:
        return ""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{_utc(entry.published)}",
        f"DTSTART{_moment(start)}",
        *([f"DTEND{_moment(facts['end'])}"] if "end" in facts else ()),
        f"SUMMARY:{_ical(entry.title)}",
        f"DESCRIPTION:{_ical(unescape(_TAG.sub('', facts['content'])))}",
        *([f"LOCATION:{_ical(facts['location'])}"] if "location" in facts else ()),
        f"CATEGORIES:{','.join(map(_ical, facts['categories']))}",
        f"URL:{entry.link}",
        "END:VEVENT",
    ]
    return "".join(map(_fold, lines))


def card(entry: Entry) -> str:
    """Write an entry of an index page."""
    return (
        f'<article><h2><a href="{escape(entry.link)}">{_xml(entry.title)}</a></h2>'
        f"<p>{entry.published:%d.%m.%Y}</p><p>{_xml(entry.facts['summary'])}</p></article>\n"
    )


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _ical(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _moment(text: str) -> str:
    if len(text) == 10:
        return f";VALUE=DATE:{text.replace('-', '')}"
    return f":{_utc(datetime.fromisoformat(text))}"


def _fold(line: str) -> str:
    octets = line.encode()
    if len(octets) <= _FOLDED:
        return f"{line}\r\n"
    parts, begin = [], 0
    while begin < len(octets):
        end = begin + _FOLDED
        # A character is never parted: its later octets begin with the bits 10.
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[begin:end])
        begin = end
    return b"\r\n ".join(parts).decode() + "\r\n"


class Format(NamedTuple):
    """How a format begins, what is between its entries, how it ends, and how an entry is written."""

    head: str
    separator: str
    tail: str
    write: Callable[[Entry], str]


FORMATS = {
    "rss": Format(
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<channel>\n<title>{TITLE}</title>\n<link>{BASE}</link>\n<description>{TITLE}</description>\n",
        "",
        "</channel>\n</rss>\n",
        rss,
    ),
    "atom": Format(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{BASE}</id>\n<title>{TITLE}</title>\n<updated>2026-03-02T08:00:00+01:00</updated>\n",
        "",
        "</feed>\n",
        atom,
    ),
    "json": Format(
        f'{{"version":"https://jsonfeed.org/version/1.1","title":"{TITLE}","home_page_url":"{BASE}","items":[\n',
        ",\n",
        "\n]}\n",
        json_item,
    ),
    "ics": Format(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//plain//{TITLE}//DA\r\n", "", "END:VCALENDAR\r\n", vevent
    ),
}


def write(sources: Path, output: Path, limit: int, *, item_pages: bool, slices: bool) -> None:
    """Write everything anew."""
    output.mkdir(parents=True, exist_ok=True)
    if slices:
        _write_slices(sources, output)
        return
    with ExitStack() as stack:
        files = {
            name: stack.enter_context((output / f"all.{name}").open("w", encoding="utf-8", newline=""))
            for name in FORMATS
        }
        for name, file in files.items():
            file.write(FORMATS[name].head)
        cards: list[str] = []
        for number, entry in enumerate(entries(sources)):
            if number < limit:
                _write_entry(files, entry, is_first=not number)
            if item_pages:
                _write_item(output, entry)
            cards.append(card(entry))
            if len(cards) == PAGE:
                _write_page(output, number // PAGE + 1, cards)
                cards.clear()
        if cards:
            _write_page(output, number // PAGE + 1, cards)
        for name, file in files.items():
            file.write(FORMATS[name].tail)


def _write_entry(files: Mapping[str, TextIO], entry: Entry, *, is_first: bool) -> None:
    for name, file in files.items():
        form = FORMATS[name]
        file.write(("" if is_first else form.separator) + form.write(entry))


def _write_slices(sources: Path, output: Path) -> None:
    # An entry is put together once for all the slices that it is in.
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries(sources):
        shown = (*(form.write(entry) for form in FORMATS.values()), card(entry))
        for topic in entry.facts["categories"]:
            if topic.startswith("emne "):
                found.setdefault(topic, []).append(shown)
    for topic, rows in found.items():
        stem = topic.replace(" ", "-")
        *columns, cards = ([text for text in column if text] for column in zip(*rows, strict=True))
        for (name, form), texts in zip(FORMATS.items(), columns, strict=True):
            (output / f"{stem}.{name}").write_text(
                form.head + form.separator.join(texts) + form.tail, "utf-8", newline=""
            )
        (output / f"{stem}.html").write_text(_document(TITLE, "".join(cards)), "utf-8")


def _write_item(output: Path, entry: Entry) -> None:
    folder = output / "items"
    folder.mkdir(exist_ok=True)
    (folder / f"{entry.uid}.html").write_text(_document(entry.title, entry.facts["content"]), "utf-8")
    event = vevent(entry)
    if event:
        calendar = FORMATS["ics"]
        (folder / f"{entry.uid}.ics").write_text(calendar.head + event + calendar.tail, "utf-8", newline="")


def _write_page(output: Path, number: int, cards: list[str]) -> None:
    name = "index.html" if number == 1 else f"page-{number}.html"
    older = f'<a href="page-{number + 1}.html">Ældre</a>'
    (output / name).write_text(_document(TITLE, "".join(cards) + older), "utf-8")


def _document(title: str, body: str) -> str:
    return f'<!doctype html>\n<html lang="da"><meta charset="utf-8"><title>{_xml(title)}</title>\n{body}</html>\n'


def look(sources: Path, known: Memory) -> Memory:
    """Look at all files: what has the size and time that it had is not read."""
    return {path.name: _look(path, known.get(path.name)) for path in sorted(sources.glob("*.jsonl"))}


def _look(path: Path, known: tuple[int, int, str] | None) -> tuple[int, int, str]:
    status = path.stat()
    if known is not None and (status.st_size, status.st_mtime_ns) == tuple(known[:2]):
        return known
    with path.open("rb") as file:
        return status.st_size, status.st_mtime_ns, file_digest(file, "sha256").hexdigest()


def main() -> None:
    """Write what is asked for, unless it is there."""
    sources, output, options = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
    memory = output.with_suffix(".memory")
    known: Memory = json.loads(memory.read_text()) if memory.exists() else {}
    found = look(sources, known)
    if {name: facts[2] for name, facts in found.items()} == {name: facts[2] for name, facts in known.items()}:
        return
    write(sources, output, options["limit"], item_pages=options["item_pages"], slices=options["slices"])
    memory.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
