"""What a page says of other documents: the feeds and calendars of its own; pure."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from feeds.parse.page.setting import joined
from feeds.parse.page.tree import Element, Page
from feeds.text import one_line

Offered: TypeAlias = Literal["feed", "calendar"]

_TYPES: dict[str, Offered] = {
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/feed+json": "feed",
    "application/json": "feed",
    "text/calendar": "calendar",
}
_ENDINGS: dict[str, Offered] = {
    **dict.fromkeys((".rss", ".atom", "/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/feed.json"), "feed"),
    ".ics": "calendar",
}
#: Feeds of what nobody subscribes to a site for.
_BESIDE = ("comments/feed", "oembed", "wp-json", "opensearch", "manifest")
_MOST = 50


class Offer(msgspec.Struct, frozen=True):
    """A feed or a calendar that a page names: its address, and what the page calls it."""

    kind: Offered
    url: str
    title: str


def offers(page: Page, url: str | None = None) -> tuple[Offer, ...]:
    """List the feeds and calendars that a page found at `url` names."""
    return tuple(_offers(page, joined(url, page.base) or url).values())


def _offers(page: Page, base: str | None) -> dict[str, Offer]:
    """Give what the head names first, then what is linked to; the same address once."""
    found: dict[str, Offer] = {}
    for rel, media_type, href, title in page.links:
        kind = _TYPES.get(media_type.partition(";")[0].strip())
        address = _address(base, href)
        if "alternate" in rel.split() and kind is not None and address is not None and _is_wanted(address):
            found.setdefault(address, Offer(kind, address, title or page.title))
    for element in page.body.elements():
        if element.tag != "a" or len(found) >= _MOST:
            continue
        href = (element.attrs.get("href") or "").strip()
        address = _address(base, href)
        linked = _kind_of(element, href)
        if linked is not None and address is not None and _is_wanted(address):
            found.setdefault(address, Offer(linked, address, one_line(element.text()) or page.title))
    return found


def _is_wanted(address: str) -> bool:
    return not any(name in address for name in _BESIDE)


def _address(base: str | None, href: str) -> str | None:
    """Give the address of a link; `webcal:` and `feed:` only say what a program should do with it."""
    for scheme in ("webcals:", "webcal:", "feed:"):
        if href.lower().startswith(scheme):
            rest = href[len(scheme) :]
            return joined(base, f"https:{rest}" if rest.startswith("//") else rest)
    return joined(base, href)


def _kind_of(element: Element, href: str) -> Offered | None:
    lower = href.lower()
    if lower.startswith(("webcal:", "webcals:")):
        return "calendar"
    if lower.startswith("feed:"):
        return "feed"
    named = _TYPES.get((element.attrs.get("type") or "").lower())
    path = lower.partition("?")[0].partition("#")[0].rstrip("/")
    known = next((kind for ending, kind in _ENDINGS.items() if path.endswith(ending)), None)
    return named or known
