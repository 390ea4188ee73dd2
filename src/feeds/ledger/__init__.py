"""The ledger: everything that is known from one build to the next. One protocol, several backends, one contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from feeds.merge import Changes, Known
from feeds.model import Record
from feeds.remembered import Page, Published


class Ledger(Protocol):
    """Records, sightings, pages and published files; each writing method is one transaction."""

    def pages(self, source: str) -> tuple[Page, ...]:
        """List the pages of a source as last read, by location."""
        ...

    def known(self, uids: Iterable[str], pages: Iterable[tuple[str, str]] = (), kins: Iterable[str] = ()) -> Known:
        """Give all that is known of these items, of those seen on these pages (source, location), and of these kins."""
        ...

    def apply(self, changes: Changes, pages: Iterable[Page], gone: Iterable[Page], *, now: datetime) -> None:
        """Write what a refresh of a source changed: records, sightings, pages read and pages gone, or nothing.

        Raises:
            LedgerError: it could not be written; the ledger is as before.
        """
        ...

    def records(self, sources: tuple[str, ...]) -> Iterator[Record]:
        """Give the records that these sources carry, by first source, then page, position and uid."""
        ...

    def shared(self) -> tuple[str, ...]:
        """List the uids of the items that more than one source tells."""
        ...

    def created(self) -> datetime | None:
        """Tell when the first refresh was written (UTC), or None."""
        ...

    def revision(self) -> int:
        """Count the changes to records and their order: what is published follows from it and the configuration."""
        ...

    def published(self) -> tuple[Published, ...]:
        """List the files that stand below the output folder, by path; a claimed one has an empty `sha256`."""
        ...

    def publish(self, files: Iterable[Published], gone: Iterable[str] = ()) -> None:
        """Remember files as written (or about to be), and forget the paths in `gone`."""
        ...

    def stamp(self, name: str) -> str | None:
        """Give a remembered stamp, or None."""
        ...

    def set_stamp(self, name: str, value: str) -> None:
        """Remember a stamp: a short text that tells whether something is as it was."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...
