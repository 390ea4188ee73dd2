"""What a build would do, in terms of what stands in feeds: it is rehearsed, and all of it is taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from feeds.catalogue import may_stand_in
from feeds.identity import differences
from feeds.ledger import Ledger
from feeds.model import (
    Config,
    Event,
    Feed,
    Item,
    JobPosting,
    Kind,
    PartialDate,
    PersonnelNotice,
    Record,
    Rejected,
    Site,
)
from feeds.pipeline import Report, refresh_all, rehearsal_path
from feeds.publish import for_now
from feeds.refresh import Watch
from feeds.release import leaving, publish_feeds
from feeds.wording import headline, in_zone, item_language

Group: TypeAlias = Literal[
    "new", "changed", "moved", "cancelled", "postponed", "reinstated", "missing", "withdrawn", "back", "removed"
]


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an item that would change."""

    field: str
    before: object
    after: object


class Concerned(msgspec.Struct, frozen=True, kw_only=True):
    """An item that a build would write or take back; `day` is that on which it happens, else that of publication."""

    uid: str
    kind: Kind
    title: str
    day: PartialDate | None
    language: str
    changes: tuple[FieldChange, ...] = ()


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """An entry whose time in a feed is over."""

    feed: str
    uid: str
    kind: Kind
    title: str
    day: PartialDate | None
    language: str


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate that would not become an item; its text is not repeated: it may be what is to be forgotten."""

    page: str
    kind: Kind
    lines: tuple[int, int]
    rule: str
    reason: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a build would do; `replaced` counts the files to write that are there already."""

    report: Report
    items: Mapping[Group, tuple[Concerned, ...]]
    expired: tuple[Leaving, ...]
    dropped: tuple[Dropped, ...]
    replaced: int

    @property
    def kept_away(self) -> int:
        """Count what was found and must not come back."""
        return sum(source.forgotten for source in self.report.sources)

    @property
    def is_empty(self) -> bool:
        """Tell whether a build would do nothing, and has nothing to complain of."""
        done = self.report.publication
        touched = done.written or done.removed or self.report.held or self.report.failures
        return not (any(self.items.values()) or self.expired or touched)


def plan(
    config: Config, ledger: Ledger, now: datetime, accepted: Collection[str] = (), *, replayed: int | None = None
) -> Plan:
    """Rehearse a build, and compare what the ledger and the feeds would hold with what they hold.

    If a run is `replayed`, the pages that it had of sources on the web are read, and nobody is asked.

    Raises:
        LedgerError: the ledger failed; PublishError: the output could not be written. Nothing is changed.
    """
    folder, watch = rehearsal_path(config), Watch()
    with for_now(folder):
        with ledger.rehearsal():
            since = ledger.revision()
            refreshed = refresh_all(config, ledger, now, accepted=accepted, watch=watch, look=True, replayed=replayed)
            publication = publish_feeds(config, ledger, now, accepted=accepted, rehearsed=folder)
            report = Report(sources=refreshed, publication=publication)
            uids = sorted({*ledger.changed(since), *ledger.departed(since)})
            after = ledger.records(uids)
            expired = _expired(config, ledger, {held.name for held in publication.held})
        before = ledger.records(uids)
    return Plan(
        report=report,
        items=grouped(before, after, config.site),
        expired=tuple(_leaving(name, record, config.site) for name, record in expired),
        dropped=tuple(_dropped(page, refused) for page, refused in watch.refusals),
        replaced=len(ledger.published((), publication.written)),
    )


def _expired(config: Config, ledger: Ledger, held: Collection[str]) -> list[tuple[str, Record]]:
    """List what leaves feeds because its time is over, not because it was taken back or withdrawn."""
    found = []
    for feed in config.feeds:
        if feed.type == "log" or feed.name in held:
            continue
        gone = ledger.records(leaving(config, ledger, feed))
        found += [(feed.name, record) for record in gone.values() if _is_over(config, feed, record)]
    return found


def _is_over(config: Config, feed: Feed, record: Record) -> bool:
    is_told = record.state == "withdrawn" or record.about is not None
    return not is_told and may_stand_in(config, feed, record)


def grouped(
    before: Mapping[str, Record], after: Mapping[str, Record], site: Site
) -> dict[Group, tuple[Concerned, ...]]:
    """Compare records, each in one group: the one that tells most of it. Announcements are told with their events."""
    groups: dict[Group, list[Concerned]] = {}
    announced = {record.about: record.announces for uid, record in after.items() if uid not in before}
    for uid in sorted({*before, *after}):
        old, new = before.get(uid), after.get(uid)
        record = new or old
        if record is None or record.about is not None:
            continue
        changes = changed(old, new) if old is not None and new is not None else ()
        group = _group(old, new, announced.get(uid))
        if changes or group in ("new", "removed"):
            groups.setdefault(group, []).append(_concerned(record, changes, site))
    return {group: tuple(sorted(found, key=lambda one: (one.kind, one.title))) for group, found in groups.items()}


def _group(old: Record | None, new: Record | None, announced: Group | None) -> Group:
    if old is None or new is None:
        return "new" if old is None else "removed"
    if new.state == "present":
        return announced or ("changed" if old.state == new.state else "back")
    return (announced or "changed") if old.state == new.state else new.state


def changed(old: Record, new: Record) -> tuple[FieldChange, ...]:
    """List the fields in which two states of a record differ, as far as somebody may care."""
    if old.item.kind != new.item.kind:
        return ()
    names = [name for name in differences(old.item, new.item) if name != "previous_start"]
    names += ["categories"] if old.item.categories != new.item.categories else []
    told = [FieldChange(field=name, before=getattr(old.item, name), after=getattr(new.item, name)) for name in names]
    if old.state != new.state:
        told.append(FieldChange(field="state", before=old.state, after=new.state))
    return tuple(told)


def _concerned(record: Record, changes: Iterable[FieldChange], site: Site) -> Concerned:
    title, day, language = named(record, site)
    return Concerned(
        uid=record.uid, kind=record.item.kind, title=title, day=day, language=language, changes=tuple(changes)
    )


def _leaving(feed: str, record: Record, site: Site) -> Leaving:
    title, day, language = named(record, site)
    return Leaving(feed=feed, uid=record.uid, kind=record.item.kind, title=title, day=day, language=language)


def _dropped(page: str, refused: Rejected) -> Dropped:
    return Dropped(page=page, kind=refused.kind, lines=refused.lines, rule=refused.rule, reason=refused.reason)


def named(record: Record, site: Site) -> tuple[str, PartialDate | None, str]:
    """Give the title of a record without its state, its day as clocks there show it, and the code of its language."""
    item = record.item
    language = item_language(item, site)
    plain = msgspec.structs.replace(item, status=None) if isinstance(item, Event) else item
    # An event that has no day is not on the one on which it was published.
    day = day_of(item) or (None if isinstance(item, Event) else _local(record.published, site))
    return headline(plain, language), day, language.code


def day_of(item: Item) -> PartialDate | None:
    """Give when something happens, begins or closes, or None."""
    match item:
        case Event():
            return item.start
        case PersonnelNotice():
            return item.effective
        case JobPosting():
            return item.valid_through
        case _:
            return None


def _local(moment: datetime, site: Site) -> PartialDate:
    return in_zone(moment, ZoneInfo(site.timezone)).date()
