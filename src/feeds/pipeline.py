"""The whole story: pages to records (`refresh`), records to files (`publish_feeds`), and both (`build`)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec

from feeds.config import state_folder
from feeds.errors import SourceError
from feeds.fetch import Document, listing, read
from feeds.identity import kin, mint
from feeds.ledger import Ledger
from feeds.merge import Changes, Sighting, merge
from feeds.model import Config, Item, Rejected, Source, hashed
from feeds.own_code import READING, WRITING, digest
from feeds.publish import Publication, locked, publish, stands
from feeds.remembered import Page
from feeds.render import templates


class Refreshed(msgspec.Struct, frozen=True, kw_only=True):
    """What a source gave: its `pages`, how many were `read` anew, the `items` on all of them, and what went wrong.

    `before` counts the items that its pages gave the last time, `told` those on the pages that were read anew.
    """

    source: str
    pages: int
    read: int
    items: int
    before: int
    told: int
    rejected: int
    added: int
    revised: int
    removed: int
    failures: tuple[SourceError, ...]

    @property
    def known(self) -> int:
        """Count the items on pages read anew that brought nothing: they were there already, or twice."""
        return max(0, self.told - self.added - self.revised)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    sources: tuple[Refreshed, ...]
    publication: Publication

    @property
    def failures(self) -> tuple[SourceError, ...]:
        """All that went wrong with sources."""
        return tuple(failure for source in self.sources for failure in source.failures)


def run(config: Config, now: datetime, only: Collection[str] | None = None) -> Report | None:
    """Build with the ledger beside the output folder; None when another build is at work there.

    Raises:
        LedgerError: the ledger failed; PublishError: the output did. What was published stays whole.
    """
    folder, name = state_folder(config.output), config.output.name
    with locked(folder / f"{name}.lock") as ours:
        if not ours:
            return None
        from feeds.ledger.sqlite import SqliteLedger  # noqa: PLC0415  other ledgers need no database

        with closing(SqliteLedger(folder / f"{name}.sqlite3")) as ledger:
            return build(config, ledger, now, only)


def build(config: Config, ledger: Ledger, now: datetime, only: Collection[str] | None = None) -> Report:
    """Refresh every source, or `only` those of these names, then publish."""
    order = tuple(source.name for source in config.sources)
    _reorder(order, ledger, now)
    due = (source for source in config.sources if only is None or source.name in only)
    apart = (config.output, config.path) if config.path is not None else (config.output,)
    refreshed = tuple(refresh(source, order, ledger, now, apart) for source in due)
    return Report(sources=refreshed, publication=publish_feeds(config, ledger, now))


def _reorder(order: tuple[str, ...], ledger: Ledger, now: datetime) -> None:
    # Who speaks for an item that several sources tell depends on which there are, and in which order.
    stamp = hashed(order)
    if ledger.stamp("order") == stamp:
        return
    changes = merge(ledger.known(ledger.shared()), (), order=order, now=now)
    if not changes.is_empty:
        ledger.apply(changes, (), (), now=now)
    ledger.set_stamp("order", stamp)


def refresh(
    source: Source, order: tuple[str, ...], ledger: Ledger, now: datetime, apart: tuple[Path, ...] = ()
) -> Refreshed:
    """Read what is new of a source into the ledger; `order` names all sources, `apart` is what is no source.

    A page that fails keeps what it gave.
    """
    found, rules = listing(source, apart), _rules(source)
    known = {page.location: page for page in ledger.pages(source.name)}
    failures = list(found.failures)
    readings: list[_Reading] = []
    for document in found.documents:
        try:
            readings.append(_reading(source, document, known.get(document.location), rules, now))
        except SourceError as error:
            failures.append(error)
    gone = () if failures else tuple(known[name] for name in known.keys() - {d.location for d in found.documents})
    changes = _merge(readings, gone, order, ledger, now)
    pages = tuple(reading.page for reading in readings)
    fresh = tuple(page for page in pages if known.get(page.location) != page)
    if fresh or gone or not changes.is_empty:
        ledger.apply(changes, fresh, gone, now=now)
    return Refreshed(
        source=source.name,
        pages=len(pages),
        read=sum(reading.sightings is not None for reading in readings),
        items=sum(page.items for page in pages),
        before=sum(page.items for page in known.values()),
        told=sum(len(reading.sightings) for reading in readings if reading.sightings is not None),
        rejected=sum(page.rejected for page in pages),
        added=len(changes.added),
        revised=len(changes.revised),
        removed=len(changes.removed),
        failures=tuple(failures),
    )


def publish_feeds(config: Config, ledger: Ledger, now: datetime) -> Publication:
    """Bring the output to what the ledger and the configuration say; `now` dates a publication that has no records."""
    before = ledger.published()
    stamp = _stamp(config, ledger)
    if ledger.stamp("publication") == stamp and all(stands(config.output, file) for file in before):
        return Publication(files=before, written=(), gone=(), removed=())
    from feeds.publication import Publisher  # noqa: PLC0415  a build with nothing to do loads no renderer

    records = tuple(ledger.records(tuple(source.name for source in config.sources)))
    wanted = Publisher(config, records, ledger.created() or now).files()
    done = publish(config.output, wanted, before, ledger.publish)
    ledger.publish(sorted(set(done.files) - set(before), key=lambda file: file.path), done.gone)
    ledger.set_stamp("publication", stamp)
    return done


class _Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A page and what it shows; `sightings` is None when it need not be read again.

    `reread` says that its bytes are known, and only the rules that read them are new.
    """

    page: Page
    sightings: tuple[Sighting, ...] | None = None
    reread: bool = False


def _reading(source: Source, document: Document, known: Page | None, rules: str, now: datetime) -> _Reading:
    if known and (known.mtime_ns, known.size, known.rules) == (document.mtime_ns, document.size, rules):
        return _Reading(page=known)
    from feeds.parse import parser  # noqa: PLC0415  as above

    fetched = read(document)
    sha256 = hashlib.sha256(fetched.body).hexdigest()
    same = known is not None and known.sha256 == sha256
    if known and same and known.rules == rules:
        return _Reading(page=msgspec.structs.replace(known, mtime_ns=document.mtime_ns, size=document.size))
    found = tuple(parser(source.format)(fetched, source))
    items = tuple(thing for thing in found if not isinstance(thing, Rejected))
    page = Page(
        source=source.name,
        location=document.location,
        mtime_ns=document.mtime_ns,
        size=document.size,
        sha256=sha256,
        rules=rules,
        items=len(items),
        rejected=len(found) - len(items),
        seen=known.seen if known is not None and same else now,
    )
    sightings = tuple(_sighting(source, page, position, item) for position, item in enumerate(items))
    return _Reading(page=page, sightings=sightings, reread=same)


def _sighting(source: Source, page: Page, position: int, item: Item) -> Sighting:
    # The uid is that of what the page says, whatever the configuration adds.
    categories = tuple(dict.fromkeys((*item.categories, *source.categories)))
    told = msgspec.structs.replace(item, url=item.url or source.url, categories=categories)
    return Sighting(
        uid=mint(item),
        source=source.name,
        page=page.location,
        sha256=page.sha256,
        position=position,
        seen=page.seen,
        kin=kin(item),
        item=told,
    )


def _merge(
    readings: Iterable[_Reading], gone: Iterable[Page], order: tuple[str, ...], ledger: Ledger, now: datetime
) -> Changes:
    readings = [reading for reading in readings if reading.sightings is not None]
    fresh = tuple(sighting for reading in readings for sighting in reading.sightings or ())
    reread = frozenset(
        (page.source, page.location, page.sha256) for page in (reading.page for reading in readings if reading.reread)
    )
    lost = frozenset((page.source, page.location) for page in gone)
    known = ledger.known(
        (sighting.uid for sighting in fresh),
        lost | {(source, location) for source, location, _ in reread},
        (sighting.kin for sighting in fresh if sighting.kin is not None),
    )
    return merge(known, fresh, reread=reread, gone=lost, order=order, now=now)


def _rules(source: Source) -> str:
    """Name everything but its bytes that decides what a page gives."""
    settings = (source.format, source.language, source.timezone, source.url, source.categories)
    return hashed(digest(READING), settings)


def _stamp(config: Config, ledger: Ledger) -> str:
    return hashed(config, ledger.revision(), digest(WRITING, templates.packaged()))
