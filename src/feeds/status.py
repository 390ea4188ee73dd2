"""How all is, found out from the ledger: for the owner's eyes, for pages, and for those who watch over services.

The files of it change when something does. The times in them move with every run, and are written anew only once in an
hour: a build with nothing to do leaves them, and who watches sees within the hour that builds go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from feeds import __version__, cron
from feeds.catalogue import Holding
from feeds.conditions import FeedStatus, HeldStatus, Overall, SourceStatus, Status
from feeds.due import next_due
from feeds.ledger import Ledger
from feeds.model import Config, Feed, Source, decode_hook, hashed
from feeds.own_code import WRITING, digest
from feeds.publish import Wanted, write_alone
from feeds.release import EVERYTHING, STATUS, Hold, held_since, pinned, publish_apart
from feeds.remembered import Health
from feeds.render import templates

if TYPE_CHECKING:
    from pathlib import Path

GRACE = timedelta(minutes=15)
"""By how much a source may be later than two of its intervals."""
_MANY = 1_000
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def of(config: Config, ledger: Ledger, now: datetime) -> Status:
    """Tell how all is at a moment; nothing is written.

    Raises:
        LedgerError: the ledger failed.
    """
    health = ledger.health()
    sources = tuple(_source(config, source, health.get(source.name), now) for source in config.sources)
    held = tuple(_held(ledger))
    return Status(
        made=now,
        version=__version__,
        title=config.site.title,
        timezone=config.site.timezone,
        status=_overall(sources, held),
        sources=sources,
        feeds=tuple(_feed(config, feed, ledger, held) for feed in config.feeds),
        held=held,
        messages=len(ledger.messages("waiting", limit=_MANY)),
    )


def _overall(sources: tuple[SourceStatus, ...], held: tuple[HeldStatus, ...]) -> Overall:
    # As the exit code of a build: what is held needs a person, a failure may pass.
    if held or any(source.outcome == "held" for source in sources):
        return "held"
    return "failing" if any(source.is_bad for source in sources) else "ok"


def _source(config: Config, source: Source, health: Health | None, now: datetime) -> SourceStatus:
    learnt = health.interval if health is not None else 0
    known = health or Health(source=source.name, last_run=_NEVER)
    return SourceStatus(
        name=source.name,
        outcome=health.outcome if health is not None else "new",
        reason=known.reason,
        last_run=health.last_run if health is not None else None,
        last_success=known.last_success,
        last_changed=known.last_changed,
        next_run=max(now, next_due(source, config.site.timezone, health, now)),
        late_from=_late_from(source, config, health) if health is not None else None,
        bad_since=known.bad_since,
        streak=known.streak,
        alert_after=source.alert_after or config.alerts.after,
        runs=known.runs,
        pages=known.pages,
        items=known.items,
        every=None if source.cron else cron.interval_of(source, learnt),
        cron=source.cron,
    )


def _late_from(source: Source, config: Config, health: Health) -> datetime:
    return cron.next_runs(source, config.site.timezone, health.last_run, 2, health.interval)[1].astimezone(UTC) + GRACE


def _held(ledger: Ledger) -> Iterator[HeldStatus]:
    if (since := pinned(ledger)) is not None:
        yield HeldStatus(name=EVERYTHING, since=None, reasons=(since,))
    known: dict[str, Hold] = held_since(ledger, "publication")
    yield from (HeldStatus(name=name, since=hold.since, reasons=hold.reasons) for name, hold in known.items())


def _feed(config: Config, feed: Feed, ledger: Ledger, held: tuple[HeldStatus, ...]) -> FeedStatus:
    remembered = ledger.stamp(f"holding {feed.name}")
    holding = msgspec.json.decode(remembered, type=Holding, dec_hook=decode_hook) if remembered else None
    formats = holding.feed.formats if holding is not None else ()
    return FeedStatus(
        name=feed.name,
        title=feed.title,
        entries=holding.total if holding is not None else 0,
        updated=holding.updated if holding is not None else None,
        held_since=next((one.since for one in held if one.name == feed.name), None),
        addresses={name: config.site.address(feed.path(name)) for name in formats},
    )


def is_ready(status: Status) -> tuple[bool, str]:
    """Tell whether all sources are fresh, and in a line why not.

    None is later than two of its intervals and a grace, none had so many bad runs in a row that its owner is told.
    """
    stale = [reason for source in status.sources if (reason := _is_stale(source, status.made))]
    more = f", and {len(stale) - 1} more" if len(stale) > 1 else ""
    return not stale, f"{stale[0]}{more}" if stale else "all sources are fresh"


def _is_stale(source: SourceStatus, now: datetime) -> str | None:
    if source.last_run is None or source.late_from is None:
        return f"{source.name} was not read yet"
    if source.streak >= source.alert_after:
        return f"{source.name}: {source.outcome}, {source.streak} bad run{'s' * (source.streak > 1)} in a row"
    return f"{source.name} is late: last read {source.last_run:%Y-%m-%dT%H:%MZ}" if now >= source.late_from else None


def tell(config: Config, ledger: Ledger, now: datetime) -> None:
    """Write what the configuration asks for: the files in the output folder, and the text file of metrics.

    Raises:
        PublishError: one of them cannot be written.
    """
    wanted = config.status
    if not wanted.publish and wanted.metrics is None:
        publish_apart(config, ledger, STATUS, ())
        return
    status = of(config, ledger, now)
    publish_apart(config, ledger, STATUS, tuple(_files(config, status)) if wanted.publish else ())
    if wanted.metrics is not None:
        _write_metrics(wanted.metrics, status)


def _files(config: Config, status: Status) -> Iterator[Wanted]:
    settings = (config.site, config.feeds, digest(*_MAKERS))
    whole = hashed(_lasting(status), status.made.strftime("%Y%m%d%H"), settings)
    keys = {"status.json": whole, "status.html": whole, "status.svg": hashed(status.status, settings)}
    for path, key in keys.items():
        content = partial(_content, config, status, path)
        yield Wanted(path=path, key=key, part=STATUS, content=content, updated=status.made)


_MAKERS = (WRITING, templates.packaged())


def _content(config: Config, status: Status, path: str) -> list[bytes]:
    from feeds.render import status as made  # noqa: PLC0415  a build with nothing to do loads no renderer

    if path == "status.json":
        return [made.json(status)]
    return [made.badge(status, config.site) if path == "status.svg" else made.page(status, config)]


def _lasting(status: Status) -> Status:
    """Give what does not move from one run to the next though all stays as it is."""
    return msgspec.structs.replace(status, made=_NEVER, sources=tuple(map(_without_times, status.sources)))


def _without_times(source: SourceStatus) -> SourceStatus:
    return msgspec.structs.replace(
        source,
        last_run=None,
        last_success=source.last_success if source.is_bad else None,
        next_run=_NEVER,
        late_from=None,
        streak=min(source.streak, source.alert_after),
        runs=0,
    )


def _write_metrics(path: Path, status: Status) -> None:
    from feeds.metrics import text  # noqa: PLC0415  few want them

    write_alone(path, text(status))
