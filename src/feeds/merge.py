"""Decide what fresh sightings change: one record per item, however many pages show it and in whatever order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from feeds.identity import bare, count_facts, fingerprint, occasion
from feeds.model import Item, PersonnelNotice, Record


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """An item as one page of one source shows it.

    `position` is its place there, from 0; `sha256` is that of the page; `seen` is the instant (UTC) of the run that
    first read just this there; `kin` names what the undated and the dated form of an event share; `gone` says that the
    page is no longer there.
    """

    uid: str
    source: str
    page: str
    sha256: str
    position: int
    seen: datetime
    item: Item
    kin: str | None = None
    gone: bool = False

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
    reread: frozenset[tuple[str, str, str]] = frozenset(),
    gone: frozenset[tuple[str, str]] = frozenset(),
    order: tuple[str, ...],
    now: datetime,
) -> Changes:
    """Weigh fresh sightings against what is known, with all of the same kin in it.

    A page that no longer shows an item has not unsaid it: the old sighting stays. Only the pages in `reread`, given as
    (source, page, sha256), whose bytes are as they were but not the rules that read them, take back what they do not
    show: it was never there. What stood on a page in `gone`, given as (source, page), counts only while no other page
    tells it. `order` is that of the sources in the configuration.
    """
    old = {sighting.place: sighting for sighting in known.sightings}
    new = {s.place: _marked(s) for s in old.values() if (s.source, s.page) in gone}
    new |= _one_per_place(_attached(known, tuple(fresh)), old, order)
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


def _one_per_place(
    fresh: Iterable[Sighting], old: dict[tuple[str, str, str], Sighting], order: tuple[str, ...]
) -> dict[tuple[str, str, str], Sighting]:
    places: dict[tuple[str, str, str], list[Sighting]] = {}
    for sighting in fresh:
        places.setdefault(sighting.place, []).append(sighting)
    return {place: _dated(_told_together(there, order), old.get(place)) for place, there in places.items()}


def _told_together(there: list[Sighting], order: tuple[str, ...]) -> Sighting:
    ranked = _ranked(there, order)
    return msgspec.structs.replace(ranked[0], item=_filled([sighting.item for sighting in ranked]))


def _dated(fresh: Sighting, old: Sighting | None) -> Sighting:
    # A page that is edited elsewhere does not tell this anew.
    same = old is not None and not old.gone and bare(old.item) == bare(fresh.item)
    return msgspec.structs.replace(fresh, seen=old.seen) if old is not None and same else fresh


def _marked(sighting: Sighting) -> Sighting:
    return msgspec.structs.replace(sighting, gone=True)


def _attached(known: Known, fresh: tuple[Sighting, ...]) -> list[Sighting]:
    """Give an undated event and its one dated form one uid: that of whichever was known first."""
    settled = {record.uid for record in known.records}
    relatives = _by_kin(known.sightings)
    cousins = _by_kin(fresh)
    # Dated forms first: they decide where the undated ones belong.
    done: dict[str, set[str]] = {}
    attached = []
    for sighting in sorted(fresh, key=lambda s: not occasion(s.item)):
        uid, kin, is_dated = sighting.uid, sighting.kin or "", bool(occasion(sighting.item))
        if kin and uid not in settled and is_dated:
            uid = _of_dated(sighting, relatives.get(kin, []), cousins[kin])
        elif kin and uid not in settled:
            uid = _of_undated(sighting, relatives.get(kin, []), done.get(kin, set()))
        if is_dated:
            done.setdefault(kin, set()).add(uid)
        attached.append(msgspec.structs.replace(sighting, uid=uid))
    return attached


def _of_dated(sighting: Sighting, family: list[Sighting], cousins: list[Sighting]) -> str:
    own = occasion(sighting.item)
    same = {other.uid for other in family if occasion(other.item) == own}
    if same:
        return min(same)
    undated = {other.uid for other in family if not occasion(other.item)}
    occasions = {occasion(other.item) for other in (*family, *cousins)} - {""}
    return undated.pop() if len(undated) == 1 and occasions == {own} else sighting.uid


def _of_undated(sighting: Sighting, family: list[Sighting], done: set[str]) -> str:
    known = {other.uid for other in family if occasion(other.item)}
    here = {other.uid for other in family if (other.source, other.page) == (sighting.source, sighting.page)}
    for candidates in (known | done, here):
        if len(candidates) == 1:
            return min(candidates)
    return sighting.uid


def _by_kin(sightings: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    families: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        if sighting.kin is not None:
            families.setdefault(sighting.kin, []).append(sighting)
    return families


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
    ranked = _ranked([sighting for sighting in seen if not sighting.gone] or seen, order)
    best = ranked[0]
    item = bare(_filled([sighting.item for sighting in ranked]))
    names = {sighting.source for sighting in seen}
    record = Record(
        uid=best.uid,
        item=item,
        first_seen=now,
        last_changed=now,
        sequence=0,
        fingerprint=fingerprint(item),
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


def _ranked(seen: list[Sighting], order: tuple[str, ...]) -> list[Sighting]:
    """Put the newest telling first; of those that began in one run the fullest, then as the sources stand.

    A telling that says only what another one says as well, and less of it, is no news and comes last.
    """
    if len(seen) == 1:
        return seen
    tellings = {bare(sighting.item) for sighting in seen}
    if len(tellings) > _MANY:
        tellings = set()
    lesser = {one for one in tellings if any(other != one and _says_no_more(one, other) for other in tellings)}
    told = sorted(seen, key=lambda s: (-count_facts(s.item), _rank(s.source, order), s.source, s.page, s.position))
    newest = sorted(told, key=lambda s: s.seen, reverse=True)
    return sorted(newest, key=lambda s: bare(s.item) in lesser)


# Each is compared with each other: beyond this they are no tellings of one item, but somebody's wish to keep us busy.
_MANY = 100
# Of these a part may be told: the start of a story, the first sentence of a notice.
_TEXTS = frozenset({"summary", "content", "text"})


def _says_no_more(one: Item, other: Item) -> bool:
    return all(_agrees(one, other, name) for name in one.__struct_fields__)


def _agrees(one: Item, other: Item, name: str) -> bool:
    mine, theirs = getattr(one, name), getattr(other, name)
    if mine == theirs or mine in (None, ()):
        return True
    if name == "person" and isinstance(one, PersonnelNotice) and isinstance(other, PersonnelNotice):
        return one.person.name == other.person.name and one.person.age is None
    return name in _TEXTS and theirs is not None and mine in theirs


# Facts that mean something together come from one telling, unless the first of them is the same in both.
_TOGETHER = (("start", "end", "timezone"), ("price", "is_free"), ("previous_role_name", "previous_organization"))


def _filled(ranked: list[Item]) -> Item:
    """Give the first telling, with what it leaves out from those after it."""
    best, *others = dict.fromkeys(bare(item) for item in ranked)
    best = msgspec.structs.replace(best, evidence=ranked[0].evidence)
    for other in others:
        lacking = {name: getattr(other, name) for group in _groups(best) for name in _lacking(group, best, other)}
        best = msgspec.structs.replace(best, **lacking) if lacking else best
    return best


def _groups(item: Item) -> list[tuple[str, ...]]:
    names = [name for name in item.__struct_fields__ if name != "evidence"]
    together = [group for group in _TOGETHER if group[0] in names]
    return [*together, *((name,) for name in names if not any(name in group for group in together))]


def _lacking(group: tuple[str, ...], best: Item, other: Item) -> list[str]:
    lacking = [name for name in group if _is_silent(best, name)]
    fits = len(lacking) == len(group) or getattr(best, group[0]) == getattr(other, group[0])
    return [name for name in lacking if fits and not _is_silent(other, name)]


def _is_silent(item: Item, name: str) -> bool:
    # A person is always told, the age not always.
    if name == "person" and isinstance(item, PersonnelNotice):
        return item.person.age is None
    return getattr(item, name) in (None, ())


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)
