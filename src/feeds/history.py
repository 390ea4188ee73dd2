"""An item's whole story: where it stands, what changed of it and when, and what was announced of that."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec

from feeds.errors import FeedsError
from feeds.identity import mint_announcement
from feeds.ledger import Ledger
from feeds.merge import Revision, Sighting
from feeds.model import Announced, Event, Record, YearMonth, decode_hook
from feeds.remembered import batches

SHORTEST = 4
"""Signs that the beginning of a UUID has at least."""
_PAGE = re.compile(r"(?:^|/)items/([0-9a-f-]{36})\.(?:html|ics)(?:[?#].*)?$")
_START = re.compile(r"(?:urn:uuid:)?([0-9a-f-]+)$")
_DAYS = frozenset(
    {
        *("start", "end", "previous_start", "door_time", "effective", "valid_through", "published", "updated"),
        *("registration_deadline", "early_bird_deadline", "application_deadline"),
    }
)
_CANDIDATES = 10
_BATCH = 500
_REMEDY = f"give words of its title, its uid, {SHORTEST} signs of that or more, or the path or address of its page"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What changed of a record at an instant (UTC), and the entries that announced it."""

    at: datetime
    sequence: int
    reason: str
    changes: tuple[Revision, ...]
    announcements: tuple[Record, ...] = ()


class History(msgspec.Struct, frozen=True, kw_only=True):
    """A record with its tellings and its steps, the oldest first; `called` is the announcement that was asked for."""

    record: Record
    tellings: tuple[Sighting, ...]
    steps: tuple[Step, ...]
    called: Record | None = None


def history(ledger: Ledger, name: str, titled: Callable[[Record], str]) -> History:
    """Tell all that the ledger knows of an item; `titled` names the candidates where `name` leaves a choice.

    Raises:
        FeedsError: there is no such item, or there are several.
    """
    uid = _found(ledger, name, titled)
    known = ledger.known(uids=[uid])
    (record,) = known.records
    if record.about is not None:
        told = history(ledger, record.about, titled)
        return msgspec.structs.replace(told, called=record)
    tellings = sorted(known.sightings, key=lambda s: (_rank(s, record), s.source, s.page))
    return History(
        record=record,
        tellings=tuple(sighting for sighting in tellings if sighting.uid == uid),
        steps=steps(ledger.history(uid), announcements(ledger, record)),
    )


def _rank(sighting: Sighting, record: Record) -> int:
    return record.sources.index(sighting.source) if sighting.source in record.sources else len(record.sources)


def start_of(name: str) -> str | None:
    """Give the UUID, or the beginning of one, that a urn, a page's path or its address names; None for other things."""
    text = name.strip().lower()
    if page := _PAGE.search(text):
        return page[1]
    start = _START.match(text)
    return start[1] if start and len(start[1]) >= SHORTEST else None


def _found(ledger: Ledger, name: str, titled: Callable[[Record], str]) -> str:
    start = start_of(name)
    uids = ledger.find(start) if start is not None else ()
    if len(uids) == 1:
        return uids[0]
    if uids:
        told = _candidates(ledger, uids, titled)
        raise FeedsError(f"{_count(len(uids))} begin so, give more signs{told}", where=name)
    called = _called(ledger, name, titled)
    if len(called) == 1:
        return called[0]
    if called:
        raise FeedsError(
            f"{_count(len(called))} are called so, name one{_candidates(ledger, called, titled)}", where=name
        )
    if start is None:
        raise FeedsError("this names no item", where=name, remedy=_REMEDY)
    near = ledger.find(start[:SHORTEST])
    told = f"; like it are{_candidates(ledger, near, titled)}" if near else ""
    raise FeedsError(f"there is no such item{told}", where=name)


def _called(ledger: Ledger, name: str, titled: Callable[[Record], str]) -> tuple[str, ...]:
    """List the uids of items in whose title a text stands; none for a text that is in too many to mean one."""
    wanted = name.strip().casefold()
    if len(wanted) < SHORTEST:
        return ()
    return tuple(
        uid
        for uids in batches(ledger.everything(), _BATCH)
        for uid, record in sorted(ledger.records(uids).items())
        if record.about is None and wanted in titled(record).casefold()
    )


def _candidates(ledger: Ledger, uids: tuple[str, ...], titled: Callable[[Record], str]) -> str:
    records = ledger.records(uids[:_CANDIDATES])
    lines = [f"\n  {uid} {titled(record)}" for uid, record in sorted(records.items())]
    more = len(uids) - len(lines)
    return "".join([":", *lines, f"\n  and {more} more" if more > 0 else ""])


def _count(number: int) -> str:
    return "a hundred items or more" if number >= 100 else f"{number} items"


def announcements(ledger: Ledger, record: Record) -> tuple[Record, ...]:
    """Find the entries that announced changes of an event: their uids follow from its own."""
    uids = (
        mint_announcement(record.uid, what, sequence)
        for sequence in range(record.sequence + 1)
        for what in get_args(Announced)
    )
    found = ledger.records(uids if isinstance(record.item, Event) else ())
    return tuple(sorted(found.values(), key=lambda one: (one.first_seen, one.uid)))


def steps(revisions: tuple[Revision, ...], announced: tuple[Record, ...]) -> tuple[Step, ...]:
    """Put together what changed in one run, and what was announced then."""
    made = []
    for (at, sequence), group in groupby(revisions, key=lambda one: (one.at, one.sequence)):
        changes = tuple(group)
        made.append(
            Step(
                at=at,
                sequence=sequence,
                reason=", ".join(dict.fromkeys(one.reason for one in changes if one.reason)),
                changes=changes,
                announcements=tuple(one for one in announced if one.first_seen == at),
            )
        )
    return tuple(made)


def value_of(field: str, written: str | None, timezone: str | None = None) -> object:
    """Read a value as the ledger wrote it: days and instants as such, on the clocks of their zone."""
    value = msgspec.json.decode(written) if written is not None else None
    if field not in _DAYS or not isinstance(value, str):
        return value
    with suppress(ValueError, NotImplementedError):
        return _on_its_clocks(decode_hook(YearMonth, value), timezone)
    return value


def _on_its_clocks(moment: object, timezone: str | None) -> object:
    if not isinstance(moment, datetime) or timezone is None:
        return moment
    there = moment.astimezone(ZoneInfo(timezone))
    return there if there.utcoffset() == moment.utcoffset() else moment
