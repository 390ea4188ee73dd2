"""Reads a folder of pages and files of others, and compares what we give with what independent readers give.

    python -m benchmarks.others FOLDER [--shown 20]

Nothing in the folder is changed. Which reader stands beside ours follows from the format: feedparser for feeds,
icalendar with recurring_ical_events for calendars, extruct for pages if it is installed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import signal
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from importlib.util import find_spec
from itertools import islice, takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]
import icalendar
import recurring_ical_events

from feeds import recurrence
from feeds.addresses import web_address
from feeds.errors import SourceError
from feeds.model import Event, Fetched, Item, Rejected, Source, When, day_of
from feeds.parse import format_of, things
from feeds.parse.structured.schema_org import ARTICLES, EVENTS

BASE = "https://site.example.org/page/"
SLOWEST = 5.0  # seconds of processor time for a document
STOPPED = 20
WINDOW = (date(2000, 1, 1), date(2032, 1, 1))
ENDINGS = (".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".rdf", ".ics", ".json")


class TooLongError(Exception):
    """A document took more time than any may."""


@contextlib.contextmanager
def _stopped_after(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class Tally:
    """Counts what agrees, and keeps what does not to be shown."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.notes: dict[tuple[str, str], list[str]] = {}

    def add(self, kind: str, what: str, note: str = "") -> None:
        self.counts[kind, what] += 1
        if note:
            self.notes.setdefault((kind, what), []).append(note)

    def compare(self, kind: str, what: str, ours: object, theirs: object, where: str) -> None:
        """Count one fact as equal or as differing."""
        if ours == theirs:
            self.add(kind, f"{what}: same")
        else:
            self.add(kind, f"{what}: differs", f"{where}\n      ours   {ours!r:.300}\n      theirs {theirs!r:.300}")

    def show(self, most: int) -> None:
        for (kind, what), count in sorted(self.counts.items()):
            print(f"{kind:10} {what:40} {count}")
        for (kind, what), notes in sorted(self.notes.items()):
            print(f"\n== {kind} {what}")
            for note in notes[:most]:
                print("  ", note)


def read(path: Path, tally: Tally) -> tuple[str, bytes, list[Item | Rejected]] | None:
    """Read a document as a source would; None for what is refused whole, or goes wrong."""
    fetched = Fetched(location=str(path), body=path.read_bytes(), url=BASE)
    source = Source(name="others", language=None, timezone="Europe/Copenhagen")
    kind = format_of(fetched, source)
    tally.add(kind, "documents")
    begun = time.process_time()
    try:
        with _stopped_after(STOPPED), warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            found = list(things(fetched, source))
    except SourceError as error:
        tally.add(kind, "refused whole", f"{path}: {error}")
        return kind, fetched.body, []
    except Exception as error:  # noqa: BLE001  what is looked for
        tally.add(kind, "UNHANDLED", f"{path}: {type(error).__name__}: {error}")
        return None
    if (taken := time.process_time() - begun) > SLOWEST:
        tally.add(kind, "SLOW", f"{path}: {taken:.1f} s")
    for one in warned:
        tally.add(kind, "warned", f"{path}: {one.message}")
    for thing in found:
        if isinstance(thing, Rejected):
            tally.add(kind, "refusals", f"{path}:{thing.lines[0]} {thing.kind} {thing.reason} | {thing.text[:80]}")
        else:
            tally.add(kind, f"items: {thing.kind}")
    return kind, fetched.body, found


def feed(path: Path, body: bytes, found: list[Item | Rejected], tally: Tally) -> None:
    """Compare a feed with what feedparser reads of it, by the order of entries."""
    theirs = feedparser.parse(io.BytesIO(body))
    items = [one for one in found if not isinstance(one, Rejected)]
    refused = [one for one in found if isinstance(one, Rejected)]
    where = f"{path}{' (bozo)' if theirs.bozo else ''}"
    tally.compare("feed", "entries", len(items) + len(refused), len(theirs.entries), where)
    if len(items) != len(theirs.entries):
        return
    for item, entry in zip(items, theirs.entries, strict=True):
        tally.compare("feed", "title", " ".join((item.title or "").split()), _words(entry.get("title", "")), where)
        tally.compare("feed", "link", item.url, _link(entry.get("link"), item), where)
        parsed = entry.get("published_parsed") or entry.get("updated_parsed")
        told = datetime(*parsed[:6]).replace(tzinfo=UTC) if parsed else None  # noqa: DTZ001  the next word says it
        tally.compare("feed", "published", _instant(item.published, told), told, where)
        tally.compare("feed", "id", item.identifier, _id(entry, item), where)


def _link(told: str | None, item: Item) -> str | None:
    """Give a link as an absolute one; that of feeds that give no address of a page is none."""
    link = web_address(urljoin(BASE, told)) if told else None
    # feedparser takes an id for a link where there is none.
    return None if item.url is None and item.identifier == told else link


def _id(entry: Any, item: Item) -> str | None:
    """Give the id of an entry; that it has its link for one, or one that is no more than a place, we do not keep."""
    told: str | None = entry.get("id")
    return None if item.identifier is None and told in (entry.get("link"), "") else told


def _words(told: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", told)).split())


def _instant(ours: When | None, theirs: datetime | None) -> datetime | None:
    if ours is None:
        return None
    if not isinstance(ours, datetime):
        return theirs if theirs is not None and theirs.date() == ours else datetime(ours.year, ours.month, ours.day)  # noqa: DTZ001
    return ours.astimezone(UTC)


def calendar(path: Path, body: bytes, found: list[Item | Rejected], tally: Tally) -> None:
    """Compare a calendar's occurrences within a window."""
    try:
        with _stopped_after(STOPPED), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = Counter(_theirs(body))
    except Exception as error:  # noqa: BLE001  others may fail where they like
        tally.add("icalendar", "theirs failed", f"{path}: {type(error).__name__}: {error!s:.100}")
        return
    ours = Counter(day for one in found if isinstance(one, Event) for day in occurrences(one))
    missing, more = theirs - ours, ours - theirs
    tally.counts["icalendar", "occurrences: both"] += (ours & theirs).total()
    tally.counts["icalendar", "occurrences: theirs only"] += missing.total()
    tally.counts["icalendar", "occurrences: ours only"] += more.total()
    refused = [one.reason for one in found if isinstance(one, Rejected)]
    note = f"{path}: {len(refused)} refused {refused[:2]}\n      theirs only {missing.total()} {sorted(missing)[:3]}"
    note += f"\n      ours only {more.total()} {sorted(more)[:3]}"
    is_same = not missing and not more
    tally.add("icalendar", "calendars: same" if is_same else "calendars: differ", "" if is_same else note)


def _theirs(body: bytes) -> Iterator[str]:
    for read_one in icalendar.Calendar.from_ical(body, multiple=True):
        for one in recurring_ical_events.of(read_one).between(*WINDOW):
            yield _stamp(one["DTSTART"].dt)


def _stamp(told: When) -> str:
    if not isinstance(told, datetime):
        return told.isoformat()
    if told.tzinfo is None:
        from zoneinfo import ZoneInfo  # noqa: PLC0415

        told = told.replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
    return told.astimezone(UTC).isoformat(timespec="minutes")


def occurrences(event: Event) -> Iterator[str]:
    """Expand an event of ours within the window."""
    start = event.start
    if start is None:
        return
    first = day_of(start)
    if event.recurrence_rule is None:
        if WINDOW[0] <= first < WINDOW[1]:
            yield _stamp(start)
        return
    rule = recurrence.read(event.recurrence_rule)
    left_out = {_stamp(one) for one in event.excluded_dates}
    all_days = islice(recurrence.days(rule, first), rule.count)
    for day in takewhile(lambda one: one < WINDOW[1], all_days):
        moment = start + (day - first)
        until = rule.until
        if isinstance(until, datetime) and isinstance(moment, datetime) and moment > until:
            return
        is_told_apart = isinstance(until, datetime) and isinstance(moment, datetime)
        if until is not None and not is_told_apart and day > recurrence.until_day(until, event.timezone):
            return
        if day >= WINDOW[0] and not {_stamp(moment), day.isoformat()} & left_out:
            yield _stamp(moment)


def page(path: Path, body: bytes, found: list[Item | Rejected], tally: Tally) -> None:
    """Compare the nodes of a page that extruct finds and that are of our kinds with the items that we give."""
    import extruct  # noqa: PLC0415  only for pages

    try:
        told = extruct.extract(
            body, base_url=BASE, uniform=True, errors="ignore", syntaxes=["json-ld", "microdata", "rdfa"]
        )
    except Exception as error:  # noqa: BLE001  others may fail where they like
        tally.add("html", "theirs failed", f"{path}: {type(error).__name__}: {error!s:.100}")
        return
    nodes = {_fingerprint(one): one for syntax in told.values() for node in syntax for one in _nodes(node)}
    items = [one for one in found if not isinstance(one, Rejected)]
    refused = [f"{one.reason} | {one.text[:60]}" for one in found if isinstance(one, Rejected)]
    for node in nodes.values():
        _compare_node(node, items, refused, path, tally)


def _nodes(told: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Give all nodes of our kinds, those within others too."""
    if isinstance(told, list):
        for one in told:
            yield from _nodes(one, depth)
    elif isinstance(told, dict) and depth < 12:
        if _kind(told) is not None:
            yield told
        for one in told.values():
            yield from _nodes(one, depth + 1)


def _kind(node: dict[str, Any]) -> str | None:
    types = node.get("@type", [])
    names = {re.split(r"[/#:]", str(one))[-1] for one in (types if isinstance(types, list) else [types])}
    known = {"event": EVENTS, "article": ARTICLES, "job_posting": frozenset({"JobPosting"})}
    return next((kind for kind, known_names in known.items() if names & known_names), None)


def _said(node: dict[str, Any], *names: str) -> str:
    for name in names:
        value = node.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and value.strip():
            return _words(unescape(value))
    return ""


def _fingerprint(node: dict[str, Any]) -> tuple[str | None, str, str, str]:
    when = _said(node, "startDate", "datePublished", "datePosted")
    return _kind(node), _said(node, "name", "headline", "title"), when, _said(node, "url")


def _compare_node(node: dict[str, Any], items: list[Item], refused: list[str], path: Path, tally: Tally) -> None:
    kind, title, when, url = _fingerprint(node)
    where = f"{path} {kind} {title[:60]!r} {when}"
    alike = [one for one in items if one.kind == kind and " ".join((one.title or "").split()) == title]
    if not alike:
        tally.add("html", f"{kind}: not given", f"{where} {refused[:3]}")
        return
    tally.add("html", f"{kind}: given")
    one = next((one for one in alike if _is_at(_moment(one), when)), alike[0])
    tally.compare("html", f"{kind} moment", when if _is_at(_moment(one), when) else str(_moment(one)), when, where)
    if url:
        tally.compare("html", f"{kind} url", one.url, web_address(urljoin(BASE, url)), where)
    if isinstance(one, Event):
        place = node.get("location")
        name = _said(place, "name") if isinstance(place, dict) else ""
        is_there = name.casefold() in _words(one.location or "").casefold()
        tally.compare("html", "event place", name if is_there else one.location, name, where)


def _moment(item: Item) -> When | None:
    return item.start if isinstance(item, Event) else item.published


def _is_at(ours: When | None, told: str) -> bool:
    """Tell whether a moment of ours is what a node says: as an instant, on the clock, or as a day."""
    try:
        theirs = datetime.fromisoformat(told)
    except ValueError:
        return ours is None and not re.search(r"\d", told)
    if not isinstance(ours, datetime):
        return ours == theirs.date()
    return ours == theirs if theirs.tzinfo is not None else ours.replace(tzinfo=None) == theirs


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--shown", type=int, default=20)
    told = asked.parse_args()
    tally = Tally()
    beside = {"feed": feed, "icalendar": calendar}
    if find_spec("extruct") is not None:
        beside["html"] = page
    for path in sorted(told.folder.rglob("*")):
        if path.suffix.lower() in ENDINGS and path.is_file():
            seen = read(path, tally)
            if seen is not None and seen[0] in beside:
                beside[seen[0]](path, seen[1], seen[2], tally)
    tally.show(told.shown)


if __name__ == "__main__":
    main()
