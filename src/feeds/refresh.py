"""A source into the ledger: what is new on its pages, what vanished from them, and what looks too odd to believe."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from feeds.errors import SourceError
from feeds.fetch import Document, Listing, listing, read
from feeds.identity import canonical_link, keys, kin
from feeds.ledger import Ledger
from feeds.match import LEFT, Matcher
from feeds.merge import Changes, Known, Run, Sighting, merge
from feeds.model import Fetched, Gate, Item, Rejected, Source, hashed
from feeds.own_code import READING, digest
from feeds.remembered import Page
from feeds.text import decode
from feeds.tombstones import Veil

if TYPE_CHECKING:
    from feeds.fetch.store import Store
    from feeds.parse import Parser

BATCH = 1000
"""How many tellings are weighed at once: memory holds no more of a source than these and a page."""
_FEW = 3  # fewer losses than these are no sign of anything

Refusal = tuple[str, Rejected]


class Watch(msgspec.Struct, kw_only=True):
    """Collects, for whoever asks, what a refresh changed and refused; a build does not hold it."""

    changes: list[Changes] = []
    refusals: list[Refusal] = []


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a refresh needs besides its source: `apart` is what is no source, `veil` what must not come back.

    `buried` stands for all that the veil hides; sources in `accepted` are believed whatever they give. `gathered` is
    what sources on the web gave, by their names; bodies that were fetched are kept in the `store`.
    """

    run: Run
    ledger: Ledger
    apart: tuple[Path, ...] = ()
    veil: Veil = Veil(b"", ())
    buried: str = ""
    gate: Gate = Gate()
    accepted: frozenset[str] = frozenset()
    watch: Watch | None = None
    gathered: Mapping[str, Listing] = {}
    store: Store | None = None


class Refreshed(msgspec.Struct, frozen=True, kw_only=True):
    """What a source gave: its `pages`, how many were `read` anew, the `items` on all of them, and what went wrong.

    `before` counts the items that its pages gave the last time, `told` those on the pages that were read anew, `held`
    says why nothing, or a page's being empty, is not believed; `emptied` counts the pages that are held for that, and
    `forgotten` what a tombstone kept away.
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
    announced: int = 0
    withdrawn: int = 0
    forgotten: int = 0
    emptied: int = 0
    failures: tuple[SourceError, ...] = ()
    held: tuple[str, ...] = ()

    @property
    def known(self) -> int:
        """Count the items on pages read anew that brought nothing: they were there already, or twice."""
        return max(0, self.told - self.added - self.revised)


class _DoubtError(Exception):
    """Says why a whole refresh is not believed."""


def refresh(source: Source, context: Context) -> Refreshed:
    """Read what is new of a source into the ledger, in one transaction.

    A page that fails keeps what it gave. One that gave items and gives none is not believed unless it is accepted.
    """
    found = context.gathered[source.name] if source.is_fetched else listing(source, context.apart)
    known = {page.location: page for page in context.ledger.pages(source.name)}
    work = _Work(source, context, known)
    work.failures += found.failures
    todo = [document for document in found.documents if not work.is_as_read(document)]
    gone = _gone(found, known)
    if todo or gone or (source.listing == "complete" and context.ledger.missing(source.name)):
        try:
            with context.ledger.transaction():
                work.all_of(todo, gone)
        except _DoubtError as doubt:
            work.forget_what_was_done(str(doubt))
    return work.outcome(found)


def _gone(found: Listing, known: dict[str, Page]) -> tuple[Page, ...]:
    if found.failures:
        return ()
    here = {document.location for document in found.documents}
    return tuple(known[name] for name in sorted(known.keys() - here))


class _Reading(msgspec.Struct, kw_only=True):
    """A page that is read anew: the parts that it has, and what was found on it; `is_reread` for the same bytes."""

    digests: frozenset[str]
    is_reread: bool
    uids: set[str] = msgspec.field(default_factory=set)


class _Work:
    """One refresh of one source: what it has read, counted and left over."""

    def __init__(self, source: Source, context: Context, known: dict[str, Page]) -> None:
        self._source, self._context, self._known = source, context, known
        self._run, self._ledger, self._veil = context.run, context.ledger, context.veil
        self._rules = rules_of(source, context.buried)
        self._accepted = source.name in context.accepted
        self._batch: list[Sighting] = []
        self._left: list[Sighting] = []
        self._readings: dict[str, _Reading] = {}
        self._pages: dict[str, Page] = {}
        self._counts: Counter[str] = Counter()
        self._held: list[str] = []
        self.failures: list[SourceError] = []

    def is_as_read(self, document: Document) -> bool:
        """Tell whether a document is as it was when it was read, by size and time, and was read by the same rules."""
        page = self._known.get(document.location)
        if document.path is None:
            return document.is_unchanged
        return page is not None and (page.mtime_ns, page.size, page.rules) == (
            document.mtime_ns,
            document.size,
            self._rules,
        )

    def all_of(self, documents: Iterable[Document], gone: tuple[Page, ...]) -> None:
        """Do the whole of a refresh."""
        for document in documents:
            try:
                self._read(document)
            except SourceError as error:
                self.failures.append(error)
        self._weigh_batch()
        complete = self._source.listing == "complete"
        # What is not seen may stand on a page that failed, or is not believed.
        is_whole = not self.failures and not self._held
        if complete and not is_whole:
            gone = ()
        self._look_for_shrinking(gone)
        vanished = self._vanished(gone)
        self._settle_left(vanished, frozenset(page.location for page in gone))
        self._mark(gone, complete=complete)
        if complete and is_whole:
            self._withdraw()
        self._ledger.save_pages(self._pages.values(), gone)
        if self._context.store is not None:
            for page in gone:
                self._context.store.leave(page.source, page.location, self._run.now)

    def forget_what_was_done(self, why: str) -> None:
        """Count nothing: the ledger is as it was."""
        self._pages.clear()
        self._counts.clear()
        self._held = [why]

    def outcome(self, found: Listing) -> Refreshed:
        """Say what came of it."""
        here = {document.location for document in found.documents}
        pages = [page for name, page in {**self._known, **self._pages}.items() if name in here]
        counts = self._counts
        return Refreshed(
            source=self._source.name,
            pages=len(pages),
            read=counts["read"],
            items=sum(page.items for page in pages),
            before=sum(page.items for page in self._known.values()),
            told=counts["told"],
            rejected=sum(page.rejected for page in pages),
            added=counts["added"],
            revised=counts["revised"],
            removed=counts["removed"],
            announced=counts["announced"],
            withdrawn=counts["withdrawn"],
            forgotten=counts["forgotten"],
            emptied=counts["emptied"],
            failures=tuple(self.failures),
            held=tuple(self._held),
        )

    def _read(self, document: Document) -> None:
        page, fetched = self._known.get(document.location), read(document)
        sha256 = hashlib.sha256(fetched.body).hexdigest()
        is_same = page is not None and page.sha256 == sha256
        if page is not None and is_same and page.rules == self._rules:
            self._pages[page.location] = msgspec.structs.replace(page, mtime_ns=document.mtime_ns, size=document.size)
            return
        read_now = Page(
            source=self._source.name,
            location=document.location,
            mtime_ns=document.mtime_ns,
            size=document.size,
            sha256=sha256,
            rules=self._rules,
            items=0,
            rejected=0,
            seen=page.seen if page is not None and is_same else self._run.now,
        )
        if document.fetched is not None:
            # A body of a run that is replayed was there on the day of that run.
            seen = fetched.seen if fetched.seen is not None and not is_same else read_now.seen.date()
            fetched = msgspec.structs.replace(fetched, seen=seen)
        module, name = self._parser(fetched), document.location
        parts = _parts(module, fetched, sha256)
        reading = _Reading(digests=frozenset(digest for digest, _ in parts), is_reread=is_same)
        hidden, veiled = self._counts["forgotten"], self._counts["veiled"]
        self._readings[name] = reading
        try:
            read_now = self._parsed(read_now, fetched, module, parts, document.about)
        except SourceError:
            del self._readings[name]
            raise
        # What was forgotten was there, and is kept away on purpose.
        hidden = self._counts["forgotten"] - hidden
        self._keep_body(document, sha256, is_told=bool(hidden) or self._counts["veiled"] > veiled)
        if not read_now.items and not hidden and (found := _wall(document)) is not None:
            del self._readings[name]
            from feeds.walls import walled  # noqa: PLC0415  as below

            raise walled(document.location, found)
        if not read_now.items and not hidden and page is not None and page.items and not self._accepted:
            del self._readings[name]
            self._counts["emptied"] += 1
            self._held.append(
                f"{name}: it gave {_count(page.items)} the last time and gives none now; what it gave "
                "stays (see whether it is whole, and ask `feeds explain` about it)"
            )
            return
        self._counts["read"] += 1
        self._pages[name] = read_now

    def _keep_body(self, document: Document, sha256: str, *, is_told: bool) -> None:
        """Keep what was fetched, to extract from it again; not what tells of somebody who was forgotten."""
        store, fetched = self._context.store, document.fetched
        if store is None or fetched is None:
            return
        if is_told or self._names_forgotten(fetched):
            store.drop(self._source.name, document.location)
            return
        from feeds.fetch.store import Kept  # noqa: PLC0415  only what comes from the web is kept

        store.put(
            Kept(
                source=self._source.name,
                address=document.location,
                url=fetched.url,
                media_type=fetched.media_type,
                charset=fetched.charset,
                sha256=sha256,
                fetched_at=self._run.now,
                about=document.about,
                wall=document.wall,
            ),
            fetched.body,
        )

    def _names_forgotten(self, fetched: Fetched) -> bool:
        """Tell whether a body names somebody who was forgotten where no item was found."""
        return bool(self._veil) and self._veil.finds(f"{fetched.location}\n{decode(fetched.body, fetched.charset)}")

    def _parser(self, fetched: Fetched) -> Parser:
        from feeds.parse import format_of, parser  # noqa: PLC0415  a build with nothing to do loads no parser

        return parser(format_of(fetched, self._source))

    def _parsed(
        self, page: Page, fetched: Fetched, module: Parser, parts: list[tuple[str, bytes]], about: str | None
    ) -> Page:
        """Parse the parts that are new, weigh what they tell as it comes, and count what the others showed."""
        before = self._known.get(page.location)
        standing: Counter[str] = Counter()
        if before is not None and before.rules == self._rules:
            standing.update(part for _, part in self._ledger.places(self._source.name, page.location))
        items, told, rejected = 0, 0, 0
        for line, (part, body) in enumerate(parts, 1):
            if part in standing:
                items += standing.pop(part)
                continue
            things = self._things(module, msgspec.structs.replace(fetched, body=body, line=line))
            for thing in things if about is None else _about(things, page.location, about):
                if isinstance(thing, Rejected):
                    rejected += 1
                    self._refuse(page, thing)
                elif (sighting := self._sighting(thing, page, part, told)) is not None:
                    told += 1
                    self._batch.append(sighting)
            if len(self._batch) >= BATCH:
                self._weigh_batch()
        self._counts["told"] += told
        return msgspec.structs.replace(page, items=items + told, rejected=rejected)

    def _things(self, module: Parser, part: Fetched) -> Iterable[Item | Rejected]:
        things = module.parse(part, self._source)
        if not self._source.is_mapped:
            return things
        from feeds.mapping import applied  # noqa: PLC0415  few sources have expressions or filters

        return applied(things, self._source)

    def _refuse(self, page: Page, refused: Rejected) -> None:
        if self._context.watch is not None:
            self._context.watch.refusals.append((page.location, refused))

    def _sighting(self, item: Item, page: Page, part: str, position: int) -> Sighting | None:
        shown = self._veil.veiled(item) if self._veil else item
        known_by = keys(shown, self._source.name) if shown is not None else ()
        if shown is None or (self._veil and self._veil.hides(known_by)):
            self._counts["forgotten"] += 1
            return None
        self._counts["veiled"] += shown is not item
        # It is known by what the page says, whatever the configuration adds.
        categories = tuple(dict.fromkeys((*shown.categories, *self._source.categories)))
        told = msgspec.structs.replace(shown, url=shown.url or self._source.url, categories=categories)
        return Sighting(
            uid="",
            source=self._source.name,
            page=page.location,
            sha256=part,
            position=position,
            seen=page.seen,
            keys=known_by,
            kin=kin(shown),
            item=told,
        )

    def _weigh_batch(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        known = self._ledger.known(
            keys=(key for sighting in batch for key in sighting.keys),
            kins=(sighting.kin for sighting in batch if sighting.kin is not None),
        )
        matcher = Matcher(self._aged(known), self._run.now, self._run.timezone)
        # Without a page that was there before nothing can have vanished.
        self._weigh(known, matcher.recognise(batch, keep=bool(self._known) and len(self._left) < LEFT))
        self._left += matcher.left

    def _aged(self, known: Known) -> Known:
        """Show as dropped what the pages read so far no longer tell, as far as we have found out.

        That is for the matcher alone: when it is weighed, what a page tells as before is not told anew.
        """
        return msgspec.structs.replace(known, sightings=tuple(map(self._as_of_now, known.sightings)))

    def _as_of_now(self, sighting: Sighting) -> Sighting:
        reading = self._readings.get(sighting.page) if sighting.source == self._source.name else None
        if reading is None or not sighting.is_shown or self._still_tells(reading, sighting.uid, sighting.sha256):
            return sighting
        return msgspec.structs.replace(sighting, state="dropped")

    def _still_tells(self, reading: _Reading, uid: str, part: str) -> bool:
        return uid in reading.uids if reading.is_reread else part in reading.digests

    def _weigh(
        self, known: Known, sightings: list[Sighting], unsaid: frozenset[tuple[str, str, str]] = frozenset()
    ) -> None:
        uids = {sighting.uid for sighting in sightings} | {uid for uid, _, _ in unsaid}
        concerned = Known(
            records=tuple(record for record in known.records if record.uid in uids),
            sightings=tuple(sighting for sighting in known.sightings if sighting.uid in uids),
        )
        changes = merge(concerned, sightings, self._run, unsaid=unsaid)
        self._ledger.apply(changes)
        for sighting in sightings:
            if sighting.page in self._readings:
                self._readings[sighting.page].uids.add(sighting.uid)
        if self._context.watch is not None:
            self._context.watch.changes.append(changes)
        self._counts.update(
            added=len(changes.added),
            revised=len(changes.revised),
            removed=len(changes.removed),
            announced=len(changes.announcements),
        )

    def _look_for_shrinking(self, gone: tuple[Page, ...]) -> None:
        """Refuse to believe that most of a complete listing was called off in one go."""
        if self._source.listing != "complete" or self._accepted:
            return
        names = {page.location for page in gone}
        before = sum(page.items for page in self._known.values())
        after = sum(page.items for name, page in {**self._known, **self._pages}.items() if name not in names)
        lost = before - after
        if lost >= _FEW and lost * 100 > before * self._context.gate.shrink:
            raise _DoubtError(
                f"its listing is said to be complete, and has {_count(after)} where it had {before}; nothing was taken "
                "over (see whether its pages are whole)"
            )

    def _vanished(self, gone: tuple[Page, ...]) -> frozenset[str]:
        """List what pages showed the last time and do not show now, or not yet."""
        name = self._source.name
        told = (
            uid
            for location, reading in self._readings.items()
            for uid, part in self._ledger.places(name, location)
            if not self._still_tells(reading, uid, part)
        )
        lost = (uid for page in gone for uid, _ in self._ledger.places(name, page.location))
        return frozenset((*told, *lost))

    def _settle_left(self, vanished: frozenset[str], gone: frozenset[str]) -> None:
        left, self._left = self._left, []
        if not left:
            return
        missing = {sighting.uid for sighting in self._ledger.missing(self._source.name)}
        known = self._ledger.known(
            uids=vanished | missing,
            keys=(key for sighting in left for key in sighting.keys),
            kins=(sighting.kin for sighting in left if sighting.kin is not None),
        )
        known = msgspec.structs.replace(known, sightings=tuple(self._as_gone(s, gone) for s in known.sightings))
        aged = self._aged(known)
        elsewhere = {s.uid for s in aged.sightings if s.source == self._source.name and s.is_shown}
        matcher = Matcher(aged, self._run.now, self._run.timezone)
        self._weigh(known, matcher.settle(left, vanished | missing, elsewhere))

    def _as_gone(self, sighting: Sighting, gone: frozenset[str]) -> Sighting:
        if sighting.source != self._source.name or sighting.page not in gone or not sighting.is_shown:
            return sighting
        return msgspec.structs.replace(sighting, state="gone")

    def _mark(self, gone: tuple[Page, ...], *, complete: bool) -> None:
        """Note of what is still not told anywhere on a page that it is not: dropped, gone, missing or never there."""
        name = self._source.name
        stale: dict[tuple[str, str, str], bool] = {}
        for location, reading in self._readings.items():
            for uid, part in self._ledger.places(name, location):
                if not self._still_tells(reading, uid, part):
                    stale[uid, name, location] = reading.is_reread
        for page in gone:
            stale |= {(uid, name, page.location): False for uid, _ in self._ledger.places(name, page.location)}
        if not stale:
            return
        unsaid = frozenset(place for place, is_reread in stale.items() if is_reread)
        run = self._run_number() + 1 if complete else 0
        pages = {page.location for page in gone}
        known = self._ledger.known(uids=(uid for uid, _, _ in stale))
        marked = []
        for sighting in known.sightings:
            if sighting.place in stale and sighting.place not in unsaid:
                state = "missing" if complete else "gone" if sighting.page in pages else "dropped"
                marked.append(msgspec.structs.replace(sighting, state=state, since=run))
        self._weigh(known, marked, unsaid)

    def _withdraw(self) -> None:
        """Count a run of a complete listing, and withdraw what it has missed for long enough."""
        missing = self._ledger.missing(self._source.name)
        if not missing:
            return
        number = self._run_number() + 1
        self._ledger.set_stamp(f"runs {self._source.name}", str(number))
        due = [s for s in missing if number - s.since >= self._source.missing_runs]
        if not due:
            return
        known = self._ledger.known(uids=(sighting.uid for sighting in due))
        self._weigh(known, [msgspec.structs.replace(sighting, state="withdrawn") for sighting in due])
        self._counts["withdrawn"] += len(due)

    def _run_number(self) -> int:
        return int(self._ledger.stamp(f"runs {self._source.name}") or 0)


_HTML = frozenset({"text/html", "application/xhtml+xml", None})


def _wall(document: Document) -> str | None:
    """Say what stands before a page from the web on which nothing was found, whatever it was read as."""
    fetched = document.fetched
    if fetched is None or fetched.media_type not in _HTML:
        return document.wall
    from feeds.walls import wall  # noqa: PLC0415  only what comes from the web has a wall

    return document.wall or wall(200, {}, fetched.body)


def _about(things: Iterable[Item | Rejected], address: str, kind: str) -> Iterator[Item]:
    """Give the one item that a page is about which was followed for it: one of the same address, else the first."""
    items = [thing for thing in things if not isinstance(thing, Rejected) and kind in ("", thing.kind)]
    own = (item for item in items if canonical_link(item.url) == canonical_link(address))
    chosen = next(own, items[0] if items else None)
    if chosen is not None:
        yield msgspec.structs.replace(chosen, url=address)


def _parts(module: Parser, fetched: Fetched, sha256: str) -> list[tuple[str, bytes]]:
    parts = module.split(fetched.body)
    if len(parts) == 1:
        return [(sha256, parts[0])]
    return [(hashlib.sha256(part).hexdigest(), part) for part in parts]


def rules_of(source: Source, buried: str) -> str:
    """Name everything but its bytes that decides what a page gives."""
    led_on = ((source.follow, source.pages),) if source.follow or source.pages else ()
    own = (source.rules, source.markers, *led_on)
    data = (source.kind, source.items, source.sheet, source.fields)
    changes = (source.map, source.defaults, source.include, source.exclude)
    settings = (source.format, source.language, source.timezone, source.url, source.categories, own, data, changes)
    return hashed(digest(READING), settings, buried)


def _count(number: int) -> str:
    return f"{number} item" if number == 1 else f"{number} items"
