"""microformats2 (h-event, h-entry, h-card) and the older hCalendar, in the words of schema.org.

Names with an x are those of our own pages: microformats have none for notices and postings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from feeds.parse.structured.nearest import Nearest, Texts
from feeds.parse.structured.thing import MOST_FACTS, MOST_THINGS, Thing, Value

if TYPE_CHECKING:
    from feeds.parse.dom import Document, Node

RULE = "microformats"
SIGNS = ("h-event", "h-entry", "vevent")
_EVENT, _ENTRY, _CLASSIC = "h-event", "h-entry", "vevent"
_NAMING = frozenset({"name", "description", "inLanguage"})
_NOTICE, _POSTING = "h-x-notice", "h-x-posting"
#: What each kind of node is in the words of schema.org; the feed and the calendar around them say nothing of their own.
_ROOTS: dict[str, str] = {
    _NOTICE: "PersonnelNotice",
    _POSTING: "JobPosting",
    _EVENT: "Event",
    _ENTRY: "Article",
    _CLASSIC: "Event",
    "h-card": "Thing",
    "vcard": "Thing",
    "h-adr": "PostalAddress",
    "adr": "PostalAddress",
    "h-geo": "GeoCoordinates",
    "h-cite": "Citation",
}
_SHARED = {
    "p-name": "name",
    "u-url": "url",
    "u-uid": "identifier",
    "p-category": "keywords",
    "dt-published": "datePublished",
    "dt-updated": "dateModified",
}
_CARD = {
    "p-name": "name",
    "p-org": "legalName",
    "p-street-address": "streetAddress",
    "p-locality": "addressLocality",
    "p-region": "addressRegion",
    "p-postal-code": "postalCode",
    "p-country-name": "addressCountry",
    "p-adr": "address",
    "p-label": "address",
    "fn": "name",
    "org": "legalName",
    "street-address": "streetAddress",
    "locality": "addressLocality",
    "region": "addressRegion",
    "postal-code": "postalCode",
    "country-name": "addressCountry",
    "adr": "address",
    "h-adr": "address",
}
_NAMES: dict[str, dict[str, str]] = {
    _EVENT: _SHARED
    | {
        "p-summary": "description",
        "e-description": "description",
        "p-description": "description",
        "e-content": "description",
        "dt-start": "startDate",
        "dt-end": "endDate",
        "dt-duration": "duration",
        "p-location": "location",
        "p-organizer": "organizer",
        "p-attendee": "attendee",
        "p-performer": "performer",
        "p-status": "eventStatus",
    },
    _ENTRY: _SHARED
    | {"p-summary": "description", "e-content": "articleBody", "p-content": "articleBody", "p-author": "author"},
    _NOTICE: _SHARED
    | {
        "p-x-change": "change",
        "p-x-person": "person",
        "p-x-role": "roleName",
        "p-x-organization": "organization",
        "p-x-former-role": "formerRole",
        "p-x-former-organization": "formerOrganization",
        "p-x-place": "location",
        "dt-x-effective": "startDate",
    },
    _POSTING: _SHARED
    | {
        "p-x-employer": "hiringOrganization",
        "p-x-place": "jobLocation",
        "p-x-employment": "employmentType",
        "dt-x-until": "validThrough",
    },
    _CLASSIC: {
        "summary": "name",
        "dtstart": "startDate",
        "dtend": "endDate",
        "duration": "duration",
        "location": "location",
        "description": "description",
        "url": "url",
        "uid": "identifier",
        "category": "keywords",
        "organizer": "organizer",
        "status": "eventStatus",
    },
}
_HTML = frozenset({"articleBody", "description"})
_TEXTS = frozenset({"p-summary", "p-content", "p-description"})
_MOMENTS = frozenset({"startDate", "endDate", "datePublished", "dateModified"})
_ADDRESSES = frozenset({"url", "identifier"})
_QUERY = ", ".join(f".{name}" for name in sorted({*_CARD, *(one for names in _NAMES.values() for one in names)}))
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{4}-\d{3}", re.ASCII)
_HOUR = re.compile(
    r"(\d{1,2})(?:[:.]?(\d{2}))?(?::(\d{2}))?\s*(?:([ap])\.?m\.?)?\s*(Z|[+-]\d{1,2}(?::?\d{2})?)?", re.IGNORECASE
)
_OFFSET = re.compile(r"Z|[+-]\d{1,2}(?::?\d{2})?", re.IGNORECASE)
_MOST_VALUES = 20


def things(document: Document) -> list[Thing]:
    """Give the events and entries of a page that stand in no other, in their order, whole."""
    roots = {node.mem_id: node for node in document.css(", ".join(f".{name}" for name in _ROOTS))[:MOST_THINGS]}
    kinds = {key: next(name for name in _ROOTS if name in _classes(node)) for key, node in roots.items()}
    if _NAMES.keys().isdisjoint(kinds.values()):
        return []
    nodes = {key: Thing(types=(_ROOTS[kind],)) for key, kind in kinds.items()}
    nearest, texts, inner = Nearest(nodes), Texts(), set[int]()
    # An element that has several of the classes is found several times.
    for node in {one.mem_id: one for one in document.css(_QUERY)[:MOST_FACTS]}.values():
        owner = nearest.above(node)
        if owner is None:
            continue
        names = _NAMES.get(kinds[owner], _CARD)
        for name in dict.fromkeys(names[one] for one in _classes(node) if one in names):
            inner.add(node.mem_id)
            value: Value = nodes[node.mem_id] if node.mem_id in nodes else _value(node, name, texts)
            nodes[owner].put(name, value)
    for key, thing in nodes.items():
        _complete(thing, roots[key], kinds[key], texts)
    outer = {key: kind for key, kind in kinds.items() if kind in _NAMES and key not in inner}
    return [nodes[key] for key, kind in outer.items() if kind != _CLASSIC or not _only_names(nodes[key])]


def _only_names(thing: Thing) -> bool:
    """Tell whether an event of the old form has neither a day, a place nor an address: rows of episodes are such."""
    return thing.facts.keys() <= _NAMING


def _classes(node: Node) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _complete(thing: Thing, root: Node, kind: str, texts: Texts) -> None:
    """Add what is left to be understood: a card's name is its text, an end without a day has that of the start."""
    if kind not in _NAMES and not thing.facts:
        thing.put("name", texts.of(root))
    if kind in _NAMES and (language := root.attributes.get("lang")):
        thing.put("inLanguage", language)
    if kind == _ENTRY and "name" in thing.facts and "articleBody" in thing.facts:
        # A note has no title: what is given as one is its text.
        body = texts.of(root.css_first(".e-content, .p-content") or root)
        if thing.facts["name"] == [body]:
            del thing.facts["name"]
    starts, ends = thing.facts.get("startDate", []), thing.facts.get("endDate", [])
    if starts and ends and isinstance(ends[0], str) and isinstance(starts[0], str):
        day = _DAY.match(starts[0])
        if day is not None and not _DAY.match(ends[0]) and _HOUR.fullmatch(ends[0]):
            ends[0] = f"{day[0]} {ends[0]}"
        if kind == _CLASSIC:
            ends[0] = _last_day(ends[0])


def _last_day(end: str) -> str:
    """Give the last day: in hCalendar the end of whole days is the day after, as in iCalendar."""
    try:
        return (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return end


def _value(node: Node, name: str, texts: Texts) -> str:
    attributes, tag = node.attributes, node.tag or ""
    if name in _MOMENTS:
        return _moment(node, texts)
    if name in _ADDRESSES and tag in ("a", "area", "link"):
        return attributes.get("href") or ""
    told = _by_tag(tag, attributes)
    if told:
        return told
    parts = _values(node, texts)
    if parts:
        return "".join(parts)
    is_html = name in _HTML and not _TEXTS.intersection(_classes(node))
    return texts.of(node, name) if is_html else texts.of(node)


def _by_tag(tag: str, attributes: dict[str, str | None]) -> str | None:
    known = {"abbr": "title", "data": "value", "input": "value", "img": "alt", "area": "alt", "time": "datetime"}
    return attributes.get(known[tag]) if tag in known else None


def _values(node: Node, texts: Texts) -> list[str]:
    """Give the parts of a value that are marked as such (the value class pattern)."""
    found = node.css(".value, .value-title")[:_MOST_VALUES]
    return [value for one in found if (value := _part(one, texts))]


def _part(node: Node, texts: Texts) -> str:
    if "value-title" in _classes(node):
        return node.attributes.get("title") or ""
    return _by_tag(node.tag or "", node.attributes) or texts.of(node)


def _moment(node: Node, texts: Texts) -> str:
    """Give a day and a time, put together where they stand in parts."""
    told = _by_tag(node.tag or "", node.attributes)
    parts = [] if told else _values(node, texts)
    return _put_together(parts) if parts else told or node.attributes.get("title") or texts.of(node)


def _put_together(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    day = next((part for part in parts if _DAY.fullmatch(part)), "")
    offset = next((part for part in parts if _OFFSET.fullmatch(part)), "")
    clocks = (part for part in parts if part not in (day, offset) and _HOUR.fullmatch(part))
    hour = _clock(next(clocks, ""))
    return f"{day} {hour}{offset}".strip() if day or hour else " ".join(parts)


def _clock(told: str) -> str:
    found = _HOUR.fullmatch(told.strip()) if told else None
    if found is None:
        return ""
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return f"{hour:02d}:{found[2] or '00'}{found[5] or ''}"
