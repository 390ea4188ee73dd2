"""Decide what fresh sightings change: one record per item, however many pages show it and in whatever order.

Sightings come here with the uid that `feeds.match` gave them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from feeds import recurrence
from feeds.identity import bare, count_facts, differences, fingerprint, mint_announcement
from feeds.model import Announced, Event, Item, PersonnelNotice, Record, State, day_of, encoded, last_day

Presence: TypeAlias = Literal["shown", "dropped", "gone", "missing", "withdrawn"]


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """An item as one page of one source shows it.

    `position` is its place there, from 0; `sha256` is that of the part of the page that tells it; `seen` is the instant
    (UTC) of the run that first read just this there; `keys` are what it is known by, its key facts last; `kin` names
    what the undated and the dated form of an event share; `reason` says how its uid was found.

    `state`: the page shows it; no longer shows it, or is itself gone, which means nothing; or a complete listing misses
    it since the source's run `since`, and has for so many runs that it is withdrawn.
    """

    uid: str
    source: str
    page: str
    sha256: str
    position: int
    seen: datetime
    item: Item
    keys: tuple[str, ...] = ()
    kin: str | None = None
    state: Presence = "shown"
    since: int = 0
    reason: str = ""

    @property
    def is_shown(self) -> bool:
        """Tell whether the page shows it as far as we know."""
        return self.state == "shown"

    @property
    def place(self) -> tuple[str, str, str]:
        """Name the place in the ledger that this sighting takes."""
        return (self.uid, self.source, self.page)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds about the items in question: records, all sightings of them, and who was known by a key."""

    records: tuple[Record, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a record that changed at an instant (UTC); `before` and `after` are JSON, None for nothing."""

    uid: str
    sequence: int
    at: datetime
    field: str
    before: str | None
    after: str | None
    reason: str = ""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What to write: `added`, `revised` and merely `touched` records, what they announce, and what is taken back."""

    added: tuple[Record, ...] = ()
    revised: tuple[Record, ...] = ()
    touched: tuple[Record, ...] = ()
    announcements: tuple[Record, ...] = ()
    revisions: tuple[Revision, ...] = ()
    removed: tuple[str, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    unsaid: tuple[Sighting, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """All records to write."""
        return self.added + self.revised + self.touched + self.announcements

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changes at all."""
        return not (self.records or self.removed or self.sightings or self.unsaid)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """When and for whom tellings are weighed: `order` is that of the sources, `timezone` the site's."""

    now: datetime
    order: tuple[str, ...]
    timezone: str = "UTC"

    @property
    def today(self) -> date:
        """The day on the site's clocks."""
        return self.now.astimezone(ZoneInfo(self.timezone)).date()


def merge(
    known: Known, fresh: Iterable[Sighting], run: Run, *, unsaid: frozenset[tuple[str, str, str]] = frozenset()
) -> Changes:
    """Weigh fresh sightings, and those whose state is new, against what is known of the same items.

    A page that no longer shows an item has not unsaid it: the old sighting stays, in another state. Only what stood at
    the places `unsaid` was never there: other rules read the very same bytes.
    """
    old = {sighting.place: sighting for sighting in known.sightings}
    new = _one_per_place(fresh, old, run.order)
    taken_back = {place: old[place] for place in unsaid if place in old and place not in new}
    current = _by_uid(s for place, s in {**old, **new}.items() if place not in taken_back)
    records = {record.uid: record for record in known.records}
    weighed = [_weighed(records.get(uid), seen, run) for uid, seen in sorted(current.items())]
    gone = {sighting.uid for sighting in taken_back.values()} - current.keys()
    return Changes(
        added=_oldest_first(w.record for w in weighed if w.known is None),
        revised=tuple(w.record for w in weighed if w.is_revised),
        touched=tuple(w.record for w in weighed if w.is_touched),
        announcements=tuple(one for w in weighed for one in _announcements(w, run)),
        revisions=tuple(revision for w in weighed for revision in _revisions(w, run)),
        removed=tuple(sorted(gone & records.keys())),
        sightings=tuple(s for place, s in new.items() if old.get(place) != s),
        unsaid=tuple(taken_back.values()),
    )


def _oldest_first(added: Iterable[Record]) -> tuple[Record, ...]:
    """Put new records in the order in which they arrive, for good: a page tells its newest first."""
    backwards = sorted(added, key=lambda record: (record.page, record.position, record.uid), reverse=True)
    return tuple(sorted(backwards, key=lambda record: record.published))


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
    if old is None:
        return fresh
    fresh = msgspec.structs.replace(fresh, item=_on_again(old.item, fresh.item))
    # A page that is edited elsewhere does not tell this anew.
    same = old.is_shown and bare(old.item) == bare(fresh.item)
    return msgspec.structs.replace(fresh, seen=old.seen, reason=old.reason) if same else fresh


def _on_again(old: Item, fresh: Item) -> Item:
    """Take it for a word that a page no longer says that an event is off: silence would yield to older tellings."""
    was_said = isinstance(old, Event) and old.status in ("cancelled", "postponed", "scheduled")
    if not was_said or not isinstance(fresh, Event) or fresh.status is not None:
        return fresh
    return msgspec.structs.replace(fresh, status="scheduled")


def _by_uid(sightings: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    groups: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        groups.setdefault(sighting.uid, []).append(sighting)
    return groups


class _Weighed(msgspec.Struct, frozen=True, kw_only=True):
    known: Record | None
    record: Record
    reason: str

    @property
    def is_revised(self) -> bool:
        return self.known is not None and self.record.fingerprint != self.known.fingerprint

    @property
    def is_touched(self) -> bool:
        return self.known is not None and not self.is_revised and self.record != self.known


def _weighed(known: Record | None, seen: list[Sighting], run: Run) -> _Weighed:
    # What a source told that is no longer in the configuration counts only when nobody else tells it.
    seen = [sighting for sighting in seen if sighting.source in run.order] or seen
    ranked = _ranked([s for s in seen if s.state in ("shown", "dropped")] or seen, run.order)
    best, names, state = ranked[0], {sighting.source for sighting in seen}, _state(seen)
    told = _begun(known, bare(_filled([sighting.item for sighting in ranked])), best.seen, run)
    item = _carried(known, told, state, run)
    record = Record(
        uid=best.uid,
        item=item,
        first_seen=run.now,
        published=_published(item, run),
        last_changed=run.now,
        sequence=0,
        fingerprint=fingerprint(item),
        sources=tuple(sorted(names, key=lambda name: (_rank(name, run.order), name))),
        page=best.page,
        position=best.position,
        state=state,
    )
    reason = best.reason if state == "present" else _STATES[state]
    return _Weighed(known=known, record=record if known is None else _revised(known, record), reason=reason)


_STATES: dict[State, str] = {"missing": "missing from its listing", "withdrawn": "no longer in its listing"}


def _state(seen: Iterable[Sighting]) -> State:
    """A rotating page means nothing by leaving out; of complete listings, all must miss an item."""
    states = {sighting.state for sighting in seen}
    if states <= {"withdrawn"}:
        return "withdrawn"
    return "missing" if states <= {"withdrawn", "missing"} else "present"


def _begun(known: Record | None, item: Item, seen: datetime, run: Run) -> Item:
    """Give what repeats from a day that nobody told a first day: on or after the day on which it was seen to be told.

    Once given it stays, as one does that was told before, until the rule is another one.
    """
    if not isinstance(item, Event) or item.schedule is None or item.recurrence_rule is None or item.start is not None:
        return item
    told, old = item.schedule, known.item if known is not None else None
    rule = recurrence.read(item.recurrence_rule)
    if (
        isinstance(old, Event)
        and old.start is not None
        and _endless(old.recurrence_rule) == _endless(item.recurrence_rule)
    ):
        day: date | None = day_of(old.start)
    else:
        today = seen.astimezone(ZoneInfo(told.timezone or run.timezone)).date()
        day = recurrence.first_from(rule, today, set(map(day_of, item.excluded_dates)))
    if day is None or (rule.until is not None and recurrence.until_day(rule.until, told.timezone) < day):
        return item
    if told.start_time is None or told.timezone is None:
        return msgspec.structs.replace(item, start=day)
    zone = ZoneInfo(told.timezone)
    start, end = datetime.combine(day, told.start_time, zone), None
    if told.end_time is not None:
        is_late = told.end_time <= told.start_time
        end = datetime.combine(day + timedelta(days=is_late), told.end_time, zone)
    return msgspec.structs.replace(item, start=start, end=end, timezone=told.timezone)


def _endless(rule: str | None) -> list[str]:
    return [part for part in (rule or "").split(";") if not part.startswith("UNTIL=")]


def _carried(known: Record | None, item: Item, state: State, run: Run) -> Item:
    """Keep of an event what only its past tells: the day from which it moved, and that of one which is off."""
    if not isinstance(item, Event):
        return item
    old = known.item if known is not None and isinstance(known.item, Event) else None
    if state == "withdrawn" and not is_over(item, run.today):
        item = msgspec.structs.replace(item, status="cancelled")
    if old is None:
        return item
    if item.start is None and item.status in ("cancelled", "postponed"):
        item = msgspec.structs.replace(item, start=old.start, end=old.end, timezone=old.timezone)
    if item.previous_start is None:
        moved = _has_moved(old, item)
        item = msgspec.structs.replace(item, previous_start=old.start if moved else old.previous_start)
    return item


def _has_moved(old: Event, new: Event) -> bool:
    # A first day that we counted is nobody's word, and so is no move.
    return old.schedule is None and new.schedule is None and has_moved(old.start, new.start)


def has_moved(before: date | None, after: date | None) -> bool:
    """Tell whether an event begins at another time; a day whose hour becomes known, or is left out, is the same."""
    if before is None or after is None:
        return False
    if isinstance(before, datetime) == isinstance(after, datetime):
        return before != after
    one, other = (each.date() if isinstance(each, datetime) else each for each in (before, after))
    return one != other


def is_over(item: Item, today: date) -> bool:
    """Tell whether the last day of something lies before `today`; without a date it is never over."""
    last = last_day(item)
    return last is not None and last < today


def _published(item: Item, run: Run) -> datetime:
    """Give the instant at which an entry was announced; never the time at which an event happens, and never ahead.

    A bare date is the midnight that begins it, in the event's zone or the site's.
    """
    said = item.published
    if said is None:
        return run.now
    zone = ZoneInfo((item.timezone if isinstance(item, Event) else None) or run.timezone)
    try:
        moment = said if isinstance(said, datetime) else datetime.combine(said, time())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC).replace(microsecond=0)
    except OverflowError:  # the first hours of the year 1 and the last of 9999 are not in the calendar of every zone
        return run.now
    return min(moment, run.now)


def _revised(known: Record, fresh: Record) -> Record:
    changed = fresh.fingerprint != known.fingerprint
    return msgspec.structs.replace(
        fresh,
        first_seen=known.first_seen,
        published=known.published,
        # A clock set back must not send a revision into the past.
        last_changed=max(fresh.last_changed, known.last_changed) if changed else known.last_changed,
        # What changes several times in one run has changed once.
        sequence=known.sequence + (changed and fresh.last_changed != known.last_changed),
    )


def _revisions(weighed: _Weighed, run: Run) -> list[Revision]:
    known, record = weighed.known, weighed.record
    if known is None:
        return []
    told = [
        (name, getattr(known.item, name), getattr(record.item, name))
        for name in differences(known.item, record.item)
        # What it was before stands in the change of `start` itself.
        if name != "previous_start"
    ]
    if known.state != record.state:
        told.append(("state", known.state, record.state))
    return [
        Revision(
            uid=record.uid,
            sequence=record.sequence,
            at=run.now,
            field=name,
            before=_written(before),
            after=_written(after),
            reason=weighed.reason,
        )
        for name, before, after in told
    ]


def _written(value: object) -> str | None:
    return None if value in (None, ()) else encoded(value).decode()


def _announcements(weighed: _Weighed, run: Run) -> list[Record]:
    """Tell once, as an entry of its own, that an event moved, is off, or is on again."""
    known, record = weighed.known, weighed.record
    if known is None or not weighed.is_revised or known.first_seen == run.now:
        return []
    what = _announced(known.item, record.item)
    if what is None or not isinstance(record.item, Event) or is_over(record.item, run.today):
        return []
    return [
        msgspec.structs.replace(
            record,
            uid=mint_announcement(record.uid, what, record.sequence),
            first_seen=run.now,
            published=run.now,
            last_changed=run.now,
            sequence=0,
            state="present",
            announces=what,
            about=record.uid,
        )
    ]


def _announced(old: Item, new: Item) -> Announced | None:
    if not isinstance(old, Event) or not isinstance(new, Event):
        return None
    if new.status == "cancelled" and old.status != "cancelled":
        return "cancelled"
    if new.status == "postponed" and old.status != "postponed":
        return "postponed"
    if _has_moved(old, new):
        return "moved"
    return "reinstated" if old.status in ("cancelled", "postponed") and old.status != new.status else None


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
_TOGETHER = (
    ("start", "end", "timezone", "previous_start"),
    ("price", "is_free"),
    ("previous_role_name", "previous_organization"),
)


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
