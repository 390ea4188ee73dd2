"""The ledger: everything that is known from one build to the next. One protocol, several backends, one contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from feeds.merge import Changes, Known, Revision, Sighting
from feeds.model import Record, ZoneSpan
from feeds.remembered import (
    Entry,
    Facets,
    Health,
    Message,
    Page,
    Published,
    Query,
    SourceRun,
    Summary,
    Undo,
    Visit,
)
from feeds.tombstones import Tombstone

RUNS = 100
"""How many runs of a source are remembered."""
MESSAGES = 500
"""How many messages are remembered that wait no more."""


class Ledger(Protocol):
    """Records, sightings, pages and published files; each writing method is one transaction, or part of one."""

    def transaction(self) -> AbstractContextManager[None]:
        """Make one of all that is written inside: all of it or, when an error leaves it, nothing."""
        ...

    def rehearsal(self) -> AbstractContextManager[None]:
        """Take back all that is written inside, whatever happens; it may be part of a transaction, and have parts."""
        ...

    # What sources told.

    def pages(self, source: str) -> tuple[Page, ...]:
        """List the pages of a source as last read, by location."""
        ...

    def places(self, source: str, location: str) -> Iterator[tuple[str, str]]:
        """Give uid and SHA-256 of all that a page shows: those of the parts that tell it."""
        ...

    def known(self, uids: Iterable[str] = (), keys: Iterable[str] = (), kins: Iterable[str] = ()) -> Known:
        """Give all that is known of these items, of those ever known by these keys, and of these kins."""
        ...

    def missing(self, source: str) -> tuple[Sighting, ...]:
        """List what the complete listing of a source misses, but has not been withdrawn."""
        ...

    def apply(self, changes: Changes) -> None:
        """Write what tellings changed: records with their revisions, and sightings with what they are known by.

        Raises:
            LedgerError: it could not be written; the ledger is as before.
        """
        ...

    def save_pages(self, pages: Iterable[Page], gone: Iterable[Page] = ()) -> None:
        """Remember pages as read, and forget those that are gone."""
        ...

    def visits(self, source: str | None) -> tuple[Visit, ...]:
        """List what the last visits of addresses taught, of one source or of all, by source and address."""
        ...

    def save_visits(self, visits: Iterable[Visit], gone: Iterable[Visit] = ()) -> None:
        """Remember visits, and forget those that are gone."""
        ...

    def shared(self) -> tuple[str, ...]:
        """List the uids of the items that more than one source tells."""
        ...

    # What is to be published.

    def select(self, query: Query) -> Iterator[Entry]:
        """Give records in brief, in the order asked for; none of them is held.

        What is written before all are given may be among them or not.
        """
        ...

    def summary(self, query: Query) -> Summary:
        """Give in brief what a query without its limit gives."""
        ...

    def years(self, query: Query) -> tuple[int, ...]:
        """List the years in which what a query gives begins."""
        ...

    def zones(self, query: Query) -> tuple[ZoneSpan, ...]:
        """List the time zones of the timed events that a query gives, each with its first and last day, by name."""
        ...

    def brief(self, uids: Iterable[str]) -> dict[str, Entry]:
        """Give these records in brief, as far as they are there; an announcement is none."""
        ...

    def records(self, uids: Iterable[str]) -> dict[str, Record]:
        """Give these records, as far as they are there."""
        ...

    def changed(self, since: int) -> tuple[str, ...]:
        """List the uids of the records that were written after a revision."""
        ...

    def departed(self, since: int) -> tuple[str, ...]:
        """List the uids of the records that were removed after a revision and have not come back."""
        ...

    def drop_departed(self, until: int) -> None:
        """Forget what left up to a revision: that is published."""
        ...

    def facets(self, since: int) -> frozenset[Facets]:
        """Give all facets that records written or removed after a revision have, or had."""
        ...

    def revision(self) -> int:
        """Count the changes to records and their order: what is published follows from it and the configuration.

        Sightings alone do not count.
        """
        ...

    def created(self) -> datetime | None:
        """Tell when the first record was written (UTC), or None."""
        ...

    # What was published.

    def published(self, parts: Iterable[str] | None = None, paths: Iterable[str] = ()) -> tuple[Published, ...]:
        """List the files below the output folder, by path; a claimed one has an empty `sha256`.

        Without `parts` all; else those of these parts and those of these paths.
        """
        ...

    def parts(self) -> tuple[str, ...]:
        """List the parts of which files are published."""
        ...

    def item_paths(self) -> Iterator[str]:
        """Give the published paths of single items."""
        ...

    def number_published(self) -> int:
        """Count the files below the output folder."""
        ...

    def publish(self, files: Iterable[Published], gone: Iterable[str] = ()) -> None:
        """Remember files as written (or about to be), and forget the paths in `gone`."""
        ...

    def contents(self, path: str) -> bytes | None:
        """Give what was kept of where each entry stands in a published file, or None."""
        ...

    def keep_contents(self, path: str, contents: bytes | None) -> None:
        """Keep where each entry stands in a published file, or forget it."""
        ...

    def generations(self) -> tuple[int, ...]:
        """List the publications that can be taken back, the newest first."""
        ...

    def undo(self, generation: int) -> tuple[Undo, ...]:
        """List what a publication changed, by path."""
        ...

    def keep_undo(self, undo: Iterable[Undo]) -> None:
        """Remember how to take back a publication."""
        ...

    def drop_undo(self, generations: Iterable[int]) -> None:
        """Forget how to take back these publications."""
        ...

    # What happened, and what must not come back.

    def find(self, start: str) -> tuple[str, ...]:
        """List the uids that begin so, at most a hundred; `start` is a uid or the beginning of its UUID."""
        ...

    def history(self, uid: str) -> tuple[Revision, ...]:
        """List what changed of a record, the oldest first."""
        ...

    def tombstones(self) -> tuple[Tombstone, ...]:
        """List what was forgotten and must not come back, by age."""
        ...

    def bury(self, tombstone: Tombstone) -> None:
        """Remember a tombstone."""
        ...

    def lift(self, tombstone: str) -> None:
        """Forget a tombstone."""
        ...

    def vacuum(self) -> None:
        """Leave nothing of what was deleted where somebody could find it."""
        ...

    def everything(self) -> Iterator[str]:
        """Give the uids of all records, announcements among them."""
        ...

    def erase(self, uids: Iterable[str]) -> None:
        """Take records out for good, with sightings, keys, revisions and announcements.

        Only their uids and facets stay among the departed, so that what is published can follow.
        """
        ...

    def rewrite(self, records: Iterable[Record], sightings: Iterable[Sighting]) -> None:
        """Write records and sightings anew under their uids, with no revision, and drop their revisions."""
        ...

    # How sources are, and what is to be told.

    def health(self) -> dict[str, Health]:
        """Tell how each source is, by its name."""
        ...

    def save_health(self, health: Iterable[Health], gone: Iterable[str] = ()) -> None:
        """Remember how sources are, and forget the sources in `gone` with their runs."""
        ...

    def runs(self, source: str | None = None, limit: int = 100) -> tuple[SourceRun, ...]:
        """List the last runs of a source in which something happened, or of all, as they were kept, the last first."""
        ...

    def keep_runs(self, runs: Iterable[SourceRun]) -> None:
        """Remember runs; of each source the last hundred stay."""
        ...

    def messages(self, state: str | None = None, limit: int = 100) -> tuple[Message, ...]:
        """List messages, all or those in a state, the oldest first."""
        ...

    def save_messages(self, messages: Iterable[Message]) -> None:
        """Remember messages in place of those of the same ids; the five hundred youngest that wait no more stay."""
        ...

    def drop_reasons(self, dropped: Iterable[str] = ()) -> None:
        """Forget why sources failed, with every message that waits no more, and those of the ids in `dropped`."""
        ...

    # Stamps and upkeep.

    def stamp(self, name: str) -> str | None:
        """Give a remembered stamp, or None."""
        ...

    def set_stamp(self, name: str, value: str | None) -> None:
        """Remember a stamp: a short text that tells whether something is as it was; None forgets it."""
        ...

    def problems(self) -> tuple[str, ...]:
        """Look whether the store is sound; each problem is a line."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...
