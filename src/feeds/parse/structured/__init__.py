"""Structured data of an HTML page to items: JSON-LD, microdata, RDFa, microformats and Open Graph, told once each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import msgspec
from msgspec.structs import replace

from feeds.identity import canonical_link, count_facts, normalised, occasion
from feeds.model import (
    Article,
    Event,
    Evidence,
    Item,
    JobPosting,
    PersonnelNotice,
    Rejected,
    Source,
    When,
    day_of,
)
from feeds.parse.prepared import prepared
from feeds.parse.structured import json_ld, microdata, microformats, opengraph, rdfa, schema_org
from feeds.parse.structured.thing import Thing
from feeds.parse.structured.values import Reader, name_of, plain, raw

if TYPE_CHECKING:
    from feeds.parse.dom import Document

__all__ = ["found", "nodes"]

_BASE = re.compile(r"<base\b[^<>]{0,500}?\bhref\s*=\s*[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_MOST = 5_000
_SHOWN = 200
_CLOSEST = 200  # tellings with one title that are compared
#: Facts that `feeds explain` shows, and where they stand.
_DATED = {"start": "startDate", "published": "datePublished", "valid_through": "validThrough"}


def found(html: str, base: str | None, source: Source, document: Document | None = None) -> list[Item | Rejected]:
    """Give the items that a page tells as data, in the order in which they stand there, and what was refused.

    `base` is the page's address, from which relative ones start; `document` is the page if it has been read already.
    An item that several syntaxes tell is that of the fullest telling, JSON-LD before the others.
    """
    page = _Page(html, _base(html, base), source)
    for rule, things in nodes(html, source, document):
        page.tell(rule, things)
    return page.listed()


def _base(html: str, base: str | None) -> str | None:
    own = _BASE.search(html) if "<base" in html or "<BASE" in html else None
    try:
        return urljoin(base or "", own[1]) if own is not None else base
    except ValueError:
        return base


def nodes(
    html: str, source: Source, document: Document | None = None
) -> Iterator[tuple[str, Sequence[Thing | Rejected]]]:
    """Read the nodes of a page in one syntax after the other; only those of which it bears a sign cost anything."""
    yield json_ld.RULE, json_ld.things(html, source.language)
    for rule, has_sign, things in (
        (microdata.RULE, _has(html, microdata.SIGN), microdata.things),
        (rdfa.RULE, _has(html, rdfa.SIGN), rdfa.things),
        (microformats.RULE, any(sign in html for sign in microformats.SIGNS), microformats.things),
    ):
        if has_sign:
            document = document if document is not None else _parsed(html)
            yield rule, things(document)
    if opengraph.SIGN in html:
        yield opengraph.RULE, opengraph.things(html)


def _parsed(html: str) -> Document:
    from feeds.parse.dom import parsed  # noqa: PLC0415  only for pages that need a tree

    return parsed(html)


def _has(html: str, sign: str) -> bool:
    return sign in html or sign.upper() in html


class _Telling(msgspec.Struct, eq=False):
    """An item as one syntax tells it, and where on the page."""

    item: Item
    rule: str
    at: int


class _Page:
    """Gathers what the syntaxes of a page tell, each thing once."""

    def __init__(self, html: str, base: str | None, source: Source) -> None:
        self._html = html
        self._reader = Reader(base, source)
        self._source = source
        self._tellings: list[_Telling] = []
        self._refused: list[Rejected] = []
        self._by_title: dict[tuple[str, str], list[_Telling]] = {}
        self._lines = _Lines(html)
        self._left = _MOST
        self._has_parts = schema_org.PART in html
        body = _BODY.search(html)
        self._body = body.start() if body else 0

    def tell(self, rule: str, things: Sequence[Thing | Rejected]) -> None:
        """Take what one syntax tells."""
        self._refused += [one for one in things if isinstance(one, Rejected)]
        told_here = [one for one in things if isinstance(one, Thing)]
        taken, at = set[int](), self._body
        for told in schema_org.told(told_here, self._reader, has_parts=self._has_parts):
            self._left -= 1
            if self._left <= 0:
                self._refuse(told, rule, at, f"the page tells of more than {_MOST:,} things; the rest is not read")
                return
            first, last = told.thing.place if rule == json_ld.RULE else (at, len(self._html))
            at = self._find(told.thing, at if first <= at <= last else first, last)
            self._take(rule, told, at, taken)

    def _find(self, thing: Thing, low: int, high: int) -> int:
        """Find where on the page a node is told: where its title stands next."""
        title = schema_org.title_of(thing)
        found = self._html.find(title.strip(), low, high) if title else -1
        return found if found >= 0 else low

    def _take(self, rule: str, told: schema_org.Told, at: int, taken: set[int]) -> None:
        reason = told.reason
        if told.item is not None:
            try:
                item = prepared(told.item, self._source)
            except (ValueError, OverflowError) as error:
                reason = str(error) if isinstance(error, ValueError) else schema_org.BEYOND
            else:
                evidence = _evidence(item, told.thing, self._lines.of(at), rule)
                self._add(_Telling(replace(item, evidence=evidence), rule, at), taken)
                return
        self._refuse(told, rule, at, reason)

    def _refuse(self, told: schema_org.Told, rule: str, at: int, reason: str) -> None:
        line = self._lines.of(at)
        shown = plain(schema_org.title_of(told.thing) or raw(told.thing, "startDate", "description") or "")[:_SHOWN]
        self._refused.append(Rejected(kind=told.kind, lines=(line, line), text=shown, rule=rule, reason=reason))

    def _add(self, telling: _Telling, taken: set[int]) -> None:
        """Add an item, or put it in the place of the same one told less fully; `taken` are those met by this syntax."""
        if telling.rule == opengraph.RULE and self._is_known_page(telling):
            return
        alike = self._by_title.setdefault(_heading(telling.item), [])
        same = next((one for one in alike[:_CLOSEST] if self._is_told(one, telling, taken)), None)
        if same is None:
            alike.append(telling)
            self._tellings.append(telling)
            taken.add(id(telling))
            return
        taken.add(id(same))
        if count_facts(telling.item) > count_facts(same.item):
            same.item, same.rule = telling.item, telling.rule

    @staticmethod
    def _is_told(one: _Telling, other: _Telling, taken: set[int]) -> bool:
        if not _is_same(one.item, other.item):
            return False
        return id(one) not in taken or not _is_elsewhere(one.item, other.item)

    def _is_known_page(self, telling: _Telling) -> bool:
        """Tell whether the page itself is told already, as whatever it is: most programs call every page an article."""
        title, link = normalised(telling.item.title or ""), canonical_link(telling.item.url)
        for one in self._tellings:
            other = normalised(one.item.title or "")
            if other and (title.startswith(other) or other.startswith(title)):
                return True
            if link is not None and canonical_link(one.item.url) == link:
                return True
        return False

    def listed(self) -> list[Item | Rejected]:
        """Give all that was told, in the order of the page."""
        items = _without_shared_links(_without_shared_ids([one.item for one in self._tellings]))
        told: list[tuple[int, int, Item | Rejected]] = [
            (self._lines.of(one.at), one.at, item) for one, item in zip(self._tellings, items, strict=True)
        ]
        told += [(one.lines[0], 0, one) for one in self._refused]
        return [one for _, _, one in sorted(told, key=lambda place: place[:2])]


class _Lines:
    """Tells on which line of a page an offset lies."""

    def __init__(self, html: str) -> None:
        self._html = html

    @cached_property
    def _ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self._html)]

    def of(self, at: int) -> int:
        """Give the line, from 1."""
        return bisect_left(self._ends, at) + 1


def _heading(item: Item) -> tuple[str, str]:
    name = item.person.name if isinstance(item, PersonnelNotice) else item.title
    return item.kind, normalised(name or item.summary or "")


def _is_same(one: Item, other: Item) -> bool:
    """Tell whether two of one title may be the same: nothing that both tell sets them apart."""
    links = {canonical_link(one.url), canonical_link(other.url)} - {None}
    if len(links) > 1:
        return False
    if isinstance(one, Event) and isinstance(other, Event):
        return _is_same_moment(one.start, other.start)
    if isinstance(one, Article):
        return _is_same_moment(one.published and day_of(one.published), other.published and day_of(other.published))
    if isinstance(one, JobPosting) and isinstance(other, JobPosting):
        return normalised(one.hiring_organization or "") == normalised(other.hiring_organization or "")
    return True


def _is_same_moment(one: When | None, other: When | None) -> bool:
    """Compare the times on the clock: one syntax may say the offset, and another leave it out."""
    if one is None or other is None:
        return True
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one == other or one.replace(tzinfo=None) == other.replace(tzinfo=None)
    return day_of(one) == day_of(other)


def _is_elsewhere(one: Item, other: Item) -> bool:
    """Tell whether two tellings of one syntax name two places, which makes them two."""
    field = {"event": "location", "job_posting": "job_location"}.get(one.kind)
    if field is None:
        return False
    places = {normalised(getattr(item, field) or "") for item in (one, other)} - {""}
    return len(places) > 1


def _evidence(item: Item, thing: Thing, line: int, rule: str) -> tuple[Evidence, ...]:
    told = {"title": item.title, "person": name_of(thing) if isinstance(item, PersonnelNotice) else None}
    told |= {field: raw(thing, name) for field, name in _DATED.items() if getattr(item, field, None) is not None}
    return tuple(
        Evidence(field=field, lines=(line, line), text=plain(text), rule=rule) for field, text in told.items() if text
    )


def _without_shared_ids(items: list[Item]) -> list[Item]:
    """Leave out ids that several items of the page have: such a one names the page, or nothing."""
    counted = Counter((item.kind, item.identifier) for item in items)
    return [
        replace(item, identifier=None) if item.identifier and counted[item.kind, item.identifier] > 1 else item
        for item in items
    ]


def _without_shared_links(items: list[Item]) -> list[Item]:
    """Make of events at one address the days of a series; of all else at one address, it is that of a list."""
    links = [canonical_link(item.url) if item.url else None for item in items]
    sharing: dict[tuple[str, str | None], list[Item]] = {}
    for item, link in zip(items, links, strict=True):
        sharing.setdefault((item.kind, link), []).append(item)
    made: list[Item] = []
    for item, link in zip(items, links, strict=True):
        group = sharing[item.kind, link]
        if link is None or len(group) == 1:
            made.append(item)
        elif isinstance(item, Event) and len({occasion(one) for one in group}) == len(group):
            made.append(replace(item, series=item.super_event or item.title))
        else:
            made.append(replace(item, url=None))
    return made
