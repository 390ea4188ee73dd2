"""The documents of sources on the web: all asked for at once, before any is weighed, and only what may be new.

A page is asked for conditionally if it was read as it is remembered; one that was not is taken from the store of kept
bodies where its server wants peace, and asked for whole elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import msgspec

from feeds import following
from feeds.errors import Fault, SourceError
from feeds.fetch import Document, Listing, troubles
from feeds.fetch.store import Store
from feeds.ledger import Ledger
from feeds.model import Fetched, Rejected, Source
from feeds.remembered import Page, Visit
from feeds.walls import said

if TYPE_CHECKING:
    from feeds.fetch.web import Answer, Client, Resolve

_PATIENCE = timedelta(days=1)
_SITES = timedelta(days=30)  # after which a site that nobody asks any more is forgotten


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be fetched for whom: `rules` name what reads a page of each source, by its name.

    Sources in `accepted` are asked although they failed and have to wait. `contact` is where a server's owner can
    complain; `timezone` is that in which people are told of times.
    """

    sources: tuple[Source, ...]
    rules: Mapping[str, str]
    now: datetime
    timezone: str = "UTC"
    contact: str | None = None
    accepted: frozenset[str] = frozenset()
    store: Store | None = None
    resolve: Resolve | None = None


def gathered(wanted: Wanted, ledger: Ledger) -> dict[str, Listing]:
    """Fetch what is new of sources on the web, and remember what each server said; a failure is one of its source."""
    from feeds.fetch import web  # noqa: PLC0415  the libraries behind it are heavy

    works = [_Work(source, wanted, ledger) for source in wanted.sources]
    sites = ledger.visits("")

    async def all_of(client: Client) -> list[Listing]:
        listings = await client.together(work.listing(client) for work in works)
        visited.extend(client.visited)
        return listings

    visited: list[Visit] = []
    listings = web.run(all_of, lambda: web.Client(web.agent(wanted.contact), wanted.now, sites, wanted.resolve))
    with ledger.transaction():
        for work in works:
            ledger.save_visits(work.visited.values(), work.forgotten())
        old = [site for site in sites if wanted.now - site.fetched_at > _SITES]
        ledger.save_visits((), old)
        ledger.save_visits(sorted(visited, key=lambda visit: visit.address))
    return {work.name: listing for work, listing in zip(works, listings, strict=True)}


class Replayed(Mapping[str, Listing]):
    """What sources on the web had in a run, as it is kept; nobody is asked, and one source is read at a time.

    A page that is remembered and that the run had not, or of which nothing is kept, stands as it was read.
    """

    def __init__(self, sources: Iterable[Source], store: Store, run: int, ledger: Ledger) -> None:
        self._names = tuple(source.name for source in sources if source.is_fetched)
        self._store, self._run, self._ledger = store, run, ledger

    def __getitem__(self, name: str) -> Listing:
        found = {page.location: _as_it_was(page.location, None) for page in self._ledger.pages(name)}
        for kept, fetched in self._store.bodies(name, self._run):
            found[kept.address] = _document(fetched, kept.about, kept.wall)
        return Listing(documents=tuple(document for _, document in sorted(found.items())), failures=())

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _as_it_was(address: str, about: str | None) -> Document:
    return Document(location=address, path=None, mtime_ns=0, size=0, is_unchanged=True, about=about)


def _document(fetched: Fetched, about: str | None, found: str | None) -> Document:
    return Document(
        location=fetched.location,
        path=None,
        mtime_ns=0,
        size=len(fetched.body),
        fetched=fetched,
        about=about,
        wall=found,
    )


class _Work:
    """One source: what is known of its pages, and what is learnt."""

    def __init__(self, source: Source, wanted: Wanted, ledger: Ledger) -> None:
        self.name = source.name
        self._source, self._wanted = source, wanted
        self._rules = wanted.rules[source.name]
        self._pages: dict[str, Page] = {page.location: page for page in ledger.pages(source.name)}
        self._known: dict[str, Visit] = {visit.address: visit for visit in ledger.visits(source.name)}
        self._documents: dict[str, Document] = {}
        self._failures: dict[str, SourceError] = {}
        self.visited: dict[str, Visit] = {}

    def forgotten(self) -> Iterator[Visit]:
        """Give the visits of what the source does not name any more, once it is known whole."""
        if not self._failures:
            listed = self._documents.keys() | self.visited.keys()
            yield from (visit for address, visit in self._known.items() if address not in listed)

    async def listing(self, client: Client) -> Listing:
        """Fetch the pages of the source, one after the other, and what they lead to."""
        order: list[str] = []
        links: dict[str, str] = {}
        address: str | None = self._source.url
        while address is not None and address not in order and len(order) <= self._source.pages:
            order.append(address)
            await self._page(client, address)
            visit = self.visited.get(address) or self._known.get(address)
            if visit is None:
                break
            links.update((link, kind) for kind, link in visit.links)
            address = visit.next_page
        if self._source.follow:
            links = {link: kind for link, kind in links.items() if link not in order}
            await self._follow(client, links)
            order += links
        return Listing(
            documents=tuple(self._documents[name] for name in order if name in self._documents),
            failures=tuple(self._failures[name] for name in order if name in self._failures),
        )

    async def _page(self, client: Client, address: str, about: str | None = None) -> None:
        """Get one page: as it was, from the store, or from its server."""
        known = self._known.get(address)
        if known is not None and (document := self._without_asking(known, about)) is not None:
            self._documents[address] = document
            return
        if known is not None and known.failures and self._must_wait(known) and self.name not in self._wanted.accepted:
            if about is None:
                self._failures[address] = self._waiting(known)
            self._keep(address, about)
            return
        is_read = known is not None and self._is_read(known)
        answer = await client.ask(self._source, address, known, whole=not is_read)
        self._take(answer, about)

    def _without_asking(self, known: Visit, about: str | None) -> Document | None:
        """Give a page that is fresh enough by its server's own word, if it is at hand."""
        if known.failures or not self._must_wait(known):
            return None
        if self._is_read(known):
            return _as_it_was(known.address, about)
        return self._from_store(known.address, known.sha256, about)

    def _from_store(self, address: str, sha256: str, about: str | None) -> Document | None:
        kept = self._wanted.store.get(self.name, address) if self._wanted.store else None
        return _document(kept[1], about, kept[0].wall) if kept and kept[0].sha256 == sha256 else None

    def _must_wait(self, known: Visit) -> bool:
        return known.next_allowed is not None and known.next_allowed > self._wanted.now

    def _is_read(self, known: Visit) -> bool:
        page = self._pages.get(known.address)
        return page is not None and (page.rules, page.sha256) == (self._rules, known.sha256)

    def _waiting(self, known: Visit) -> SourceError:
        assert known.next_allowed is not None
        until = known.next_allowed.astimezone(ZoneInfo(self._wanted.timezone))
        return troubles.waiting(
            known.address, f"{until:%Y-%m-%d %H:%M %Z}", known.failures, cast("Fault", known.fault or "unreachable")
        )

    def _keep(self, address: str, about: str | None) -> None:
        """Let a page that cannot be had stand as it was."""
        if address in self._pages:
            self._documents[address] = _as_it_was(address, about)

    def _take(self, answer: Answer, about: str | None) -> None:
        """Take over what came of asking: the page, what it leads to, or the failure."""
        visit = answer.visit
        address = visit.address
        if answer.error is not None:
            if about is None or answer.error.fault != "gone":
                self._failures[address] = answer.error
            self._keep(address, about)
        elif answer.fetched is None:
            self._documents[address] = _as_it_was(address, about)
        else:
            visit = self._led_on(visit, answer)
            self._documents[address] = _document(answer.fetched, about, said(answer.headers))
        self.visited[address] = visit

    def _led_on(self, visit: Visit, answer: Answer) -> Visit:
        fetched = answer.fetched
        if fetched is None or not (self._source.pages or self._source.follow):
            return visit
        next_page = following.next_page(fetched, answer.headers) if self._source.pages else None
        links = tuple(self._links(fetched)) if self._source.follow else ()
        return msgspec.structs.replace(visit, next_page=next_page, links=links)

    def _links(self, fetched: Fetched) -> Iterator[tuple[str, str]]:
        """List the pages that a listing leads to, each with the kind of its item, or none when nobody knows yet."""
        if isinstance(self._source.follow, str):
            yield from (("", link) for link in following.chosen(fetched, self._source.follow))
            return
        from feeds.parse import things  # noqa: PLC0415  only where pages are followed

        found: dict[str, str] = {}
        with suppress(SourceError):
            for item in things(fetched, self._source):
                link = following.absolute(fetched, item.url) if not isinstance(item, Rejected) else None
                if link is not None and following.is_same_host(link, fetched.url or ""):
                    found.setdefault(link, item.kind)
                if len(found) >= following.MOST:
                    break
        yield from ((kind, link) for link, kind in found.items())

    async def _follow(self, client: Client, links: Mapping[str, str]) -> None:
        """Fetch the pages of items that are new, so many in a run; the others stand as they were read."""
        left = self._source.follow_limit
        asked = []
        for link, kind in links.items():
            if (document := self._followed(link, kind)) is not None:
                self._documents[link] = document
            elif left > 0 and not self._was_tried(link):
                left -= 1
                asked.append(self._page(client, link, kind))
            else:
                self._keep(link, kind)
        await client.together(asked)

    def _followed(self, link: str, kind: str) -> Document | None:
        page = self._pages.get(link)
        if page is None:
            return None
        if page.rules == self._rules:
            return _as_it_was(link, kind)
        return self._from_store(link, page.sha256, kind)

    def _was_tried(self, link: str) -> bool:
        """Tell whether a page was fetched lately that gave nothing which could be read."""
        known = self._known.get(link)
        is_unread = known is not None and not known.failures and link not in self._pages
        return known is not None and is_unread and self._wanted.now - known.fetched_at < _PATIENCE
