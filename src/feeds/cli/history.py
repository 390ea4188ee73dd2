"""`feeds history`: where an item stands, and all that ever changed of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

import click
import msgspec

from feeds.cli import config_option, output_option, plain
from feeds.cli.showing import change_line, day, language_of, line, moment, titled, zone_of
from feeds.config import load
from feeds.errors import LedgerError
from feeds.history import History, Step, value_of
from feeds.history import history as told_of
from feeds.lang import Language
from feeds.merge import Presence, Revision, Sighting
from feeds.model import Announced, Config, Event, Item, Kind, Record, State, encoded
from feeds.pipeline import is_built, looked_into
from feeds.plan import named
from feeds.wording import entry_title, item_language

_PRESENCE: dict[Presence, str] = {
    "shown": "shows it",
    "dropped": "no longer shows it, which means nothing",
    "gone": "is gone, which means nothing",
    "missing": "no longer lists it",
    "withdrawn": "no longer lists it, for good",
}


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """A page in the report for machines; `reason` is how the item was recognised there."""

    source: str
    page: str
    since: datetime
    state: Presence
    is_shown: bool
    reason: str


class FieldOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A field that changed, in the report for machines."""

    field: str
    before: msgspec.Raw | None
    after: msgspec.Raw | None


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that announced a change, in the report for machines."""

    uid: str
    announces: Announced | None
    title: str
    published: datetime


class RevisionOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What changed in one run, in the report for machines."""

    at: datetime
    sequence: int
    reason: str
    changes: tuple[FieldOutcome, ...]
    announcements: tuple[Announcement, ...]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The report for machines; instants are UTC, `called` is the uid of the announcement that was asked for."""

    uid: str
    kind: Kind
    title: str
    state: State
    sequence: int
    first_seen: datetime
    published: datetime
    last_changed: datetime
    page: str | None
    called: str | None
    item: Item
    tellings: tuple[Telling, ...]
    revisions: tuple[RevisionOutcome, ...]


@click.command()
@click.argument("uid", metavar="ITEM")
@config_option
@output_option
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object.")
def history(uid: str, config_path: Path, output: Path | None, as_json: bool) -> None:
    """Show where an item stands, and all that ever changed of it, the oldest first.

    ITEM is words of its title, the uid that it has in every feed, the first four signs of its UUID or more, or the path
    or address of its page. Exits with 2 when there is no such item, or several.

    \b
    Examples:
      feeds history "harbour day"
      feeds history 83096b86
      feeds history urn:uuid:83096b86-b537-5ced-bfa8-88af0e2e5817 --json
      feeds history https://feeds.example.org/items/83096b86-b537-5ced-bfa8-88af0e2e5817.html
    """
    config = load(config_path, output=output, look=True)
    if not is_built(config):
        raise LedgerError("nothing was built here", where=str(config.output), remedy="run `feeds build`")
    with looked_into(config) as ledger:
        found = told_of(ledger, uid, lambda record: entry_title(record, item_language(record.item, config.site)))
    if as_json:
        sys.stdout.buffer.write(encoded(outcome(config, found)) + b"\n")
        return
    for told in _told(config, found):
        click.echo(told)


def _told(config: Config, found: History) -> Iterator[str]:
    zone, record = zone_of(config), found.record
    title, when, code = named(record, config.site)
    language = language_of(config, code)
    yield titled(title)
    yield f"  {record.item.kind}, {plain(day(when, language)) if when else 'no day'}"
    yield f"  {record.uid}"
    yield f"  state: {record.state}, sequence {record.sequence}"
    yield f"  first seen: {moment(record.first_seen, zone)}"
    yield f"  published: {moment(record.published, zone)}"
    if config.site.item_pages:
        yield f"  page: {plain(config.site.address(record.page_path))}"
    if found.called is not None:
        yield f"  asked for by the entry which announces that it is {found.called.announces}: {found.called.uid}"
    yield click.style("Stands on", fg="cyan", bold=True) + f": {len(found.tellings)}"
    yield from (_telling(telling, zone) for telling in found.tellings)
    yield click.style("Changes", fg="cyan", bold=True) + f": {len(found.steps)}"
    for step in found.steps:
        yield from _step(config, record, step, zone)


def _telling(telling: Sighting, zone: tzinfo) -> str:
    place = plain(f"{telling.source}, {telling.page}")
    how = f"; recognised: {plain(telling.reason)}" if telling.reason else ""
    return f"  {place}: {_PRESENCE[telling.state]}; in this form since {moment(telling.seen, zone)}{how}"


def _step(config: Config, record: Record, step: Step, zone: tzinfo) -> Iterator[str]:
    language = item_language(record.item, config.site)
    why = f" ({plain(step.reason)})" if step.reason else ""
    yield f"  {click.style(moment(step.at, zone), bold=True)} sequence {step.sequence}{why}"
    yield from (f"    {_change(change, record, language)}" for change in step.changes)
    for one in step.announcements:
        yield f"    announced: {plain(entry_title(one, language))} ({one.uid})"


def _change(change: Revision, record: Record, language: Language) -> str:
    timezone = record.item.timezone if isinstance(record.item, Event) else None
    before, after = (value_of(change.field, written, timezone) for written in (change.before, change.after))
    return change_line(change.field, before, after, language)


def outcome(config: Config, found: History) -> Outcome:
    """Tell a machine all that is known of an item."""
    record, site = found.record, config.site
    return Outcome(
        uid=record.uid,
        kind=record.item.kind,
        title=named(record, site)[0],
        state=record.state,
        sequence=record.sequence,
        first_seen=record.first_seen,
        published=record.published,
        last_changed=record.last_changed,
        page=record.page_path if site.item_pages else None,
        called=found.called.uid if found.called else None,
        item=record.item,
        tellings=tuple(_telling_outcome(telling) for telling in found.tellings),
        revisions=tuple(_revision_outcome(config, step) for step in found.steps),
    )


def _telling_outcome(telling: Sighting) -> Telling:
    return Telling(
        source=telling.source,
        page=telling.page,
        since=telling.seen,
        state=telling.state,
        is_shown=telling.is_shown,
        reason=telling.reason,
    )


def _revision_outcome(config: Config, step: Step) -> RevisionOutcome:
    return RevisionOutcome(
        at=step.at,
        sequence=step.sequence,
        reason=step.reason,
        changes=tuple(
            FieldOutcome(field=one.field, before=_raw(one.before), after=_raw(one.after)) for one in step.changes
        ),
        announcements=tuple(
            Announcement(
                uid=one.uid,
                announces=one.announces,
                title=line(entry_title(one, item_language(one.item, config.site))),
                published=one.published,
            )
            for one in step.announcements
        ),
    )


def _raw(written: str | None) -> msgspec.Raw | None:
    return msgspec.Raw(written.encode()) if written is not None else None
