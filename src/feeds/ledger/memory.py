"""A ledger that lives as long as the process: for tests and for trying things out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from feeds.errors import LedgerError
from feeds.ledger import MESSAGES, RUNS
from feeds.merge import Changes, Known, Revision, Sighting
from feeds.model import Record, ZoneSpan, deadlines, first_moment, is_dated, last_day
from feeds.remembered import (
    Entry,
    Facets,
    Health,
    Message,
    Order,
    Page,
    Published,
    Query,
    SourceRun,
    Summary,
    Undo,
    Visit,
)
from feeds.tombstones import Tombstone

_FOUND = 100  # uids that the beginning of one may give


class _Departed(NamedTuple):
    """What a record was that left some feeds, or all; then `uid` names it."""

    revision: int
    facets: Facets
    uid: str | None


class _Held(msgspec.Struct):
    """All that is remembered. Values are never changed in place, so that a copy of the containers is a copy of all."""

    # A dictionary keeps the order of arrival, also when a value takes the place of another.
    records: dict[str, Record] = {}
    touched: dict[str, int] = {}
    sightings: dict[tuple[str, str, str], Sighting] = {}
    keys: set[tuple[str, str]] = set()
    history: dict[str, tuple[Revision, ...]] = {}
    departed: list[_Departed] = []
    pages: dict[tuple[str, str], Page] = {}
    visits: dict[tuple[str, str], Visit] = {}
    published: dict[str, Published] = {}
    contents: dict[str, bytes] = {}
    undo: dict[tuple[int, str], Undo] = {}
    tombstones: dict[str, Tombstone] = {}
    health: dict[str, Health] = {}
    runs: list[SourceRun] = []
    messages: dict[str, Message] = {}
    stamps: dict[str, str] = {}
    created: datetime | None = None
    revision: int = 0

    def copied(self) -> _Held:
        return _Held(*map(copy, msgspec.structs.astuple(self)))

    def lacks(self) -> bool:
        """Tell whether something is held of a record that is not there."""
        named = {place[0] for place in self.sightings} | {uid for _, uid in self.keys} | self.history.keys()
        return bool((named | {r.about for r in self.records.values() if r.about}) - self.records.keys())


class MemoryLedger:
    """Keep everything in dictionaries."""

    def __init__(self) -> None:
        self._held = _Held()
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make one of all that is written inside: all of it or, when an error leaves it, nothing."""
        before = self._held.copied()
        self._depth += 1
        try:
            yield
            if self._depth == 1 and self._held.lacks():
                raise LedgerError("something is told of a record that is not there", where="the ledger in memory")
        except BaseException:
            self._held = before
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Take back all that is written inside, whatever happens."""
        before = self._held.copied()
        self._depth += 1
        try:
            yield
        finally:
            self._held = before
            self._depth -= 1

    def pages(self, source: str) -> tuple[Page, ...]:
        """List the pages of a source as last read, by location."""
        return tuple(page for (name, _), page in sorted(self._held.pages.items()) if name == source)

    def places(self, source: str, location: str) -> Iterator[tuple[str, str]]:
        """Give uid and SHA-256 of all that a page shows: those of the parts that tell it."""
        there = [s for s in self._seen() if (s.source, s.page) == (source, location) and s.is_shown]
        return iter([(sighting.uid, sighting.sha256) for sighting in there])

    def known(self, uids: Iterable[str] = (), keys: Iterable[str] = (), kins: Iterable[str] = ()) -> Known:
        """Give all that is known of these items, of those ever known by these keys, and of these kins."""
        values, families = set(keys), set(kins)
        wanted = {*uids, *(uid for value, uid in self._held.keys if value in values)}
        wanted.update(s.uid for s in self._held.sightings.values() if s.kin in families)
        by_uid = sorted((uid, value) for value, uid in self._held.keys if uid in wanted)
        return Known(
            records=tuple(record for uid, record in sorted(self._held.records.items()) if uid in wanted),
            sightings=tuple(sighting for sighting in self._seen() if sighting.uid in wanted),
            keys=tuple((value, uid) for uid, value in by_uid),
        )

    def missing(self, source: str) -> tuple[Sighting, ...]:
        """List what the complete listing of a source misses, but has not been withdrawn."""
        return tuple(s for s in self._seen() if s.source == source and s.state == "missing")

    def _seen(self) -> list[Sighting]:
        return [sighting for _, sighting in sorted(self._held.sightings.items())]

    def apply(self, changes: Changes) -> None:
        """Write what tellings changed: records with their revisions, and sightings with what they are known by."""
        if changes.is_empty:
            return
        with self.transaction():
            held = self._held
            if changes.records or changes.removed:
                held.revision += 1
            if held.created is None and changes.added:
                held.created = changes.added[0].first_seen
            for sighting in changes.unsaid:
                held.sightings.pop(sighting.place, None)
            self._remove(changes.removed)
            for record in changes.records:
                self._write(record)
            for sighting in changes.sightings:
                self._see(sighting)
            for revision in changes.revisions:
                held.history[revision.uid] = (*held.history.get(revision.uid, ()), revision)

    def _remove(self, uids: Iterable[str]) -> None:
        held, named = self._held, set(uids)
        gone = sorted(uid for uid, record in held.records.items() if uid in named or record.about in named)
        for uid in gone:
            held.departed.append(_Departed(held.revision, _facets(held.records.pop(uid)), uid))
            del held.touched[uid]
            held.history.pop(uid, None)
        held.keys = {(value, uid) for value, uid in held.keys if uid not in gone}

    def _write(self, record: Record) -> None:
        held, old = self._held, self._held.records.get(record.uid)
        if old is not None:
            lost = set(old.item.categories) - set(record.item.categories)
            if lost or old.item.kind != record.item.kind:
                held.departed.append(_Departed(held.revision, _facets(old), None))
            # What was seen first stays.
            record = msgspec.structs.replace(record, first_seen=old.first_seen, published=old.published)
        held.records[record.uid] = record
        held.touched[record.uid] = held.revision

    def _see(self, sighting: Sighting) -> None:
        self._held.sightings[sighting.place] = sighting
        self._held.keys.update((key, sighting.uid) for key in sighting.keys)

    def save_pages(self, pages: Iterable[Page], gone: Iterable[Page] = ()) -> None:
        """Remember pages as read, and forget those that are gone."""
        with self.transaction():
            for page in gone:
                self._held.pages.pop((page.source, page.location), None)
            self._held.pages.update({(page.source, page.location): page for page in pages})

    def visits(self, source: str | None) -> tuple[Visit, ...]:
        """List what the last visits of addresses taught, of one source or of all, by source and address."""
        return tuple(visit for (name, _), visit in sorted(self._held.visits.items()) if source in (None, name))

    def save_visits(self, visits: Iterable[Visit], gone: Iterable[Visit] = ()) -> None:
        """Remember visits, and forget those that are gone."""
        with self.transaction():
            for visit in gone:
                self._held.visits.pop((visit.source, visit.address), None)
            self._held.visits.update({(visit.source, visit.address): visit for visit in visits})

    def shared(self) -> tuple[str, ...]:
        """List the uids of the items that more than one source tells."""
        carriers: dict[str, set[str]] = {}
        for uid, source, _ in self._held.sightings:
            carriers.setdefault(uid, set()).add(source)
        return tuple(sorted(uid for uid, sources in carriers.items() if len(sources) > 1))

    def select(self, query: Query) -> Iterator[Entry]:
        """Give records in brief, in the order asked for."""
        arrived = self._matching(query)
        found = _SORTED[query.order](arrived, query)
        end = None if query.limit is None else query.offset + query.limit
        if query.archived:
            wanted = {r.uid for r in (*found[query.offset : end], *arrived[query.archived :])}
            return iter([_entry(record) for record in found if record.uid in wanted])
        return iter([_entry(record) for record in found[query.offset : end]])

    def summary(self, query: Query) -> Summary:
        """Give in brief what a query without its limit gives."""
        found = self._matching(query)
        over = [(last_day(record.item), record.last_changed) for record in found]
        return Summary(
            number=len(found),
            dated=sum(_entry(record).is_dated for record in found),
            updated=max((record.last_changed for record in found), default=None),
            first_over=min((last for last, _ in over if last is not None), default=None),
            first_told=min((told for last, told in over if last is None), default=None),
        )

    def years(self, query: Query) -> tuple[int, ...]:
        """List the years in which what a query gives begins."""
        firsts = (first_moment(record.item) for record in self._matching(query))
        return tuple(sorted({first.year for first in firsts if first is not None}))

    def zones(self, query: Query) -> tuple[ZoneSpan, ...]:
        """List the time zones of the timed events that a query gives, each with its first and last day, by name."""
        spans: dict[str, list[tuple[date, date]]] = {}
        for record in self._matching(query):
            first, last = first_moment(record.item), last_day(record.item)
            zone = getattr(first.tzinfo, "key", None) if isinstance(first, datetime) else None
            if zone is not None and isinstance(first, datetime) and last is not None:
                spans.setdefault(zone, []).append((first.date(), last))
        return tuple(
            ZoneSpan(timezone=zone, first=min(first for first, _ in days), last=max(last for _, last in days))
            for zone, days in sorted(spans.items())
        )

    def _matching(self, query: Query) -> list[Record]:
        """List what a query asks for, by arrival."""
        return [record for record in self._held.records.values() if _is_asked_for(record, query)]

    def brief(self, uids: Iterable[str]) -> dict[str, Entry]:
        """Give these records in brief, as far as they are there; an announcement is none."""
        return {uid: _entry(record) for uid, record in self.records(uids).items() if record.about is None}

    def records(self, uids: Iterable[str]) -> dict[str, Record]:
        """Give these records, as far as they are there."""
        return {uid: self._held.records[uid] for uid in sorted(set(uids)) if uid in self._held.records}

    def changed(self, since: int) -> tuple[str, ...]:
        """List the uids of the records that were written after a revision."""
        return tuple(sorted(uid for uid, touched in self._held.touched.items() if touched > since))

    def departed(self, since: int) -> tuple[str, ...]:
        """List the uids of the records that were removed after a revision and have not come back."""
        gone = {one.uid for one in self._held.departed if one.uid is not None and one.revision > since}
        return tuple(sorted(gone - self._held.records.keys()))

    def drop_departed(self, until: int) -> None:
        """Forget what left up to a revision: that is published."""
        self._held.departed = [one for one in self._held.departed if one.revision > until]

    def facets(self, since: int) -> frozenset[Facets]:
        """Give all facets that records written or removed after a revision have, or had."""
        left = (one.facets for one in self._held.departed if one.revision > since)
        return frozenset({*left, *(_facets(self._held.records[uid]) for uid in self.changed(since))})

    def revision(self) -> int:
        """Count the changes to records and their order."""
        return self._held.revision

    def created(self) -> datetime | None:
        """Tell when the first record was written (UTC), or None."""
        return self._held.created

    def published(self, parts: Iterable[str] | None = None, paths: Iterable[str] = ()) -> tuple[Published, ...]:
        """List the files below the output folder, by path; a claimed one has an empty `sha256`."""
        files = [file for _, file in sorted(self._held.published.items())]
        if parts is None:
            return tuple(files)
        belonging, named = set(parts), set(paths)
        return tuple(file for file in files if file.part in belonging or file.path in named)

    def parts(self) -> tuple[str, ...]:
        """List the parts of which files are published."""
        return tuple(sorted({file.part for file in self._held.published.values()}))

    def item_paths(self) -> Iterator[str]:
        """Give the published paths of single items."""
        return iter([file.path for file in self.published(("item",))])

    def number_published(self) -> int:
        """Count the files below the output folder."""
        return len(self._held.published)

    def publish(self, files: Iterable[Published], gone: Iterable[str] = ()) -> None:
        """Remember files as written (or about to be), and forget the paths in `gone`."""
        with self.transaction():
            for path in gone:
                self._held.published.pop(path, None)
                self._held.contents.pop(path, None)
            self._held.published.update({file.path: file for file in files})

    def contents(self, path: str) -> bytes | None:
        """Give what was kept of where each entry stands in a published file, or None."""
        return self._held.contents.get(path)

    def keep_contents(self, path: str, contents: bytes | None) -> None:
        """Keep where each entry stands in a published file, or forget it."""
        if contents is None:
            self._held.contents.pop(path, None)
        else:
            self._held.contents[path] = contents

    def generations(self) -> tuple[int, ...]:
        """List the publications that can be taken back, the newest first."""
        return tuple(sorted({generation for generation, _ in self._held.undo}, reverse=True))

    def undo(self, generation: int) -> tuple[Undo, ...]:
        """List what a publication changed, by path."""
        return tuple(one for place, one in sorted(self._held.undo.items()) if place[0] == generation)

    def keep_undo(self, undo: Iterable[Undo]) -> None:
        """Remember how to take back a publication."""
        with self.transaction():
            self._held.undo.update({(one.generation, one.path): one for one in undo})

    def drop_undo(self, generations: Iterable[int]) -> None:
        """Forget how to take back these publications."""
        dropped = set(generations)
        self._held.undo = {place: one for place, one in self._held.undo.items() if place[0] not in dropped}

    def find(self, start: str) -> tuple[str, ...]:
        """List the uids that begin so, at most a hundred; `start` is a uid or the beginning of its UUID."""
        wanted = start.lower().removeprefix("urn:uuid:")
        found = (uid for uid in self._held.records if uid.startswith(f"urn:uuid:{wanted}"))
        return tuple(sorted(found)[:_FOUND])

    def history(self, uid: str) -> tuple[Revision, ...]:
        """List what changed of a record, the oldest first."""
        return self._held.history.get(uid, ())

    def tombstones(self) -> tuple[Tombstone, ...]:
        """List what was forgotten and must not come back, by age."""
        return tuple(sorted(self._held.tombstones.values(), key=lambda one: (one.made, one.id)))

    def bury(self, tombstone: Tombstone) -> None:
        """Remember a tombstone."""
        self._held.tombstones[tombstone.id] = tombstone

    def lift(self, tombstone: str) -> None:
        """Forget a tombstone."""
        self._held.tombstones.pop(tombstone, None)

    def vacuum(self) -> None:
        """Do nothing: what was deleted from memory is nowhere."""

    def everything(self) -> Iterator[str]:
        """Give the uids of all records, announcements among them."""
        return iter(sorted(self._held.records))

    def erase(self, uids: Iterable[str]) -> None:
        """Take records out for good, with sightings, keys, revisions and announcements."""
        gone = set(uids)
        if not gone:
            return
        with self.transaction():
            self._held.revision += 1
            self._held.sightings = {place: s for place, s in self._held.sightings.items() if s.uid not in gone}
            self._remove(gone)

    def rewrite(self, records: Iterable[Record], sightings: Iterable[Sighting]) -> None:
        """Write records and sightings anew under their uids, with no revision, and drop their revisions."""
        with self.transaction():
            self._held.revision += 1
            written = {record.uid: record for record in records}
            for record in written.values():
                self._write(record)
                self._held.history.pop(record.uid, None)
            self._held.keys = {(value, uid) for value, uid in self._held.keys if uid not in written}
            for sighting in sightings:
                self._see(sighting)

    def health(self) -> dict[str, Health]:
        """Tell how each source is, by its name."""
        return dict(sorted(self._held.health.items()))

    def save_health(self, health: Iterable[Health], gone: Iterable[str] = ()) -> None:
        """Remember how sources are, and forget the sources in `gone` with their runs."""
        names = set(gone)
        kept = {name: one for name, one in self._held.health.items() if name not in names}
        self._held.health = kept | {one.source: one for one in health}
        self._held.runs = [one for one in self._held.runs if one.source not in names]

    def runs(self, source: str | None = None, limit: int = 100) -> tuple[SourceRun, ...]:
        """List the last runs of a source in which something happened, or of all, as they were kept, the last first."""
        found = (one for one in reversed(self._held.runs) if source in (None, one.source))
        return tuple(islice(found, limit))

    def keep_runs(self, runs: Iterable[SourceRun]) -> None:
        """Remember runs; of each source the last hundred stay."""
        counts: Counter[str] = Counter()
        kept = []
        for one in reversed([*self._held.runs, *runs]):
            counts[one.source] += 1
            if counts[one.source] <= RUNS:
                kept.append(one)
        self._held.runs = kept[::-1]

    def messages(self, state: str | None = None, limit: int = 100) -> tuple[Message, ...]:
        """List messages, all or those in a state, the oldest first."""
        found = (one for one in self._held.messages.values() if state in (None, one.state))
        return tuple(sorted(found, key=_age)[:limit])

    def save_messages(self, messages: Iterable[Message]) -> None:
        """Remember messages in place of those of the same ids; the five hundred youngest that wait no more stay."""
        held = self._held.messages | {one.id: one for one in messages}
        done = sorted((one for one in held.values() if one.state != "waiting"), key=_age)
        for one in done[:-MESSAGES]:
            del held[one.id]
        self._held.messages = held

    def drop_reasons(self, dropped: Iterable[str] = ()) -> None:
        """Forget why sources failed, with every message that waits no more, and those of the ids in `dropped`."""
        held, names = self._held, set(dropped)
        held.health = {name: msgspec.structs.replace(one, reason="") for name, one in held.health.items()}
        held.runs = [msgspec.structs.replace(one, reason="") for one in held.runs]
        waiting = (one for one in held.messages.values() if one.state == "waiting" and one.id not in names)
        held.messages = {one.id: one for one in waiting}

    def stamp(self, name: str) -> str | None:
        """Give a remembered stamp, or None."""
        return self._held.stamps.get(name)

    def set_stamp(self, name: str, value: str | None) -> None:
        """Remember a stamp: a short text that tells whether something is as it was; None forgets it."""
        if value is None:
            self._held.stamps.pop(name, None)
        else:
            self._held.stamps[name] = value

    def problems(self) -> tuple[str, ...]:
        """Find nothing: dictionaries are sound."""
        return ()

    def close(self) -> None:
        """Let go of the store."""


def _entry(record: Record) -> Entry:
    return Entry(record.uid, record.digest, is_dated(record.item) and record.about is None)


def _age(message: Message) -> tuple[datetime, str]:
    return message.created, message.id


def _facets(record: Record) -> Facets:
    return Facets(kind=record.item.kind, categories=record.item.categories)


def _source(record: Record) -> str:
    return record.sources[0] if record.sources else ""


def _is_asked_for(record: Record, query: Query) -> bool:
    item = record.item
    return (
        _source(record) in query.sources
        and item.kind in query.kinds
        and (not query.categories or not set(query.categories).isdisjoint(item.categories))
        and (record.about is None or (query.announcements and not query.dated))
        and (not query.dated or is_dated(item) or (query.deadlines and bool(deadlines(item))))
        and (query.year is None or getattr(first_moment(item), "year", None) == query.year)
        and _holds(record, query.since, query.told)
        and _holds(record, query.open_on, query.told)
        and (query.open_on is None or record.state != "withdrawn")
    )


def _holds(record: Record, day: date | None, told: datetime | None) -> bool:
    """Tell whether something is not over before a day; what has no last day counts by when it was last told."""
    last = last_day(record.item)
    if day is None:
        return True
    return last >= day if last is not None else told is None or record.last_changed >= told


def _newest(found: list[Record], query: Query) -> list[Record]:
    rank = {name: number for number, name in enumerate(query.sources)}
    placed = sorted(found, key=lambda r: (rank[_source(r)], r.page, r.position, r.uid))
    return sorted(placed, key=lambda r: r.published, reverse=True)


def _by_calendar(found: list[Record], _query: Query) -> list[Record]:
    return sorted(found, key=_moment)


def _moment(record: Record) -> tuple[Any, ...]:
    # What has no day stands first, and in a day what has no time.
    first = first_moment(record.item)
    if first is None:
        return (date.min, -1, 0, record.uid)
    if isinstance(first, datetime):
        return (first.date(), 1, first.timestamp(), record.uid)
    return (first, 0, 0, record.uid)


def _by_arrival(found: list[Record], _query: Query) -> list[Record]:
    return found


_SORTED: dict[Order, Callable[[list[Record], Query], list[Record]]] = {
    "newest": _newest,
    "calendar": _by_calendar,
    "arrival": _by_arrival,
}
