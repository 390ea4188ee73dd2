"""Every file of an output folder, read by our own validators, by schemas, and by parsers that are not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]
import html5lib
import icalendar
import vobject
from lxml import etree

import feed_checks
from feeds.check import check

_ADDRESS = re.compile(rb"(?:href|src|url|xmlUrl|htmlUrl)=[\"']([^\"'<>]*)[\"']|<link>([^<]*)</link>")


def problems(output: Path, now: datetime) -> list[str]:
    """List what is wrong with a whole publication at a moment: in each file, and links that lead nowhere."""
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert "index.html" in files
    found = [f"{path}: {problem}" for path, body in files.items() for problem in file_problems(path, body, now)]
    return found + [f"{path}: leads to {target}" for path, target in _dead(files)]


def file_problems(path: str, body: bytes, now: datetime) -> Iterator[str]:
    for problem in check(path, body, now):
        if problem.severity == "error":
            yield f"{problem.code}: {problem.message}"
    match path.rpartition(".")[2]:
        case "atom":
            yield from feed_checks.atom_problems(body, now=now)
            yield from _of_feedparser(body)
        case "rss":
            yield from feed_checks.rss_problems(body, now=now)
            yield from _of_feedparser(body)
        case "json":
            yield from feed_checks.json_feed_problems(body)
        case "ics":
            yield from _of_calendar(body)
        case "html":
            html5lib.HTMLParser(strict=True).parse(body.decode())
        case "opml":
            etree.fromstring(body)


def _of_feedparser(body: bytes) -> Iterator[str]:
    read = feedparser.parse(body)
    if read.bozo:
        yield f"feedparser: {read.bozo_exception}"
    if len(read.entries) != body.count(b"<entry") + body.count(b"<item>"):
        yield "feedparser loses entries"


def _of_calendar(body: bytes) -> Iterator[str]:
    number = body.count(b"\r\nBEGIN:VEVENT\r\n")
    read = icalendar.Calendar.from_ical(body)
    yield from (str(error) for part in read.walk() for error in part.errors)
    if not number or len(read.events) != number:
        yield f"icalendar reads {len(read.events)} of {number} events"
    if len(vobject.readOne(body.decode()).contents.get("vevent", ())) != number:
        yield "vobject loses events"


def _dead(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    base = _base(files)
    for path, body in files.items():
        root = urlsplit(base).path if path == "404.html" else ""
        for address in _addresses(path, body):
            target = _local(address.removeprefix(root), path, base)
            if target is not None and target not in files:
                yield path, address


def _base(files: dict[str, bytes]) -> str:
    feeds = (json.loads(body) for path, body in files.items() if path.endswith(".json"))
    return next((str(feed["home_page_url"]).rpartition("/")[0] + "/" for feed in feeds), "")


def _addresses(path: str, body: bytes) -> set[str]:
    if path.endswith(".json"):
        feed = json.loads(body)
        said = {feed["home_page_url"], feed["feed_url"], feed.get("next_url")}
        for item in feed["items"]:
            said |= {item["url"], *(each["url"] for each in item.get("attachments", ()))}
            said.add(item.get("_event", {}).get("ics_url"))
        return {address for address in said if address}
    if path.endswith(".ics"):
        lines = body.replace(b"\r\n ", b"").decode().split("\r\n")
        return {line.partition(":")[2] for line in lines if line.startswith(("URL:", "SOURCE;"))}
    return {unescape((one or other).decode()) for one, other in _ADDRESS.findall(body)}


def _local(address: str, path: str, base: str) -> str | None:
    """Give the path below the output that an address leads to, None for other places."""
    address = address.partition("#")[0]
    if base and urlsplit(base).scheme and address.startswith(base):
        return address.removeprefix(base) or "index.html"
    if not address or urlsplit(address).scheme:
        return None
    return normpath(f"{path}/../{address}")
