"""The whole story: pages to records (`refresh`), records to files (`publish_feeds`), and both (`build`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from feeds import deliver, news, outbox, secret
from feeds.config import state_folder
from feeds.deliver import Delivered
from feeds.errors import PublishError, SourceError
from feeds.fetch import Listing
from feeds.gate import Held
from feeds.health import noted
from feeds.ledger import Ledger
from feeds.merge import Run, merge
from feeds.model import Config, Source, Status, hashed
from feeds.publish import locked
from feeds.refresh import Context, Refreshed, Watch, refresh, rules_of
from feeds.release import EVERYTHING, PURGE, STATUS, Publication, note_held, publish_feeds, purge
from feeds.remembered import Health, SourceRun
from feeds.tombstones import Tombstone, Veil

if TYPE_CHECKING:
    from feeds.ledger.sqlite import SqliteLedger


Noted: TypeAlias = list[tuple[Health, SourceRun | None]]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did; `undelivered` says of what was to be told, a line each, why it did not get through."""

    sources: tuple[Refreshed, ...]
    publication: Publication
    undelivered: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[SourceError, ...]:
        """All that went wrong with sources."""
        return tuple(failure for source in self.sources for failure in source.failures)

    @property
    def held(self) -> tuple[Held, ...]:
        """All that was held back: sources that are not believed, then feeds that may not go out."""
        sources = (Held(name=source.source, reasons=source.held) for source in self.sources if source.held)
        return (*sources, *self.publication.held)

    @property
    def exit_code(self) -> int:
        """Tell how a build ended: 0 all is well, 3 something is held, 1 a source failed."""
        return 3 if self.held else 1 if self.failures else 0


@contextmanager
def opened(config: Config) -> Iterator[Ledger | None]:
    """Open the ledger beside the output folder; None when another build is at work there.

    Raises:
        LedgerError: the ledger failed.
    """
    path = _state(config, "lock")
    with locked(path) as ours:
        if not ours:
            yield None
            return
        # Its time of change says since when somebody is at work.
        path.touch()
        from feeds.ledger.sqlite import SqliteLedger  # noqa: PLC0415  other ledgers need no database

        with closing(SqliteLedger(ledger_path(config))) as ledger:
            yield ledger


def busy_since(config: Config) -> datetime | None:
    """Tell since when (UTC) the last build has been at work, which may be over; None when there was none."""
    try:
        return datetime.fromtimestamp(_state(config, "lock").stat().st_mtime, UTC)
    except OSError:
        return None


@contextmanager
def undisturbed(config: Config) -> Iterator[bool]:
    """Keep builds away while somebody looks at an output folder; False when one is at work there.

    Where nothing was ever built there is nothing to keep away, and nothing is made for it.
    """
    path = _state(config, "lock")
    if not _is_there(path):
        yield True
        return
    with locked(path) as ours:
        yield ours


@contextmanager
def looked_into(config: Config) -> Iterator[SqliteLedger]:
    """Open the ledger to look or to rehearse; where there is none, an empty one in memory. Its file stays as it is.

    Raises:
        LedgerError: the ledger failed.
    """
    from feeds.ledger.sqlite import SqliteLedger  # noqa: PLC0415  as above

    path = ledger_path(config)
    with closing(SqliteLedger(path if _is_there(path) else None, look=True)) as ledger:
        yield ledger


def is_built(config: Config) -> bool:
    """Tell whether there is a ledger."""
    return _is_there(ledger_path(config))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # What may not be looked at fails where it is used, and says why.
        return True


def ledger_path(config: Config) -> Path:
    """Tell where the ledger of an output folder lies."""
    return _state(config, "sqlite3")


def rehearsal_path(config: Config) -> Path:
    """Tell where the files of a rehearsal are made ready."""
    return _state(config, "rehearsal")


def pages_path(config: Config) -> Path:
    """Tell where the bodies of what was fetched are kept."""
    return _state(config, "pages")


def key_path(config: Config) -> Path:
    """Tell where the key lies that what is forgotten is known by."""
    return _state(config, "key")


def _state(config: Config, ending: str) -> Path:
    return state_folder(config.output) / f"{config.output.name}.{ending}"


def run(
    config: Config,
    now: datetime,
    only: Collection[str] | None = None,
    accepted: Collection[str] = (),
    *,
    pushes: bool = True,
) -> Report | None:
    """Build with the ledger beside the output folder; None when another build is at work there.

    What is to be told waits if it `pushes` nothing.

    Raises:
        LedgerError: the ledger failed; PublishError: the output did. What was published stays whole.
    """
    with opened(config) as ledger:
        return None if ledger is None else build(config, ledger, now, only, accepted, pushes=pushes)


def push(config: Config, now: datetime) -> Delivered | None:
    """Deliver what is due to the owner and to hubs; None when a build is at work there.

    Raises:
        LedgerError: the ledger failed.
    """
    with opened(config) as ledger:
        return None if ledger is None else deliver.deliver(config, ledger, now)


def build(
    config: Config,
    ledger: Ledger,
    now: datetime,
    only: Collection[str] | None = None,
    accepted: Collection[str] = (),
    *,
    pushes: bool = True,
) -> Report:
    """Refresh every source, or `only` those of these names, then publish, and tell who wants to be told."""
    before = ledger.health() if outbox.is_wanted(config) else {}
    refreshed = refresh_all(config, ledger, now, only=only, accepted=accepted)
    note_health(config, ledger, refreshed, now)
    try:
        publication = _published(config, ledger, now, accepted)
    except PublishError as trouble:
        outbox.tell(config, ledger, now, before, trouble)
        if pushes:
            deliver.deliver(config, ledger, now)
        raise
    outbox.tell(config, ledger, now, before)
    news.write(config, ledger, now)
    told = deliver.deliver(config, ledger, now).warnings if pushes else ()
    tell_status(config, ledger, now)
    return Report(sources=refreshed, publication=publication, undelivered=told)


def _published(config: Config, ledger: Ledger, now: datetime, accepted: Collection[str]) -> Publication:
    if ledger.stamp(PURGE):
        # Somebody was forgotten, and the process ended before the last trace of them was removed.
        return purge(config, ledger, now)
    return publish_feeds(config, ledger, now, accepted=accepted)


def refresh_all(
    config: Config,
    ledger: Ledger,
    now: datetime,
    *,
    only: Collection[str] | None = None,
    accepted: Collection[str] = (),
    watch: Watch | None = None,
    look: bool = False,
    replayed: int | None = None,
) -> tuple[Refreshed, ...]:
    """Read what is new of the sources into the ledger; a `watch` is told of all that changes.

    To `look` is to keep no body of what was fetched. Of a run that is `replayed` the bodies are read that are kept, and
    nobody is asked.
    """
    weighed = Run(now=now, order=tuple(source.name for source in config.sources), timezone=config.site.timezone)
    _reorder(weighed, ledger)
    tombstones = ledger.tombstones()
    believed = {source.name for source in config.sources} if EVERYTHING in accepted else set(accepted)
    context = Context(
        run=weighed,
        ledger=ledger,
        apart=config.apart,
        veil=_veil(config, ledger, tombstones),
        buried=hashed([one.id for one in tombstones]) if tombstones else "",
        gate=config.gate,
        accepted=frozenset(believed),
        watch=watch,
    )
    if replayed is not None:
        context = _replayed(config, context, replayed)
    due = [source for source in config.sources if only is None or source.name in only]
    refreshed = tuple(_refreshed(config, context, due, look=look))
    doubted = [Held(name=source.source, reasons=source.held) for source in refreshed if source.held]
    others = {source.name for source in config.sources} - {source.name for source in due}
    note_held(ledger, "sources", doubted, now, others)
    return refreshed


def _veil(config: Config, ledger: Ledger, tombstones: tuple[Tombstone, ...]) -> Veil:
    return Veil(secret.read(key_path(config), ledger.stamp("key")), tombstones) if tombstones else Veil(b"", ())


def tell_status(config: Config, ledger: Ledger, now: datetime) -> None:
    """Write how all is where somebody wants it, and take away what was written when somebody did.

    Raises:
        PublishError: it cannot be written.
    """
    if config.status != Status() or ledger.published((STATUS,)):
        from feeds.status import tell  # noqa: PLC0415  few want it

        tell(config, ledger, now)


def note_health(config: Config, ledger: Ledger, refreshed: Collection[Refreshed], now: datetime) -> None:
    """Remember how each refreshed source is, and the runs in which something happened; forget sources that are gone."""
    before, sources = ledger.health(), {source.name: source for source in config.sources}
    after = [noted(before.get(one.source), one, now, sources[one.source]) for one in refreshed]
    gone = before.keys() - sources
    if not (after or gone):
        return
    if any(health.reason for health, _ in after):
        after = _veiled(after, _veil(config, ledger, ledger.tombstones()))
    with ledger.transaction():
        ledger.save_health((health for health, _ in after), gone)
        ledger.keep_runs(run for _, run in after if run is not None)


def _veiled(after: Noted, veil: Veil) -> Noted:
    """Take out of reasons who was forgotten: an address may name them."""
    return [
        (
            msgspec.structs.replace(health, reason=veil.told(health.reason)),
            msgspec.structs.replace(run, reason=veil.told(run.reason)) if run is not None else None,
        )
        for health, run in after
    ]


def _refreshed(config: Config, context: Context, due: Collection[Source], *, look: bool) -> Iterator[Refreshed]:
    """Refresh sources in their order; those on the web are fetched together, so many that memory can hold them."""
    waiting = [source for source in due if source.is_fetched]
    for source in due:
        if source.is_fetched and source.name not in context.gathered:
            context = _gathered(config, context, tuple(waiting[:_TOGETHER]), look=look)
            del waiting[:_TOGETHER]
        yield refresh(source, context)


_TOGETHER = 100


def _replayed(config: Config, context: Context, run: int) -> Context:
    """Take what was fetched before."""
    from feeds.fetch.store import Store  # noqa: PLC0415  as below
    from feeds.gather import Replayed  # noqa: PLC0415

    store = Store(pages_path(config), look=True)
    return msgspec.structs.replace(context, gathered=Replayed(config.sources, store, run, context.ledger))


def _gathered(config: Config, context: Context, sources: tuple[Source, ...], *, look: bool) -> Context:
    """Fetch what is new on the web, for all sources at once."""
    from feeds.fetch.store import Store  # noqa: PLC0415  a build of files needs none of it
    from feeds.gather import Wanted, gathered  # noqa: PLC0415

    names = frozenset(source.name for source in config.sources)
    site, store = config.site, context.store or Store(pages_path(config), look=look, sources=names)
    wanted = Wanted(
        sources=sources,
        rules={source.name: rules_of(source, context.buried) for source in sources},
        now=context.run.now,
        timezone=site.timezone,
        contact=site.base_url or site.email,
        accepted=context.accepted,
        store=store,
    )
    found: Mapping[str, Listing] = gathered(wanted, context.ledger)
    return msgspec.structs.replace(context, gathered=found, store=store)


def _reorder(run: Run, ledger: Ledger) -> None:
    # Who speaks for an item that several sources tell depends on which there are, and in which order.
    stamp = hashed(run.order)
    if ledger.stamp("order") == stamp:
        return
    with ledger.transaction():
        ledger.apply(merge(ledger.known(ledger.shared()), (), run))
        # Sites are not of a source.
        ledger.save_visits((), [one for one in ledger.visits(None) if one.source not in ("", *run.order)])
        ledger.set_stamp("order", stamp)
