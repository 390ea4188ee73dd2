"""The whole story: pages to records (`refresh`), records to files (`publish_feeds`), and both (`build`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from feeds import secret
from feeds.config import state_folder
from feeds.errors import SourceError
from feeds.gate import Held
from feeds.ledger import Ledger
from feeds.merge import Run, merge
from feeds.model import Config, hashed
from feeds.publish import locked
from feeds.refresh import Context, Refreshed, Watch, refresh
from feeds.release import EVERYTHING, PURGE, Publication, note_held, publish_feeds, purge
from feeds.tombstones import Veil

if TYPE_CHECKING:
    from feeds.ledger.sqlite import SqliteLedger


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    sources: tuple[Refreshed, ...]
    publication: Publication

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
    with locked(_state(config, "lock")) as ours:
        if not ours:
            yield None
            return
        from feeds.ledger.sqlite import SqliteLedger  # noqa: PLC0415  other ledgers need no database

        with closing(SqliteLedger(ledger_path(config))) as ledger:
            yield ledger


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


def key_path(config: Config) -> Path:
    """Tell where the key lies that what is forgotten is known by."""
    return _state(config, "key")


def _state(config: Config, ending: str) -> Path:
    return state_folder(config.output) / f"{config.output.name}.{ending}"


def run(
    config: Config, now: datetime, only: Collection[str] | None = None, accepted: Collection[str] = ()
) -> Report | None:
    """Build with the ledger beside the output folder; None when another build is at work there.

    Raises:
        LedgerError: the ledger failed; PublishError: the output did. What was published stays whole.
    """
    with opened(config) as ledger:
        return None if ledger is None else build(config, ledger, now, only, accepted)


def build(
    config: Config,
    ledger: Ledger,
    now: datetime,
    only: Collection[str] | None = None,
    accepted: Collection[str] = (),
) -> Report:
    """Refresh every source, or `only` those of these names, then publish."""
    refreshed = refresh_all(config, ledger, now, only=only, accepted=accepted)
    if ledger.stamp(PURGE):
        # Somebody was forgotten, and the process ended before the last trace of them was removed.
        return Report(sources=refreshed, publication=purge(config, ledger, now))
    return Report(sources=refreshed, publication=publish_feeds(config, ledger, now, accepted=accepted))


def refresh_all(
    config: Config,
    ledger: Ledger,
    now: datetime,
    *,
    only: Collection[str] | None = None,
    accepted: Collection[str] = (),
    watch: Watch | None = None,
) -> tuple[Refreshed, ...]:
    """Read what is new of the sources into the ledger; a `watch` is told of all that changes."""
    weighed = Run(now=now, order=tuple(source.name for source in config.sources), timezone=config.site.timezone)
    _reorder(weighed, ledger)
    tombstones = ledger.tombstones()
    believed = {source.name for source in config.sources} if EVERYTHING in accepted else set(accepted)
    context = Context(
        run=weighed,
        ledger=ledger,
        apart=(config.output, config.path) if config.path is not None else (config.output,),
        veil=Veil(secret.read(key_path(config), ledger.stamp("key")), tombstones) if tombstones else Veil(b"", ()),
        buried=hashed([one.id for one in tombstones]) if tombstones else "",
        gate=config.gate,
        accepted=frozenset(believed),
        watch=watch,
    )
    due = [source for source in config.sources if only is None or source.name in only]
    refreshed = tuple(refresh(source, context) for source in due)
    doubted = [Held(name=source.source, reasons=source.held) for source in refreshed if source.held]
    others = {source.name for source in config.sources} - {source.name for source in due}
    note_held(ledger, "sources", doubted, now, others)
    return refreshed


def _reorder(run: Run, ledger: Ledger) -> None:
    # Who speaks for an item that several sources tell depends on which there are, and in which order.
    stamp = hashed(run.order)
    if ledger.stamp("order") == stamp:
        return
    with ledger.transaction():
        ledger.apply(merge(ledger.known(ledger.shared()), (), run))
        ledger.set_stamp("order", stamp)
