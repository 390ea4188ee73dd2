"""Decide what fresh sightings change: one record per item, however many pages show it and in whatever order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from feeds.identity import bare, count_facts, fingerprint
from feeds.model import Item, Record


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """An item as one page of one source shows it; `position` is its place there, from 0, `sha256` that of the page."""

    uid: str
    source: str
    page: str
    sha256: str
    position: int
    item: Item

    @property
    def state(self) -> tuple[str, str, str]:
        """Name the page in the very form that showed this."""
        return (self.source, self.page, self.sha256)

    @property
    def place(self) -> tuple[str, str, str]:
        """Name the place in the ledger that this sighting takes."""
        return (self.uid, self.source, self.page)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds about the items in question: their records, and every sighting of them."""

    records: tuple[Record, ...] = ()
    sightings: tuple[Sighting, ...] = ()


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What to write: `added`, `revised` and `moved` records (told apart for the report), and what is taken back."""

    added: tuple[Record, ...] = ()
    revised: tuple[Record, ...] = ()
    moved: tuple[Record, ...] = ()
    removed: tuple[str, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    withdrawn: tuple[Sighting, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """All records to write."""
        return self.added + self.revised + self.moved

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changes at all."""
        return not (self.records or self.removed or self.sightings or self.withdrawn)


def merge(
    known: Known,
    fresh: Iterable[Sighting],
    *,
    reread: frozenset[tuple[str, str, str]],
    order: tuple[str, ...],
    now: datetime,
) -> Changes:
    """Weigh fresh sightings against what is known.

    A page that no longer shows an item has not unsaid it: the old sighting stays. Only the pages in `reread`, given as
    (source, page, sha256), whose bytes are as they were but not the rules that read them, take back what they do not
    show: it was never there. `order` is that of the sources in the configuration.
    """
    new = _one_per_place(fresh, order)
    old = {sighting.place: sighting for sighting in known.sightings}
    withdrawn = {place: s for place, s in old.items() if place not in new and s.state in reread}
    current = _by_uid(s for place, s in {**old, **new}.items() if place not in withdrawn)
    records = {record.uid: record for record in known.records}
    settled = [_settle(records.get(uid), seen, order, now) for uid, seen in sorted(current.items())]
    return Changes(
        added=tuple(r for r in settled if r.uid not in records),
        revised=tuple(r for r in settled if r.uid in records and r.sequence != records[r.uid].sequence),
        moved=tuple(r for r in settled if r.uid in records and _has_moved(r, records[r.uid])),
        removed=tuple(sorted(uid for uid in records if uid not in current)),
        sightings=tuple(s for place, s in new.items() if old.get(place) != s),
        withdrawn=tuple(withdrawn.values()),
    )


def _one_per_place(fresh: Iterable[Sighting], order: tuple[str, ...]) -> dict[tuple[str, str, str], Sighting]:
    best: dict[tuple[str, str, str], Sighting] = {}
    for sighting in fresh:
        rival = best.get(sighting.place)
        best[sighting.place] = sighting if rival is None else _fullest([rival, sighting], order)
    return best


def _by_uid(sightings: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    groups: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        groups.setdefault(sighting.uid, []).append(sighting)
    return groups


def _has_moved(record: Record, known: Record) -> bool:
    return record.sequence == known.sequence and record != known


def _settle(known: Record | None, seen: list[Sighting], order: tuple[str, ...], now: datetime) -> Record:
    # What a source told that is no longer in the configuration counts only when nobody else tells it.
    seen = [sighting for sighting in seen if sighting.source in order] or seen
    best = _fullest(seen, order)
    names = {sighting.source for sighting in seen}
    record = Record(
        uid=best.uid,
        item=bare(best.item),
        first_seen=now,
        last_changed=now,
        sequence=0,
        fingerprint=fingerprint(best.item),
        sources=tuple(sorted(names, key=lambda name: (_rank(name, order), name))),
        position=best.position,
    )
    return record if known is None else _revise(known, record)


def _revise(known: Record, fresh: Record) -> Record:
    changed = fresh.fingerprint != known.fingerprint
    return msgspec.structs.replace(
        fresh,
        first_seen=known.first_seen,
        # A clock set back must not send a revision into the past.
        last_changed=max(fresh.last_changed, known.last_changed) if changed else known.last_changed,
        sequence=known.sequence + changed,
    )


def _fullest(seen: list[Sighting], order: tuple[str, ...]) -> Sighting:
    return min(seen, key=lambda s: (-count_facts(s.item), _rank(s.source, order), s.source, s.page, s.position))


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)
