"""A ledger that lives as long as the process: for tests and for trying things out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from feeds.merge import Changes, Known, Sighting
from feeds.model import Record
from feeds.remembered import Page, Published


class MemoryLedger:
    """Keep everything in dictionaries."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._sightings: dict[tuple[str, str, str], Sighting] = {}
        self._pages: dict[tuple[str, str], Page] = {}
        self._published: dict[str, Published] = {}
        self._stamps: dict[str, str] = {}
        self._created: datetime | None = None
        self._revision = 0

    def pages(self, source: str) -> tuple[Page, ...]:
        """List the pages of a source as last read, by location."""
        return tuple(page for _, page in sorted(self._pages.items()) if page.source == source)

    def known(self, uids: Iterable[str], pages: Iterable[tuple[str, str]] = (), kins: Iterable[str] = ()) -> Known:
        """Give all that is known of these items, of those seen on these pages (source, location), and of these kins."""
        places, families = set(pages), set(kins)
        held = self._sightings.values()
        wanted = {*uids, *(s.uid for s in held if (s.source, s.page) in places or s.kin in families)}
        return Known(
            records=tuple(record for uid, record in sorted(self._records.items()) if uid in wanted),
            sightings=tuple(sighting for place, sighting in sorted(self._sightings.items()) if place[0] in wanted),
        )

    def apply(self, changes: Changes, pages: Iterable[Page], gone: Iterable[Page], *, now: datetime) -> None:
        """Write what a refresh of a source changed."""
        self._created = self._created or now
        self._revision += not changes.is_empty
        for sighting in changes.withdrawn:
            del self._sightings[sighting.place]
        for uid in changes.removed:
            del self._records[uid]
        self._sightings.update({sighting.place: sighting for sighting in changes.sightings})
        self._records.update({record.uid: record for record in changes.records})
        for page in gone:
            self._pages.pop((page.source, page.location), None)
        self._pages.update({(page.source, page.location): page for page in pages})

    def records(self, sources: tuple[str, ...]) -> Iterator[Record]:
        """Give the records that these sources carry, by first source, then page, position and uid."""
        seen: set[str] = set()
        for source in sources:
            there = (s for s in self._sightings.values() if s.source == source)
            for sighting in sorted(there, key=lambda s: (s.page, s.position, s.uid)):
                if sighting.uid not in seen:
                    seen.add(sighting.uid)
                    yield self._records[sighting.uid]

    def shared(self) -> tuple[str, ...]:
        """List the uids of the items that more than one source tells."""
        carriers: dict[str, set[str]] = {}
        for sighting in self._sightings.values():
            carriers.setdefault(sighting.uid, set()).add(sighting.source)
        return tuple(sorted(uid for uid, sources in carriers.items() if len(sources) > 1))

    def created(self) -> datetime | None:
        """Tell when the first refresh was written (UTC), or None."""
        return self._created

    def revision(self) -> int:
        """Count the changes to records and their order."""
        return self._revision

    def published(self) -> tuple[Published, ...]:
        """List the files that stand below the output folder, by path."""
        return tuple(file for _, file in sorted(self._published.items()))

    def publish(self, files: Iterable[Published], gone: Iterable[str] = ()) -> None:
        """Remember files as written (or about to be), and forget the paths in `gone`."""
        for path in gone:
            self._published.pop(path, None)
        self._published.update({file.path: file for file in files})

    def stamp(self, name: str) -> str | None:
        """Give a remembered stamp, or None."""
        return self._stamps.get(name)

    def set_stamp(self, name: str, value: str) -> None:
        """Remember a stamp."""
        self._stamps[name] = value

    def close(self) -> None:
        """Let go of the store."""
